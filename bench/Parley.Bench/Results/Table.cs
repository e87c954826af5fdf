using System.Globalization;
using System.Text;

namespace Parley.Bench.Results;

/// <summary>The one table of a run, as Markdown that also reads well in a terminal.</summary>
static class Table
{
    static readonly string[] Titles = ["what", "limit", "limit's", "parley", "ratio", "goal", "verdict", "note"];

    public static string Of(IEnumerable<Row> rows)
    {
        var cells = rows.Select(Cells).Prepend(Titles).ToList();
        var widths = Enumerable.Range(0, Titles.Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        for (var line = 0; line < cells.Count; line++)
        {
            text.Append('|');
            for (var column = 0; column < Titles.Length; column++)
            {
                var cell = IsNumber(column) ? cells[line][column].PadLeft(widths[column]) : cells[line][column].PadRight(widths[column]);
                text.Append(' ').Append(cell).Append(" |");
            }
            text.AppendLine();
            if (line == 0) text.Append('|').AppendJoin("|", widths.Select((width, column) => new string('-', width + 1) + (IsNumber(column) ? ':' : '-'))).AppendLine("|");
        }
        return text.ToString();
    }

    static bool IsNumber(int column) => column is 2 or 3 or 4;

    static string[] Cells(Row row) =>
    [
        row.What, row.Limit ?? "", Number(row.LimitValue), Number(row.Value), row.Ratio is { } ratio ? Number(ratio) + "x" : "", row.Goal,
        row.Met switch { true => "pass", false => "MISS", null => row.Value is null ? "not measured" : "" }, row.Note,
    ];

    static string Number(double? value) => value switch
    {
        null or double.NaN => "",
        >= 100 or <= -100 => value.Value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
