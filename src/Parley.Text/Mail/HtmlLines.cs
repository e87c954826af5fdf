using System.Net;

namespace Parley.Text.Mail;

/// <summary>
/// Makes lines of HTML: blocks, breaks, lists and tables become lines, what is hidden is left out, and what mail programs mark stays known.
/// Of elements that lie within each other it remembers the outermost <see cref="Deepest"/>, so deep nesting costs neither stack nor time.
/// </summary>
sealed class HtmlLines
{
    const int Deepest = 96;

    char[] text;
    MailLine[] lines = new MailLine[256];
    readonly Element[] open = new Element[Deepest];
    int depth, overflow, start, length, count;
    long steps;
    bool space, ruled, autoSignature;
    Element now;

    HtmlLines(int expected) => text = new char[expected];

    /// <summary>Reads HTML as far as it goes; nothing in it is refused.</summary>
    public static MailLines Of(string html)
    {
        var reader = new HtmlLines(html.Length + 64);
        var tokens = new HtmlTokens(html);
        while (true)
        {
            reader.steps++;
            switch (tokens.Next())
            {
                case HtmlToken.Text: reader.Say(tokens.Text); break;
                case HtmlToken.Open: reader.Open(tokens.Tag, tokens.Attributes); break;
                case HtmlToken.Close: reader.Close(tokens.Tag); break;
                default:
                    reader.Break(0);
                    return new MailLines(new string(reader.text, 0, reader.length), reader.lines, reader.count, reader.steps);
            }
        }
    }

    void Open(HtmlTag tag, ReadOnlySpan<char> written)
    {
        if (tag is HtmlTag.Head or HtmlTag.Meta) return;
        var attributes = HtmlAttributes.Of(written);
        if (tag is HtmlTag.Br)
        {
            Add(Marks.None);
            autoSignature |= attributes.Id.Equals("lineBreakAtBeginningOfSignature", StringComparison.Ordinal);
            return;
        }
        if (tag is HtmlTag.Img)
        {
            SayPicture(attributes.Alt);
            return;
        }
        CloseImplied(tag);
        var marks = HtmlMarks.Of(tag, attributes);
        var inner = now with { Tag = tag, Marks = now.Marks | (marks & ~Marks.Cut), Number = 0 };
        if (HtmlTags.IsBlock(tag) || marks != Marks.None) Break(HtmlTags.IsBlock(tag) && HtmlTags.IsApart(tag) && !HtmlMarks.Tight(attributes) ? 1 : 0);
        if (marks == Marks.Cut) Add(Marks.Cut | Marks.Blank);
        if (tag is HtmlTag.Hr)
        {
            ruled = true;
            return;
        }
        if (tag is HtmlTag.Blockquote)
        {
            inner.Quotes = (ushort)Math.Min(inner.Quotes + 1, MailLines.Deepest);
            if (now.Quotes == 0 && attributes.Class.Contains("gmail_quote", StringComparison.OrdinalIgnoreCase) && !IntroducedHere()) inner.Marks |= Marks.Formatted;
        }
        if (attributes.Style.Length > 0)
        {
            inner.Hidden |= HtmlMarks.Hidden(attributes.Style);
            ruled |= tag is HtmlTag.Div or HtmlTag.P && HtmlMarks.Ruled(attributes.Style);
        }
        inner.Pre |= tag is HtmlTag.Pre;
        if (tag is HtmlTag.Li) Bullet(ref inner);
        if (HtmlTags.IsVoid(tag) || written is [.., '/'] && tag is HtmlTag.Other) return;
        if (tag is HtmlTag.Td && length > start) space = true;
        if (depth == Deepest)
        {
            overflow++;
            now.Quotes = inner.Quotes;
            return;
        }
        open[depth++] = now;
        now = inner;
    }

    /// <summary>A paragraph ends where the next block begins, an item where the next item does.</summary>
    void CloseImplied(HtmlTag tag)
    {
        if (overflow > 0) return;
        if (now.Tag is HtmlTag.P && HtmlTags.IsBlock(tag)) Close(HtmlTag.P);
        else if (now.Tag == tag && tag is HtmlTag.Li or HtmlTag.Td or HtmlTag.Tr) Close(tag);
    }

