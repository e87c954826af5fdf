namespace Parley.Tests.Authorization;

/// <summary>One operation on one kind of object: what each principal gets.</summary>
public sealed record MatrixRow(string Operation, string Method, string Route, string Object, IReadOnlyDictionary<string, int> Expected);

/// <summary>Who may do what, as data (<c>matrix.csv</c>).</summary>
public static class Matrix
{
    public static IReadOnlyList<MatrixRow> Rows { get; } = Read();

    static List<MatrixRow> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Authorization", "matrix.csv"));
        var principals = lines[0].Split(',')[4..];
        var rows = new List<MatrixRow>();
        foreach (var line in lines.Skip(1).Where(l => l.Length > 0))
        {
            var cells = line.Split(',');
            if (cells.Length != principals.Length + 4) throw new InvalidDataException($"Not a full row: {line}");
            rows.Add(new MatrixRow(cells[0], cells[1], cells[2], cells[3], principals.Zip(cells[4..]).SelectMany(p => Each(p.First, p.Second)).ToDictionary()));
        }
        return rows;
    }

    /// <summary>The operator's cell speaks of all roles, or of each in this order: <c>200|200|403</c>.</summary>
    static IEnumerable<KeyValuePair<string, int>> Each(string principal, string cell)
    {
        if (principal != "operator") return [new(principal, int.Parse(cell))];
        var each = cell.Split('|').Select(int.Parse).ToList();
        if (each.Count is not (1 or 3)) throw new InvalidDataException($"One answer for all operators, or three: {cell}");
        return Operators.Select((role, i) => new KeyValuePair<string, int>(role, each[each.Count == 1 ? 0 : i]));
    }

    public static string[] Operators => ["moderator", "mediator", "analyst"];
}
