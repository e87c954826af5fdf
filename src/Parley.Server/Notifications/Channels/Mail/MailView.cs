namespace Parley.Notifications;

/// <summary>What others wrote: by whom, and what; with files only, no text.</summary>
sealed record MailWord(string From, string? Text, IReadOnlyList<string> Files);

/// <summary>One thread in a mail.</summary>
/// <param name="Title">Ours: what happened, from whom, about what.</param>
/// <param name="More">How many messages are not shown.</param>
sealed record MailSection(string Title, IReadOnlyList<MailWord> Words, int More, string? Url);

/// <summary>What a mail says, for the text and the HTML part alike: harmless already, and not yet escaped.</summary>
/// <param name="CanAnswer">Whether an answer to the mail reaches the thread.</param>
sealed record MailView(MailWords Words, string Marketplace, string Hello, string Subject, string FromName, IReadOnlyList<MailSection> Sections, bool CanAnswer, MailLinks Links)
{
    const int NameLength = 60, AboutLength = 80, NoteLength = 300, TextLines = 60;

    public static MailView Of(Parcel parcel, MailWords words, string marketplace, bool mayShowText, bool canAnswer, MailLinks links)
    {
        var market = SafeText.Name(marketplace, NameLength);
        var sections = parcel.Threads.Select(t => SectionOf(t, words, mayShowText && parcel.To.ShowText, links)).ToList();
        var only = parcel.Threads is [var one] ? one : null;
        var subject = only is null ? words.Group(parcel.Threads.Select(t => t.Conversation).Distinct().Count()) : sections[0].Title;
        var name = only is null ? "" : SafeText.Name(only.Counterpart, NameLength);
        return new MailView(words, market, words.Fill(words.Hello, SafeText.Name(parcel.To.Name, NameLength)), SafeText.Line(subject, 160), name.Length == 0 ? market : words.Fill(words.Via, name, market), sections, canAnswer && only is not null, links);
    }

    static MailSection SectionOf(ParcelThread thread, MailWords words, bool show, MailLinks links)
    {
        var name = SafeText.Name(thread.Counterpart, NameLength);
        var note = SafeText.Line(thread.Note, NoteLength);
        var about = SafeText.Line(thread.About, AboutLength);
        var title = note.Length > 0 ? note : words.Fill(words.News(Math.Max(1, thread.Unread)), name);
        if (about.Length > 0 && !title.Contains(about, StringComparison.Ordinal)) title += words.Fill(words.About, about);
        var said = thread.Messages.Where(m => m.Text is { Length: > 0 } || m.Files.Count > 0).Select(m => new MailWord(
            SafeText.Name(m.From, NameLength), show && m.Text is { Length: > 0 } text ? SafeText.Lines(text, TextLines) : null, [.. m.Files.Take(10).Select(f => SafeText.Line(f, AboutLength))])).ToList();
        return new MailSection(title, show ? said : [], show ? Math.Max(0, thread.Unread - said.Count) : 0, links.Threads.GetValueOrDefault(thread.Conversation));
    }
}
