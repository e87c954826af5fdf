using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>A notice as anybody sends it.</summary>
/// <param name="Id">One's own for each notice, so that sending it twice is harmless.</param>
/// <param name="About">Where it is: a link, a number, names; at most 1,000 characters.</param>
/// <param name="Why">Why it is illegal: 20 to 5,000 characters.</param>
/// <param name="Conversation">The conversation's id, if it is known.</param>
/// <param name="Message">The message's number in it.</param>
/// <param name="Person">The person's id, if it is known.</param>
/// <param name="Name">Whose notice it is; only notices of child abuse need none.</param>
/// <param name="Mail">Where to answer; needed as the name is.</param>
/// <param name="GoodFaith">That its author believes in good faith that what it says is right and complete.</param>
/// <param name="Homepage">People do not see it. It stays empty.</param>
public sealed record NoticeBody(NoticeCategory Category, string About, string Why, bool GoodFaith, Guid? Id = null, string? Conversation = null, int? Message = null, string? Person = null, string? Name = null, string? Mail = null, string? Homepage = null);

/// <summary>What is wrong with a part of the form.</summary>
public enum NoticeFlaw : byte
{
    Missing,
    TooShort,
    TooLong,
    Unreadable,
    NoAddress,
    NotChosen,
    NotEmpty,
}

/// <summary>Looks at a notice: everything that is wrong with it, by the name of its part.</summary>
public static class NoticeCheck
{
    public const int LeastWhy = 20, MostWhy = 5000, MostAbout = 1000, MostName = 200, MostMail = 254;

    public static IReadOnlyList<(string Field, NoticeFlaw Flaw)> FlawsOf(NoticeBody body)
    {
        var flaws = new List<(string, NoticeFlaw)>();
        void Add(string field, NoticeFlaw? flaw)
        {
            if (flaw is { } found) flaws.Add((field, found));
        }
        if (!Enum.IsDefined(body.Category)) Add("category", NoticeFlaw.NotChosen);
        Add("about", Text(body.About, 1, MostAbout));
        Add("why", Text(body.Why, LeastWhy, MostWhy));
        Add("conversation", body.Conversation is null ? null : Text(body.Conversation, 1, Texts.IdLength));
        Add("person", body.Person is null ? null : Text(body.Person, 1, Texts.IdLength));
        if (body.Message is < 1) Add("message", NoticeFlaw.Unreadable);
        var nameless = body.Category == NoticeCategory.ChildAbuse;
        Add("name", body.Name is null ? nameless ? null : NoticeFlaw.Missing : Text(body.Name, 1, MostName));
        Add("mail", body.Mail is null ? nameless ? null : NoticeFlaw.Missing : MailAddresses.Normal(body.Mail) is null ? NoticeFlaw.NoAddress : null);
        if (!body.GoodFaith) Add("goodFaith", NoticeFlaw.NotChosen);
        if (!string.IsNullOrEmpty(body.Homepage)) Add("homepage", NoticeFlaw.NotEmpty);
        return flaws;
    }

    static NoticeFlaw? Text(string text, int least, int most)
    {
        if (text.Trim().Length == 0 || !Texts.IsVisible(text)) return NoticeFlaw.Missing;
        if (text.Length > most) return NoticeFlaw.TooLong;
        if (text.Trim().Length < least) return NoticeFlaw.TooShort;
        return TextShape.FlawOf(text, most) is null ? null : NoticeFlaw.Unreadable;
    }

    /// <summary>For programs; people read the page's own words.</summary>
    public static RefusedException Refusal(IReadOnlyList<(string Field, NoticeFlaw Flaw)> flaws) => new(new Refusal("validation", 400, Sentence(flaws[0]))
    {
        Errors = flaws.ToDictionary(f => f.Field, f => new[] { Sentence(f) }),
    });

    static string Sentence((string Field, NoticeFlaw Flaw) f) => f.Flaw switch
    {
        NoticeFlaw.Missing => $"'{f.Field}' is missing.",
        NoticeFlaw.TooShort => $"'{f.Field}' is too short: at least {LeastWhy} characters.",
        NoticeFlaw.TooLong => $"'{f.Field}' is too long.",
        NoticeFlaw.NoAddress => $"'{f.Field}' is no mail address.",
        NoticeFlaw.NotChosen when f.Field == "goodFaith" => "'goodFaith' must be true: whoever sends a notice says that they believe it to be right and complete.",
        NoticeFlaw.NotEmpty => $"'{f.Field}' must stay empty.",
        _ => $"'{f.Field}' cannot be read.",
    };
}
