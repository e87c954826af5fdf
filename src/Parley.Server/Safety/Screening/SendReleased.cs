using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>Sends on what was let through and what only waited behind it, one after the other. A crash between two steps loses nothing: the client id makes each step free to repeat, on any node.</summary>
public sealed class SendReleased(Store store, Doors doors, IRestrictions restrictions, Postbox postbox, AuthorKeys keys, IMessageFiles files, TimeProvider clock)
{
    public async Task RunAsync(Guid conversationId, string authorId, CancellationToken ct)
    {
        List<HeldMessage> rows;
        await using (var db = store.Open())
            rows = await db.Set<HeldMessage>().Where(h => h.ConversationId == conversationId && h.AuthorId == authorId && h.State < HeldState.Sent).OrderBy(h => h.Number).ToListAsync(ct);
        foreach (var row in rows)
        {
            if (row is { State: HeldState.InReview, Follows: false }) return; // those after it wait
            if (!await SendAsync(row, ct)) return;
        }
    }

    public ValueTask<Door?> DoorAsync(HeldMessage row, CancellationToken ct) => doors.FindAsync(row.ConversationId, ct);

    /// <summary>What it says; null when its author was erased.</summary>
    public static Content? Open(Door door, HeldMessage row, IReadOnlyDictionary<string, byte[]?> secrets)
    {
        try
        {
            return secrets[row.AuthorId] is { } secret ? Content.Unpack(TextSeal.Open(TextSeal.Key(secret, door.Secret), row.Sealed, door.Id, row.ClientId, 0)) : null;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>False while the thread is frozen: tried again.</summary>
    async Task<bool> SendAsync(HeldMessage row, CancellationToken ct)
    {
        if (await DoorAsync(row, ct) is not { } door || Open(door, row, await keys.LoadAsync([row.AuthorId], ct)) is not { } content) return await EndAsync(row, null, "Its author has left the marketplace.", ct);
        if (restrictions.OnWriting(row.AuthorId, row.Party, door.VendorId, door.BuyerId) is { } no)
        {
            await files.ReleaseAsync(door, row.AuthorId, row.ClientId);
            return await EndAsync(row, null, no.Sentence, ct);
        }
        var send = new Send(door.Id, row.ClientId, row.Party, row.AuthorId, row.Kind, row.Sealed, row.ReplyTo, clock.NowMicros(), door.BuyerParty, door.VendorParty) { Head = door.Head };
        var appended = await await postbox.PostPatientlyAsync(new Letter(door, send, content.Text, null) { Files = content.Files, Masks = content.Masks }, ct);
        switch (appended.Status)
        {
            case AppendStatus.Stored or AppendStatus.Repeated: return await EndAsync(row, appended.Seq, null, ct);
            case AppendStatus.Frozen: return false;
            default:
                await files.ReleaseAsync(door, row.AuthorId, row.ClientId);
                return await EndAsync(row, null, appended.Status == AppendStatus.Merged ? "This conversation goes on in another; write it there." : "The conversation was closed before the message could be let through.", ct);
        }
    }

    async Task<bool> EndAsync(HeldMessage row, int? seq, string? reasons, CancellationToken ct)
    {
        var state = seq is null ? HeldState.Refused : HeldState.Sent;
        await store.WriteAsync(db => db.Set<HeldMessage>().Where(h => h.Id == row.Id && h.State < HeldState.Sent)
            .ExecuteUpdateAsync(s => s.SetProperty(h => h.State, state).SetProperty(h => h.Seq, seq).SetProperty(h => h.Reasons, reasons), ct), ct);
        return true;
    }
}

/// <summary>Knows, on every node, who waits; and finishes what a node that went down had begun.</summary>
public sealed partial class WatchHeld(HeldMessages held, SendReleased release, TimeProvider clock, ILogger<WatchHeld> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await held.TakeUpAsync(cancellationToken); // before the first message comes
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var thread in await held.TakeUpAsync(stoppingToken))
                    if (thread.Decided) await SendOnAsync(thread, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Waiting(logger, e.Message);
            }
        }
    }

    /// <summary>One thread's trouble keeps no other waiting.</summary>
    async Task SendOnAsync(HeldThread thread, CancellationToken ct)
    {
        try
        {
            await release.RunAsync(thread.ConversationId, thread.AuthorId, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Waiting(logger, e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Held messages wait for the store: {Why}")]
    static partial void Waiting(ILogger logger, string why);
}
