using System.Text;

namespace Parley.Text.Normal;

/// <summary>
/// Consecutive messages in the form in which signs and words are looked for: small letters without accents, styled and look-alike letters as
/// plain ones, digits of any script as ASCII, nothing invisible; each sign knows where it stands in the original.
/// </summary>
/// <remarks>
/// Of all messages together the first <see cref="Most"/> UTF-16 units are read; <see cref="Complete"/> says whether that was all. One pass,
/// whose time grows with the length. Between two messages stands <see cref="Border"/>.
/// </remarks>
public sealed class NormalText
{
    /// <summary>How many UTF-16 units are read, of all messages together.</summary>
    public const int Most = 20_000;

    /// <summary>What stands between two messages.</summary>
    public const char Border = '\u001e';

    readonly char[] signs;
    readonly int[] starts, ends;
    readonly Fold[] folds;
    readonly int[] borders;
    readonly IReadOnlyList<string> messages;
    int count;

    NormalText(IReadOnlyList<string> messages)
    {
        this.messages = messages;
        var length = Math.Min(Most, messages.Sum(m => m.Length)) + messages.Count + messages.Sum(m => m.AsSpan().Count('ß'));
        (signs, starts, ends, folds, borders) = (new char[length], new int[length], new int[length], new Fold[length], new int[messages.Count]);
    }

    /// <summary>Folds one message or several consecutive ones of the same sender.</summary>
    public static NormalText Of(params IReadOnlyList<string> messages)
    {
        var text = new NormalText(messages);
        var left = Most;
        for (var at = 0; at < messages.Count; at++)
        {
            if (at > 0) text.Add(Border, 0, 0, Fold.None);
            text.borders[at] = text.count;
            var read = Math.Min(left, messages[at].Length);
            text.Read(messages[at].AsSpan(0, read));
            left -= read;
            if (read < messages[at].Length) text.Complete = false;
        }
        return text;
    }

    /// <summary>Whether everything was read.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>The folded text.</summary>
    public ReadOnlySpan<char> Signs => signs.AsSpan(0, count);

    /// <summary>What was done to the sign at a place of <see cref="Signs"/>.</summary>
    internal Fold FoldAt(int at) => folds[at];

    /// <summary>What stands in the original where this sign came from.</summary>
    internal char Written(int at) => signs[at] == Border ? Border : messages[MessageAt(at)][starts[at]];

    /// <summary>Where the signs from one place up to another stand in the original; of a piece that spans messages, the part in the message it begins in.</summary>
    public TextSpan Span(int from, int to)
    {
        var message = MessageAt(from);
        if (signs[from] == Border) from++;
        var last = message + 1 < borders.Length ? Math.Min(to, borders[message + 1] - 1) : to;
        return new TextSpan(message, starts[from], ends[Math.Max(from, last - 1)]);
    }

    /// <summary>The same, one span for each message that the piece touches.</summary>
    public IReadOnlyList<TextSpan> Spans(int from, int to)
    {
        var spans = new List<TextSpan>(1);
        for (var message = 0; message < borders.Length; message++)
        {
            var first = Math.Max(from, borders[message]);
            var last = Math.Min(to, message + 1 < borders.Length ? borders[message + 1] - 1 : count);
            if (first < last) spans.Add(new TextSpan(message, starts[first], ends[last - 1]));
        }
        return spans;
    }

    int MessageAt(int at)
    {
        var message = borders.Length - 1;
        while (message > 0 && at < borders[message]) message--;
        return message;
    }

    void Read(ReadOnlySpan<char> text)
    {
        var hidden = Fold.None;
        for (var at = 0; at < text.Length;)
        {
            var letter = text[at];
            if (letter < 128)
            {
                Add(letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter is '\t' or '\r' ? ' ' : letter == Border ? '\n' : letter, at, at + 1, hidden);
                hidden = Fold.None;
                at++;
                continue;
            }
            Rune.DecodeFromUtf16(text[at..], out var rune, out var used);
            var (folded, how) = Folding.Of(rune);
            if (folded != Folding.Nothing) Add(folded, at, at + used, how | hidden);
            if (letter == 'ß' && count < signs.Length - 1) Add('s', at, at + 1, Fold.None);
            if (folded == Folding.Nothing && how == Fold.Mark && count > 0 && starts[count - 1] < at) ends[count - 1] = at + used;
            hidden = folded == Folding.Nothing && how == Fold.Hidden ? Fold.Hidden : Fold.None;
            if (folded == Folding.Nothing && rune.Value == 0x20E3 && count > 0) folds[count - 1] |= Fold.Styled;
            at += used;
        }
    }

    void Add(char sign, int start, int end, Fold fold)
    {
        (signs[count], starts[count], ends[count], folds[count]) = (sign, start, end, fold);
        count++;
    }
}

/// <summary>What was done to a sign.</summary>
[Flags]
enum Fold : byte
{
    None = 0,

    /// <summary>Something invisible stood before it.</summary>
    Hidden = 1,

    /// <summary>It is a full-width, mathematical, circled or keycap form.</summary>
    Styled = 2,

    /// <summary>It is another script's letter that looks like this one.</summary>
    Lookalike = 4,

    /// <summary>It is a mark on the sign before it, and was left out.</summary>
    Mark = 8,
}
