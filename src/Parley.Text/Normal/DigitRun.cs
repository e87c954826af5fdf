using System.Text;

namespace Parley.Text.Normal;

/// <summary>Digits that stand together, however they are written: as digits, as words, one by one, with what people put between them.</summary>
sealed class DigitRun
{
    /// <summary>So many digits are kept; no number that anybody gives is longer.</summary>
    public const int Most = 48;

    readonly StringBuilder digits = new(16);

    /// <summary>How many digits each group has; groups are what separators part.</summary>
    public List<int> Groups { get; } = [];

    public int From { get; set; }

    public int To { get; set; }

    /// <summary>Digits that were words.</summary>
    public int Spelled { get; set; }

    /// <summary>Digits that were styled forms, or letters that look like digits.</summary>
    public int Disguised { get; set; }

    /// <summary>Invisible signs among them.</summary>
    public int Hidden { get; set; }

    /// <summary>A word of filling, a comma, a message's end, a dot, a slash stood between.</summary>
    public bool Filled { get; set; }

    public bool Commas { get; set; }

    public bool Borders { get; set; }

    public bool Slashes { get; set; }

    /// <summary>A plus stood before it.</summary>
    public bool Plus { get; set; }

    /// <summary>Letters and digits stood in one word.</summary>
    public bool Fused { get; set; }

    public bool Full => digits.Length >= Most;

    public int Count => digits.Length;

    public string Digits => digits.ToString();

    public char this[int at] => digits[at];

    public void Append(string more, bool grouped)
    {
        if (Full) return;
        digits.Append(more);
        if (grouped && Groups.Count > 0) Groups[^1] += more.Length;
        else Groups.Add(more.Length);
    }

    /// <summary>Puts a larger number in the place of the last digits ("forty" becomes 42).</summary>
    public void Replace(int last, string number)
    {
        digits.Length -= last;
        digits.Append(number);
        Groups[^1] += number.Length - last;
    }

    /// <summary>Leaves the first group out, which was a word; what is left begins at a place.</summary>
    public void WithoutFirst(int from)
    {
        digits.Remove(0, Groups[0]);
        Groups.RemoveAt(0);
        (From, Spelled) = (from, 0);
    }

    /// <summary>Whether most digits stand alone.</summary>
    public bool Single => Groups.Count >= 6 && Groups.Count(g => g == 1) * 4 >= Groups.Count * 3;

    /// <summary>Whether somebody took pains that machines do not read it.</summary>
    public bool Obscured => Spelled >= 2 || Disguised >= 2 || Hidden >= 2 || Fused && Spelled > 0;
}
