using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>
/// The one door for new uploads. Those that arrive while a commit runs go into the next one together, and so do the bytes of small files that
/// came with them: one wait for the disk and one commit, however many. Nothing waits for company. Who is over a quota, or whose thread takes
/// nothing, is refused alone; being decided one after the other under their parties' locks, two at once are never both the last that is allowed.
/// A party whose row somebody else holds keeps nobody else waiting: its uploads step aside and are committed when they get it.
/// </summary>
public sealed partial class AddUploads(Store store, IBlobStore blobs, Files files, IOptions<AttachmentOptions> options, TimeProvider clock, ILogger<AddUploads> logger) : BackgroundService
{
    const int BatchSize = 64, QueueLimit = 2000, MostAside = 8;

    /// <summary>What counts of somebody's uploads now.</summary>
    static readonly Func<ParleyDb, string, DateTimeOffset, Task<Uploaded?>> Counting = EF.CompileAsyncQuery((ParleyDb db, string author, DateTimeOffset now) =>
        db.Set<Attachment>().Where(a => a.AuthorId == author && a.CountsUntil > now).GroupBy(a => a.AuthorId)
            .Select(g => new Uploaded(g.Count(), g.Sum(a => a.Length), g.Count(a => a.CountsUntil == Attachment.WhileOpen))).SingleOrDefault());

    static readonly Func<ParleyDb, Guid, Task<ThreadNow?>> Threads = EF.CompileAsyncQuery((ParleyDb db, Guid id) =>
        db.Set<Conversation>().Where(c => c.Id == id).Select(c => new ThreadNow(c.State, c.MergedInto)).SingleOrDefault());

