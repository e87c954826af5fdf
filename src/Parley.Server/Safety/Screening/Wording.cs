using Parley.Plumbing;
using Parley.Safety.Policies;

namespace Parley.Safety.Screening;

/// <summary>What an author reads about a finding: why, until when, and what to write instead.</summary>
static class Wording
{
    /// <summary>Never stored, so that no rule is asked.</summary>
    public const string Card = "card";

    public static TextFinding Of(Found found, PolicyRule rule, Policy policy, Situation at, Measure measure)
    {
        var from = policy.AllowedFrom(found.Kind, at);
        return new TextFinding(found.Kind, found.Start, found.Length, rule.Name, rule.Say ?? Sentence(found.Kind, measure, from), from is { } stage ? Name(stage) : null,
            Suggestion(found.Kind, from), measure is Measure.Coach ? Exemptions(found.Kind) : null);
    }

    public static TextFinding OfCard(Found card) =>
        new(Card, card.Start, card.Length, "cards", "Card numbers are never stored. The other side sees its last digits only. Pay at the checkout.", null, "Pay at the checkout.", null);

    /// <summary>What an author may say that a finding is instead.</summary>
    public static IReadOnlyList<string> Exemptions(string kind) => kind switch
    {
        Kinds.Phone => ["parcel-number", "order-number", "product-number", "other"],
        Kinds.Link => ["parcel-tracking", "product-page", "other"],
        Kinds.Address => ["delivery-address", "other"],
        _ => ["other"],
    };

    static string Sentence(string kind, Measure measure, Stage? from)
    {
        var what = kind switch
        {
            Kinds.Phone => "This looks like a telephone number",
            Kinds.Mail => "This looks like a mail address",
            Kinds.Link => "This leads to another site",
            Kinds.Handle => "This looks like a name on another network",
            Kinds.Messenger => "This leads to a messenger",
            Kinds.Picture => "This leads to a contact in a picture or code",
            Kinds.Address => "This looks like a street address",
            Kinds.Payment => "This looks like paying past the checkout",
            Kinds.Iban => "This is a bank account's number",
            Kinds.Outside => "This looks like a deal outside the marketplace",
            Kinds.Abuse => "This may hurt whoever reads it",
            Kinds.Spam => "This reads like an advertisement",
            Kinds.Repeated => "This was sent to many people",
            Kinds.BadLink => "The marketplace warns of this site",
            Kinds.Lookalike => "This looks as if the marketplace wrote it",
            Kinds.Image or Kinds.Document or Kinds.Audio or Kinds.Video or Kinds.Archive => $"A file of this kind ({kind}) comes with it",
            _ => "The marketplace does not want this here",
        };
        return $"{what}. {measure switch
        {
            Measure.Mask => "The other side sees it hidden",
            Measure.Hold => "Somebody of the marketplace looks at it first",
            Measure.Allow => "It is sent",
            _ => Why(kind),
        }}{(from is { } stage ? $"; it is allowed once {Once(stage)}" : "")}.";
    }

    static string Why(string kind) => kind switch
    {
        Kinds.Payment or Kinds.Iban or Kinds.Outside => "Only what is paid at the checkout is protected",
        Kinds.Abuse => "Say it without hurting anybody",
        _ when Kinds.Contacts.Contains(kind) => "Who leaves the conversation leaves its protection",
        _ => "It is not sent like this",
    };

    static string Once(Stage stage) => stage switch
    {
        Stage.Offer => "there is an offer",
        Stage.Ordered => "it is ordered",
        Stage.Paid => "the order is paid",
        Stage.Shipped => "it is on its way",
        Stage.Completed => "the order is completed",
        _ => "there is a dispute",
    };

    static string? Suggestion(string kind, Stage? from) => kind switch
    {
        Kinds.Phone or Kinds.Mail or Kinds.Handle or Kinds.Messenger or Kinds.Picture => from is null ? "Let us keep talking here." : $"Let us keep talking here; I can send you that once {Once(from.Value)}.",
        Kinds.Address => from is null ? null : $"I can send you the address once {Once(from.Value)}.",
        Kinds.Link => "Let me describe it here, or send you a picture.",
        Kinds.Payment or Kinds.Iban or Kinds.Outside => "Let us do it through the checkout here.",
        _ => null,
    };

    public static string Name(Stage stage) => stage.ToString().ToLowerInvariant();
}
