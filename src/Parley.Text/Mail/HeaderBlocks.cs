namespace Parley.Text.Mail;

/// <summary>
/// Finds a block of header lines ("From:", "Sent:", "To:", "Subject:") as Outlook and others put above an earlier mail. "From: Grandma" and
/// "To: Lily" alone are what somebody wants written on a tag.
/// </summary>
static class HeaderBlocks
{
    const int MostLines = 24, LongestLabel = 40;

    /// <summary>
    /// Where the header block ends that begins here; the same place for none. It was looked for up to <paramref name="seen"/>: without a block
    /// from here there is none from between either.
    /// </summary>
    public static int EndOf(MailLines lines, int at, int end, bool divided, out int seen)
    {
        var depth = lines[at].Depth;
        divided |= lines[at].Is(Marks.Ruled);
        var (fields, known, foreign, address, stamp, timed) = (HeaderField.None, 0, 0, false, false, false);
        var last = at;
        var (here, loose) = (at, 0);
        for (; here < end && here < at + MostLines; here++)
        {
            ref var line = ref lines[here];
            if (line.Depth < depth) break;
            if (line.Blank)
            {
                // One blank line may part headers that a converter made paragraphs of.
                if (known + foreign == 0 || here + 1 >= end || lines[here + 1].Blank || FieldOf(lines.Said(here + 1), out _) is HeaderField.None or HeaderField.Foreign) break;
                continue;
            }
            var said = lines.Said(here);
            var field = FieldOf(said, out var value);
            if (field is HeaderField.None)
            {
                if (known + foreign == 0 || ++loose > 3) break;
                address |= said.Contains('@') && here < at + MostLines;
                continue;
            }
            if (field is HeaderField.Foreign && !divided) break;
            if (field is HeaderField.Foreign) foreign++;
            else known++;
            if ((fields & field) == field && field is HeaderField.From or HeaderField.Subject) break;
            loose = 0;
            fields |= field;
            if (here == at && field is HeaderField.From && value.Length is > 40 and < 800) fields |= Within(value);
            address |= value.Contains('@');
            stamp |= value.ContainsAnyInRange('0', '9');
            timed |= field.HasFlag(HeaderField.Date) && Timed(value);
            last = here + 1;
            if (field is HeaderField.Subject or HeaderField.To) last = Wrapped(lines, last, end, depth, field);
        }
        seen = here;
        return Enough(fields, divided, address, timed) || (divided && known + foreign >= 3 && address && stamp) ? last : at;
    }

    /// <summary>A date to the minute, as programs give it.</summary>
    static bool Timed(ReadOnlySpan<char> value)
    {
        Span<char> buffer = stackalloc char[80];
        return LineFacts.Of(buffer[..Letters.Clean(value, buffer)]) is { Full: true, Time: true };
    }

    static bool Enough(HeaderField fields, bool divided, bool address, bool timed)
    {
        bool Has(HeaderField wanted) => (fields & wanted) == wanted;
        var dated = Has(HeaderField.Date) || Has(HeaderField.Sent);
        if (Has(HeaderField.From) && dated && (divided || address || (timed && Has(HeaderField.Subject)) || Has(HeaderField.Sent | HeaderField.To) || Has(HeaderField.Sent | HeaderField.Subject))) return true;
        if (Has(HeaderField.From | HeaderField.To | HeaderField.Subject) && (divided || address)) return true;
        if (Has(HeaderField.From | HeaderField.Subject) && divided && address) return true;
        return Has(HeaderField.To | HeaderField.Subject) && dated && (divided || address);
    }

    /// <summary>The fields that stand on the same line: some programs put all of them there.</summary>
    static HeaderField Within(ReadOnlySpan<char> line)
    {
        var all = HeaderField.None;
        for (var at = 0; ;)
        {
            var colon = line[at..].IndexOf(": ");
            if (colon < 0) return all;
            var label = line[at..(at + colon)];
            at += colon + 2;
            for (int words = 0, from = label.Length; words < 2 && from > 0; words++)
            {
                from = label[..from].LastIndexOf(' ');
                if (from < 0) break;
                var field = FieldOf($"{label[(from + 1)..]}:", out _);
                if (field is HeaderField.None or HeaderField.Foreign or HeaderField.Other) continue;
                all |= field;
                break;
            }
        }
    }

    /// <summary>A subject or a list of recipients may go on in the next line, when another header follows it or a blank line does.</summary>
    static int Wrapped(MailLines lines, int at, int end, int depth, HeaderField field)
    {
        if (at + 1 >= end || lines[at].Blank || lines[at].Depth < depth || FieldOf(lines.Said(at), out _) is not HeaderField.None) return at;
        var next = lines[at + 1];
        if (next.Blank) return field is HeaderField.To && lines.Said(at).Contains('@') ? at + 1 : at;
        return FieldOf(lines.Said(at + 1), out _) is HeaderField.None or HeaderField.Foreign ? at : at + 1;
    }

    /// <summary>The field a line names, and what it says.</summary>
    internal static HeaderField FieldOf(ReadOnlySpan<char> line, out ReadOnlySpan<char> value)
    {
        value = default;
        line = line.TrimStart(" \t\u00a0\u3000|*_\u200e\u200f\u202a\u202b\u202c");
        var colon = line[..Math.Min(line.Length, LongestLabel)].IndexOfAny(':', '：');
        if (colon < 1) return HeaderField.None;
        value = line[(colon + 1)..];
        Span<char> label = stackalloc char[LongestLabel];
        var count = Letters.Clean(line[..colon], label);
        var name = label[..count].Trim("_ \"");
        if (name.IsEmpty) return HeaderField.None;
        Span<char> lower = stackalloc char[LongestLabel];
        var written = name.ToLowerInvariant(lower);
        if (HeaderWords.Fields.TryGetValue(lower[..written], out var field)) return field;
        return name.Count(' ') <= 2 && !value.StartsWith("//") && char.IsLetter(name[0]) ? HeaderField.Foreign : HeaderField.None;
    }
}

/// <summary>What a header line gives; <see cref="Sent"/> is a date under a name that only mail programs use.</summary>
[Flags]
enum HeaderField
{
    None = 0,
    From = 1,
    To = 2,
    Date = 4,
    Sent = 8,
    Subject = 16,
    Other = 32,

    /// <summary>A word and a colon, in no language known here.</summary>
    Foreign = 64,
}
