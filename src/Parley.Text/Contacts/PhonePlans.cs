namespace Parley.Text.Contacts;

/// <summary>
/// What numbers look like in the countries of the fourteen languages (national plans as published with the ITU, E.129): leading digits and
/// lengths, coarse on purpose. Elsewhere a number needs its plus, its trunk zero or somebody who calls it a number.
/// </summary>
static class PhonePlans
{
    /// <summary>Country codes of one and two digits; all others have three.</summary>
    const string Short = " 1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

    /// <summary>How likely digits without a country code are somebody's number: 0 not, 1 by their length, 2 by their beginning, 3 by both and only so.</summary>
    public static int National(ReadOnlySpan<char> digits)
    {
        var (first, second, count) = (digits[0], digits.Length > 1 ? digits[1] : '0', digits.Length);
        if (first == '0')
        {
            if (second == '0') return count is >= 11 and <= 16 && digits[2] != '0' ? 2 : 0;
            if (count is 10 or 11) return 3;
            return count is 9 or 12 ? 2 : 0;
        }
        return count switch
        {
            7 or 8 => 1,
            9 => first is '5' or '6' or '7' or '9' or '8' or '4' or '3' or '2' ? 2 : 1,
            10 => first == '1' ? 1 : IsNorthAmerican(digits) || first is '3' or '5' or '6' or '7' or '8' or '9' ? 3 : 2,
            11 => first == '1' && second is >= '3' ? 3 : first is '7' or '8' && second is '9' or '4' or '8' or '3' ? 3 : digits[2] == '9' ? 3 : first == '1' && IsNorthAmerican(digits[1..]) ? 3 : 1,
            12 => digits is ['9', '1', ..] or ['4', '4', ..] or ['4', '9', ..] or ['9', '0', ..] or ['3', '9', ..] or ['5', '5', ..] or ['2', '0', ..] or ['9', '7', '1', ..] or ['9', '6', '6', ..] ? 2 : 1,
            13 => digits is ['5', '5', ..] or ['4', '9', ..] or ['8', '6', ..] ? 2 : 0,
            _ => 0,
        };
    }

    /// <summary>Whether digits behind a plus are a number: a country code and 4 to 15 digits in all (E.164).</summary>
    public static bool International(ReadOnlySpan<char> digits) => digits.Length is >= 7 and <= 15 && digits[0] != '0';

    /// <summary>The country code that digits begin with, as its length.</summary>
    public static int CodeLength(ReadOnlySpan<char> digits)
    {
        for (var length = 1; length <= 2 && length < digits.Length; length++)
            if (Short.Contains($" {digits[..length]} ", StringComparison.Ordinal)) return length;
        return 3;
    }

    static bool IsNorthAmerican(ReadOnlySpan<char> digits) => digits.Length == 10 && digits[0] >= '2' && digits[3] >= '2';
}
