using Parley.Conversations;
using Parley.Safety.Policies;
using Parley.Storage;
using Parley.Text.Contacts;

namespace Parley.Safety.Screening;

/// <summary>
/// One message on its way to a judgement, for one thread. Whatever is found in it is looked for once, however many policies it is held against; the
/// same for a message that is sent and for one that is only tried.
/// </summary>
/// <param name="own">The marketplace's own hosts.</param>
/// <param name="listed">Sites that are warned of.</param>
public sealed class Judging(Draft draft, Surroundings around, Lookalikes lookalikes, ContactSettings own, DomainSet listed)
{
    readonly bool maybeFirst = around.MaybeFirst(draft);
    Sought? sought, known;
    ThreadContext? context;
    IReadOnlyList<string>? mediaTypes;
    (bool Done, Repetition? Answer) repeated;
    (bool Done, Found? Found) classified;
    IReadOnlyList<string>? names;

    public async ValueTask<Judgement> ByAsync(Policy policy, CancellationToken ct)
    {
        if (sought is null)
        {
            var beside = await around.BesideAsync(draft, ct);
            sought = new Sought(new ToRead(draft.Text, beside.Before, maybeFirst, draft.AuthorId.Length == 0, own) { After = beside.After, Listed = listed });
        }
        var reading = Reading.Of(sought, policy);
        var others = await OthersAsync(reading, policy, ct);
        if (reading.Found.Count + others.Count == 0 && !policy.Asks(Kinds.NoSubject)) return new Judgement(policy, default, reading.Text, [], [], reading.Cards);
        context ??= await around.ContextAsync(draft, ct);
        known ??= sought.Knowing(context.FirstContact, context.Known(own.OwnHosts));
        var again = Reading.Of(known, policy);
        if (!context.FirstContact) others.RemoveAll(f => f.Kind == Kinds.Repeated);
        if (context is { FirstContact: true, Kind: null }) others.Add(new Found(Kinds.NoSubject, "no-subject", 0, 0));
        return Judgement.Of(again with { Found = [.. again.Found, .. others] }, policy, context.For(draft.Party, policy), draft.Appeal?.As) with { Repetition = repeated.Answer };
    }

    /// <summary>What is found elsewhere than in the text: who writes, what was sent to others, what comes with it, what a classifier says.</summary>
    async ValueTask<List<Found>> OthersAsync(Reading reading, Policy policy, CancellationToken ct)
    {
        var found = new List<Found>();
        if (maybeFirst && policy.Asks(Kinds.Repeated))
        {
            if (!repeated.Done) repeated = (true, await IsTurningAsync(ct) ? around.Repeated(draft, sought!.Offer) : null);
            if (repeated.Answer?.Found is { } copy) found.Add(copy);
        }
        if (policy.Asks(Kinds.Lookalike) && draft.AuthorId.Length > 0)
        {
            names ??= await around.NamesAsync(draft, ct);
            if (lookalikes.Find(draft.Text, names, reading.Found) is { } posing) found.Add(posing);
        }
        if (draft.Attachments.Count > 0 && Array.Exists(Kinds.Files, policy.Asks))
        {
            mediaTypes ??= await around.MediaTypesAsync(draft, ct);
            found.AddRange(mediaTypes.Select(KindOf).OfType<string>().Distinct().Select(k => new Found(k, "file", 0, 0)));
        }
        if (policy.Asks(Kinds.Classifier))
        {
            if (!classified.Done) classified = (true, await around.ClassifyAsync(draft, reading.Text, sought!.Message.Before, ct));
            if (classified.Found is { } match) found.Add(match);
        }
        return found;
    }

    /// <summary>
    /// Whether it is to be compared with others'. A buyer's message until the vendor answers. Of a vendor's only what reads like an offer and comes to somebody
    /// who has not written in the thread: answers and words about an order are not, and cost no question to the store.
    /// </summary>
    async ValueTask<bool> IsTurningAsync(CancellationToken ct) => draft.Party == PartyKind.Buyer || (sought!.Offer > 0 && (context ??= await around.ContextAsync(draft, ct)).FirstContact);

    static string? KindOf(string mediaType) => mediaType.Split('/')[0] switch
    {
        "image" => Kinds.Image,
        "audio" => Kinds.Audio,
        "video" => Kinds.Video,
        _ when mediaType.Contains("zip", StringComparison.Ordinal) || mediaType.EndsWith("x-7z-compressed", StringComparison.Ordinal) || mediaType.EndsWith("x-tar", StringComparison.Ordinal) => Kinds.Archive,
        _ => Kinds.Document,
    };
}
