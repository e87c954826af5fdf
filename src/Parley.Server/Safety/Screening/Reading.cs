using System.Text;
using Parley.Safety.Policies;
using Parley.Text.Abuse;
using Parley.Text.Contacts;
using Parley.Text.Normal;
using Parley.Text.Spam;

namespace Parley.Safety.Screening;

/// <summary>A message as it is to be read.</summary>
/// <param name="Before">What the same author said last in this thread, the oldest first, with nobody between.</param>
/// <param name="FirstContact">See <see cref="Situation.FirstContact"/>: only then it may be spam.</param>
/// <param name="Known">The marketplace's hosts and this order's numbers.</param>
public sealed record ToRead(string Text, IReadOnlyList<string> Before, bool FirstContact, bool Machine, ContactSettings Known);

/// <summary>What was found in a message. Pure: the text, the policy and what is known of the thread decide, nothing else.</summary>
/// <param name="Text">As it may be stored: without card numbers.</param>
/// <param name="Cards">Where they stood.</param>
public sealed record Reading(string Text, IReadOnlyList<Found> Found, IReadOnlyList<Found> Cards)
{
    const char Hidden = '•';

    public static Reading Of(ToRead message, Policy policy)
    {
        var found = new List<Found>();
        IReadOnlyList<string> all = message.Before.Count == 0 ? [message.Text] : [.. message.Before, message.Text];
        var contacts = ContactFinder.Find(all, message.Known);
        var cards = MayHoldCard(all) ? CardsIn(all) : [];
        foreach (var one in contacts.Findings)
            if (one.Kind != ContactKind.Card && one.Confidence >= ContactReport.Certain && one.Reason != ContactReport.ByWording) Take(one, message, policy, cards, found);
        var text = cards.Count == 0 ? message.Text : Mask(message.Text, cards);
        if (policy.Asks(Kinds.Address)) Addresses.Find(text, found);
        if (policy.HasOwnTexts) policy.FindOwn(text, NormalText.Of(text), found);
        if (message.Machine) return new Reading(text, found, cards);
        if (policy.Asks(Kinds.Abuse)) FindAbuse(text, found);
        if (message.FirstContact && policy.Asks(Kinds.Spam)) FindSpam(text, found);
        return new Reading(text, found, cards);
    }

    /// <summary>Enough digits, or room for as many in words.</summary>
    static bool MayHoldCard(IReadOnlyList<string> all)
    {
        const int least = 14, shortestWord = 3;
        var digits = 0;
        foreach (var text in all)
        {
            if (text.Length >= least * shortestWord) return true;
            foreach (var sign in text)
                if (char.IsDigit(sign) && ++digits == least) return true;
        }
        return false;
    }

    static List<Found> CardsIn(IReadOnlyList<string> all) => [.. CardFinder.FindInLast(all).Select(s => new Found(Wording.Card, "card.luhn", s.Start, s.End - s.Start))];

    static void Take(ContactFinding one, ToRead message, Policy policy, List<Found> cards, List<Found> found)
    {
        if (one.Spans.Count > 1 && !IsPiece(message.Text, one)) return;
        foreach (var span in one.Spans)
        {
            if (span.Message != message.Before.Count) continue; // what was said before was looked at then
            var reason = one.Spans.Count > 1 ? $"{one.Reason}.split" : one.Reason;
            var here = new Found(NameOf(one.Kind), reason, span.Start, span.End - span.Start);
            if (IsOfCode(one, message.Text, span.Start)) continue;
            if (!cards.Exists(c => c.Start < span.End && span.Start < c.Start + c.Length) && OwnKind(here, message.Text, policy) is { } kind) found.Add(here with { Kind = kind });
        }
    }

    /// <summary>Sentences that each hold a number are no number in pieces: a piece is little else, or digits in words.</summary>
    static bool IsPiece(string text, ContactFinding one)
    {
        const int most = 12;
        return one.Reason == "phone.spelled" || text.Count(char.IsLetter) <= most;
    }

    /// <summary>The digits of a code such as ORD-2024-00123, of which nothing but their number speaks for a telephone.</summary>
    static bool IsOfCode(ContactFinding one, string text, int start) => one.Reason == "phone.plain" && start >= 3 && text[start - 1] is ('-' or '_' or '/') && char.IsAsciiLetterUpper(text[start - 2]) && char.IsAsciiLetterUpper(text[start - 3]);

    /// <summary>A link or mail address is of the own list that names its host; of an allowed host it is nothing.</summary>
    static string? OwnKind(Found one, string text, Policy policy)
    {
        if (one.Kind is not (Kinds.Link or Kinds.Mail) || Hosts.Of(text.AsSpan(one.Start, one.Length)) is not { } host) return one.Kind;
        if (policy.ListOf(host) is { } list) return list;
        foreach (var allowed in policy.AllowedHosts)
            if (Hosts.IsWithin(host, allowed)) return null;
        return one.Kind;
    }

    static void FindAbuse(string text, List<Found> found)
    {
        var model = AbuseModel.Shipped;
        if (!model.IsAbuse(model.Score(text))) return;
        var answer = model.Judge(text);
        if (answer.Kind == AbuseKind.None) return;
        var (start, end) = (0, 0);
        foreach (var reason in answer.Reasons)
            if (reason.Length > 0 && (end == 0 || reason.Weight > 0)) (start, end) = end == 0 ? (reason.Start, reason.Start + reason.Length) : (Math.Min(start, reason.Start), Math.Max(end, reason.Start + reason.Length));
        found.Add(new Found(Kinds.Abuse, $"abuse.{answer.Kind.ToString().ToLowerInvariant()}", start, end - start));
    }

    static void FindSpam(string text, List<Found> found)
    {
        var model = SpamModel.For(SpamKind.Market);
        if (model.IsSpam(model.Score(text))) found.Add(new Found(Kinds.Spam, "spam.model", 0, 0));
    }

    /// <summary>Letters and digits become dots; of a number written in digits the last four stay, by which its owner knows it.</summary>
    static string Mask(string text, List<Found> cards)
    {
        var masked = new StringBuilder(text);
        foreach (var card in cards)
        {
            var kept = 0;
            for (var at = card.Start + card.Length - 1; at >= card.Start; at--)
            {
                if (masked[at] is ' ' or '-' or '.' or '\n') continue;
                if (kept < 4 && char.IsAsciiDigit(masked[at])) kept++;
                else (masked[at], kept) = (Hidden, 4);
            }
        }
        return masked.ToString();
    }

    static string NameOf(ContactKind kind) => kind switch
    {
        ContactKind.Phone => Kinds.Phone,
        ContactKind.Mail => Kinds.Mail,
        ContactKind.Link => Kinds.Link,
        ContactKind.Handle => Kinds.Handle,
        ContactKind.Messenger => Kinds.Messenger,
        ContactKind.Payment => Kinds.Payment,
        ContactKind.Picture => Kinds.Picture,
        ContactKind.Outside => Kinds.Outside,
        ContactKind.Iban => Kinds.Iban,
        _ => throw new InvalidOperationException($"{kind} is no way of contact."),
    };
}
