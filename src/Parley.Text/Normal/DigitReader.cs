namespace Parley.Text.Normal;

/// <summary>Finds the digit runs of a folded text, in one pass.</summary>
/// <remarks>
/// A word is a number word of some language, a word with digits made of number words ("34sette"), or one in which letters stand for digits
/// ("O17l"). A run ends with any other word, with a currency or per cent sign, a colon, and where two languages cannot both be meant.
/// </remarks>
sealed class DigitReader
{
    /// <summary>A word longer than this is nobody's number.</summary>
    const int LongestWord = 64;

    /// <summary>So many digits behind a common word make a number without it.</summary>
    const int FewestDigits = 6;

    readonly NormalText text;
    readonly List<DigitRun> runs = [];
    readonly (int To, NumberWord Word)[] parts = new (int, NumberWord)[LongestWord];
    DigitRun? run;
    int languages, times, end, fillers, link;
    bool weakFiller, allCommon;
    (NumberPart Part, int Value, int Digits) last;

    DigitReader(NormalText text) => this.text = text;

    public static List<DigitRun> Read(NormalText text)
    {
        var reader = new DigitReader(text);
        reader.Run();
        return reader.runs;
    }

    ReadOnlySpan<char> Signs => text.Signs;

    void Run()
    {
        var signs = Signs;
        for (var at = 0; at < signs.Length;)
        {
            var sign = signs[at];
            if (Finger(sign) is > 0 and var fingers)
            {
                Digits(at, at + 1, [(char)('0' + fingers)], disguised: 1);
                at++;
                continue;
            }
            if (!WordStream.IsWord(sign)) { at++; continue; }
            var to = WordEnd(signs, at);
            Word(at, to);
            at = to;
        }
        Close();
    }

    /// <summary>Where the word ends that begins here. Chinese signs are words of their own; a single upright line between digits may be a one.</summary>
    static int WordEnd(ReadOnlySpan<char> signs, int at)
    {
        if (IsHan(signs[at])) return at + 1;
        var (to, lines) = (at, 0);
        for (; to < signs.Length && !IsHan(signs[to]); to++)
        {
            if (WordStream.IsWord(signs[to])) continue;
            if (signs[to] != '|' || lines++ > 0 || to + 1 >= signs.Length || !WordStream.IsWord(signs[to + 1])) break;
            if (to + 2 < signs.Length && signs[to + 2] == '|' || to - 2 >= 0 && signs[to - 2] == '|') break;
        }
        return to;
    }

    static bool IsHan(char sign) => sign is >= '\u3400' and < '\ua000' or 'の' or 'ノ';

    static int Finger(char sign) => sign switch { '☝' => 1, '✌' => 2, '✋' => 5, _ => 0 };

    void Word(int at, int to)
    {
        var word = Signs[at..to];
        if (word.IndexOfAnyExceptInRange('0', '9') < 0) { Digits(at, to, word, disguised: Count(at, to, Fold.Styled | Fold.Lookalike)); return; }
        if (NumberWords.Is(word, out var number)) { Spelled(at, to, number, fused: false); return; }
        if (word.Length > 2 && word[^1] == 's' && NumberWords.Is(word[..^1], out number) && number.Part == NumberPart.Unit) { Several(at, to, number.Value); return; }
        if (word.Length == 2 && word[1] == 's' && char.IsAsciiDigit(word[0])) { Several(at, to, word[0] - '0'); return; }
        if (Segment(word) is > 1 and var count)
        {
            for (var (part, from) = (0, at); part < count; from = at + parts[part++].To)
                if (char.IsAsciiDigit(Signs[from])) Digits(from, at + parts[part].To, Signs[from..(at + parts[part].To)], 0, fused: part > 0);
                else Spelled(from, at + parts[part].To, parts[part].Word, fused: part > 0);
            if (run is not null) run.Fused = true;
            return;
        }
        if (Likenesses(at, to, out var read)) { Digits(at, to, read, disguised: Math.Max(1, Disguised(at, to))); return; }
        Close();
    }

