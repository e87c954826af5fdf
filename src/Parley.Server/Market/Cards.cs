using System.Text.Json;
using Parley.Plumbing;

namespace Parley.Market;

/// <summary>The part of a subject that only its card shows, kept as JSON.</summary>
public static class Cards
{
    sealed record Stored(Money? Amount, IReadOnlyList<SubjectItem>? Items, IReadOnlyList<SubjectDate>? Dates);

    const int MostItems = 50;

    public static string? Write(Money? amount, IReadOnlyList<SubjectItem>? items, IReadOnlyList<SubjectDate>? dates)
    {
        if (amount is null && items is null or [] && dates is null or []) return null;
        if (items?.Count > MostItems || dates?.Count > MostItems) throw Refuse.Invalid("items", $"A card shows at most {MostItems} items and dates.");
        if (amount is not null) Check(amount);
        var cleanItems = items?.Select(i => new SubjectItem(Texts.Line(i.Title, "items.title", 200), Quantity(i.Quantity), Check(i.Amount), Texts.OptionalUrl(i.ImageUrl, "items.imageUrl"))).ToList();
        var cleanDates = dates?.Select(d => new SubjectDate(Texts.Line(d.Label, "dates.label", 40), d.At)).ToList();
        return JsonSerializer.Serialize(new Stored(amount, cleanItems, cleanDates), Bodies.Strict);
    }

    public static SubjectCard Read(Subject subject)
    {
        var stored = subject.Card is null ? null : JsonSerializer.Deserialize<Stored>(subject.Card, Bodies.Strict);
        return new SubjectCard(subject.Kind, subject.Id, subject.Title, subject.ImageUrl, subject.Url, subject.State, stored?.Amount,
            stored?.Items ?? [], stored?.Dates ?? [], subject.VendorId, subject.RemovedAt is not null);
    }

    static Money? Check(Money? amount)
    {
        if (amount is null) return null;
        return amount.Currency is { Length: 3 } code && code.All(char.IsAsciiLetterUpper) ? amount : throw Refuse.Invalid("amount.currency", "'currency' must be an ISO 4217 code such as EUR.");
    }

    static int Quantity(int quantity) => quantity is >= 0 and <= 1_000_000 ? quantity : throw Refuse.Invalid("items.quantity", "'quantity' must be 0 to 1,000,000.");
}
