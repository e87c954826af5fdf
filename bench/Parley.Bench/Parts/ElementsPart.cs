using System.IO.Compression;
using System.Text.RegularExpressions;
using Parley.Bench.Results;

namespace Parley.Bench.Parts;

/// <summary>What a page downloads for the elements, compressed with brotli as a host serves them: each entry with its static imports.</summary>
static partial class ElementsPart
{
    public static void Run(Stage stage, Report report)
    {
        var folder = Path.Combine(stage.Repository, "src", "Parley.Server", "wwwroot", "elements");
        report.Add(Row.Alone("inbox + thread with live updates, KiB brotli", Size(folder, "parley.js"), Goal.AtMost(45, "KiB"), "stream-chat-react 458, Sendbird 313, lit + signalr 18"));
        report.Add(Row.Alone("contact button + badge, KiB brotli", Size(folder, "contact.js"), Goal.AtMost(8, "KiB")));
    }

    static double[]? Size(string folder, string entry)
    {
        if (!File.Exists(Path.Combine(folder, entry))) return null;
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        Follow(Path.Combine(folder, entry), wanted);
        return [wanted.Sum(Compressed) / 1024.0];
    }

    static void Follow(string file, HashSet<string> wanted)
    {
        if (!File.Exists(file) || !wanted.Add(file)) return;
        foreach (Match import in StaticImport().Matches(File.ReadAllText(file)))
            Follow(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, import.Groups["path"].Value)), wanted);
    }

    static long Compressed(string file)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(File.ReadAllBytes(file));
        return packed.Length;
    }

    [GeneratedRegex("""(?:\bfrom|\bimport)\s*["'](?<path>\.[^"']+\.js)["']""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StaticImport();
}
