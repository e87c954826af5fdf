using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>How files are, in words for the health page. Asked at most every few seconds, however many ask.</summary>
public sealed class FilesHealth(Store store, IBlobStore blobs, IFileScanner scanner, TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Kept = TimeSpan.FromSeconds(5);
    readonly Lock gate = new();
    Task<IReadOnlyList<(string Part, bool Healthy, string Says)>>? last;
    DateTimeOffset askedAt;

    public Task<IReadOnlyList<(string Part, bool Healthy, string Says)>> AskAsync(CancellationToken ct)
    {
        lock (gate)
        {
            if (last is null || clock.GetUtcNow() - askedAt > Kept) (last, askedAt) = (Task.Run(LookAsync, CancellationToken.None), clock.GetUtcNow());
            return last.WaitAsync(ct);
        }
    }

    async Task<IReadOnlyList<(string, bool, string)>> LookAsync()
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        return [await AskBlobsAsync(limit.Token), await AskScannerAsync(limit.Token), await CountWaitingAsync(limit.Token)];
    }

    async Task<(string, bool, string)> AskBlobsAsync(CancellationToken ct)
    {
        try
        {
            await blobs.PingAsync(ct).WaitAsync(ct);
            return ("files", true, "Files can be kept and opened.");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or UnauthorizedAccessException)
        {
            return ("files", false, "The place where files are kept does not answer. Files can be neither sent nor opened until it does; messages flow.");
        }
    }

    async Task<(string, bool, string)> AskScannerAsync(CancellationToken ct)
    {
        var (healthy, says) = await scanner.HealthAsync(ct);
        return ("scanner", healthy, says);
    }

    async Task<(string, bool, string)> CountWaitingAsync(CancellationToken ct)
    {
        try
        {
            await using var db = store.Open();
            var waiting = await db.Set<Attachment>().CountAsync(a => a.DueAt != null && a.State == AttachmentState.Scanning, ct);
            return ("file checks", true, waiting == 0 ? "No file waits to be checked." : $"{waiting} files wait to be checked.");
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null || e is OperationCanceledException)
        {
            return ("file checks", false, "Nobody can tell how many files wait.");
        }
    }
}
