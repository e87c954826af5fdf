using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>What was found.</summary>
public enum ContactKind
{
    /// <summary>A telephone number, or asking for one.</summary>
    Phone,

    /// <summary>A mail address, or asking for one.</summary>
    Mail,

    /// <summary>A web address or domain that is not the marketplace's, or pointing to one.</summary>
    Link,

    /// <summary>A name on a network, or pointing to one.</summary>
    Handle,

    /// <summary>Going to a messenger.</summary>
    Messenger,

    /// <summary>Paying past the checkout.</summary>
    Payment,

    /// <summary>A code or picture that carries a contact.</summary>
    Picture,

    /// <summary>Dealing outside of here.</summary>
    Outside,

    /// <summary>A bank account (ISO 13616, check digits hold).</summary>
    Iban,

    /// <summary>A payment card's number (Luhn holds). No way of contact and not counted in <see cref="ContactReport.Score"/>; to be masked.</summary>
    Card,
}

/// <summary>One thing found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Spans">Where it stands, one span for each message it touches; each lies in its message.</param>
/// <param name="Reason">A stable code: the kind and what gave it away, such as <c>phone.spelled</c>.</param>
/// <param name="Confidence">0 to 1; from <see cref="ContactReport.Certain"/> on it counts as a leak.</param>
public sealed record ContactFinding(ContactKind Kind, IReadOnlyList<TextSpan> Spans, string Reason, double Confidence);

/// <summary>All that was found in consecutive messages.</summary>
/// <param name="Findings">In the order of the text. Below <see cref="Certain"/> they are hints, such as a number that its writer calls an order's.</param>
/// <param name="Score">The largest confidence of what is a way of contact or a payment.</param>
/// <param name="Complete">Whether everything was read (see <see cref="NormalText.Most"/>).</param>
public sealed record ContactReport(IReadOnlyList<ContactFinding> Findings, double Score, bool Complete)
{
    /// <summary>The confidence from which a finding counts.</summary>
    public const double Certain = 0.5;

    /// <summary>The reason of a finding that only the model of wordings sees: good for ranking what people look at, too weak to keep anybody from saying something.</summary>
    public const string ByWording = "worded";

    /// <summary>Whether there are so many digits, however they are written, that a card's number may be among them; only then <see cref="CardFinder"/> can find one.</summary>
    public bool MayHoldCard { get; init; }

    /// <summary>The messages as they were folded, for who looks for more in them.</summary>
    public NormalText? Folded { get; init; }

    /// <summary>Whether something counts.</summary>
    public bool Leak => Score >= Certain;
}

/// <summary>What the marketplace knows.</summary>
/// <param name="OwnHosts">Its own hosts; links to them and to hosts below them are none. Small letters.</param>
/// <param name="KnownNumbers">Numbers that are none, such as this order's: letters and digits count, the rest does not.</param>
public sealed record ContactSettings(IReadOnlyCollection<string> OwnHosts, IReadOnlyCollection<string> KnownNumbers)
{
    /// <summary>Nothing is known.</summary>
    public static ContactSettings None { get; } = new([], []);
}
