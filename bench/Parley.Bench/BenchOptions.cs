namespace Parley.Bench;

/// <summary>What to measure and how long. <c>--quick</c> is for developing: small and short, its figures prove nothing.</summary>
sealed record BenchOptions
{
    public static readonly string[] AllParts = ["send", "sqlite", "latency", "memory", "pages", "rules", "planner", "screen", "simulate", "console", "notices", "waiting", "webhooks", "faults", "inbox", "browser", "overload", "start", "files", "images", "elements"];

    public IReadOnlyList<string> Parts { get; init; } = AllParts;

    public bool Quick { get; init; }

    /// <summary>Interleaved repeats; medians are taken over them.</summary>
    public int Repeats { get; init; } = 3;

    public string Out { get; init; } = Path.Combine("artifacts", "bench", $"{DateTime.UtcNow:yyyyMMdd-HHmmss}.json");

    /// <summary>Without the product: limits only, for developing the bench itself.</summary>
    public bool LimitsOnly { get; init; }

    /// <summary>The folder of another build of the server than the repository's Release build.</summary>
    public string? Server { get; init; }

    /// <summary>Writers of the relay's group commit; two are faster but no fair limit for one ordered writer.</summary>
    public int RelayWriters { get; init; } = 1;

    public int Conversations => Quick ? 10_000 : 100_000;

    public int HotConversations => 200;

    /// <summary>How long each load lasts, when not the usual; long runs are for profiling.</summary>
    public int? Lasting { get; init; }

    public int Seconds => Lasting ?? (Quick ? 3 : 8);

    public int WarmSeconds => Quick ? 2 : 10;

    public int LatencySeconds => Quick ? 10 : 60;

    public int IdleConnections => Quick ? 2_000 : 10_000;

    public int IdleSeconds => Quick ? 20 : 60;

    public int ManyMessages => Quick ? 100_000 : 1_000_000;

    public int ManyConversations => Many ?? (Quick ? 20_000 : 1_000_000);

    /// <summary>How many conversations the large desk's store has, when not the usual.</summary>
    public int? Many { get; init; }

    /// <summary>A folder in which the desks' filled stores stay for the next run; each run brings their tables up to date. Null for none.</summary>
    public string? Keep { get; init; }

    /// <summary>Of the desk's reads only those whose name holds this, for developing. Empty for all.</summary>
    public string Reads { get; init; } = "";

    /// <summary>On which stores those parts run that run on both: <c>pg</c>, <c>sqlite</c>.</summary>
    public IReadOnlyList<string> Stores { get; init; } = ["pg", "sqlite"];

    /// <summary>Reads of a desk's page a repeat, and how long they may take.</summary>
    public int InboxReads => Quick ? 100 : 300;

    public TimeSpan InboxTime => TimeSpan.FromSeconds(6);

    public int PageReads => Quick ? 500 : 3_000;

    /// <summary>Reads the command line; throws with a sentence that helps.</summary>
    public static BenchOptions Read(string[] arguments)
    {
        var options = new BenchOptions();
        var parts = new List<string>();
        for (var index = 0; index < arguments.Length; index++)
        {
            string Next() => ++index < arguments.Length ? arguments[index] : throw new ArgumentException($"{arguments[index - 1]} needs a value.", nameof(arguments));
            switch (arguments[index])
            {
                case "--quick": options = options with { Quick = true }; break;
                case "--limits-only": options = options with { LimitsOnly = true }; break;
                case "--repeats": options = options with { Repeats = int.Parse(Next()) }; break;
                case "--relay-writers": options = options with { RelayWriters = int.Parse(Next()) }; break;
                case "--server": options = options with { Server = Next() }; break;
                case "--seconds": options = options with { Lasting = int.Parse(Next()) }; break;
                case "--conversations": options = options with { Many = int.Parse(Next()) }; break;
                case "--store": options = options with { Stores = [Next()] }; break;
                case "--keep": options = options with { Keep = Path.GetFullPath(Next()) }; break;
                case "--reads": options = options with { Reads = Next() }; break;
                case "--out": options = options with { Out = Next() }; break;
                case "all": parts.AddRange(AllParts); break;
                case "check": parts.Add("check"); break;
                case var part when AllParts.Contains(part): parts.Add(part); break;
                case var other: throw new ArgumentException($"{other} is neither a part ({string.Join(", ", AllParts)}, check, all) nor an option.", nameof(arguments));
            }
        }
        return parts.Count == 0 ? options : options with { Parts = [.. parts.Distinct()] };
    }
}
