namespace Parley.Safety.Screening;

/// <summary>What an author said last in a thread, with nobody between: a number may come in pieces.</summary>
/// <param name="Seq">Of the last of it.</param>
public sealed record Said(int Seq, string AuthorId, DateTimeOffset At, IReadOnlyList<(Guid? Client, string Text)> Texts)
{
    public const int Most = 3;
    const int LongestKept = 300, ShortText = 40;

    /// <summary>What is older is another matter.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);

    /// <summary>Digits, an at sign, or so short that it may be a word of a number.</summary>
    public static bool CouldBePiece(string text) => text.Length <= ShortText || text.Any(c => char.IsDigit(c) || c is '@');

    /// <summary>Before what this author says now. Sent again, a message does not stand before itself.</summary>
    public IReadOnlyList<string> Before(string author, Guid? client, DateTimeOffset now) =>
        AuthorId == author && now - At <= Lately ? [.. Texts.TakeWhile(t => client is null || t.Client != client).Select(t => t.Text).TakeLast(Most)] : [];

    /// <summary>With one message more; null where it need not be remembered.</summary>
    public static Said? After(Said? said, int seq, string author, Guid? client, string text, DateTimeOffset now)
    {
        var goesOn = said is not null && said.Seq == seq - 1 && said.AuthorId == author && now - said.At <= Lately;
        return !goesOn && !CouldBePiece(text) ? null : new Said(seq, author, now, goesOn ? [.. said!.Texts.Append((client, End(text))).TakeLast(Most + 1)] : [(client, End(text))]);
    }

    public static string Beginning(string text) => text.Length <= LongestKept ? text : text[..LongestKept];

    public static string End(string text) => text.Length <= LongestKept ? text : text[^LongestKept..];
}
