using Parley.Access;

namespace Parley.Notifications;

/// <summary>What a notice says where there is room for a line or two: a browser's notification, a phone's, a text message.</summary>
/// <param name="Title">At most 100 UTF-16 units.</param>
/// <param name="Body">At most 300.</param>
/// <param name="Collapse">32 characters, the same for all notices of a thread: a later one takes the place of the former.</param>
/// <param name="Url">Where it opens; empty when the operator did not say.</param>
/// <param name="Language">Of our own words: one of <c>en</c>, <c>de</c>, <c>es</c>, <c>fr</c>, <c>ar</c>.</param>
sealed record ShortNotice(string Title, string Body, string Collapse, string Url, string Language, bool RightToLeft)
{
    const int TitleLength = 100, BodyLength = 300;

    /// <param name="showText">Whether words of messages may be in it; else it says who wrote, and how often.</param>
    public static ShortNotice Of(Parcel parcel, NotificationOptions options, bool showText, string? otherLocale = null)
    {
        var words = ShortWords.In(parcel.To.Locale ?? otherLocale ?? options.Locale);
        var (title, body) = parcel.Threads is [var one] ? OfOne(one, options.Marketplace, words, showText) : (options.Marketplace, OfMany(parcel.Threads, words));
        return new ShortNotice(Cut(title, TitleLength), Cut(body, BodyLength), CollapseOf(parcel), UrlOf(parcel, options), words.Language, words.Language == "ar");
    }

    static (string Title, string Body) OfOne(ParcelThread thread, string marketplace, ShortWords words, bool showText)
    {
        if (thread.Kind != NoticeKind.Message) return (marketplace, NoteOf(thread, words));
        if (!showText || thread.Messages.LastOrDefault(m => m.Text is { Length: > 0 } || m.Files.Count > 0) is not { } last) return (marketplace, words.Messages(thread.Unread, thread.Counterpart));
        var counterpart = thread.Unread > 1 ? $"{thread.Counterpart} ({thread.Unread})" : thread.Counterpart;
        return (counterpart, last.Text is { Length: > 0 } text ? text : string.Join(", ", last.Files));
    }

    static string OfMany(IReadOnlyList<ParcelThread> threads, ShortWords words)
    {
        var lines = threads.Where(t => t.Kind != NoticeKind.Message).Select(t => NoteOf(t, words)).Distinct().Take(3).ToList();
        var written = threads.Where(t => t.Kind == NoticeKind.Message).ToList();
        if (written is [var one]) lines.Add(words.Messages(one.Unread, one.Counterpart));
        else if (written.Count > 1) lines.Add(words.MessagesInThreads(written.Sum(t => t.Unread), written.Count));
        return string.Join('\n', lines);
    }

    static string NoteOf(ParcelThread thread, ShortWords words) => thread.Note ?? words.Look(thread.Counterpart);

    static string CollapseOf(Parcel parcel) => parcel.Threads is [var one]
        ? one.Conversation.ToString("N")
        : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{parcel.To.PersonId} {parcel.To.Role.Key}")))[..32];

    static string UrlOf(Parcel parcel, NotificationOptions options) => parcel.Threads is [var first, ..] ? HostUrls.Fill(options.ThreadUrl, first.Conversation, parcel.To.Role) ?? "" : "";

    /// <summary>No longer than that, without half a character at the end.</summary>
    internal static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = 0;
        foreach (var part in System.Globalization.StringInfo.ParseCombiningCharacters(text))
        {
            if (part > most - 1) break;
            end = part;
        }
        return text[..end].TrimEnd() + '…';
    }
}
