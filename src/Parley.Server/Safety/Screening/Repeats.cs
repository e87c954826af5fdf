using System.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;
using Parley.Text.Repeats;
using Parley.Text.Spam;

namespace Parley.Safety.Screening;

/// <param name="Found">Null while it is not one of many.</param>
/// <param name="Family">Its variants, whoever wrote them.</param>
public sealed record Repetition(Found? Found, Family Family)
{
    /// <summary>What went before it, and is now known for what it is: of the same sender, or of everybody where the words themselves are those of an offer to many.</summary>
    public IReadOnlyList<Copy> Earlier { get; init; } = [];
}

/// <summary>
/// Finds one text that goes to many, among the messages by which somebody turns to somebody at this node. Bounded memory; a restart forgets. A family of variants
/// goes by the first that came here, without what disguises it: so one node has one name for it, and several nodes at most one each.
/// </summary>
public sealed class Repeats
{
    /// <summary>Of buyers' messages, and of vendors' offers: what the one say is no variant of what the others do.</summary>
    readonly RepeatWindow? buyers, vendors;
    readonly BoundedCache<(string From, string To, Guid Id), Repetition> known = new(20_000);
    readonly BoundedCache<(PartyKind From, long Cluster), Family> families = new(20_000);

    public Repeats(IOptions<SafetyOptions> options)
    {
        if (options.Value.RememberedTexts == 0) return;
        var bounds = new RepeatOptions { Capacity = options.Value.RememberedTexts };
        (buyers, vendors) = (new RepeatWindow(bounds, SpamModel.For(SpamKind.Market).Score), new RepeatWindow(bounds, SpamModel.For(SpamKind.Market).Score));
    }

    /// <summary>Takes the message in; sent again it is the same one. A vendor's people are one sender, and tell many buyers alike what became of their orders: only an offer counts.</summary>
    public Repetition? Find(Draft draft, double offer, DateTimeOffset at)
    {
        if ((draft.Party == PartyKind.Buyer ? buyers : vendors) is not { } window || KeyOf(draft) is not { } key) return null;
        if (known.TryGet(key, out var before)) return before;
        var answer = window.Add(new RepeatMessage(key.From, key.To, at, draft.Text, HasOrder: false) { Offer = offer });
        var counts = answer.IsSolicitation && (draft.Party == PartyKind.Buyer || answer.Why is RepeatRule.Offer or RepeatRule.Disguised);
        var family = FamilyOf(draft.Party, answer.Cluster, draft.Text);
        var repetition = counts
            ? new Repetition(new Found(Kinds.Repeated, $"repeated.{answer.Why.ToString().ToLowerInvariant()}", 0, 0), family) { Earlier = family.Unnoticed(answer.Why is RepeatRule.Offer or RepeatRule.Spread ? null : key.From) }
            : new Repetition(null, family);
        known.Set(key, repetition);
        return repetition;
    }

    /// <summary>It stands in its thread, and nothing was wrong with it.</summary>
    public void Stored(Draft draft)
    {
        if (draft is { Door: { } door, ClientId: { } client, EditOf: null } && KeyOf(draft) is { } key && known.TryGet(key, out var one) && one.Found is null) one.Family.Keep(new Copy(door.Id, client, key.From));
    }

    /// <summary>An id is its author's own in a thread, and may come again in the next. A vendor's people are one sender.</summary>
    static (string From, string To, Guid Id)? KeyOf(Draft draft)
    {
        if ((draft.Door?.VendorId ?? draft.Opens?.VendorId) is not { } vendor) return null;
        var id = draft.ClientId ?? IdOfEdit(draft);
        return draft.Party == PartyKind.Buyer ? (draft.AuthorId, vendor, id) : ($"vendor {vendor}", draft.Door?.BuyerId ?? draft.Opens?.BuyerId ?? "", id); // no person's id has a blank
    }

    Family FamilyOf(PartyKind from, long? cluster, string text)
    {
        if (cluster is not { } number) return new Family(GroupOf(text));
        if (!families.TryGet((from, number), out var family)) families.Set((from, number), family = new Family(GroupOf(text)));
        return family;
    }

    /// <summary>Of a text that a message is given later: the same edit is the same one.</summary>
    static Guid IdOfEdit(Draft draft) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{draft.Door?.Id}\n{draft.EditOf}\n{draft.Text}"))[..16]);

    /// <summary>Joins what is alike to the letter, whoever wrote it.</summary>
    public static string GroupOf(string text) => $"text {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OwnWords(text))))[..32]}";

    static string OwnWords(string text) => string.Join(' ', Folding.Fold(text).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