    /// <summary>Connections that may wait for parties' rows at once.</summary>
    readonly SemaphoreSlim aside = new(MostAside);
    readonly HashSet<Task> steppedAside = [];
    readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });

    sealed record Uploaded(int Files, long Bytes, int Open);

    sealed record ThreadNow(ConversationState State, Guid? MergedInto);

    sealed record Waiting(Uploader Who, Attachment Made, ReadOnlyMemory<byte> Sealed, TaskCompletionSource Done)
    {
        public AttachmentPart? Part { get; set; }

        /// <summary>Whose row it is decided under; null of the marketplace, which has none.</summary>
        public long? Party { get; set; }
    }

    /// <summary>Completes when the upload is durable, or with what it was refused for: then nothing of it stays.</summary>
    /// <param name="part">Bytes of it that are kept already.</param>
    /// <param name="whole">All of its bytes, sealed, still to be kept.</param>
    public async Task AddAsync(Uploader who, Attachment made, AttachmentPart? part = null, ReadOnlyMemory<byte> whole = default)
    {
        var waiting = new Waiting(who, made, whole, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)) { Part = part };
        if (whole.Length > 0 && blobs is not IPacks) waiting.Part = PartOf(made, await files.KeepAsync(whole));
        if (!queue.Writer.TryWrite(waiting))
        {
            await DropAsync(waiting);
            throw Refuse.Overloaded();
        }
        await waiting.Done.Task;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(WorkAsync, CancellationToken.None);

    /// <summary>Takes no more, writes what it has, and ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
        await Task.WhenAll(steppedAside).WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        aside.Dispose();
    }

    async Task WorkAsync()
    {
        var batch = new List<Waiting>(BatchSize);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < BatchSize && queue.Reader.TryRead(out var next)) batch.Add(next);
            try
            {
                Keep(batch);
            }
            catch (Exception e)
            {
                Failed(logger, e, batch.Count);
                foreach (var one in batch) one.Done.TrySetException(e);
                continue;
            }
            StepAside(await CommitAsync(batch, waits: false));
        }
    }

    /// <summary>Those that wait for the same party are committed together when its row is free.</summary>
    void StepAside(IReadOnlyList<Waiting> held)
    {
        steppedAside.RemoveWhere(task => task.IsCompleted);
        foreach (var ofOne in held.GroupBy(w => w.Party)) steppedAside.Add(WaitAsync([.. ofOne]));
    }

    async Task WaitAsync(List<Waiting> ofOne)
    {
        await aside.WaitAsync();
        try
        {
            await CommitAsync(ofOne, waits: true);
        }
        finally
        {
            aside.Release();
        }
    }

    /// <summary>Their bytes are durable before any row says so.</summary>
    void Keep(List<Waiting> batch)
    {
        if (blobs is not IPacks packs || batch.FindAll(w => w.Sealed.Length > 0) is not { Count: > 0 } whole) return;
        var keys = packs.Keep(whole.ConvertAll(w => w.Sealed));
        for (var i = 0; i < whole.Count; i++) whole[i].Part = PartOf(whole[i].Made, keys[i]);
    }

    static AttachmentPart PartOf(Attachment made, string key) => new() { AttachmentId = made.Id, Variant = Variant.Uploaded, Offset = 0, Length = made.Length, BlobKey = key };

    /// <summary>Returns those whose party's row somebody else holds: nothing was done with them. None, when it <paramref name="waits"/>.</summary>
    async Task<IReadOnlyList<Waiting>> CommitAsync(IReadOnlyList<Waiting> batch, bool waits)
    {
        try
        {
            var (taken, held, refusals) = await store.WriteAsync(async db =>
            {
                var (free, others) = await LockAsync(db, batch, waits);
                return (free, others, await SaveAsync(db, free));
            }, CancellationToken.None);
            for (var i = 0; i < taken.Count; i++)
            {
                if (refusals[i] is null) taken[i].Done.TrySetResult();
                else await RefuseAsync(taken[i], refusals[i]!);
            }
            return held;
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            foreach (var one in batch) one.Done.TrySetException(e); // its row may stand: what lies there without one is swept
        }
        catch (Exception e) when (batch.Count > 1)
        {
            Failed(logger, e, batch.Count);
            var held = new List<Waiting>();
            foreach (var one in batch) held.AddRange(await CommitAsync([one], waits)); // the bad one fails alone
            return held;
        }
        catch (Exception e)
        {
            await RefuseAsync(batch[0], e);
        }
        return [];
    }

    async Task RefuseAsync(Waiting one, Exception why)
    {
        await DropAsync(one);
        one.Done.TrySetException(why);
    }

    Task DropAsync(Waiting one) => one.Part is { } part ? files.DropAsync([part.BlobKey]) : Task.CompletedTask;

    /// <summary>Returns what each is refused for, or null.</summary>
    async Task<Exception?[]> SaveAsync(ParleyDb db, IReadOnlyList<Waiting> batch)
    {
        var now = clock.GetUtcNow();
        var threads = new Dictionary<Guid, ThreadNow?>();
        var today = new Dictionary<string, Uploaded>();
        var refusals = new Exception?[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            var (who, made) = (batch[i].Who, batch[i].Made);
            if (who.Home.Door is { } door && !threads.ContainsKey(door.Id)) threads[door.Id] = await Threads(db, door.Id);
            if (!today.TryGetValue(who.AuthorId, out var so)) so = await Counting(db, who.AuthorId, now) ?? new Uploaded(0, 0, 0);
            today[who.AuthorId] = so;
            if ((refusals[i] = (who.Home.Door is null ? null : Closed(threads[who.Home.Door.Id])) ?? TooMuch(so, made.Length)) is not null) continue;
            today[who.AuthorId] = new Uploaded(so.Files + 1, so.Bytes + made.Length, so.Open + (made.State == AttachmentState.Uploading ? 1 : 0));
            db.Add(made);
            if (batch[i].Part is { } part) db.Add(part);
        }
        await db.SaveChangesAsync();
        return refusals;
    }

    static RefusedException? Closed(ThreadNow? thread) => thread switch
    {
        null => Refuse.NotFound(),
        _ when thread.State.HasFlag(ConversationState.Frozen) => Refuse.Frozen(),
        { MergedInto: { } into } => Refuse.Merged(into),
        _ when thread.State.HasFlag(ConversationState.Closed) => Refuse.Closed(),
        _ => null,
    };

    RefusedException? TooMuch(Uploaded today, long length)
    {
        var o = options.Value;
        if (today.Open >= o.OpenUploads) return FilesRefuse.TooManyOpen(o.OpenUploads);
        if (today.Files >= o.FilesPerDay) return FilesRefuse.QuotaFiles(o.FilesPerDay);
        return today.Bytes + length > o.BytesPerDay ? FilesRefuse.QuotaBytes(o.BytesPerDay) : null;
    }

    /// <summary>Locks the parties' rows, the free ones only unless it <paramref name="waits"/>; returns whose are locked now and whose are held elsewhere.</summary>
    async Task<(List<Waiting> Free, List<Waiting> Held)> LockAsync(ParleyDb db, IReadOnlyList<Waiting> batch, bool waits)
    {
        var teams = batch.Select(w => TeamOf(w.Who)).OfType<Role>().Distinct().ToList();
        var feeds = teams.Count > 0 ? await db.EnsureFeedsAsync(teams, CancellationToken.None) : [];
        foreach (var one in batch) one.Party = one.Who.Home.Door?.PartyIdOf(one.Who.Side) ?? (TeamOf(one.Who) is { } team ? feeds[team.Key] : null);
        var parties = batch.Select(w => w.Party).OfType<long>().Distinct().ToList();
        if (waits && parties.Count > 0) await store.LockAsync(db, "parties", parties, CancellationToken.None);
        if (waits || parties.Count == 0) return ([.. batch], []);
        var free = (await store.LockFreeAsync(db, "parties", parties, CancellationToken.None)).ToHashSet();
        return ([.. batch.Where(IsFree)], [.. batch.Where(w => !IsFree(w))]);

        bool IsFree(Waiting one) => one.Party is not { } party || free.Contains(party);
    }

    static Role? TeamOf(Uploader who) => who.Home.Door is null && who.Home.Library is { Length: > 0 } vendor ? new Role(PartyKind.Vendor, vendor) : null;

    [LoggerMessage(1, LogLevel.Warning, "{Count} new uploads could not be stored together")]
    static partial void Failed(ILogger logger, Exception error, int count);
}
