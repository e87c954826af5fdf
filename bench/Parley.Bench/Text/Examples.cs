using Parley.Text.Models;

namespace Parley.Bench.Text;

/// <summary>What models are trained on: the data folder's files and the examples written for this project, which lie beside this file.</summary>
static class Examples
{
    /// <summary>Lines of class, tab, texts with bars between them; each text is a group of its own.</summary>
    public static IEnumerable<Sample> Own(string name, double weight = 1)
    {
        foreach (var line in Lines(name))
        {
            if (line.Split('\t') is not [var label, var texts]) throw new InvalidDataException($"{name}: a line is class, tab, texts, not: {line}");
            foreach (var text in texts.Split(" | ")) yield return new(text, label, $"own {text}", weight);
        }
    }

    /// <summary>The lines of a file that comes with this program, but for empty ones and remarks.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There are no examples {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }

    /// <summary>The rows of a file of JSON lines.</summary>
    public static IEnumerable<Sample> Rows(string folder, string file, Func<System.Text.Json.Nodes.JsonObject, string?> label, double weight = 1)
    {
        foreach (var line in File.ReadLines(Path.Combine(folder, file)).Where(l => !string.IsNullOrWhiteSpace(l)))
        {
            var row = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject();
            if (label(row) is { } known) yield return new((string)row["text"]!, known, (string?)row["group"], weight);
        }
    }
}
