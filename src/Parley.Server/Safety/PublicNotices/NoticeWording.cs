namespace Parley.Safety;

/// <summary>The words of the pages and mails in one language.</summary>
sealed partial record NoticeWording(string Language, string Own)
{
    public required string Languages { get; init; }
    public required string Title { get; init; }
    public required string Intro { get; init; }
    public required string LookAgain { get; init; }
    public required string Category { get; init; }

    /// <summary>In the order of <see cref="NoticeCategory"/>.</summary>
    public required string[] Categories { get; init; }
    public required string About { get; init; }
    public required string AboutHelp { get; init; }
    public required string Why { get; init; }
    public required string WhyHelp { get; init; }
    public required string Ids { get; init; }
    public required string Conversation { get; init; }
    public required string Message { get; init; }
    public required string Person { get; init; }
    public required string You { get; init; }
    public required string YouHelp { get; init; }
    public required string Name { get; init; }
    public required string Mail { get; init; }
    public required string Trap { get; init; }
    public required string Faith { get; init; }
    public required string Send { get; init; }
    public required string FollowLink { get; init; }

    /// <summary>In the order of <see cref="NoticeFlaw"/>.</summary>
    public required string[] Flaws { get; init; }
    public required string ReceivedTitle { get; init; }
    public required string ReceivedText { get; init; }
    public required string Mailed { get; init; }
    public required string Code { get; init; }
    public required string Look { get; init; }
    public required string FollowTitle { get; init; }
    public required string FollowHelp { get; init; }
    public required string UnknownCode { get; init; }
    public required string InReview { get; init; }
    public required string Acted { get; init; }
    public required string NoViolation { get; init; }
    public required string Redress { get; init; }
    public required string ByPeople { get; init; }
    public required string Repeated { get; init; }
    public required string TooMany { get; init; }
    public required string MailSubject { get; init; }
    public required string MailReceived { get; init; }
    public required string MailReceivedPlain { get; init; }

    public string Of(NoticeFlaw flaw) => Flaws[(int)flaw];

    /// <summary>In the language asked for, else the browser's, else the marketplace's.</summary>
    public static NoticeWording For(HttpContext http, string marketplace, string? asked = null) =>
        Find([asked is { Length: > 0 } ? asked : http.Request.Query["lang"].ToString(), .. http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString()), marketplace]);

    public static NoticeWording For(string language, string marketplace) => Find([language, marketplace]);

    static NoticeWording Find(IEnumerable<string?> wanted) =>
        wanted.Select(w => All.FirstOrDefault(a => (w ?? "").Split('-', '_')[0].Equals(a.Language, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(w => w is not null) ?? English;

    public static IReadOnlyList<NoticeWording> All { get; } = [English, German, Spanish, French, Arabic];
}
