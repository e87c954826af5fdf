namespace Parley.Text.Models;

/// <summary>What is left of HTML in texts that come from pages: the few entities and tags that pages put into what people wrote.</summary>
static class Markup
{
    static readonly (string Written, char Meant)[] Entities = [("&#39;", '\''), ("&quot;", '"'), ("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&#34;", '"'), ("&nbsp;", ' ')];

    const int LongestTag = 300;

    /// <summary>The sign that an entity or a tag which begins here stands for (a blank for a tag), and how long it is; 0 where there is none.</summary>
    public static int Read(ReadOnlySpan<char> text, out char meant)
    {
        meant = ' ';
        if (text[0] == '&')
        {
            foreach (var (written, sign) in Entities)
            {
                if (!text.StartsWith(written)) continue;
                meant = sign;
                return written.Length;
            }
            return 0;
        }
        if (text.StartsWith("<br") || text.StartsWith("</a>") || text.StartsWith("<b>") || text.StartsWith("</b>") || text.StartsWith("<i>") || text.StartsWith("</i>")) return End(text);
        if (text.StartsWith("<a href=\"") && End(text) is > 0 and var end) return Moment(text[..end]) ? end : "<a href=\"".Length;
        return 0;
    }

    /// <summary>A link to a moment of a film, as pages make of "2:19".</summary>
    static bool Moment(ReadOnlySpan<char> tag) => tag.Contains("&amp;t=", StringComparison.Ordinal) || tag.Contains("#t=", StringComparison.Ordinal);

    static int End(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, LongestTag)].IndexOf('>') + 1;
}
