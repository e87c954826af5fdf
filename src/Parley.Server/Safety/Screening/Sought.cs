using System.Text;
using Parley.Safety.Policies;
using Parley.Text.Abuse;
using Parley.Text.Contacts;
using Parley.Text.Normal;
using Parley.Text.Spam;

namespace Parley.Safety.Screening;

/// <summary>What stands in a message, whatever a policy says of it: each thing is looked for when it is first asked for, and once. For one thread.</summary>
public sealed class Sought(ToRead message)
{
    const char Hidden = '•';

    readonly Asked asked = new();
    ContactReport? contacts;

    /// <summary>What does not change with what is known of the order.</summary>
    sealed class Asked
    {
        public List<Found>? Cards, Addresses;
        public string? Text;
        public NormalText? Normal;
        public (bool Done, Found? Found) Abuse;
        public double? Offer;
    }

    Sought(ToRead message, Asked asked) : this(message) => this.asked = asked;

    public ToRead Message => message;

    public ContactReport Contacts => contacts ??= ContactFinder.FindRuled(All, message.Known);

    /// <summary>Where card numbers stand.</summary>
    public IReadOnlyList<Found> Cards => asked.Cards ??= Contacts.MayHoldCard ? [.. CardFinder.FindInLast(UpToIt).Select(s => new Found(Wording.Card, "card.luhn", s.Start, s.End - s.Start))] : [];

    /// <summary>The text as it may be stored: without card numbers.</summary>
    public string Text => asked.Text ??= Cards.Count == 0 ? message.Text : Mask(message.Text, Cards);

    public NormalText Normal => asked.Normal ??= All.Count == 1 && ReferenceEquals(Text, message.Text) && Contacts.Folded is { } folded ? folded : NormalText.Of(Text);

    public IReadOnlyList<Found> Addresses
    {
        get
        {
            if (asked.Addresses is null) Screening.Addresses.Find(Text, asked.Addresses = []);
            return asked.Addresses;
        }
    }

    public Found? Abuse => (asked.Abuse.Done ? asked.Abuse : asked.Abuse = (true, FindAbuse(Text))).Found;

    /// <summary>How much it reads like an offer nobody asked for, in log odds.</summary>
    public double Offer => asked.Offer ??= SpamModel.For(SpamKind.Market).Score(Text);

    public Found? Spam => SpamModel.For(SpamKind.Market).IsSpam(Offer) ? new Found(Kinds.Spam, "spam.model", 0, 0) : null;

    /// <summary>The same message, once more is known of its thread.</summary>
    public Sought Knowing(bool firstContact, ContactSettings known) => new(message with { FirstContact = firstContact, Known = known }, asked);

    IReadOnlyList<string> All => field ??= message.After.Count == 0 ? UpToIt : [.. UpToIt, .. message.After];

    IReadOnlyList<string> UpToIt => field ??= message.Before.Count == 0 ? [message.Text] : [.. message.Before, message.Text];

    static Found? FindAbuse(string text)
    {
        var model = AbuseModel.Shipped;
        if (!model.IsAbuse(model.Score(text))) return null;
        var answer = model.Judge(text);
        if (answer.Kind == AbuseKind.None) return null;
        var (start, end) = (0, 0);
        foreach (var reason in answer.Reasons)
            if (reason.Length > 0 && (end == 0 || reason.Weight > 0)) (start, end) = end == 0 ? (reason.Start, reason.Start + reason.Length) : (Math.Min(start, reason.Start), Math.Max(end, reason.Start + reason.Length));
        return new Found(Kinds.Abuse, $"abuse.{answer.Kind.ToString().ToLowerInvariant()}", start, end - start);
    }

    /// <summary>Letters and digits become dots; of a number written in digits the last four stay, by which its owner knows it.</summary>
    static string Mask(string text, IReadOnlyList<Found> cards)
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
}
