namespace Parley.Text.Mail;

/// <summary>
/// Finds what is quoted. Where an earlier mail follows without quote marks, all from there on goes; where it has them, only what is marked
/// goes, and text below it stays. Quotes that somebody answers piece by piece stay too, since the answers say little without them.
/// </summary>
sealed class QuoteCut(MailLines lines, ReplyParts remove, Fates fates)
{
    /// <summary>So many lines and quotes of one mail are looked at for what announces an earlier mail; nobody's own text is longer.</summary>
    const int MostTries = 3_000;

    /// <summary>So often an introduction may stand behind text on its line.</summary>
    const int MostShared = 50;

    readonly List<Block> blocks = [];
    bool someText;
    int noHeadersBefore, tries, shared;

    /// <summary>Quoted lines that belong together.</summary>
    record struct Block(int From, int To, bool Introduced, bool Answered);

    public void Run()
    {
        var end = lines.Count;
        var fences = new Fences(lines);
        for (var at = 0; at < end;)
        {
            if (lines[at].Is(Marks.Cut) && someText) { Cut(at, ref end, RemovalReason.Quote); break; }
            if (lines[at].Blank && !lines[at].Quoted) { at++; continue; }
            if (lines[at].Is(Marks.Quoted)) { at = Marked(at, end); continue; }
            if (lines[at].Quoted) { at = Quoted(at, end, introduced: false); continue; }
            var next = fences.Inside(at) || tries++ > MostTries ? at : Announced(at, ref end);
            if (next > at) { at = next; continue; }
            if (next < 0) break;
            if (blocks.Count > 0 && !blocks[^1].Answered) blocks[^1] = blocks[^1] with { Answered = true };
            someText = true;
            at++;
        }
        Judge(end);
    }

    /// <summary>Where the text goes on behind what announces an earlier mail here; the same place when nothing does; -1 when all that follows is gone.</summary>
    int Announced(int at, ref int end)
    {
        var introduction = Introductions.At(lines, at, end);
        if (introduction > 0 || (lines[at].Is(Marks.Introduction) && !IntroducedLater(at, end)))
        {
            var after = at + Math.Max(1, introduction);
            while (after < end && lines[after].Is(Marks.Introduction) && !lines[after].Quoted) after++;
            return Introduced(at, after, ref end);
        }
        if (shared < MostShared && Introductions.Within(lines, at, end) is > 0 and var within)
        {
            shared++;
            someText = true;
            fates.Shorten(at, within);
            fates.Set(at + 1, lines.NextFilled(at + 1, end), RemovalReason.Quote);
            return Quoted(lines.NextFilled(at + 1, end), end, introduced: true);
        }
        if (Dividers.Of(lines.Said(at)) is { } reason)
        {
            if (reason is RemovalReason.Forward && !remove.HasFlag(ReplyParts.Forwards)) { end = at; return -1; }
            return someText ? Cut(at, ref end, reason) : Drop(at, HeadersAfter(at + 1, end), reason);
        }
        var ruler = Dividers.IsRuler(lines.Said(at));
        var first = ruler ? lines.NextFilled(at + 1, Math.Min(end, at + 4)) : at;
        if (first >= end || lines[first].Blank || lines[first].Quoted) return at;
        if (first < noHeadersBefore && !ruler) return at; // looked at from further above
        var headers = HeaderBlocks.EndOf(lines, first, end, ruler, out var seen);
        if (headers == first)
        {
            noHeadersBefore = Math.Max(noHeadersBefore, seen);
            return at;
        }
        return someText ? Cut(at, ref end, RemovalReason.Quote) : Drop(at, headers, RemovalReason.Quote);
    }

    /// <summary>Text was written into the introduction's place, above it.</summary>
    bool IntroducedLater(int at, int end)
    {
        for (var here = at + 1; here < end && here < at + 12 && lines[here].Is(Marks.Introduction); here++)
            if (!lines[here].Blank && Introductions.At(lines, here, end) > 0) return true;
        return false;
    }

    int Introduced(int at, int after, ref int end)
    {
        var next = lines.NextFilled(after, end);
        if (next < end && (lines[next].Quoted || lines[next].Is(Marks.Quoted)))
        {
            fates.Set(at, next, RemovalReason.Quote);
            return lines[next].Is(Marks.Quoted) ? Marked(next, end) : Quoted(next, end, introduced: true);
        }
        return someText ? Cut(at, ref end, RemovalReason.Quote, ruled: false) : Drop(at, after, RemovalReason.Quote);
    }

