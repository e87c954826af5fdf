using System.Globalization;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Into the audit log, as what the server did by itself; of one kind so many an hour at this node, so that nobody fills the log from outside.</summary>
public sealed partial class NoteRefusal(Store store, Audit audit, TimeProvider clock, ILogger<NoteRefusal> logger) : INoteRefusal
{
    public const int MostAnHour = 60;
    readonly Dictionary<string, Hour> hours = [];
    readonly Lock gate = new();

    sealed class Hour
    {
        public DateTimeOffset Began;
        public int Noted, LeftOut;
    }

    public async Task NoteAsync(string what, string about, string reason, CancellationToken ct)
    {
        if (Left(what) is not { } leftOut) return;
        var more = leftOut > 0 ? string.Create(CultureInfo.InvariantCulture, $" {leftOut} of the kind were not noted before.") : "";
        try
        {
            await store.WriteAsync(db => audit.WriteAsync(db, Entry.OfServer(what, about, reason + more), ct), ct);
        }
        catch (Exception e) when (ct.IsCancellationRequested || StorageTrouble.Explain(e) is not null)
        {
            Unnoted(logger, what);
        }
    }

    /// <summary>How many of the kind were left out since the last that was noted; null when this one is left out, too.</summary>
    int? Left(string what)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (!hours.TryGetValue(what, out var hour)) hours[what] = hour = new Hour { Began = now };
            if (now - hour.Began >= TimeSpan.FromHours(1) || now < hour.Began) (hour.Began, hour.Noted) = (now, 0);
            if (hour.Noted >= MostAnHour)
            {
                hour.LeftOut++;
                return null;
            }
            hour.Noted++;
            var left = hour.LeftOut;
            hour.LeftOut = 0;
            return left;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A refusal ({What}) could not be noted in the audit log")]
    static partial void Unnoted(ILogger logger, string what);
}
