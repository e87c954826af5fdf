using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>
/// Clears away what nobody waits for: uploads that were never finished or never sent, files that no template names, bytes that no row names (of a node that died between
/// the two). One node at a time, a hundred at a step.
/// </summary>
public sealed partial class SweepFiles(Store store, Turns turns, Files files, IBlobStore blobs, AuthorKeys keys, IHeldMessages held, IOptions<AttachmentOptions> options, TimeProvider clock, ILogger<SweepFiles> logger) : BackgroundService
{
    const int Step = 100;
    static readonly TimeSpan Every = TimeSpan.FromMinutes(10), Turn = TimeSpan.FromMinutes(15), ListEvery = TimeSpan.FromHours(24);

    /// <summary>Bytes are written before the row that names them; this is longer than any upload of one piece takes.</summary>
    static readonly TimeSpan Unnamed = TimeSpan.FromHours(24);

    /// <summary>A vendor that comes back within this time finds the files of its templates.</summary>
    static readonly TimeSpan Removed = TimeSpan.FromDays(30);
    DateTimeOffset listedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!await turns.TakeAsync("sweep-files", Turn, stoppingToken)) continue;
                while (await SweepUnsentAsync(stoppingToken) == Step) { }
                if (clock.GetUtcNow() - listedAt > ListEvery)
                {
                    await FreeUnsentAsync(stoppingToken);
                    await EraseRemovedAsync(stoppingToken);
                    await SweepUnnamedAsync(stoppingToken);
                    listedAt = clock.GetUtcNow();
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    /// <summary>One step; returns how many uploads went.</summary>
    public async Task<int> SweepUnsentAsync(CancellationToken ct)
    {
        var horizon = clock.GetUtcNow().AddHours(-options.Value.UnsentHours);
        var gone = await store.WriteAsync(async db =>
        {
            var old = await db.Set<Attachment>().Where(a => a.CreatedAt < horizon && a.ClientId == null && (a.DueAt == null || a.Library == null)
                && !db.Set<Attachment>().Any(o => o.SameAs == a.Id)).OrderBy(a => a.CreatedAt).Take(Step).Select(a => a.Id).ToListAsync(ct);
            await store.LockAsync(db, "attachments", old, ct); // who shares one's bytes locks it, too
            await db.Set<Attachment>().Where(a => old.Contains(a.Id) && a.ClientId == null && !db.Set<Attachment>().Any(o => o.SameAs == a.Id)).ExecuteDeleteAsync(ct); // what is taken in this moment stays
            var left = db.Set<AttachmentPart>().Where(p => old.Contains(p.AttachmentId) && !db.Set<Attachment>().Any(a => a.Id == p.AttachmentId));
            var bytes = await left.Select(p => p.BlobKey).ToListAsync(ct);
            await left.ExecuteDeleteAsync(ct);
            return (old.Count, bytes);
        }, ct);
        await files.DropAsync(gone.bytes);
        return gone.Count;
    }

    /// <summary>
    /// A message that was refused after its files were taken for it never came: they are unsent again, unless people still look at it. Twice as old as anything that can
    /// still be sent, so that no message is on its way to them.
    /// </summary>
    public Task<int> FreeUnsentAsync(CancellationToken ct)
    {
        var horizon = clock.GetUtcNow().AddHours(-2 * options.Value.UnsentHours);
        return store.WriteAsync(db => db.Set<Attachment>().Where(a => a.CreatedAt < horizon && a.ClientId != null && a.Library == null && !db.Set<Message>().Any(m => m.ConversationId == a.ConversationId && m.ClientId == a.ClientId) && !held.ClientIds(db).Contains(a.ClientId.Value))
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.ClientId, (Guid?)null), ct), ct);
    }

    /// <summary>Of a vendor that left the marketplace a while ago the library goes, its key first. Returns how many libraries went.</summary>
    public async Task<int> EraseRemovedAsync(CancellationToken ct)
    {
        var horizon = clock.GetUtcNow() - Removed;
        List<string> gone;
        await using (var db = store.Open())
            gone = await db.Set<Vendor>().Where(v => v.RemovedAt < horizon && db.Set<Attachment>().Any(a => a.Library == v.Id)).Select(v => v.Id).ToListAsync(ct);
        foreach (var vendor in gone) await keys.DestroyAsync(Home.LibraryHolder(vendor), ct); // the fact of it takes the bytes
        return gone.Count;
    }

    /// <summary>Returns how many keys went, and stretches of packs.</summary>
    public async Task<int> SweepUnnamedAsync(CancellationToken ct)
    {
        var horizon = clock.GetUtcNow() - Unnamed;
        var gone = 0;
        await foreach (var some in blobs.ListAsync(ct).Where(b => b.Since < horizon && Files.IsBlobKey(b.Key)).Select(b => b.Key).Chunk(Step).WithCancellation(ct))
        {
            await using var db = store.Open();
            var named = await db.Set<AttachmentPart>().Where(p => some.Contains(p.BlobKey)).Select(p => p.BlobKey).ToListAsync(ct);
            foreach (var pack in some.Where(Packs.IsName))
            {
                if (await PiecesAsync(db, pack, ct) is not { Count: > 0 } pieces) continue;
                named.Add(pack);
                if (blobs is IPacks packs) gone += packs.Trim(pack, pieces);
            }
            var unnamed = some.Except(named).ToList();
            await files.DropAsync(unnamed);
            gone += unnamed.Count;
        }
        return gone;
    }

    /// <summary>Its pieces that rows name.</summary>
    static Task<List<string>> PiecesAsync(ParleyDb db, string pack, CancellationToken ct)
    {
        var (from, to) = ($"{pack}-", $"{pack}."); // the sign after '-'
        return db.Set<AttachmentPart>().Where(p => p.BlobKey.CompareTo(from) > 0 && p.BlobKey.CompareTo(to) < 0).Select(p => p.BlobKey).ToListAsync(ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Old files could not be cleared away; it is tried again in ten minutes")]
    static partial void Postponed(ILogger logger, Exception error);
}