    int HeadersAfter(int at, int end)
    {
        var first = lines.NextFilled(at, Math.Min(end, at + 3));
        return first < end && !lines[first].Blank && !lines[first].Quoted ? Math.Max(at, HeaderBlocks.EndOf(lines, first, end, divided: true, out _)) : at;
    }

    /// <summary>Takes all from here on, and the ruler above it.</summary>
    int Cut(int at, ref int end, RemovalReason reason, bool ruled = true)
    {
        while (at > 0 && !fates.Gone(at - 1) && !lines[at - 1].Quoted && (lines[at - 1].Blank || (ruled && Dividers.IsRuler(lines.Said(at - 1))))) at--;
        fates.Set(at, end, reason);
        end = at;
        return -1;
    }

    int Drop(int at, int to, RemovalReason reason)
    {
        fates.Set(at, to, reason);
        return to;
    }

    /// <summary>What the mail program itself calls quoted.</summary>
    int Marked(int at, int end)
    {
        var to = at;
        while (to < end && (lines[to].Blank || lines[to].Is(Marks.Quoted))) to++;
        return Drop(at, to, RemovalReason.Quote);
    }

    /// <summary>Takes quoted lines, blank ones between them, and ends of lines that were broken without a mark.</summary>
    int Quoted(int at, int end, bool introduced)
    {
        var to = at;
        for (var here = at; here < end; here++)
        {
            if (lines[here].Quoted) to = here + 1;
            else if (lines[here].Blank) continue;
            else if (Continued(here, end) is > 0 and var more) here += more - 1;
            else break;
        }
        introduced = introduced || (tries++ <= MostTries && IntroducedInside(at, to));
        blocks.Add(new Block(at, to, introduced, false));
        return to;
    }

    /// <summary>How many lines here are the rest of a quoted line, with more of the quote right below.</summary>
    int Continued(int at, int end)
    {
        for (var count = 1; count <= 2 && at + count < end; count++)
        {
            var line = lines[at + count - 1];
            if (line.Blank || !lines[at - 1].Quoted) return 0;
            if (!lines[at + count].Quoted) continue;
            var said = lines.Said(at).TrimStart();
            var link = said[0] is '<' or '(' or '[' || said.StartsWith("http", StringComparison.OrdinalIgnoreCase);
            return link || (char.IsLower(said[0]) && lines[at - 1].Length >= 60 && line.Length < 60) ? count : 0;
        }
        return 0;
    }

    /// <summary>The quote brings its introduction along, as Apple Mail's does.</summary>
    bool IntroducedInside(int at, int to)
    {
        for (int here = at, seen = 0; here < to && seen < 3; here++)
        {
            if (lines[here].Blank) continue;
            seen++;
            if (lines[here].Is(Marks.Introduction) || Introductions.At(lines, here, to) > 0 || Dividers.Of(lines.Said(here)) is not null || HeaderBlocks.EndOf(lines, here, to, divided: false, out _) > here) return true;
        }
        return false;
    }

    void Judge(int end)
    {
        var introduced = blocks.FindIndex(b => b.Introduced);
        var piecemeal = introduced >= 0 && blocks.FindIndex(introduced + 1, b => !b.Introduced) >= 0 && blocks[introduced].Answered;
        for (var at = 0; at < blocks.Count; at++)
        {
            var block = blocks[at];
            var trailing = !block.Answered && at == blocks.Count - 1;
            if (block.Introduced ? piecemeal && block.Answered : !trailing || lines[block.From].Is(Marks.Formatted))
            {
                if (piecemeal) fates.Quote(block.From, block.To);
                continue;
            }
            fates.Set(block.From, Math.Min(end, block.To), RemovalReason.Quote);
        }
    }

    /// <summary>Code between lines of three backticks is never looked at, when every such line has its partner.</summary>
    readonly struct Fences
    {
        readonly List<int> at = [];

        public Fences(MailLines lines)
        {
            for (var line = 0; line < lines.Count; line++)
                if (!lines[line].Quoted && !lines[line].Blank && lines.Said(line).TrimStart().StartsWith("```", StringComparison.Ordinal)) at.Add(line);
            if (at.Count % 2 != 0) at.Clear();
        }

        public bool Inside(int line)
        {
            if (at.Count == 0) return false;
            var found = at.BinarySearch(line);
            return found >= 0 || ~found % 2 != 0;
        }
    }
}
