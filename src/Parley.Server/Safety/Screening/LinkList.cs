using Microsoft.Extensions.Options;
using Parley.Safety.Policies;

namespace Parley.Safety.Screening;

/// <summary>Reads a list of sites that are warned of: a host's name a line, each with all below it; empty lines and what follows a '#' are passed over.</summary>
public static class LinkFile
{
    public const int MostNames = 500_000;
    const long MostBytes = 32 * 1024 * 1024;

    /// <exception cref="InvalidDataException">It is too large, or a line of it is no host: which, and why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DomainSet Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes }) throw new InvalidDataException($"it is larger than {MostBytes / 1024 / 1024} MiB");
        var (names, number) = (new List<string>(), 0);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var name = line.Split('#')[0].Trim();
            if (name.Length == 0) continue;
            if (Hosts.Plain(name) is not { } host || !host.Contains('.', StringComparison.Ordinal)) throw new InvalidDataException($"line {number} has '{(name.Length <= 60 ? name : name[..60] + "…")}', which is no host; write a name such as bad.example");
            if (names.Count == MostNames) throw new InvalidDataException($"it has more than {MostNames} names");
            names.Add(host);
        }
        return new DomainSet(names, lookalikes: true);
    }
}

/// <summary>The operator's list of sites that are warned of, as its file says now. A list that is wrong does not take the place of one that was right.</summary>
public sealed partial class LinkList(IOptions<SafetyOptions> options, TimeProvider clock, ILogger<LinkList> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    (DateTime Written, long Length) seen;
    DomainSet now = DomainSet.Empty;

    public DomainSet Now => Volatile.Read(ref now);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        TakeUp(); // before the first message comes
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.LinkList.Length == 0) return;
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) TakeUp();
    }

    void TakeUp()
    {
        var file = new FileInfo(options.Value.LinkList is { Length: > 0 } path ? path : "/");
        if (!file.Exists || (file.LastWriteTimeUtc, file.Length) == seen) return;
        seen = (file.LastWriteTimeUtc, file.Length);
        try
        {
            Volatile.Write(ref now, LinkFile.Read(file.FullName));
            TakenUp(logger, Now.Count);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            NotRead(logger, file.FullName, e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} sites are warned of")]
    static partial void TakenUp(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "The list of sites {File} was not taken up, the one before holds on: {Why}")]
    static partial void NotRead(ILogger logger, string file, string why);
}
