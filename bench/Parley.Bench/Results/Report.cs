using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Bench.Results;

/// <summary>Collects the rows and every single run behind them; prints the table and writes the JSON beside it.</summary>
sealed class Report(BenchOptions options)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    readonly DateTime started = DateTime.UtcNow;
    readonly List<Row> rows = [];
    readonly List<object> runs = [];
    readonly List<string> notes = [];

    public int Misses => rows.Count(row => row.Met == false);

    public void Add(Row row) => rows.Add(row);

    public void Note(string note) => notes.Add(note);

    /// <summary>Keeps one run for the JSON and says on the error stream how far we are.</summary>
    public void Ran(string part, int repeat, string line, object run)
    {
        runs.Add(new { part, repeat, run });
        Console.Error.WriteLine($"[{DateTime.UtcNow - started:mm\\:ss}] {part} {repeat + 1}/{options.Repeats}: {line}");
    }

    public async Task WriteAsync(string file)
    {
        Console.WriteLine();
        Console.WriteLine(Table.Of(rows));
        foreach (var note in notes) Console.WriteLine($"- {note}");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var machine = new { cores = Environment.ProcessorCount, memoryMiB = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20, runtime = Environment.Version.ToString(), system = System.Runtime.InteropServices.RuntimeInformation.OSDescription };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { started, options, machine, rows, notes, runs }, Json));
        Console.WriteLine($"{rows.Count} rows, {Misses} missed, {file}");
    }
}
