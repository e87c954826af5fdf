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
/// <param name="Family">Names its variants, whoever wrote them: what has the same one is decided about at once.</param>
public sealed record Repetition(Found? Found, string Family);

/// <summary>
/// Finds one text that goes to many, among the messages by which somebody turns to somebody at this node. Bounded memory; a restart forgets. A family of variants
/// goes by the first that came here, without what disguises it: so one node has one name for it, and several nodes at most one each.
/// </summary>
public sealed class Repeats
{
    /// <summary>Of buyers' messages, and of vendors' offers: what the one say is no variant of what the others do.</summary>
    readonly RepeatWindow? buyers, vendors;
    readonly BoundedCache<(string From, string To, Guid Id), Repetition> known = new(20_000);
    readonly BoundedCache<(PartyKind From, long Cluster), string> families = new(20_000);

    public Repeats(IOptions<SafetyOptions> options)
    {
        if (options.Value.RememberedTexts == 0) return;
        var bounds = new RepeatOptions { Capacity = options.Value.RememberedTexts };
        (buyers, vendors) = (new RepeatWindow(bounds, SpamModel.For(SpamKind.Market).Score), new RepeatWindow(bounds, SpamModel.For(SpamKind.Market).Score));
    }

    /// <summary>Takes the message in; sent again it is the same one. A vendor's people are one sender, and tell many buyers alike what became of their orders: only an offer counts.</summary>
    public Repetition? Find(Draft draft, double offer, DateTimeOffset at)
    {
        if ((draft.Party == PartyKind.Buyer ? buyers : vendors) is not { } window || (draft.Door?.VendorId ?? draft.Opens?.VendorId) is not { } vendor) return null;
        var isBuyer = draft.Party == PartyKind.Buyer;
        var (from, to) = isBuyer ? (draft.AuthorId, vendor) : ($"vendor {vendor}", draft.Door?.BuyerId ?? draft.Opens?.BuyerId ?? ""); // no person's id has a blank
        var key = (from, to, draft.ClientId ?? IdOfEdit(draft)); // an id is its author's own in a thread, and may come again in the next
        if (known.TryGet(key, out var before)) return before;
        var answer = window.Add(new RepeatMessage(from, to, at, draft.Text, HasOrder: false) { Offer = offer });
        var counts = answer.IsSolicitation && (isBuyer || answer.Why is RepeatRule.Offer or RepeatRule.Disguised);
        var repetition = new Repetition(counts ? new Found(Kinds.Repeated, $"repeated.{answer.Why.ToString().ToLowerInvariant()}", 0, 0) : null, FamilyOf(draft.Party, answer.Cluster, draft.Text));
        known.Set(key, repetition);
        return repetition;
    }

    string FamilyOf(PartyKind from, long? cluster, string text)
    {
        if (cluster is not { } number) return GroupOf(text);
        if (!families.TryGet((from, number), out var family)) families.Set((from, number), family = GroupOf(text));
        return family;
    }

    /// <summary>Of a text that a message is given later: the same edit is the same one.</summary>
    static Guid IdOfEdit(Draft draft) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{draft.Door?.Id}\n{draft.EditOf}\n{draft.Text}"))[..16]);

    /// <summary>Joins what is alike to the letter, whoever wrote it.</summary>
    public static string GroupOf(string text) => $"text {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OwnWords(text))))[..32]}";

    static string OwnWords(string text) => string.Join(' ', Folding.Fold(text).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
