using System.Text.RegularExpressions;

namespace Parley.Attachments.Content;

/// <summary>Tells markup whose entities swell when they are put in ("billion laughs" and its kin), without putting them in.</summary>
static partial class XmlEntities
{
    const long Allowed = 1024 * 1024;

    /// <summary>Whether an entity, or all that the text refers to together, is more than 1 MiB or contains itself.</summary>
    public static bool Swell(string text)
    {
        var values = new Dictionary<string, string>();
        foreach (Match declared in Declaration().Matches(text)) values.TryAdd(declared.Groups["name"].Value, declared.Groups["value"].Value);
        if (values.Count == 0) return false;
        var sizes = new Dictionary<string, long>();
        return values.Keys.Any(name => SizeOf(name) > Allowed) || Reference().Matches(text).Sum(r => SizeOf(r.Groups["name"].Value)) > Allowed;

        long SizeOf(string name)
        {
            if (sizes.TryGetValue(name, out var known)) return known;
            if (!values.TryGetValue(name, out var value)) return 0;
            sizes[name] = Allowed + 1; // while it is counted: it contains itself
            var inner = Deep() ? Reference().Matches(value).Sum(r => SizeOf(r.Groups["name"].Value)) : Allowed;
            return sizes[name] = Math.Min(value.Length + inner, Allowed + 1);
        }

        static bool Deep() => System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack();
    }

    [GeneratedRegex("""<!ENTITY\s+(%\s+)?(?<name>[^\s"'%&;<>]{1,200})\s+("(?<value>[^"]*)"|'(?<value>[^']*)')""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();

    [GeneratedRegex("[&%](?<name>[^\\s\"'%&;<>#]{1,200});", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
