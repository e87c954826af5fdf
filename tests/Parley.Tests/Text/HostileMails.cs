using System.Text;

namespace Parley.Tests.Text;

/// <summary>Mails made to take a parser long: each repeats what asks for a decision, up to a length.</summary>
public static class HostileMails
{
    /// <summary>By name: how to make one of about so many characters, and whether it is HTML.</summary>
    public static readonly Dictionary<string, (Func<int, string> Make, bool Html)> All = new(StringComparer.Ordinal)
    {
        ["quote marks on one line"] = (n => new('>', n), false),
        ["quote marks with spaces"] = (n => Repeat("> ", n), false),
        ["quote marks on their own lines"] = (n => Repeat(">\n", n), false),
        ["one line of letters"] = (n => new('a', n), false),
        ["one line of spaces"] = (n => "a" + new string(' ', n) + "b", false),
        ["one line of words"] = (n => Repeat("word ", n), false),
        ["blank lines"] = (n => new('\n', n), false),
        ["carriage returns"] = (n => new('\r', n), false),
        ["introductions without dates"] = (n => Repeat("On … wrote:\n", n), false),
        ["introductions below text"] = (n => "Hello\n" + Repeat("On Tue, May 14, 2024 at 3:07 PM Kaya <k@example.org> wrote:\n", n), false),
        ["introductions from the top"] = (n => Repeat("On Tue, May 14, 2024 at 3:07 PM Kaya <k@example.org> wrote:\n", n), false),
        ["introductions that never end"] = (n => Repeat("On Tue, May 14, 2024 at 3:07 PM Kaya <k@example.org>\n", n), false),
        ["beginnings of introductions"] = (n => "Hello\n" + Repeat("On 14 ", n), false),
        ["verbs"] = (n => "Hello\n" + Repeat("wrote:", n), false),
        ["lines of verbs"] = (n => Repeat("schrieb wrote escribió a écrit:\n", n), false),
        ["addresses"] = (n => Repeat("<k@example.org>", n), false),
        ["lines of at signs"] = (n => Repeat(new string('@', 390) + "\n", n), false),
        ["lines of brackets"] = (n => Repeat(new string('<', 200) + "@1:11\n", n), false),
        ["header lines"] = (n => Repeat("From: k@example.org\n", n), false),
        ["other header lines"] = (n => Repeat("Cc: k@example.org\n", n), false),
        ["header lines and blank ones"] = (n => Repeat("Cc: a\n\n", n), false),
        ["colons"] = (n => Repeat(":", n), false),
        ["rulers"] = (n => Repeat("________________\n", n), false),
        ["rulers and words"] = (n => Repeat("____\nword: word\n", n), false),
        ["dashes on one line"] = (n => "a\n" + new string('-', n), false),
        ["dividers"] = (n => Repeat("-----Original Messag-----\n", n), false),
        ["delimiters"] = (n => "a\n" + Repeat("-- \n", n), false),
        ["bare delimiters"] = (n => "a\n" + Repeat("--\nb\n", n), false),
        ["device lines"] = (n => "a\n\n" + Repeat("Sent from my iPhone\n", n), false),
        ["device lines, apart"] = (n => "a\n\n" + Repeat("Sent from my iPhone\n\n", n), false),
        ["almost device lines"] = (n => "a\n\n" + Repeat("Sent from my desk and my phone?\n", n), false),
        ["quotes and answers"] = (n => Repeat("> a\nb\n", n), false),
        ["quotes, introduced, and answers"] = (n => Repeat("On 14/05/2024 15:07, Kaya wrote:\n> a\nb\n", n), false),
        ["broken quotes"] = (n => Repeat("> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nb\n", n), false),
        ["introductions within lines"] = (n => Repeat("reply On Wed On Wed On Wed On Wed On Wed On Wed On Wed wrote:\n> Hi\n", n), false),
        ["fences"] = (n => Repeat("```\na\n", n), false),
        ["marks of direction"] = (n => Repeat("\u202a\u202c", n), false),
        ["digits of Arabic"] = (n => Repeat("١٤/٠٥/٢٠٢٤ ", n), false),
        ["pairs of surrogates"] = (n => Repeat("😀", n), false),
        ["halves of surrogates"] = (n => new('\ud83d', n), false),
        ["disclaimers"] = (n => "a\n\n" + Repeat("This is confidential to the intended recipient and nobody else should read what it says to him, whoever he is.\n\n", n), false),
        ["tags"] = (n => Repeat("<", n), true),
        ["tag names"] = (n => "<" + new string('a', n), true),
        ["deep divisions"] = (n => Repeat("<div>", n), true),
        ["deep blockquotes"] = (n => Repeat("<blockquote>", n) + "a", true),
        ["deep blockquotes, closed"] = (n => Repeat("<blockquote>", n / 2) + "a" + Repeat("</blockquote>", n / 2), true),
        ["deep blockquotes of Gmail"] = (n => new string('a', n / 2) + Repeat("<blockquote class=gmail_quote>", n / 2), true),
        ["bold in bold"] = (n => Repeat("<b><i>", n), true),
        ["ends of nothing"] = (n => Repeat("<div>", n / 2) + Repeat("</p></b>", n / 2), true),
        ["paragraphs never closed"] = (n => Repeat("<p>a", n), true),
        ["lists in lists"] = (n => Repeat("<ul><li>", n), true),
        ["tables in tables"] = (n => Repeat("<table><tr><td>", n), true),
        ["breaks"] = (n => Repeat("<br>", n), true),
        ["comments never closed"] = (n => Repeat("<!--", n), true),
        ["quotes never closed"] = (n => Repeat("<a href=\"", n), true),
        ["single quotes never closed"] = (n => Repeat("<a href='\" ", n), true),
        ["attributes"] = (n => "<div " + Repeat("id id=a class=b ", n) + ">", true),
        ["tags with attributes"] = (n => Repeat("<div class=\"gmail_quote x y z\" style=\"display: block; margin:0\" id=q>", n), true),
        ["entities"] = (n => Repeat("&amp;", n), true),
        ["unknown entities"] = (n => Repeat("&", n), true),
        ["styles never closed"] = (n => Repeat("<style>", n), true),
        ["scripts"] = (n => Repeat("<script></script>", n), true),
        ["cuts"] = (n => Repeat("<hr id=stopSpelling>", n), true),
        ["signatures"] = (n => Repeat("<div class=gmail_signature>a</div>", n), true),
        ["introductions in HTML"] = (n => Repeat("<div class=gmail_attr>On … wrote:</div>", n), true),
    };

    static string Repeat(string unit, int length)
    {
        var text = new StringBuilder(length + unit.Length);
        while (text.Length < length) text.Append(unit);
        return text.ToString();
    }
}
