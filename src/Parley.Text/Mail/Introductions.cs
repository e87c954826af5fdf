namespace Parley.Text.Mail;

/// <summary>
/// Finds the line, or the up to five wrapped lines, with which mail programs introduce a quote: "On 14 May 2024 at 15:07, Kaya wrote:". It goes by
/// what such lines have in all languages (a date near the beginning, an address in brackets, a colon at the end) and by their verbs, and asks
/// for more of it where no quote marks follow.
/// </summary>
static class Introductions
{
    const int MostLines = 5, MostLetters = 400;

    /// <summary>How many lines from here on introduce a quote; 0 for none.</summary>
    public static int At(MailLines lines, int at, int end)
    {
        Span<char> buffer = stackalloc char[MostLetters];
        var count = 0;
        var depth = lines[at].Depth;
        for (var taken = 1; taken <= MostLines && at + taken <= end; taken++)
        {
            ref var line = ref lines[at + taken - 1];
            if (line.Blank || (taken > 1 && line.Depth < depth) || line.Length > MostLetters) return 0;
            if (taken > 1 && count > 0 && count < buffer.Length) buffer[count++] = ' ';
            count += Letters.Clean(lines.Said(at + taken - 1), buffer[count..]);
            if (count >= MostLetters || (taken == 1 && !MayBegin(buffer[..count], lines, at, end))) return 0;
            if (Introduces(buffer[..count], QuoteFollows(lines, at + taken, end, depth))) return taken > 1 && BeginsBelow(lines, at, at + taken, end) ? 0 : taken + Rest(lines, at + taken, end, buffer[..count]);
        }
        return 0;
    }

    /// <summary>Where within an unquoted line an introduction begins that a quote follows ("reply On Wed, Apr 4, 2012, bob wrote:"); -1 for nowhere.</summary>
    public static int Within(MailLines lines, int at, int end)
    {
        if (lines[at].Length > MostLetters || !QuoteFollows(lines, at + 1, end, 0)) return -1;
        var said = lines.Said(at);
        if (said.TrimEnd() is not [.., ':'] || !MailWords.Wrote.In(said)) return -1;
        Span<char> buffer = stackalloc char[MostLetters];
        for (int from = 1, tried = 0; from < said.Length - 8 && tried < 4; from++)
        {
            if (said[from - 1] is not (' ' or '-') || !char.IsUpper(said[from]) || MailWords.Openings.Begins(said[from..]) == 0) continue;
            tried++;
            var count = Letters.Clean(said[from..], buffer);
            if (Introduces(buffer[..count], quoteFollows: true)) return from;
        }
        return -1;
    }

    /// <summary>A verb of two words may have its second on the next line.</summary>
    static int Rest(MailLines lines, int at, int end, ReadOnlySpan<char> taken) =>
        taken[^1] is not (':' or '>' or '-') && at < end && lines[at] is { Blank: false, Length: < 24 } && lines.Said(at).TrimEnd() is [.., ':'] ? 1 : 0;

    /// <summary>The first line is the end of a sentence, and the introduction begins in the next one.</summary>
    static bool BeginsBelow(MailLines lines, int at, int to, int end)
    {
        Span<char> buffer = stackalloc char[MostLetters];
        var first = buffer[..Letters.Clean(lines.Said(at), buffer)];
        var facts = LineFacts.Of(first);
        if (facts.Address || MailWords.Openings.Begins(first) > 0 || ((facts.Full || facts.Time) && first[^1] is not ('.' or '!' or '?'))) return false;
        var count = 0;
        for (var here = at + 1; here < to; here++)
        {
            if (count > 0 && count < buffer.Length) buffer[count++] = ' ';
            count += Letters.Clean(lines.Said(here), buffer[count..]);
        }
        return Introduces(buffer[..count], QuoteFollows(lines, to, end, lines[at].Depth));
    }

    static bool MayBegin(ReadOnlySpan<char> text, MailLines lines, int at, int end)
    {
        if (text.ContainsAny('@', '<') || text[..Math.Min(text.Length, 64)].ContainsAnyInRange('0', '9')) return true;
        if (text is [.., ':'] && text.Length <= 90) return true;
        return text.Length <= 90 && at + 1 < end && lines.Said(at + 1).TrimStart() is ['<' or '&', ..];
    }

