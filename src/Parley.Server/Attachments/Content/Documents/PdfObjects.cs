namespace Parley.Attachments.Content;

/// <summary>
/// Goes over the objects of a PDF from front to back and over the data of its streams without reading it, unless there are
/// objects in it: a reader that follows the table of places finds them there too.
/// </summary>
sealed class PdfObjects(FileBytes file, PdfFacts facts, InspectionLimits limits)
{
    /// <summary>Where the next end of data and the next word "obj" are known to lie, so that nothing is searched twice.</summary>
    long nextEnd = -1, nextObject = -1;

    /// <summary>Where the packed object streams begin.</summary>
    public List<long> Read()
    {
        var packed = new List<long>();
        var lexer = new PdfLexer(new Part(file, 0, file.Length), facts);
        for (; lexer.ReadToStream(); facts.BeginObject())
        {
            var at = lexer.Offset;
            facts.BeginData(at);
            if (facts.IsObjectStream)
            {
                if (!facts.IsPacked) continue; // its data are objects too
                packed.Add(at);
                if (packed.Count > limits.MaxEntries) throw new FlawedException(Flaws.TooComplex("The PDF has too many parts."));
            }
            if (nextEnd < at) nextEnd = Find("endstream"u8, at, file.Length);
            if (nextObject < at) nextObject = FindObject(at, nextEnd);
            if (nextObject >= nextEnd && nextEnd < file.Length) lexer.GoTo(nextEnd);
        }
        return packed;
    }

    /// <summary>The word "obj" after white space and before something else, or the end.</summary>
    long FindObject(long from, long to)
    {
        while ((from = Find("obj"u8, from, to)) < to)
        {
            file.Position = from - 1;
            var around = file.Peek(5);
            if (around[0] is 0 or 9 or 10 or 12 or 13 or 32 && !(around.Length > 4 && char.IsAsciiLetterOrDigit((char)around[4]))) return from;
            from += 3;
        }
        return to;
    }

    /// <summary>Where a word lies next, or the end.</summary>
    long Find(ReadOnlySpan<byte> word, long from, long to)
    {
        for (file.Position = from; file.Position + word.Length <= to;)
        {
            var piece = file.Peek((int)Math.Min(FileBytes.Chunk, to - file.Position));
            var at = piece.IndexOf(word);
            if (at >= 0) return file.Position + at;
            file.Skip(Math.Max(1, piece.Length - word.Length + 1));
        }
        return to;
    }
}
