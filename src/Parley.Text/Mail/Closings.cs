using System.Buffers;

namespace Parley.Text.Mail;

/// <summary>
/// Signatures without a delimiter, as people type them: "Thanks, Roman", "-roman", a block of name, telephone and web page. This takes what may have
/// been meant for the reader, and is done only when asked for.
/// </summary>
static class Closings
{
    const int MostLines = 11, Longest = 60;

    static readonly SearchValues<char> NotInNames = SearchValues.Create(",:;?!()0123456789");

    static readonly Wording Words = new("thanks", "thank you", "thx", "many thanks", "best", "regards", "best regards", "kind regards", "warm regards", "cheers", "sincerely", "yours", "cordially", "respectfully", "br", "all the best", "best wishes", "take care", "love", "ciao",
        "mit freundlichen grüßen", "mit freundlichen grüssen", "freundliche grüße", "viele grüße", "liebe grüße", "beste grüße", "grüße", "gruß", "mfg", "lg", "vg", "danke", "cordialement", "bien à vous", "merci", "bien cordialement", "salutations", "amicalement",
        "saludos", "un saludo", "saludos cordiales", "atentamente", "gracias", "atenciosamente", "obrigado", "obrigada", "abraços", "cumprimentos", "cordiali saluti", "distinti saluti", "saluti", "grazie", "met vriendelijke groet", "met vriendelijke groeten", "groeten", "groetjes", "bedankt", "pozdrawiam", "z poważaniem", "dziękuję",
        "med vänlig hälsning", "vänliga hälsningar", "mvh", "hälsningar", "venlig hilsen", "med venlig hilsen", "hilsen", "vennlig hilsen", "terveisin", "ystävällisin terveisin", "s pozdravem", "děkuji", "с уважением", "спасибо", "з повагою", "дякую", "saygılarımla", "teşekkürler", "με εκτίμηση", "üdvözlettel", "cu stimă", "よろしくお願いします", "よろしくお願いいたします", "谢谢", "此致", "감사합니다");

    /// <summary>Takes the last lines of a run as far as they look like a signature. One line at least stays.</summary>
    public static void Take(MailLines lines, Fates fates, int from, int end)
    {
        while (end > from && (lines[end - 1].Blank || fates.Gone(end - 1))) end--;
        var floor = lines.NextFilled(from, end) + 1;
        var found = end;
        for (int at = end - 1, filled = 0; at >= floor && filled < MostLines; at--)
        {
            if (lines[at].Blank) continue;
            var said = lines.Said(at).Trim();
            if (said.Length > Longest) break;
            filled++;
            if (IsClosing(said) || Dividers.IsRuler(said) || (IsDashed(said) && !IsDashed(lines.Said(at - 1).Trim())))
            {
                found = at;
                continue;
            }
            if (!IsContact(said) && !IsSigned(lines, at, end, said))
            {
                // A street, say: it belongs to the signature when a closing stands above.
                if (found == end || said[^1] is '?' or '!' or ':' or '.') break;
                continue;
            }
            found = IsContact(said) || lines[at - 1].Blank ? at : found;
        }
        fates.Set(found, end, RemovalReason.Closing);
    }

    /// <summary>"Thanks!", "Best regards,": little more than the words.</summary>
    static bool IsClosing(ReadOnlySpan<char> said) => Words.Begins(said) is > 0 and var length && said[length..].Trim(" ,.!-") is { Length: <= 24 } rest && rest.Count(' ') <= 2 && !rest.Contains('?') && (rest.IsEmpty || length >= said.Length / 2 || Introductions.Name(rest));

    /// <summary>"-roman", "- Lev."</summary>
    static bool IsDashed(ReadOnlySpan<char> said) => said.Length is > 2 and < 30 && said[0] is '-' or '–' or '—' or '~' && said.TrimStart("-–—~ ") is { Length: > 1 } name && name.Count(' ') <= 2 && !name.ContainsAny(NotInNames) && char.IsLetter(name[0]);

    /// <summary>A telephone number, an address of mail or web.</summary>
    static bool IsContact(ReadOnlySpan<char> said)
    {
        if (said.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || said.StartsWith("http", StringComparison.OrdinalIgnoreCase) || (said.Contains('@') && said.Count(' ') <= 3)) return true;
        var digits = 0;
        foreach (var letter in said)
            if (char.IsAsciiDigit(letter)) digits++;
        return digits >= 7 && digits * 2 >= said.Length - 14 && !said.Contains('?');
    }

    /// <summary>Names, titles and places, when something below them was taken already.</summary>
    static bool IsSigned(MailLines lines, int at, int end, ReadOnlySpan<char> said) =>
        said.Length <= 40 && !said.ContainsAny("?!:") && (said[^1] != '.' || said.Contains('|')) && char.IsUpper(said[0]) && said.Count(' ') <= 4 && (Introductions.Name(said) || at < end - 1 || lines[at - 1].Blank);
}