    void Close(HtmlTag tag)
    {
        if (tag is HtmlTag.Br) Add(Marks.None);
        if (overflow > 0)
        {
            overflow--;
            if (HtmlTags.IsBlock(tag)) Break(0);
            return;
        }
        if (HtmlTags.IsVoid(tag)) return;
        var at = depth;
        var inner = now;
        while (at > 0 && inner.Tag != tag) inner = open[--at];
        steps += depth - at;
        if (at == 0) return; // nothing of that name is open
        if (HtmlTags.IsBlock(tag) || now.Marks != open[at - 1].Marks) Break(HtmlTags.IsApart(tag) && tag is not HtmlTag.P ? 1 : 0);
        now = open[at - 1];
        depth = at - 1;
    }

    void Say(ReadOnlySpan<char> said)
    {
        if (now.Hidden) return;
        if (said.Contains('&')) said = WebUtility.HtmlDecode(said.ToString());
        if (now.Pre)
        {
            foreach (var range in said.Split('\n'))
            {
                if (range.Start.Value > 0) Add(Marks.None);
                Begin();
                Append(said[range].TrimEnd('\r'));
            }
            return;
        }
        while (!said.IsEmpty)
        {
            var end = 0;
            while (end < said.Length && !IsBreakable(said[end])) end++;
            if (end > 0)
            {
                Begin();
                Append(said[..end]);
            }
            if (end < said.Length) space = true;
            said = said[Math.Min(said.Length, end + 1)..];
        }
    }

    static bool IsBreakable(char letter) => letter is ' ' or '\n' or '\r' or '\t' or '\f' or '\u00a0';

    /// <summary>A picture of a sign is that sign.</summary>
    void SayPicture(ReadOnlySpan<char> alt)
    {
        if (now.Hidden || alt.Length is 0 or > 8 || alt.ContainsAnyInRange('\0', '\u00ff')) return;
        Begin();
        Append(alt);
    }

    void Begin()
    {
        if (space && length > start) Append(" ");
        space = false;
    }

    void Bullet(ref Element item)
    {
        if (now.Tag is HtmlTag.Ol) now.Number++;
        Begin();
        Append(now.Tag is HtmlTag.Ol ? $"{now.Number}." : "-");
        space = true;
        item.Tag = HtmlTag.Li;
    }

    /// <summary>Ends a line on which something stands, and leaves some blank below it.</summary>
    void Break(int blank)
    {
        if (length > start) Add(Marks.None);
        if (blank > 0 && count > 0 && !lines[count - 1].Blank) Add(Marks.Blank);
    }

    /// <summary>Ends the line, be there something on it or not.</summary>
    void Add(Marks marks)
    {
        space = false;
        var filled = length - start;
        if (filled == 0) marks |= Marks.Blank;
        marks |= now.Marks & ~Marks.Blank;
        if (now.Quotes > 0) autoSignature = false;
        if (filled > 0)
        {
            if (ruled) marks |= Marks.Ruled;
            ruled = false;
            if (autoSignature) marks |= Marks.Signature;
        }
        if (count == lines.Length) Array.Resize(ref lines, 2 * count);
        lines[count++] = new MailLine(start, filled, 0, now.Quotes, marks);
        Append("\n");
        start = length;
    }

    /// <summary>Lines' ends and numbers of items may make the text longer than its HTML.</summary>
    void Append(ReadOnlySpan<char> more)
    {
        if (length + more.Length > text.Length) Array.Resize(ref text, (2 * text.Length) + more.Length);
        more.CopyTo(text.AsSpan(length));
        length += more.Length;
    }

    /// <summary>Above stands a line that introduces a quote.</summary>
    bool IntroducedHere()
    {
        Break(0);
        for (var at = count - 1; at >= 0 && at > count - 6; at--)
        {
            if (lines[at].Is(Marks.Introduction | Marks.Cut)) return true;
            if (lines[at].Blank || lines[at].Length > 400) continue;
            var said = text.AsSpan(lines[at].Start, lines[at].Length);
            return said.TrimEnd() is [.., ':'] || MailWords.Wrote.In(said);
        }
        return false;
    }

    struct Element
    {
        public HtmlTag Tag;
        public Marks Marks;
        public ushort Quotes;
        public bool Hidden, Pre;
        public int Number;
    }
}
