using Parley.Text.Contacts.Words;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>Names with an at sign before them, and names that stand behind a network's or messenger's.</summary>
static class Handles
{
    const int Longest = 40;

    public static void Find(Scene scene)
    {
        AtSigns(scene);
        BehindNetworks(scene);
    }

    static void AtSigns(Scene scene)
    {
        var signs = scene.Signs;
        for (var at = 0; at < signs.Length; at++)
        {
            if (signs[at] != '@' || scene.Taken(at)) continue;
            var prefixed = at >= 2 && signs[(at - 2)..at] is "rt" && (at == 2 || !WordStream.IsWord(signs[at - 3]));
            if (at > 0 && !prefixed && (WordStream.IsWord(signs[at - 1]) || signs[at - 1] is '@' or '$' or '%' or '&' or '#' or '_' or '.' or '/')) continue;
            var name = at + 1 < signs.Length && signs[at + 1] == NormalText.Border ? at + 2 : at + 1;
            var end = NameEnd(signs, name);
            if (end - at < 4 || end < signs.Length && signs[end] is '@' || signs[(at + 1)..end].IndexOfAnyInRange('a', 'z') < 0) continue;
            if (end + 2 < signs.Length && signs[end] == ':' && signs[end + 1] == '/') continue;
            var told = scene.Near(Concept.Social, at, end, 60, 30) || scene.Near(Concept.Messenger, at, end, 60, 30) || scene.Near(Concept.SlangMessenger, at, end, 60, 30) || scene.Near(Concept.Call, at, end, 60, 30) || scene.Near(Concept.Nickname, at, end, 60, 30);
            scene.Report(ContactKind.Handle, at, end, told ? "handle.network" : "handle.name", told ? 0.95 : 0.6);
            scene.Take(at, end);
        }
    }

    /// <summary>"insta: name", "snap name_1", "discord: name#1234", "line id name".</summary>
    static void BehindNetworks(Scene scene)
    {
        var signs = scene.Signs;
        var from = -1;
        foreach (var hit in scene.Hits)
        {
            if (hit.Concept is not (Concept.Social or Concept.Messenger or Concept.SlangMessenger or Concept.Mine) || hit.From < from) continue;
            if (hit.Concept != Concept.Mine && Before(scene, hit.From) is >= 0 and var named) scene.Report(ContactKind.Handle, named, hit.To, "handle.network", 0.8);
            var at = Linked(signs, hit.To);
            var colon = at > hit.To;
            var start = at;
            while (at < signs.Length && at - start < 6 && !WordStream.IsWord(signs[at]))
            {
                colon |= signs[at] is ':' or '=' or '/' or '>' or NormalText.Border;
                if (signs[at] is '.' or '!' or '?' && at + 1 < signs.Length && signs[at + 1] == ' ') break;
                at++;
            }
            if (at < signs.Length && signs[at..].StartsWith("id") && (at + 2 == signs.Length || !WordStream.IsWord(signs[at + 2])))
            {
                (colon, at) = (true, at + 2);
                while (at < signs.Length && at - hit.To < 10 && !WordStream.IsWord(signs[at])) at++;
            }
            if (at >= signs.Length || !WordStream.IsWord(signs[at]) || scene.Taken(at)) continue;
            var end = NameEnd(signs, at);
            if (end - at < 3) continue;
            var name = signs[at..end];
            var marked = name.IndexOfAny('_', '.', '#') > 0 || name.IndexOfAnyInRange('0', '9') > 0 && name.IndexOfAnyInRange('a', 'z') >= 0;
            var letters = name.IndexOfAnyInRange('a', 'z') >= 0;
            if (!letters || !(marked || colon && at == Colon(signs, start, at))) continue;
            if (hit.Concept == Concept.Mine && (!marked || name.IndexOfAnyExcept("0123456789.".AsSpan()) < 0)) continue;
            if (scene.Near(Concept.Product, hit.From, end, 20, 20)) continue;
            scene.Report(ContactKind.Handle, hit.From, end, "handle.network", marked ? 0.9 : 0.8);
            from = end;
        }
    }

    /// <summary>Where a name with an underline begins that stands with one word between before a network's, -1 where none does.</summary>
    static int Before(Scene scene, int hit)
    {
        var signs = scene.Signs;
        var start = Math.Max(0, hit - Longest);
        var line = signs[start..hit].LastIndexOf('_');
        if (line < 0) return -1;
        var from = start + line;
        while (from > 0 && start + line - from < Longest && (char.IsAsciiLetterOrDigit(signs[from - 1]) || signs[from - 1] is '_' or '.')) from--;
        var end = NameEnd(signs, from);
        return end - from >= 4 && end <= hit && hit - end <= 12 && signs[end..hit].Count(' ') <= 2 && !scene.Taken(from) ? from : -1;
    }

    /// <summary>Skips small words between a network and a name ("is", "me", "over there is").</summary>
    static int Linked(ReadOnlySpan<char> signs, int at)
    {
        for (var words = 0; words < 4; words++)
        {
            var from = at;
            while (from < signs.Length && signs[from] == ' ') from++;
            var end = from;
            while (end < signs.Length && WordStream.IsWord(signs[end])) end++;
            if (end == from || end == signs.Length || signs[end] is '.' or '_' || !Small.Contains(signs[from..end].ToString())) break;
            at = end;
        }
        return at;
    }

    static readonly HashSet<string> Small = ["is", "me", "at", "on", "over", "there", "name", "handle", "user", "username", "account", "es", "ist", "est", "e", "als", "come", "como", "comme", "jako", "na", "hesabim", "adim", "kullanici", "hier", "und", "dort", "la", "aqui", "jest", "to", "as", "under", "con", "nombre", "nick", "pod", "je", "suis", "soy", "sono", "ich", "bin", "i", "am", "im"];

    /// <summary>The place itself where a colon, an equals sign or a slash stands before it; else none.</summary>
    static int Colon(ReadOnlySpan<char> signs, int from, int at) => signs[from..at].IndexOfAny(":=/>".AsSpan()) >= 0 || signs[from..at].Contains(NormalText.Border) ? at : -1;

    static int NameEnd(ReadOnlySpan<char> signs, int at)
    {
        var end = at;
        while (end < signs.Length && end - at < Longest && (char.IsAsciiLetterOrDigit(signs[end]) || signs[end] is '_' or '.' or '#' or '-')) end++;
        while (end > at && signs[end - 1] is '.' or '-' or '#') end--;
        return end;
    }
}
