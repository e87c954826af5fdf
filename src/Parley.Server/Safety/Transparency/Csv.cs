using System.Text;

namespace Parley.Safety;

/// <summary>Lines of a CSV file (RFC 4180).</summary>
static class Csv
{
    /// <summary>What a spreadsheet would take for a formula begins with an apostrophe, and is shown as it is.</summary>
    public static string Line(IEnumerable<string> cells)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            if (line.Length > 0) line.Append(',');
            line.Append(Cell(cell));
        }
        return line.Append("\r\n").ToString();
    }

    static string Cell(string value)
    {
        var safe = value.Length > 0 && value.TrimStart() is [var first, ..] && (first is '=' or '+' or '-' or '@' || value[0] is '\t' or '\r' or '\n') ? $"'{value}" : value;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
