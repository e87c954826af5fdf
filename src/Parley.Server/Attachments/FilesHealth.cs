using Microsoft.EntityFrameworkCore;
using Parley.Attachments.Images;
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

    /// <summary>Within two seconds, whatever hangs.</summary>
    public Task<IReadOnlyList<(string Part, bool Healthy, string Says)>> AskAsync(CancellationToken ct)
    {
        lock (gate)
        {
            if (last is null || clock.GetUtcNow() - askedAt > Kept) (last, askedAt) = (Task.Run(LookAsync, CancellationToken.None), clock.GetUtcNow());
            return last.WaitAsync(ct);
        }
    }

    async Task<IReadOnlyList<(string, bool, string)>> LookAsync() => await Task.WhenAll(
        WithinAsync(AskBlobsAsync, "files", "The place where files are kept does not answer. Files can be neither sent nor opened until it does; messages flow."),
        WithinAsync(AskScannerAsync, "scanner", "The scanner does not answer. New files wait until it does; messages flow."),
        Task.FromResult(("pictures", true, Landlock.IsKnown
            ? "Pictures are decoded by processes that can open nothing but the program itself."
            : "Pictures are decoded by processes of their own; this system cannot keep them from reading files (Landlock, Linux 5.13 or later).")),
        WithinAsync(CountWaitingAsync, "file checks", "Nobody can tell how many files wait."));

    /// <summary>What hangs is given up, not waited for: a store that is frozen does not even hear that it need not answer.</summary>
    async Task<(string, bool, string)> WithinAsync(Func<CancellationToken, Task<(string, bool, string)>> ask, string part, string silence)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            return await Task.Run(() => ask(limit.Token)).WaitAsync(Patience, clock);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or IOException or UnauthorizedAccessException || StorageTrouble.Explain(e) is not null)
        {
            return (part, false, silence);
        }
    }

    async Task<(string, bool, string)> AskBlobsAsync(CancellationToken ct)
    {
        await blobs.PingAsync(ct);
        return ("files", true, "Files can be kept and opened.");
    }

    async Task<(string, bool, string)> AskScannerAsync(CancellationToken ct)
    {
        var (healthy, says) = await scanner.HealthAsync(ct);
        return ("scanner", healthy, says);
    }

    async Task<(string, bool, string)> CountWaitingAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        var waiting = await db.Set<Attachment>().CountAsync(a => a.DueAt != null && a.State == AttachmentState.Scanning, ct);
        return ("file checks", true, waiting == 0 ? "No file waits to be checked." : $"{waiting} files wait to be checked.");
    }
}
