using System.Runtime.InteropServices;

namespace Parley.Text.Mail;

/// <summary>What is known of a line before its words are looked at.</summary>
[Flags]
enum Marks : byte
{
    None = 0,

    /// <summary>Nothing to be seen on it.</summary>
    Blank = 1,

    /// <summary>The mail program says that it introduces a quote.</summary>
    Introduction = 2,

    /// <summary>The mail program says that it is quoted, whatever stands around it.</summary>
    Quoted = 4,

    /// <summary>The mail program says that it belongs to the signature.</summary>
    Signature = 8,

    /// <summary>From here on the mail program put the earlier mail.</summary>
    Cut = 16,

    /// <summary>A ruler stands above it.</summary>
    Ruled = 32,

    /// <summary>Indented as a quote by hand: the writer's own text.</summary>
    Formatted = 64,
}

/// <summary>A line: where it stands in the text, how much of it is quote marks, and how deeply it is quoted.</summary>
[StructLayout(LayoutKind.Auto)]
record struct MailLine(int Start, int Length, ushort Prefix, ushort Depth, Marks Marks)
{
    public readonly bool Blank => (Marks & Marks.Blank) != Marks.None;

    public readonly bool Quoted => Depth > 0;

    public readonly bool Is(Marks mark) => (Marks & mark) != Marks.None;
}

/// <summary>A mail's body as lines. Plain text and HTML meet here.</summary>
sealed class MailLines(string text, MailLine[] lines, int count, long steps = 0)
{
    /// <summary>Deeper quotes are as deep as this.</summary>
    public const ushort Deepest = 1_000;

    public int Count => count;

    public ref MailLine this[int at] => ref lines[at];

    /// <summary>Letters handed out so far, and steps of an HTML reader: the measure of a parse's work, which tests hold against a mail's length.</summary>
    public long Work { get; private set; } = steps;

    /// <summary>The whole line.</summary>
    public ReadOnlySpan<char> Whole(int at)
    {
        Work += lines[at].Length;
        return text.AsSpan(lines[at].Start, lines[at].Length);
    }

    /// <summary>The line without its quote marks.</summary>
    public ReadOnlySpan<char> Said(int at) => Whole(at)[lines[at].Prefix..];

    public string Between(int from, int to) => from >= to ? "" : text[lines[from].Start..(lines[to - 1].Start + lines[to - 1].Length)];

    /// <summary>The next line with something on it, or the end.</summary>
    public int NextFilled(int at, int end)
    {
        while (at < end && lines[at].Blank && !lines[at].Quoted) at++;
        return at;
    }

    /// <summary>Cuts plain text into lines; quote marks at their beginning are counted.</summary>
    public static MailLines OfPlain(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal)) text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lines = new MailLine[text.AsSpan().Count('\n') + 1];
        var start = 0;
        for (var at = 0; at < lines.Length; at++)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            lines[at] = Plain(text.AsSpan(start, end - start), start);
            start = end + 1;
        }
        LeaveSigns(text, lines);
        return new MailLines(text, lines, lines.Length);
    }

    static MailLine Plain(ReadOnlySpan<char> line, int start)
    {
        int at = 0, depth = 0, prefix = 0;
        while (at < line.Length && prefix < ushort.MaxValue)
        {
            if (line[at] == '>') (depth, prefix) = (depth + 1, at + 1);
            else if (line[at] is not (' ' or '\t') || at - prefix > (depth == 0 ? 3 : 0)) break;
            at++;
        }
        prefix = Math.Min(prefix, ushort.MaxValue);
        var blank = Letters.IsBlank(line[prefix..]);
        return new MailLine(start, line.Length, (ushort)prefix, (ushort)Math.Min(depth, Deepest), blank ? Marks.Blank : Marks.None);
    }

    /// <summary>"&gt;20 cm" and "&gt;:(" alone between unquoted lines are no quotes.</summary>
    static void LeaveSigns(string text, MailLine[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            ref var line = ref lines[at];
            if (line.Depth != 1 || line.Prefix >= line.Length || !(text[line.Start + line.Prefix] is '=' or ':' or ';' || char.IsDigit(text[line.Start + line.Prefix]))) continue;
            if ((at > 0 && lines[at - 1].Quoted) || (at + 1 < lines.Length && lines[at + 1].Quoted)) continue;
            line.Depth = line.Prefix = 0;
        }
    }
}
