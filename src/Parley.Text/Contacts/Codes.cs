using Parley.Text.Contacts.Words;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>Codes of letters and digits: bank accounts are reported; parcels' numbers whose check digits hold, and words with digits in them, are nobody's telephone.</summary>
static class Codes
{
    const int Longest = 48;

    public static void Find(Scene scene)
    {
        var signs = scene.Signs;
        Span<char> code = stackalloc char[Longest];
        for (var at = 0; at < signs.Length;)
        {
            if (!char.IsAsciiLetterOrDigit(signs[at])) { at++; continue; }
            if (at + 3 < signs.Length && (char.IsAsciiLetter(signs[at]) && char.IsAsciiLetter(signs[at + 1]) && (char.IsAsciiDigit(signs[at + 2]) || signs[at + 2] == ' ') || signs[at] == '1' && signs[at + 1] == 'z'))
            {
                var end = Spaced(signs, at, code, out var count);
                if (Taken(scene, code[..count], at, signs) is > 0 and var taken) { at = taken; continue; }
            }
            while (at < signs.Length && char.IsAsciiLetterOrDigit(signs[at])) at++;
        }
    }

    /// <summary>Letters and digits from here on, without single spaces and hyphens between them.</summary>
    static int Spaced(ReadOnlySpan<char> signs, int at, Span<char> code, out int count)
    {
        count = 0;
        for (; at < signs.Length && count < Longest; at++)
        {
            if (char.IsAsciiLetterOrDigit(signs[at])) code[count++] = signs[at];
            else if (signs[at] is not (' ' or '-' or NormalText.Border)) break;
        }
        return at;
    }

    static int Taken(Scene scene, ReadOnlySpan<char> code, int at, ReadOnlySpan<char> signs)
    {
        for (var length = Math.Min(34, code.Length); length >= 15; length--)
        {
            if (!CheckDigits.IsIban(code[..length]) || End(signs, at, length) is not (> 0 and var end)) continue;
            scene.Report(ContactKind.Iban, at, end, "iban.check", 0.97);
            scene.Take(at, end);
            return end;
        }
        foreach (var length in (ReadOnlySpan<int>)[18, 13])
        {
            if (code.Length < length || !(length == 18 ? CheckDigits.IsUps(code[..18]) : CheckDigits.IsS10(code[..13])) || End(signs, at, length) is not (> 0 and var end)) continue;
            scene.Take(at, end);
            return end;
        }
        return 0;
    }

    /// <summary>Where so many letters and digits end, if a word ends there.</summary>
    static int End(ReadOnlySpan<char> signs, int at, int length)
    {
        while (length > 0)
            if (char.IsAsciiLetterOrDigit(signs[at++])) length--;
        return at == signs.Length || !char.IsAsciiLetterOrDigit(signs[at]) ? at : 0;
    }
}
