namespace Parley.Attachments.Content;

/// <summary>
/// Reads the names, numbers and words of PDF objects (ISO 32000-2, section 7.2). Names within strings are text, unless the
/// string holds what could be an object to a reader that begins in its middle.
/// </summary>
sealed class PdfLexer(Stream source, PdfFacts facts)
{
    const int LongestName = 32;

    /// <summary>What of a text is told: longer than the name of any file that is borne.</summary>
    const int LongestText = 128;

    readonly byte[] buffer = new byte[2048];
    readonly char[] name = new char[LongestName];
    readonly char[] word = new char[LongestName];
    readonly byte[] said = new byte[LongestText];
    int at, filled, depth;
    long before;

    /// <summary>Where in the source the next byte is taken.</summary>
    public long Offset => before + at;

    /// <summary>Goes on elsewhere.</summary>
    public void GoTo(long offset)
    {
        source.Position = before = offset;
        at = filled = 0;
    }

    public void ReadAll()
    {
        while (ReadToStream()) { }
    }

    /// <summary>Reads on until the data of a stream begins. False at the end.</summary>
    public bool ReadToStream()
    {
        var comment = false;
        while (Next() is >= 0 and var b)
        {
            switch (b)
            {
                case '/':
                    facts.See(ReadName(inString: false));
                    break;
                case '(' when !comment:
                    PassString();
                    break;
                case '<' when !comment:
                    if (Peek() == '<') Open();
                    else PassHexadecimal();
                    break;
                case '>' when Peek() == '>':
                    Close();
                    break;
                case '%':
                    comment = true;
                    break;
                case '\r' or '\n':
                    comment = false;
                    break;
                default:
                    if (IsRegular(b) && SeeWord((char)b)) return true;
                    break;
            }
        }
        return false;
    }

    void Open()
    {
        Next();
        depth++;
        facts.Attachments.Open();
    }

    void Close()
    {
        Next();
        facts.Attachments.Close();
        if (--depth > 0) return;
        depth = 0;
        facts.EndDictionary();
    }

    /// <summary>Whether the word, of which the first character is given, is the one after which data begins.</summary>
    bool SeeWord(char first)
    {
        var length = 1;
        word[0] = first;
        while (IsRegular(Peek()))
        {
            var next = (char)Next();
            if (length < LongestName) word[length++] = next;
        }
        var text = word.AsSpan(0, length);
        if (text is "obj" or "endobj")
        {
            depth = 0;
            facts.BeginObject(begins: text is "obj");
        }
        else if (int.TryParse(text, out var number)) facts.See(number);
        else if (text is not "stream") facts.SeeWord(text);
        if (text is not "stream") return false;
        if (Peek() == '\r') Next();
        if (Peek() == '\n') Next();
        return true;
    }

    /// <summary>A name without its slash, with what is written as number signs put in; of a long one the beginning.</summary>
    ReadOnlySpan<char> ReadName(bool inString)
    {
        var length = 0;
        while (IsRegular(Peek()) && !(inString && Peek() == '\\'))
        {
            var next = Next();
            if (next == '#' && Hexadecimal(Peek()) >= 0)
            {
                var high = Hexadecimal(Next());
                next = Hexadecimal(Peek()) is >= 0 and var low ? high << 4 | low : high;
                if (Hexadecimal(Peek()) >= 0) Next();
            }
            if (length < LongestName) name[length++] = (char)next;
        }
        return name.AsSpan(0, length);
    }

    void PassString()
    {
        var (open, begins, length) = (1, false, 0);
        FileFlaw? harm = null;
        for (int last = 0, b; open > 0; last = b)
        {
            b = Next();
            if (b >= 0 && length < LongestText && (b != ')' || open > 1)) said[length++] = (byte)b;
            switch (b)
            {
                case < 0: throw new FlawedException(Flaws.Damaged("A text in the PDF does not end."));
                case '(': open++; break;
                case ')': open--; break;
                case '\\': said[Math.Max(0, length - 1)] = Escaped(Next()); break;
                case '<': begins |= last == '<'; break;
                case '/': harm ??= PdfFacts.HarmOf(ReadName(inString: true)); break;
                case 'o' when Peek() == 'b' && (IsSpace(last) || last == 'd'): begins |= IsObject(); break;
            }
        }
        if (begins && harm is not null) throw new FlawedException(harm);
        facts.Attachments.SeeText(said.AsSpan(0, length));
    }

    /// <summary>What is meant by the sign after a backslash; a number is read to its end.</summary>
    byte Escaped(int first)
    {
        if (first is < '0' or > '7') return first switch { 'n' => (byte)'\n', 'r' => (byte)'\r', 't' => (byte)'\t', 'b' => (byte)'\b', 'f' => (byte)'\f', _ => (byte)Math.Max(first, 0) };
        var value = first - '0';
        for (var i = 0; i < 2 && Peek() is >= '0' and <= '7'; i++) value = value * 8 + Next() - '0';
        return (byte)value;
    }

    bool IsObject()
    {
        Next();
        return Peek() == 'j';
    }

    /// <summary>Ends also at what can stand in none.</summary>
    void PassHexadecimal()
    {
        var (length, digits, value) = (0, 0, 0);
        while (Hexadecimal(Peek()) is var digit && (digit >= 0 || IsSpace(Peek())))
        {
            Next();
            if (digit < 0) continue;
            value = value << 4 | digit;
            if (++digits % 2 == 0 && length < LongestText) said[length++] = (byte)value;
        }
        facts.Attachments.SeeText(said.AsSpan(0, length));
    }

    int Peek()
    {
        if (at < filled) return buffer[at];
        before += filled;
        (at, filled) = (0, source.Read(buffer));
        return filled == 0 ? -1 : buffer[0];
    }

    int Next()
    {
        var b = Peek();
        if (b >= 0) at++;
        return b;
    }

    static int Hexadecimal(int b) => b is >= '0' and <= '9' ? b - '0' : (b | 0x20) is >= 'a' and <= 'f' ? (b | 0x20) - 'a' + 10 : -1;

    static bool IsSpace(int b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    static bool IsRegular(int b) => b > 0 && !IsSpace(b) && b is not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%');
}