    static bool QuoteFollows(MailLines lines, int at, int end, int depth)
    {
        at = lines.NextFilled(at, Math.Min(end, at + 3));
        return at < end && lines[at].Depth > depth;
    }

    /// <summary>Whether cleaned text is an introduction.</summary>
    internal static bool Introduces(ReadOnlySpan<char> text, bool quoteFollows)
    {
        var bare = text.TrimStart("-_ >[").TrimEnd("-_ ]");
        var ruled = text.Length - bare.Length >= 6;
        if (bare.Length < 8) return false;
        var ends = bare[^1] == ':' || ruled;
        var address = bare[^1] is '>' or ')';
        if (!ends && !address && !char.IsAsciiDigit(bare[0]) && !MailWords.Wrote.In(bare[^Math.Min(bare.Length, 45)..])) return false;
        var facts = LineFacts.Of(bare);
        if (!ends && address && !quoteFollows && facts.Digit != 0) return false;
        if (!facts.Early(bare) && !facts.Bracketed && !(ends && quoteFollows)) return false;
        if (bare[^1] == ':') bare = bare[..^1].TrimEnd();
        var wrote = MailWords.Wrote.Last(bare);
        var verb = wrote.Start >= 0;
        var verbLast = verb && bare.Length - wrote.End <= 25;
        var dated = facts.Full || (facts.Time && facts.Digit >= 0);
        if (facts.Early(bare))
        {
            if (facts.Bracketed && dated && (ends || verbLast)) return true;
            if (facts.Address && dated && verbLast && (ends || quoteFollows)) return true;
            if (facts.Full && verb && ends && quoteFollows) return !MailWords.First.In(bare);
            if (facts.Full && facts.Time && ends && quoteFollows && bare.Length <= 120) return !MailWords.First.In(bare); // in whatever language
            if (facts.Full && facts.Time && verb && ends) return Named(bare, facts, wrote);
            if (facts.Bracketed && dated && address) return quoteFollows || (facts.Digit == 0 && facts.Time);
            return facts.Digit == 0 && facts.Full && Stamped(bare);
        }
        if (facts.Bracketed && BeginsWithName(bare, facts.At))
        {
            if (verb && (ends || (verbLast && quoteFollows))) return quoteFollows || verbLast || dated || wrote.Start == 0;
            if (dated && ends && quoteFollows) return true;
        }
        if (verb && ends && quoteFollows && (dated || verbLast)) return Name(bare[..wrote.Start]) || (dated && Name(bare[wrote.End..]));
        return false;
    }

    /// <summary>"Kaya via Market &lt;": up to the bracket of the first address there are a few words and no sentence.</summary>
    static bool BeginsWithName(ReadOnlySpan<char> text, int address)
    {
        var open = text[..address].IndexOfAny('<', '(', '[');
        return open is >= 0 and <= 80 && text[..open].Count(' ') <= 8 && !text[..open].ContainsAny("?!;:");
    }

    /// <summary>"2016-03-03 17:21 GMT+01:00 Some One": a stamp with its zone and a name, nothing else.</summary>
    static bool Stamped(ReadOnlySpan<char> text)
    {
        var zone = text.IndexOf("GMT");
        return zone is > 9 and < 24 && Name(text[zone..].TrimStart("GMT+-0123456789: "));
    }

    /// <summary>Between date and verb, or behind the verb, stands a name.</summary>
    static bool Named(ReadOnlySpan<char> text, in LineFacts facts, (int Start, int End) wrote) =>
        wrote.Start > facts.LastDigit ? Name(text[(facts.LastDigit + 1)..wrote.Start]) || (wrote.Start - facts.LastDigit < 6 && Name(text[wrote.End..])) : Name(text[..wrote.Start]);