    int Disguised(int at, int to)
    {
        var count = 0;
        for (; at < to; at++)
            if (!char.IsAsciiDigit(Signs[at]) || (text.FoldAt(at) & (Fold.Styled | Fold.Lookalike)) != Fold.None) count++;
        return count;
    }

    int Count(int at, int to, Fold fold)
    {
        var count = 0;
        for (; at < to; at++)
            if ((text.FoldAt(at) & fold) != Fold.None) count++;
        return count;
    }

    /// <summary>Cuts a word into number words and digits; says into how many, 0 when it cannot be.</summary>
    int Segment(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > LongestWord) return 0;
        var digits = word.IndexOfAnyInRange('0', '9') >= 0;
        if (!digits && word.Length < 6) return 0;
        Span<int> before = stackalloc int[word.Length + 1], masks = stackalloc int[word.Length + 1];
        before.Fill(-1);
        (before[0], masks[0]) = (0, -1);
        Span<int> values = stackalloc int[word.Length + 1];
        for (var at = 0; at < word.Length; at++)
        {
            if (before[at] < 0) continue;
            if (char.IsAsciiDigit(word[at]))
            {
                var to = at + 1;
                while (to < word.Length && char.IsAsciiDigit(word[to])) to++;
                (before[to], masks[to], values[to]) = (at, masks[at], -1);
                continue;
            }
            for (var to = Math.Min(word.Length, at + NumberWords.Longest); to > at + (word[at] is >= '\u3040' and < '\u3100' ? 0 : 1); to--)
            {
                if (!NumberWords.Is(word[at..to], out var number) || number.Part == NumberPart.Filler || (masks[at] & number.Languages) == 0) continue;
                if (before[to] >= 0 && System.Numerics.BitOperations.PopCount((uint)masks[to]) >= System.Numerics.BitOperations.PopCount((uint)(masks[at] & number.Languages))) continue;
                (before[to], masks[to]) = (at, masks[at] & number.Languages);
            }
        }
        if (before[word.Length] < 0) return 0;
        var count = 0;
        for (var at = word.Length; at > 0; at = before[at]) count++;
        if (!digits && count < 3) return 0;
        for (var (at, part) = (word.Length, count - 1); at > 0; at = before[at], part--)
        {
            NumberWords.Is(word[before[at]..at], out var number);
            parts[part] = (at, number);
        }
        return count;
    }

    /// <summary>Reads letters as the digits they look like, where all of a word can be read so.</summary>
    bool Likenesses(int at, int to, out string read)
    {
        read = "";
        if (to - at > 20) return false;
        Span<char> digits = stackalloc char[to - at];
        var real = 0;
        for (var here = at; here < to; here++)
        {
            var digit = Likeness(text.Written(here), Signs[here]);
            if (digit == '\0') return false;
            if (char.IsAsciiDigit(Signs[here])) real++;
            digits[here - at] = digit;
        }
        if (real == to - at - 1 && text.Written(to - 1) is 'g' or 'l' or 'b' or 'L' or 'G' or 'B' or 'S' or 's') return false; // 500g, 2l, 6GB, 5S
        if (real == 0 && (run is null || to - at > 4 || text.Written(at) is >= 'a' and <= 'z' && to - at > 1 && text.Written(at + 1) is 's' or 'f')) return false;
        if (real == 0 && (run is { Count: < 2 } || digits.IndexOfAnyExcept('0', '1', '5') >= 0)) return false;
        read = new string(digits);
        return true;
    }

    static char Likeness(char written, char folded) => written switch
    {
        'O' or 'o' or 'Q' or 'D' or 'О' or 'о' or 'Ο' or 'ο' or '°' => '0',
        'I' or 'l' or '|' or 'i' or 'L' or 'ı' => '1',
        'Z' or 'z' => '2',
        'З' or 'з' or 'Э' or 'э' or 'Ʒ' or 'Е' => '3',
        'Ч' or 'ч' or 'A' => '4',
        'S' or 's' or 'Ѕ' or 'ѕ' => '5',
        'б' or 'Б' or 'b' or 'G' => '6',
        'T' or 'Т' => '7',
        'B' or 'В' => '8',
        'g' or 'q' => '9',
        _ when char.IsAsciiDigit(folded) => folded,
        _ when folded == 'o' => '0',
        _ => '\0',
    };

    /// <summary>"two 0s", "three sevens".</summary>
    void Several(int at, int to, int digit)
    {
        var count = last is { Part: NumberPart.Unit, Value: >= 2 and <= 4, Digits: 1 } && run is { Count: > 0 } ? last.Value : 1;
        if (count > 1) run!.Replace(1, new string((char)('0' + digit), count));
        else { Digits(at, to, [(char)('0' + digit)], 0); return; }
        (run.To, end, last) = (to, to, default);
        run.Spelled += count;
    }

    void Digits(int at, int to, ReadOnlySpan<char> digits, int disguised, bool fused = false)
    {
        if (run is not null && (run.Full || !fused && !Joins(at, spelled: false))) Close();
        Open(at);
        if (digits.Length > DigitRun.Most) digits = digits[..(DigitRun.Most - 1)];
        if (times > 1 && digits.Length == 1) run!.Append(new string(digits[0], times), fused || end == at);
        else run!.Append(digits.ToString(), fused || end == at);
        run.Disguised += disguised;
        run.Hidden += Count(at + 1, to, Fold.Hidden);
        if (run.Count > digits.Length && (text.FoldAt(at) & Fold.Hidden) != Fold.None) run.Hidden++;
        last = digits.Length == 1 ? (NumberPart.Unit, digits[0] - '0', 1) : default;
        (run.To, end, times, fillers) = (to, to, 0, 0);
    }

    void Spelled(int at, int to, NumberWord word, bool fused)
    {
        if (word.Part == NumberPart.Filler)
        {
            if (run is null || fillers > 3 || !Gap(at, out _) || fillers == 0 && Signs[at..to] is "de" or "von" or "by" or "door" or "baad") { Close(); return; }
            weakFiller = (fillers == 0 || weakFiller) && (to - at <= 3 || NumberWords.IsCommon(Signs[at..to]));
            fillers++;
            end = to;
            return;
        }
        var common = NumberWords.IsCommon(Signs[at..to]);
        if (common && !fused && run is { Spelled: 0, Count: >= 6 } && NumberWords.IsLink(Signs[at..to])) { Close(); return; }
        if (run is not null && (run.Full || !fused && !Joins(at, spelled: true))) Close();
        if (run is not null && languages != 0 && (languages & word.Languages) == 0)
        {
            if (allCommon) Close();
            else languages = word.Languages;
        }
        Open(at);
        if (languages == 0) allCommon = true;
        allCommon &= common;
        languages = languages == 0 ? word.Languages : (languages & word.Languages) is var both and not 0 ? both : word.Languages;
        if (word.Part == NumberPart.Times)
        {
            (times, run!.To, end, last) = (word.Value, to, to, default);
            return;
        }
        if (run!.Count == 0 && word.Value > 0 && NumberWords.IsLink(Signs[at..to])) link = to;
        var before = run!.Count;
        Compose(word, close: fused || Near(at), grouped: fused || IsHan(Signs[at]) && end == at);
        run.Spelled += Math.Max(1, run.Count - before);
        (run.To, end, times, fillers) = (to, to, 0, 0);
    }

    /// <summary>Joins a word to the number before it ("five hundred forty two"), or puts it behind.</summary>
    void Compose(NumberWord word, bool close, bool grouped)
    {
        var value = word.Value;
        var twenties = (languages & NumberWords.CountsInTwenties) != 0;
        var joined = !close ? 0 : (word.Part, last.Part) switch
        {
            (NumberPart.Unit, NumberPart.Ten) when value > 0 => last.Value + value,
            (NumberPart.Unit or NumberPart.Teen or NumberPart.Ten, NumberPart.Hundred) when value > 0 => last.Value + value,
            (NumberPart.Teen, NumberPart.Ten) when twenties && last.Value is 60 or 80 && value < 20 => last.Value + value,
            (NumberPart.Unit, NumberPart.Teen) when twenties && last.Value % 20 == 10 && value >= 7 => last.Value + value,
            (NumberPart.Ten, NumberPart.Unit) when twenties && value == 20 && last.Value == 4 => 80,
            (NumberPart.Hundred, NumberPart.Unit) when last.Value > 0 && value == 100 => last.Value * 100,
            (NumberPart.Thousand, NumberPart.Unit) when last.Value > 0 => last.Value * 1000,
            _ => 0,
        };
        if (joined > 0 && last.Digits > 0)
        {
            run!.Replace(last.Digits, joined.ToString());
            var part = joined < 100 ? word.Part == NumberPart.Teen && joined % 10 == 0 ? NumberPart.Teen : joined % 10 == 0 ? NumberPart.Ten : NumberPart.Thousand
                : joined % 100 == 0 ? NumberPart.Hundred : joined % 10 == 0 ? NumberPart.Ten : NumberPart.Thousand;
            last = joined >= 1000 ? default : (part, joined, joined < 100 ? 2 : 3);
            return;
        }
        var digits = value.ToString();
        if (times > 1 && digits.Length == 1) digits = new string(digits[0], times);
        run!.Append(digits, grouped);
        last = times > 1 ? default : (word.Part, value, digits.Length);
    }

    void Open(int at)
    {
        if (run is not null) return;
        run = new DigitRun { From = at };
        (languages, times, fillers, end, allCommon) = (0, 0, 0, at, true);
        last = default;
        for (var before = at - 1; before >= 0 && before >= at - 2; before--)
        {
            if (Signs[before] is '+') { run.Plus = true; run.From = before; }
            if (Signs[before] is not ('(' or '[' or ' ' or '+')) break;
        }
    }

    void Close()
    {
        if (run is not null && link > 0) WithoutLink();
        if (run is { Count: > 0 } && !(run.Spelled == run.Count && allCommon && run.Count < 6)) runs.Add(run);
        (run, times, fillers, languages, link) = (null, 0, 0, 0, 0);
        last = default;
    }

    /// <summary>A common word before a number in digits belongs to the sentence ("get me on 07700 900882", where "on" is ten in Turkish).</summary>
    void WithoutLink()
    {
        var first = run!.Groups[0];
        if (run.Spelled != first || run.Count - first < FewestDigits) return;
        while (link < run.To && !char.IsAsciiDigit(Signs[link])) link++;
        run.WithoutFirst(link);
    }

    bool Joins(int at, bool spelled)
    {
        if (!Gap(at, out var comma)) return false;
        if (comma && !spelled && run!.Spelled == 0 && fillers == 0) run.Commas = true;
        if (fillers > 0)
        {
            if (weakFiller && !spelled && run!.Spelled == 0) return false;
            run!.Filled = true;
        }
        return true;
    }

    /// <summary>Whether what stands between may stand inside a number.</summary>
    bool Gap(int at, out bool comma)
    {
        comma = false;
        var gap = Signs[end..at];
        if (gap.Length > 8) return false;
        foreach (var sign in gap)
        {
            switch (sign)
            {
                case ' ' or '-' or '.' or '*' or '~' or '|' or '=' or '_' or '(' or ')' or '[' or ']' or '{' or '}' or '<' or '>' or '\'' or '\u2022' or '#' or '\\' or '^' or '`' or '✋' or '✌': break;
                case '/': run!.Slashes = true; break;
                case ',' or ';': comma = true; break;
                case '\n' or NormalText.Border: run!.Borders = true; break;
                default:
                    if (sign < 128 || !IsOrnament(sign)) return false;
                    break;
            }
        }
        return true;
    }

    static bool IsOrnament(char sign) => char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.OtherSymbol or System.Globalization.UnicodeCategory.MathSymbol or System.Globalization.UnicodeCategory.ModifierSymbol or System.Globalization.UnicodeCategory.OtherPunctuation or System.Globalization.UnicodeCategory.DashPunctuation;

    /// <summary>Whether the word stands so close that it may belong to the number before it.</summary>
    bool Near(int at)
    {
        var gap = Signs[end..at];
        return gap.Length <= 3 && gap.IndexOfAnyExcept(' ', '-') < 0 && (fillers == 0 || weakFiller);
    }
}
