namespace Parley.Safety.Policies;

/// <summary>What is done about a finding. Of several, the largest counts for the message.</summary>
public enum Measure : byte
{
    Allow = 0,

    /// <summary>It is sent and kept whole; the other side reads the place hidden until a stage allows it.</summary>
    Mask = 1,

    /// <summary>It is not sent; its author reads why and what to write instead, or says what it is and sends it all the same.</summary>
    Coach = 2,

    /// <summary>People look at it first.</summary>
    Hold = 3,

    /// <summary>It is not sent.</summary>
    Refuse = 4,
}

/// <summary>How far a deal is, in its usual order; a dispute may come at any time.</summary>
public enum Stage : byte
{
    Inquiry = 0,
    Offer = 1,
    Ordered = 2,
    Paid = 3,
    Shipped = 4,
    Completed = 5,
    Dispute = 6,
}

/// <summary>What can be found in a message. Besides, every list of an operator's own is a kind, under its name.</summary>
public static class Kinds
{
    public const string Phone = "phone", Mail = "mail", Link = "link", Handle = "handle", Messenger = "messenger", Payment = "payment", Outside = "outside",
        Iban = "iban", Picture = "picture", Address = "address", Spam = "spam", Abuse = "abuse", Repeated = "repeated", Lookalike = "lookalike", BadLink = "bad-link", NoSubject = "no-subject",
        Classifier = "classifier", Image = "image", Document = "document", Audio = "audio", Video = "video", Archive = "archive";

    public static readonly string[] Files = [Image, Document, Audio, Video, Archive];

    /// <summary>Ways of contact and of payment.</summary>
    public static readonly string[] Contacts = [Phone, Mail, Link, Handle, Messenger, Payment, Outside, Iban, Picture, Address];

    public static readonly string[] All = [.. Contacts, Spam, Abuse, Repeated, Lookalike, BadLink, NoSubject, Classifier, .. Files];

    /// <summary>Found in its place in a text, so that this place can be hidden.</summary>
    public static bool HasPlace(string kind) => kind is not (Spam or Repeated or NoSubject or Classifier) && !Files.Contains(kind);
}

/// <summary>Something found in a message.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>, or the name of an own list.</param>
/// <param name="Reason">A stable code of what gave it away, such as <c>phone.spelled</c>.</param>
/// <param name="Start">Where it stands, in UTF-16 units; 0 with length 0 for the message as a whole.</param>
public sealed record Found(string Kind, string Reason, int Start, int Length);

/// <summary>Where a message stands, as far as the policy asks.</summary>
/// <param name="From">Who writes: buyer or vendor.</param>
/// <param name="Tier">The vendor's.</param>
/// <param name="FirstContact">Nobody of the other side has answered in this thread yet.</param>
public readonly record struct Situation(Stage Stage, Storage.PartyKind From, string? Tier, bool FirstContact);
