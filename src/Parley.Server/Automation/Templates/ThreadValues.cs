using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>All that a thread's templates can say and fit to, as it is now.</summary>
/// <param name="Buyer">Null when they left: then their name is nobody's to use any more.</param>
public sealed record ThreadValues(MarketPerson? Buyer, Vendor? Vendor, MarketPerson? Agent, Subject? Subject, string? Topic)
{
    readonly SubjectCard? card = Subject is null ? null : Cards.For(Subject, Vendor?.Id ?? Subject.VendorId);
    readonly IReadOnlyDictionary<string, string>? buyers = Attributes.Read(Buyer?.Attributes), vendors = Attributes.Read(Vendor?.Attributes), subjects = Attributes.Read(Subject?.Attributes);

    public string? Category => subjects?.GetValueOrDefault("category");

    TimeZoneInfo VendorZone => Formats.Zone(Vendor?.TimeZone) ?? TimeZoneInfo.Utc;

    TimeZoneInfo BuyerZone => Formats.Zone(Buyer?.TimeZone) ?? VendorZone;

    /// <summary>The value of a variable for a reader of this culture; null when it has none here.</summary>
    public string? ValueOf(string name, CultureInfo culture)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (owner, what) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        var attribute = what.StartsWith("attr.", StringComparison.Ordinal) ? what[5..] : null;
        return owner switch
        {
            "buyer" => attribute is null ? Named(Buyer?.Name, what) : buyers?.GetValueOrDefault(attribute),
            "vendor" => attribute is null ? Vendor?.Name : vendors?.GetValueOrDefault(attribute),
            "agent" => Named(Agent?.Name, what),
            _ when card is null || (owner != "subject" && owner != card.Kind.Word()) => null,
            _ => attribute is null ? OfSubject(card, what, culture) : subjects?.GetValueOrDefault(attribute),
        };
    }

    static string? Named(string? name, string what) => what == "firstName" ? name?.Split(' ', 2)[0] : name;

    string? OfSubject(SubjectCard subject, string what, CultureInfo culture) => what switch
    {
        "" => subject.Title,
        "id" => subject.Id,
        "title" => subject.Title,
        "state" => subject.State,
        "url" => subject.Url,
        "amount" => subject.Amount is { } amount ? Formats.Amount(amount, culture) : null,
        "placed" => Day(Subject!.PlacedAt ?? DateOf(subject, "placed"), culture),
        "delivery" => Day(DateOf(subject, "delivery", "arrival", "due"), culture),
        "start" => Moment(DateOf(subject, "start", "check-in", "appointment") ?? (subject.Dates is [var first, ..] ? first.At : null), culture),
        "end" => Moment(DateOf(subject, "end", "check-out"), culture),
        _ => null,
    };

    static DateTimeOffset? DateOf(SubjectCard subject, params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
            foreach (var date in subject.Dates)
                if (string.Equals(date.Label, label, StringComparison.OrdinalIgnoreCase)) return date.At;
        return null;
    }

    string? Day(DateTimeOffset? at, CultureInfo culture) => at is { } day ? Formats.Day(day, BuyerZone, culture) : null;

    string? Moment(DateTimeOffset? at, CultureInfo culture) => at is { } moment ? Formats.Moment(moment, BuyerZone, VendorZone, culture) : null;
}

/// <summary>Gathers what a thread's templates can say: two rows, and names that are mostly in memory.</summary>
public sealed class ReadThreadValues(Store store, Register register, FreshSubjects subjects)
{
    public async Task<ThreadValues> RunAsync(Entered who, CancellationToken ct)
    {
        await using var db = store.Open();
        var thread = await db.Set<Conversation>().Where(c => c.Id == who.Door.Id).Select(c => new { c.SubjectKind, c.SubjectId, c.Topic }).SingleAsync(ct);
        await subjects.QuotedAsync(thread.SubjectKind, thread.SubjectId);
        var subject = thread.SubjectKind is { } kind ? await db.Set<Subject>().SingleOrDefaultAsync(s => s.Kind == kind && s.Id == thread.SubjectId, ct) : null;
        var buyer = await register.FindPersonAsync(who.Door.BuyerId, ct);
        return new ThreadValues(buyer is { RemovedAt: null } ? buyer : null, await register.FindVendorAsync(who.Door.VendorId, ct),
            await register.FindPersonAsync(who.Person.Id, ct), subject, thread.Topic);
    }
}
