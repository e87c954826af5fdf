using System.Text;

namespace Parley.Automation;

/// <summary>Reads one template's text, once, from left to right.</summary>
sealed class TemplateParser(string source)
{
    const int LongestDefault = 200, LongestBlank = 60, LongestValue = 200;

    readonly Stack<Block> open = [];
    readonly StringBuilder words = new();
    List<Part> here = [];
    TemplateFlaw? flaw;
    int wordsStart, variables, plainOpenings;

    /// <summary>A condition that waits for its end.</summary>
    sealed record Block(int Start, int Length, string Name, string? Value, List<Part> Around)
    {
        public List<Part>? Then { get; set; }
    }

    public (TemplateText?, TemplateFlaw?) Run()
    {
        var at = 0;
        while (at < source.Length && flaw is null)
        {
            if (Stands(at, @"\{{"))
            {
                plainOpenings++;
                at = Plain(at, 3, "{{");
            }
            else if (Stands(at, "{{")) at = Marker(at);
            else if (Stands(at, @"\}}")) at = Plain(at, 3, "}}");
            else if (Stands(at, "}}"))
            {
                if (--plainOpenings < 0) Refuse(at, 2, "'}}' closes nothing. Write '\\}}' for the plain characters.");
                at = Plain(at, 2, "}}");
            }
            else at = Plain(at, 1, null);
        }
        if (flaw is null && open.TryPeek(out var unclosed)) Refuse(unclosed.Start, unclosed.Length, "'{{#if ...}}' has no '{{/if}}'.");
        if (flaw is not null) return (null, flaw);
        Flush(source.Length);
        return (new TemplateText(source, here), null);
    }

    bool Stands(int at, string what) => string.CompareOrdinal(source, at, what, 0, what.Length) == 0;

    int Plain(int at, int length, string? text)
    {
        if (words.Length == 0) wordsStart = at;
        if (text is null) words.Append(source[at]);
        else words.Append(text);
        return at + length;
    }

    /// <summary>What stands in double braces from here on. Returns where the text goes on.</summary>
    int Marker(int start)
    {
        var end = source.IndexOf("}}", start + 2, StringComparison.Ordinal);
        var inner = end < 0 ? "" : source[(start + 2)..end];
        if (end < 0 || inner.AsSpan().IndexOfAny("{\n\r") >= 0)
            return Refuse(start, 2, "'{{' is not closed by '}}' on its line. Write '\\{{' for the plain characters.");
        var (length, word) = (end + 2 - start, inner.Trim());
        if (word is "else" or "/if" || word.StartsWith('#')) return BlockMarker(start, length, word);
        Flush(start);
        if (!Count(start, length)) return end;
        if (word.StartsWith('?')) AddBlank(start, length, word[1..].Trim());
        else AddSlot(start, length, word);
        return end + 2;
    }

    void AddBlank(int start, int length, string name)
    {
        if (name.Length is 0 or > LongestBlank || name.Contains('|') || name.Any(char.IsControl))
            Refuse(start, length, $"A blank needs a name of 1 to {LongestBlank} characters and no default, such as '{{{{?tracking number}}}}'.");
        else here.Add(new Blank(start, length, name));
    }

    void AddSlot(int start, int length, string word)
    {
        var bar = word.IndexOf('|', StringComparison.Ordinal);
        var (name, standard) = bar < 0 ? (word, null) : (word[..bar].Trim(), word[(bar + 1)..]);
        if (standard?.Length > LongestDefault) Refuse(start, length, $"A default is longer than {LongestDefault} characters.");
        else if (Variables.IsKnown(name)) here.Add(new Slot(start, length, name, standard));
        else RefuseName(start, length, name, condition: false);
    }

    int BlockMarker(int start, int length, string word)
    {
        var after = TakeLine(start, start + length);
        Flush(start);
        switch (word)
        {
            case "else" when open.TryPeek(out var block) && block.Then is null:
                (block.Then, here) = (here, []);
                break;
            case "else":
                Refuse(start, length, "'{{else}}' belongs to no '{{#if ...}}', or is its second.");
                break;
            case "/if" when open.TryPop(out var block):
                var (then, otherwise) = block.Then is { } first ? (first, here) : (here, []);
                here = block.Around;
                here.Add(new Choice(block.Start, start + length - block.Start, block.Name, block.Value, then, otherwise));
                break;
            case "/if":
                Refuse(start, length, "'{{/if}}' closes no '{{#if ...}}'.");
                break;
            default:
                OpenBlock(start, length, word);
                break;
        }
        return after;
    }

    void OpenBlock(int start, int length, string word)
    {
        if (!word.StartsWith("#if", StringComparison.Ordinal) || (word.Length > 3 && !char.IsWhiteSpace(word[3]))) Refuse(start, length, "The only block is '{{#if ...}}'.");
        else if (open.Count == TemplateText.Deepest) Refuse(start, length, $"Conditions stand at most {TemplateText.Deepest} deep in each other.");
        else if (Count(start, length) && Condition(start, length, word[3..].Trim()) is var (name, value))
        {
            open.Push(new Block(start, length, name, value, here));
            here = [];
        }
    }

    (string Name, string? Value)? Condition(int start, int length, string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        var name = sign < 0 ? text : text[..sign].TrimEnd();
        if (!Variables.IsKnown(name) && !Variables.Groups.Contains(name)) RefuseName(start, length, name, condition: true);
        else if (sign < 0) return (name, null);
        else if (text[(sign + 1)..].Trim() is ['"', .. var value, '"'] && value.Length <= LongestValue && !value.Contains('"')) return (name, value);
        else Refuse(start, length, $"Compare with at most {LongestValue} characters in straight quotes, such as '{{{{#if order.state = \"shipped\"}}}}'.");
        return null;
    }

    bool Count(int start, int length)
    {
        if (++variables <= TemplateText.MostVariables) return true;
        Refuse(start, length, $"A template has at most {TemplateText.MostVariables} variables, blanks and conditions.");
        return false;
    }

    /// <summary>When a block's marker has a line to itself, the line goes: blanks before it are taken back, those after it and the line's end are skipped.</summary>
    int TakeLine(int start, int end)
    {
        var (left, right) = (start, end);
        while (left > 0 && source[left - 1] is ' ' or '\t') left--;
        while (right < source.Length && source[right] is ' ' or '\t') right++;
        if (left > 0 && source[left - 1] != '\n') return end;
        if (right < source.Length && source[right] is not ('\n' or '\r')) return end;
        words.Length -= Math.Min(words.Length, start - left);
        if (right < source.Length && source[right] == '\r') right++;
        if (right < source.Length && source[right] == '\n') right++;
        return right;
    }

    void Flush(int end)
    {
        if (words.Length == 0) return;
        here.Add(new Words(wordsStart, end - wordsStart, words.ToString()));
        words.Clear();
    }

    void RefuseName(int start, int length, string name, bool condition) =>
        Refuse(start, length, name.Length == 0
            ? "A variable's name is missing."
            : $"There is no variable '{Short(name)}'.{(Variables.Closest(name, condition) is { } close ? $" Did you mean '{close}'?" : "")}");

    static string Short(string name) => name.Length <= 40 ? name : name[..40] + "...";

    int Refuse(int start, int length, string sentence)
    {
        var lineStart = start == 0 ? 0 : source.LastIndexOf('\n', start - 1) + 1;
        var line = source.AsSpan(0, lineStart).Count('\n') + 1;
        flaw ??= new TemplateFlaw(start, length, $"Line {line}, column {start - lineStart + 1}: {sentence}");
        return source.Length;
    }
}
