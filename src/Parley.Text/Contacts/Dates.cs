namespace Parley.Text.Contacts;

/// <summary>Dates and times as digits.</summary>
static class Dates
{
    /// <summary>Whether digits and separators are dates, times and nothing else.</summary>
    public static bool IsOnly(ReadOnlySpan<char> signs)
    {
        Span<int> numbers = stackalloc int[24];
        Span<int> lengths = stackalloc int[24];
        Span<char> between = stackalloc char[24];
        var count = 0;
        for (var at = 0; at < signs.Length;)
        {
            if (!char.IsAsciiDigit(signs[at]))
            {
                if (count > 0 && between[count - 1] == '\0' || count > 0 && between[count - 1] == ' ') between[count - 1] = signs[at];
                at++;
                continue;
            }
            if (count == 24) return false;
            var from = at;
            while (at < signs.Length && char.IsAsciiDigit(signs[at])) at++;
            if (at - from > 8) return false;
            (numbers[count], lengths[count], between[count]) = (int.Parse(signs[from..at]), at - from, '\0');
            count++;
        }
        for (var at = 0; at < count;)
        {
            if (Day(numbers, lengths, between, at, count) is > 0 and var used) at += used;
            else if (at > 0 && numbers[at] <= 59 && lengths[at] <= 2) at++; // a time behind a date
            else return false;
        }
        return count > 0;
    }

    static int Day(ReadOnlySpan<int> numbers, ReadOnlySpan<int> lengths, ReadOnlySpan<char> between, int at, int count)
    {
        if (lengths[at] == 8) return numbers[at] / 10000 is >= 1900 and <= 2100 && numbers[at] / 100 % 100 is >= 1 and <= 12 && numbers[at] % 100 is >= 1 and <= 31 ? 1 : 0;
        if (at + 2 < count && between[at] is '/' or '.' or '-' or ' ' && between[at + 1] == between[at])
        {
            if (lengths[at] == 4 && numbers[at] is >= 1800 and <= 2100 && numbers[at + 1] is >= 1 and <= 12 && numbers[at + 2] is >= 1 and <= 31 && lengths[at + 1] <= 2 && lengths[at + 2] <= 2) return 3;
            if (lengths[at] <= 2 && lengths[at + 1] <= 2 && numbers[at] is >= 1 and <= 31 && numbers[at + 1] is >= 1 and <= 31 && Math.Min(numbers[at], numbers[at + 1]) <= 12
                && (lengths[at + 2] == 4 && numbers[at + 2] is >= 1800 and <= 2100 || lengths[at + 2] == 2 && between[at] != ' ')) return 3;
        }
        return at + 1 < count && between[at] is '/' or '.' && lengths[at] <= 2 && lengths[at + 1] <= 2 && numbers[at] is >= 1 and <= 31 && numbers[at + 1] is >= 1 and <= 31 && Math.Min(numbers[at], numbers[at + 1]) <= 12 ? 2 : 0;
    }
}