    /// <summary>One to eight words, all of them names by their look.</summary>
    internal static bool Name(ReadOnlySpan<char> text)
    {
        text = text.Trim(" ,.:;\"'“”„«»()<>|،、");
        if (text.Length is 0 or > 80) return false;
        var (words, named) = (0, false);
        foreach (var range in text.Split(' '))
        {
            var word = text[range].Trim(",.\"'()“”„«»");
            if (word.IsEmpty) continue;
            if (++words > 8 || word is "I") return false;
            var proper = !char.IsLower(word[0]) && char.IsLetter(word[0]);
            if (!proper && !MailWords.Particles.Contains(word.ToString()) && word.IndexOf('@') < 0 && (words > 1 || text.Contains(' '))) return false;
            named |= proper && word is not ("AM" or "PM" or "Uhr" or "CET" or "CEST" or "MESZ" or "MEZ") || word.Contains('@') || words == 1;
        }
        return named;
    }
}

/// <summary>What an introduction may be recognised by, found in one pass.</summary>
/// <param name="Digit">Where the first digit stands, or -1.</param>
/// <param name="At">Where the first @ stands, or -1.</param>
/// <param name="LastDigit">Where the last digit before the first address stands.</param>
/// <param name="Full">There is a year, or a date in digits.</param>
/// <param name="Time">There is a time of day.</param>
/// <param name="Address">There is a mail address.</param>
/// <param name="Bracketed">It stands in brackets.</param>
readonly record struct LineFacts(int Digit, int At, int LastDigit, bool Full, bool Time, bool Address, bool Bracketed)
{
    /// <summary>The date is what the line begins with, but for four words.</summary>
    public bool Early(ReadOnlySpan<char> text)
    {
        if (Digit is < 0 or > 36 || (At >= 0 && At < Digit) || text[..Digit].Contains('<')) return false;
        var words = 0;
        foreach (var letter in text[..Digit])
            if (letter == ' ') words++;
        return words <= 4 && !OpensWithin(text[..Digit]);
    }

    /// <summary>"reply On Wed, Apr 4": the date belongs to what opens further in.</summary>
    static bool OpensWithin(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length - 2; at++)
            if (text[at - 1] is ' ' or '-' && char.IsUpper(text[at]) && MailWords.Openings.Begins(text[at..]) > 0) return true;
        return false;
    }

    public static LineFacts Of(ReadOnlySpan<char> text)
    {
        int first = -1, last = -1, runs = 0;
        var at = text.IndexOf('@');
        bool year = false, date = false, time = false;
        for (var here = 0; here < text.Length; here++)
        {
            if (!char.IsAsciiDigit(text[here])) continue;
            var end = here;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (first < 0) first = here;
            var before = at < 0 || here < at;
            if (before) last = end - 1;
            var (digits, apart) = (end - here, Apart(text, end));
            if (digits == 4 && text[here] is '1' or '2' && (before || text[(end - 1)..].IndexOf('@') < 0)) year = true;
            runs = apart.Separator is '.' or '/' or '-' && digits <= 4 ? runs + 1 : 0;
            if (runs >= 2) date = true;
            if (apart.Separator is ':' or '.' or 'h' or 'H' or '時' or '时' or '시' or '点' && digits <= 2 && apart.Next == 2) time = true;
            here = end - 1;
        }
        return new LineFacts(first, at, last, year || date, time, at >= 0, at >= 0 && InBrackets(text, at));
    }

    /// <summary>What stands between a number and the next, and how many digits that has.</summary>
    static (char Separator, int Next) Apart(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length) return default;
        var separator = text[end];
        var next = end + 1;
        if (next < text.Length && text[next] == ' ') next++;
        var digits = 0;
        while (next + digits < text.Length && char.IsAsciiDigit(text[next + digits])) digits++;
        return digits == 0 ? default : (separator, digits);
    }

    static bool InBrackets(ReadOnlySpan<char> text, int at)
    {
        for (int from = at, seen = 0; from >= 0 && seen < 4; seen++, from = text[(from + 1)..].IndexOf('@') is >= 0 and var more ? from + 1 + more : -1)
        {
            var open = text[..from].LastIndexOfAny('<', '(', '[');
            if (open >= 0 && text[open..from].IndexOfAny('>', ')', ']') < 0 && text[from..].IndexOfAny('>', ')', ']') >= 0) return true;
        }
        return false;
    }
}
