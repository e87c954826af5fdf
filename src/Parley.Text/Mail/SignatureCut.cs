namespace Parley.Text.Mail;

/// <summary>
/// Takes signatures from what is left of a mail: from a delimiter to the end, what the mail program marked as one, what devices and gateways
/// say of themselves. It looks at the end of the text above and of the text below what was quoted, nowhere else.
/// </summary>
sealed class SignatureCut(MailLines lines, ReplyParts remove, Fates fates)
{
    /// <summary>Longer than this, what follows "--" is no signature; what follows "-- ", as RFC 3676 has it, always is.</summary>
    const int MostLines = 15;

    /// <summary>More marked lines than this are text that was written into the signature's place.</summary>
    const int MostMarked = 12;

    /// <summary>So many endings below each other are looked at.</summary>
    const int MostEndings = 100;

    int tries;

    public void Run()
    {
        foreach (var (from, to) in fates.Runs().ToList())
        {
            var end = to;
            if (remove.HasFlag(ReplyParts.Signatures))
            {
                TakeMarked(from, end);
                TakeDelimited(from, ref end);
                end = TakeEndings(from, end);
            }
            if (remove.HasFlag(ReplyParts.Closings)) Closings.Take(lines, fates, from, end);
        }
    }

    void TakeMarked(int from, int to)
    {
        for (var at = from; at < to;)
        {
            if (!lines[at].Is(Marks.Signature)) { at++; continue; }
            var (end, filled) = (at, 0);
            for (; end < to && (lines[end].Is(Marks.Signature) || lines[end].Blank); end++)
                if (!lines[end].Blank) filled++;
            if (filled <= MostMarked) fates.Set(at, end, RemovalReason.Signature);
            at = end;
        }
    }

    void TakeDelimited(int from, ref int end)
    {
        var filled = 0;
        var found = -1;
        var exact = false;
        for (var at = end - 1; at >= from; at--)
        {
            if (lines[at].Blank || lines[at].Quoted || fates.Gone(at)) continue;
            if (IsDelimiter(lines.Whole(at), out var strict) && (strict || (filled <= MostLines && !Parts(at, end)))) (found, exact) = (at, strict);
            else filled++;
        }
        if (found < 0 || (!exact && Framed(found, end))) return;
        fates.Set(found, end, RemovalReason.Signature);
        end = found;
    }

    /// <summary>What stands between two bare delimiters, with nothing below them, is a text in a frame.</summary>
    bool Framed(int found, int end)
    {
        var last = end - 1;
        while (last > found && lines[last].Blank) last--;
        return last > found && IsDelimiter(lines.Whole(last), out _);
    }

    /// <summary>"--" on a line of its own, with the space of RFC 3676 or without; also as a long dash or two underscores.</summary>
    static bool IsDelimiter(ReadOnlySpan<char> line, out bool strict)
    {
        strict = line is "-- " or "--\u00a0";
        return strict || line.Trim() is "--" or "—" or "__" or "––";
    }

    /// <summary>A bare delimiter with blank lines around it parts two texts; a signature stands right below it.</summary>
    bool Parts(int at, int end) => at + 1 < end && lines[at + 1].Blank && lines.NextFilled(at + 1, end) < end;

    /// <summary>Takes lines from the end as long as they are endings.</summary>
    int TakeEndings(int from, int end)
    {
        var reason = RemovalReason.None;
        for (var taken = 0; ; end -= taken)
        {
            while (end > from && (lines[end - 1].Blank || fates.Gone(end - 1))) end--;
            if (end == from) return end;
            var first = Beginning(from, end);
            taken = ++tries > MostEndings ? 0 : Footers.Take(lines, first, end, out reason);
            if (taken == 0) return AppOf(from, end);
            fates.Set(end - taken, end, reason);
        }
    }

    /// <summary>Outlook's app puts the earlier mail without any sign below its own name, which is a link there.</summary>
    int AppOf(int from, int end)
    {
        for (var at = from + 1; at < end; at++)
        {
            if (!lines[at].Blank && !lines[at].Quoted && DeviceLine.IsLinked(lines.Said(at)) && lines[at - 1].Blank)
            {
                fates.Set(at, at + 1, RemovalReason.Device);
                fates.Set(at + 1, end, RemovalReason.Quote);
                return at;
            }
        }
        return end;
    }

    /// <summary>Where the last paragraph begins, or sixteen lines before its end.</summary>
    int Beginning(int from, int end)
    {
        var at = end - 1;
        while (at > from && end - at < 16 && !lines[at - 1].Blank && !fates.Gone(at - 1)) at--;
        return at;
    }
}
