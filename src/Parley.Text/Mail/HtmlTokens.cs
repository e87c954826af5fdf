namespace Parley.Text.Mail;

/// <summary>What stands next in HTML.</summary>
enum HtmlToken
{
    End,
    Text,
    Open,
    Close,
}

/// <summary>
/// Walks through HTML once, from left to right, and never back: tags with their attributes, and the text between them. It builds no tree, so
/// no nesting is too deep for it. Nothing that it yields is ever HTML again.
/// </summary>
ref struct HtmlTokens(ReadOnlySpan<char> html)
{
    readonly ReadOnlySpan<char> html = html;
    ReadOnlySpan<char> name;
    int at;

    /// <summary>The text, with its entities.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    /// <summary>The element whose tag it is.</summary>
    public HtmlTag Tag { get; private set; }

    /// <summary>The tag's attributes as they are written.</summary>
    public ReadOnlySpan<char> Attributes { get; private set; }

    public HtmlToken Next()
    {
        while (at < html.Length)
        {
            var rest = html[at..];
            if (rest[0] != '<' || rest.Length < 2 || !(char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!' or '?'))
            {
                var until = rest[1..].IndexOf('<');
                return TextUntil(until < 0 ? html.Length : at + 1 + until);
            }
            if (rest.StartsWith("<!--"))
            {
                Skip(rest[4..].IndexOf("-->"), 7);
                continue;
            }
            if (rest[1] is '!' or '?')
            {
                Skip(rest.IndexOf('>'), 1);
                continue;
            }
            var close = rest[1] == '/';
            ReadTag(close ? 2 : 1);
            if (close) return HtmlToken.Close;
            if (Tag is HtmlTag.Raw) SkipRaw();
            else return HtmlToken.Open;
        }
        return HtmlToken.End;
    }

    HtmlToken TextUntil(int end)
    {
        Text = html[at..end];
        at = end;
        return HtmlToken.Text;
    }

    /// <summary>What never ends, goes on to the end.</summary>
    void Skip(int found, int more) => at = found < 0 ? html.Length : at + found + more;

    void ReadTag(int from)
    {
        var start = at + from;
        var end = start;
        while (end < html.Length && !char.IsWhiteSpace(html[end]) && html[end] is not ('>' or '/')) end++;
        name = html[start..end];
        Tag = HtmlTags.Of(name);
        start = end;
        while (end < html.Length && html[end] != '>')
        {
            if (html[end] is '"' or '\'' && end > start && html[end - 1] is '=' or ' ' && html[(end + 1)..].IndexOf(html[end]) is var length)
            {
                // A quote that is never closed is a letter like others, unless everything would be searched for it again.
                if (length < 0) break;
                end += length + 1;
            }
            end++;
        }
        if (end < html.Length && html[end] != '>' && html[end..].IndexOf('>') is var closing) end = closing < 0 ? html.Length : end + closing;
        end = Math.Min(end, html.Length);
        Attributes = html[start..end];
        at = Math.Min(html.Length, end + 1);
    }

    void SkipRaw()
    {
        if (Attributes is [.., '/']) return;
        Span<char> tag = stackalloc char[name.Length + 2];
        (tag[0], tag[1]) = ('<', '/');
        name.CopyTo(tag[2..]);
        Skip(html[at..].IndexOf(tag, StringComparison.OrdinalIgnoreCase), 0);
    }
}
