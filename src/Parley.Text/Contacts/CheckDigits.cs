namespace Parley.Text.Contacts;

/// <summary>Check digits of numbers that are no telephone numbers. Each takes digits only, unless it says otherwise.</summary>
static class CheckDigits
{
    /// <summary>ISO/IEC 7812-1 annex B (Luhn): payment cards.</summary>
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)] - '0';
            if (at % 2 == 1 && (digit *= 2) > 9) digit -= 9;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    /// <summary>A payment card: 13 to 19 digits of a known issuer whose check digit holds.</summary>
    public static bool IsCard(ReadOnlySpan<char> digits) =>
        digits.Length is >= 13 and <= 19 && digits[0] switch { '4' => digits.Length is 13 or 16 or 19, '5' => digits.Length is 16, '2' => digits.Length == 16 && digits[1] is >= '2' and <= '7', '3' => digits.Length is 14 or 15 or 16, '6' => digits.Length is >= 16, _ => false } && Luhn(digits);

    /// <summary>GS1 (EAN-8, UPC-A, EAN-13, GTIN-14, SSCC-18): weights three and one from the right.</summary>
    public static bool IsGs1(ReadOnlySpan<char> digits)
    {
        if (digits.Length is not (8 or 12 or 13 or 14 or 18)) return false;
        var sum = 0;
        for (var at = 0; at < digits.Length; at++) sum += (digits[^(at + 1)] - '0') * (at % 2 == 1 ? 3 : 1);
        return sum % 10 == 0;
    }

    /// <summary>ISBN-13: a GS1 number that begins with 978 or 979.</summary>
    public static bool IsIsbn13(ReadOnlySpan<char> digits) => digits.Length == 13 && digits[0] == '9' && digits[1] == '7' && digits[2] is '8' or '9' && IsGs1(digits);

    /// <summary>ISBN-10 (ISO 2108): weights ten to one, modulo eleven; the last may be x.</summary>
    public static bool IsIsbn10(ReadOnlySpan<char> signs)
    {
        if (signs.Length != 10) return false;
        var sum = 0;
        for (var at = 0; at < 10; at++)
        {
            var value = signs[at] is >= '0' and <= '9' ? signs[at] - '0' : at == 9 && signs[at] == 'x' ? 10 : -1;
            if (value < 0) return false;
            sum += value * (10 - at);
        }
        return sum % 11 == 0;
    }

    /// <summary>UPU S10: two letters, eight digits, check digit, two letters of a country; signs in small letters.</summary>
    public static bool IsS10(ReadOnlySpan<char> signs)
    {
        if (signs.Length != 13 || !Letters(signs[..2]) || !Letters(signs[11..])) return false;
        ReadOnlySpan<int> weights = [8, 6, 4, 2, 3, 5, 9, 7];
        var sum = 0;
        for (var at = 0; at < 8; at++)
        {
            if (!char.IsAsciiDigit(signs[at + 2])) return false;
            sum += (signs[at + 2] - '0') * weights[at];
        }
        var check = 11 - sum % 11;
        return signs[10] - '0' == (check == 10 ? 0 : check == 11 ? 5 : check);
    }

    /// <summary>UPS: 1z, fifteen letters or digits and a check digit; a letter counts (its place in the alphabet + 1) modulo ten; signs in small letters.</summary>
    public static bool IsUps(ReadOnlySpan<char> signs)
    {
        if (signs.Length != 18 || signs[0] != '1' || signs[1] != 'z' || !char.IsAsciiDigit(signs[17])) return false;
        var sum = 0;
        for (var at = 2; at < 17; at++)
        {
            var value = char.IsAsciiDigit(signs[at]) ? signs[at] - '0' : char.IsAsciiLetterLower(signs[at]) ? (signs[at] - 'a' + 2) % 10 : -100;
            sum += value * (at % 2 == 1 ? 2 : 1);
        }
        return sum >= 0 && (10 - sum % 10) % 10 == signs[17] - '0';
    }

    /// <summary>FedEx Express, twelve digits: weights 3, 1, 7 from the left, modulo eleven, ten counts as nought.</summary>
    public static bool IsFedEx(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 12) return false;
        ReadOnlySpan<int> weights = [3, 1, 7];
        var sum = 0;
        for (var at = 0; at < 11; at++) sum += (digits[at] - '0') * weights[at % 3];
        return sum % 11 % 10 == digits[11] - '0';
    }

    /// <summary>DHL Express, ten digits: the first nine modulo seven are the last.</summary>
    public static bool IsDhl(ReadOnlySpan<char> digits) => digits.Length == 10 && long.Parse(digits[..9]) % 7 == digits[9] - '0';

    /// <summary>USPS IMpb, 20 or 22 digits that begin with 9: the check digit of GS1.</summary>
    public static bool IsUsps(ReadOnlySpan<char> digits)
    {
        if (digits.Length is not (20 or 22 or 26) || digits[0] != '9') return false;
        var sum = 0;
        for (var at = 0; at < digits.Length; at++) sum += (digits[^(at + 1)] - '0') * (at % 2 == 1 ? 3 : 1);
        return sum % 10 == 0;
    }

    /// <summary>ISO 13616 with the check digits of ISO/IEC 7064, modulo 97; signs in small letters.</summary>
    public static bool IsIban(ReadOnlySpan<char> signs)
    {
        if (signs.Length is < 15 or > 34 || !Lengths.Contains($" {signs[..2]}{signs.Length} ", StringComparison.Ordinal) || !char.IsAsciiDigit(signs[2]) || !char.IsAsciiDigit(signs[3])) return false;
        var rest = 0;
        for (var at = 0; at < signs.Length; at++)
        {
            var sign = signs[(at + 4) % signs.Length];
            if (char.IsAsciiDigit(sign)) rest = (rest * 10 + sign - '0') % 97;
            else if (char.IsAsciiLetterLower(sign)) rest = (rest * 100 + sign - 'a' + 10) % 97;
            else return false;
        }
        return rest == 1;
    }

    /// <summary>Countries and the lengths of their numbers (SWIFT's IBAN registry).</summary>
    const string Lengths = " ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 br29 by28 ch21 cr22 cy28 cz24 de22 dk18 do28 ee20 eg29 es24 fi18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hr21 hu28 ie22 il23 iq23 is26 it27 jo30 kw30 kz20 lb28 li21 lt20 lu20 lv21 mc27 md24 me22 mk19 mr27 mt31 mu30 nl18 no15 pk24 pl28 ps29 pt25 qa29 ro24 rs22 sa24 se24 si19 sk24 sm27 tn24 tr26 ua29 va22 vg24 xk20 ";

    static bool Letters(ReadOnlySpan<char> signs) => char.IsAsciiLetterLower(signs[0]) && char.IsAsciiLetterLower(signs[1]);
}
