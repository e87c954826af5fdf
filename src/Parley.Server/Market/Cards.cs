using System.Text.Json;
using Parley.Plumbing;

namespace Parley.Market;

/// <summary>
/// The part of a subject that only its card shows, kept as JSON. An order may hold items of several vendors: each of them sees a card
/// of their own, without the others' items and without the total, which is not theirs.
/// </summary>
public static class Cards
{
    sealed record Stored(Money? Amount, IReadOnlyList<SubjectItem>? Items, IReadOnlyList<SubjectDate>? Dates);

    const int MostItems = 50;

    public static string? Write(Money? amount, IReadOnlyList<SubjectItem>? items, IReadOnlyList<SubjectDate>? dates)
    {
        if (amount is null && items is null or [] && dates is null or []) return null;
        if (items?.Count > MostItems || dates?.Count > MostItems) throw Refuse.Invalid("items", $"A card shows at most {MostItems} items and dates.");
        if (amount is not null) Check(amount);
        var cleanItems = items?.Select(Clean).ToList();
        var ids = cleanItems?.Select(i => i.Id).OfType<string>().ToList() ?? [];
        if (ids.Distinct().Count() < ids.Count) throw Refuse.Invalid("items.id", "Two items have the same 'id'. Within a subject each one is an item's own.");
        var cleanDates = dates?.Select(d => new SubjectDate(Texts.Line(d.Label, "dates.label", 40), d.At)).ToList();
        return JsonSerializer.Serialize(new Stored(amount, cleanItems, cleanDates), Bodies.Strict);
    }

    /// <summary>The whole card, for the host and for buyers.</summary>
    public static SubjectCard Read(Subject subject)
    {
        var stored = Open(subject);
        return new SubjectCard(subject.Kind, subject.Id, subject.Title, subject.ImageUrl, subject.Url, subject.State, stored?.Amount,
            stored?.Items ?? [], stored?.Dates ?? [], subject.VendorId, subject.RemovedAt is not null);
    }

    /// <summary>The card as one of the subject's vendors sees it.</summary>
    public static SubjectCard For(Subject subject, string vendorId)
    {
        var card = Read(subject);
        return VendorsOf(subject, card.Items) is [var only] && only == vendorId ? card : card with
        {
            Amount = null,
            Items = [.. card.Items.Where(i => VendorOf(subject, i) == vendorId)],
            VendorId = vendorId,
        };
    }

    public static string VendorOf(Subject subject, SubjectItem item) => item.Vendor ?? subject.VendorId;

    /// <summary>The subject's own vendor, and those whom its items name.</summary>
    public static List<string> VendorsOf(Subject subject) => VendorsOf(subject, Open(subject)?.Items ?? []);

    static List<string> VendorsOf(Subject subject, IReadOnlyList<SubjectItem> items) => [.. items.Select(i => VendorOf(subject, i)).Prepend(subject.VendorId).Distinct()];

    static Stored? Open(Subject subject) => subject.Card is null ? null : JsonSerializer.Deserialize<Stored>(subject.Card, Bodies.Strict);

    static SubjectItem Clean(SubjectItem item) => new(
        Texts.Line(item.Title, "items.title", 200), Quantity(item.Quantity), Check(item.Amount), Texts.OptionalUrl(item.ImageUrl, "items.imageUrl"),
        item.Id is null ? null : Texts.Id(item.Id, "items.id"), item.Vendor is null ? null : Texts.Id(item.Vendor, "items.vendor"));

    static Money? Check(Money? amount)
    {
        if (amount is null) return null;
        return amount.Currency is { Length: 3 } code && code.All(char.IsAsciiLetterUpper) ? amount : throw Refuse.Invalid("amount.currency", "'currency' must be an ISO 4217 code such as EUR.");
    }

    static int Quantity(int quantity) => quantity is >= 0 and <= 1_000_000 ? quantity : throw Refuse.Invalid("items.quantity", "'quantity' must be 0 to 1,000,000.");
}
