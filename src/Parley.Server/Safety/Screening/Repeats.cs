using System.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Text.Repeats;
using Parley.Text.Spam;

namespace Parley.Safety.Screening;

/// <summary>Finds one text that goes to many, among the first messages of this node. Bounded memory; a restart forgets.</summary>
public sealed class Repeats
{
    readonly RepeatWindow? window;
    readonly BoundedCache<(string Author, string Vendor, Guid Client), Found?> known = new(20_000);

    public Repeats(IOptions<SafetyOptions> options)
    {
        if (options.Value.RememberedTexts > 0) window = new RepeatWindow(new RepeatOptions { Capacity = options.Value.RememberedTexts }, SpamModel.For(SpamKind.Market).Score);
    }

    /// <summary>Takes the message in; sent again it is the same one.</summary>
    public Found? Find(Draft draft, double offer, DateTimeOffset at)
    {
        if (window is null || (draft.Door?.VendorId ?? draft.Opens?.VendorId) is not { } vendor) return null;
        var key = (draft.AuthorId, vendor, draft.ClientId!.Value); // an id is its author's own in a thread, and may come again in the next
        if (known.TryGet(key, out var before)) return before;
        var answer = window.Add(new RepeatMessage(draft.AuthorId, vendor, at, draft.Text, HasOrder: false) { Offer = offer });
        var found = answer.IsSolicitation ? new Found(Kinds.Repeated, $"repeated.{answer.Why.ToString().ToLowerInvariant()}", 0, 0) : null;
        known.Set(key, found);
        return found;
    }

    /// <summary>Joins what is alike to the letter, whoever wrote it.</summary>
    public static string GroupOf(string text) => $"text {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OwnWords(text))))[..32]}";

    static string OwnWords(string text) => string.Join(' ', Folding.Fold(text).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
