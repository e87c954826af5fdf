using System.Text;

namespace Parley.Text.Mail;

/// <summary>What becomes of each line: it stays, or is taken away for a reason.</summary>
sealed class Fates(MailLines lines)
{
    readonly byte[] reasons = new byte[lines.Count];
    Dictionary<int, int>? shortened;
    HashSet<int>? quotes;

    public bool Gone(int at) => reasons[at] != 0;

    public void Set(int from, int to, RemovalReason reason)
    {
        for (var at = from; at < to; at++)
            if (reasons[at] == 0) reasons[at] = (byte)reason;
    }

    /// <summary>These lines stay as quotes of another's words: those of HTML get the marks that plain text has.</summary>
    public void Quote(int from, int to)
    {
        for (var at = from; at < to; at++)
            if (lines[at].Prefix == 0 && lines[at].Quoted) (quotes ??= []).Add(at);
    }

    /// <summary>Of this line only the beginning stays.</summary>
    public void Shorten(int at, int length) => (shortened ??= [])[at] = length;

    public Fates Copy()
    {
        var copy = new Fates(lines) { shortened = shortened, quotes = quotes };
        reasons.CopyTo(copy.reasons, 0);
        return copy;
    }

    public bool Empty()
    {
        for (var at = 0; at < reasons.Length; at++)
            if (reasons[at] == 0 && !Letters.IsBlank(Kept(at))) return false;
        return true;
    }

    /// <summary>The lines that stay, in runs without anything taken away between them.</summary>
    public IEnumerable<(int From, int To)> Runs()
    {
        for (var at = 0; at < reasons.Length;)
        {
            var from = at;
            while (at < reasons.Length && reasons[at] == 0 && shortened?.ContainsKey(at) is not true) at++;
            if (at > from) yield return (from, at);
            while (at < reasons.Length && (reasons[at] != 0 || shortened?.ContainsKey(at) is true)) at++;
        }
    }

    /// <summary>The text of what stays: no blank lines around it, at most one where something was taken away.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        var (blank, gap) = (0, false);
        for (var at = 0; at < reasons.Length; at++)
        {
            if (reasons[at] != 0)
            {
                gap = true;
                continue;
            }
            var kept = Kept(at);
            if (Letters.IsBlank(kept))
            {
                blank++;
                continue;
            }
            if (text.Length > 0) text.Append('\n', 1 + (gap ? Math.Min(blank, 1) : blank));
            if (quotes is not null && quotes.Contains(at)) text.Append("> ");
            text.Append(kept.TrimEnd());
            (blank, gap) = (0, false);
        }
        return text.ToString();
    }

    /// <summary>What was taken away, run by run.</summary>
    public List<Removal> Removals()
    {
        var all = new List<Removal>();
        for (var at = 0; at < reasons.Length;)
        {
            var from = at;
            if (shortened is not null && shortened.TryGetValue(at, out var length)) all.Add(new Removal(RemovalReason.Quote, lines.Whole(at)[length..].ToString()));
            at++;
            if (reasons[from] == 0) continue;
            while (at < reasons.Length && reasons[at] == reasons[from]) at++;
            if (lines.Between(from, at).Trim('\n') is { Length: > 0 } gone) all.Add(new Removal((RemovalReason)reasons[from], gone));
        }
        return all;
    }

    ReadOnlySpan<char> Kept(int at)
    {
        var whole = lines.Whole(at);
        return shortened is not null && shortened.TryGetValue(at, out var length) ? whole[..length].TrimEnd(" -") : whole;
    }
}
