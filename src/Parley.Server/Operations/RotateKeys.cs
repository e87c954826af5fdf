using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Inbox;
using Parley.Storage;
using Parley.Webhooks;

namespace Parley.Operations;

/// <summary>
/// Makes a new wrapping key and rewraps every secret under it, 500 at a time. Texts are not touched: only the keys to their keys
/// change. Killed half-way it goes on where it was, because each secret names the key that wraps it.
/// </summary>
public sealed class RotateKeys(Store store, IKeyProvider provider, Wrapping wrapping)
{
    const int Step = 500;

    public async Task<int> RunAsync(Action<int> progress, CancellationToken ct)
    {
        if (provider is FileKeys) await provider.RotateAsync(ct);
        var done = 0;
        while (await AuthorsAsync(ct) is > 0 and var count) progress(done += count);
        while (await ConversationsAsync(ct) is > 0 and var count) progress(done += count);
        while (await SearchAsync(ct) is > 0 and var count) progress(done += count);
        while (await WebhooksAsync(ct) is > 0 and var count) progress(done += count);
        while (await HouseAsync(ct) is > 0 and var count) progress(done += count);
        return done;
    }

    Task<int> AuthorsAsync(CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var current = wrapping.CurrentId;
            var rows = await db.Set<AuthorKey>().AsTracking().Where(k => k.WrappedBy != current).OrderBy(k => k.Author).Take(Step).ToListAsync(ct);
            foreach (var row in rows)
            {
                var purpose = AuthorKeys.Purpose(row.Author);
                (row.Wrapped, row.WrappedBy) = wrapping.Wrap(wrapping.Unwrap(row.Wrapped, row.WrappedBy, purpose), purpose);
            }
            await db.SaveChangesAsync(ct);
            return rows.Count;
        }, ct);

    Task<int> ConversationsAsync(CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var current = wrapping.CurrentId;
            var rows = await db.Set<Conversation>().AsTracking().Where(c => c.SecretWrappedBy != current).OrderBy(c => c.Id).Take(Step).ToListAsync(ct);
            foreach (var row in rows)
            {
                var purpose = Conversation.SecretPurpose(row.Id);
                (row.Secret, row.SecretWrappedBy) = wrapping.Wrap(wrapping.Unwrap(row.Secret, row.SecretWrappedBy, purpose), purpose);
            }
            await db.SaveChangesAsync(ct);
            return rows.Count;
        }, ct);

    Task<int> SearchAsync(CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var current = wrapping.CurrentId;
            var rows = await db.Set<SearchBlock>().AsTracking().Where(b => b.WrappedBy != current).OrderBy(b => b.PartyId).ThenBy(b => b.Number).Take(Step).ToListAsync(ct);
            foreach (var row in rows)
            {
                var purpose = SearchBlock.Purpose(row.PartyId, row.Number);
                (row.Secret, row.WrappedBy) = wrapping.Wrap(wrapping.Unwrap(row.Secret, row.WrappedBy, purpose), purpose);
            }
            await db.SaveChangesAsync(ct);
            return rows.Count;
        }, ct);

    Task<int> WebhooksAsync(CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var current = wrapping.CurrentId;
            var rows = await db.Set<WebhookEndpoint>().AsTracking().Where(e => e.SecretWrappedBy != current || e.FormerSecretWrappedBy != null && e.FormerSecretWrappedBy != current).OrderBy(e => e.Id).Take(Step).ToListAsync(ct);
            foreach (var row in rows)
            {
                var purpose = WebhookEndpoint.Purpose(row.Id);
                (row.Secret, row.SecretWrappedBy) = wrapping.Wrap(wrapping.Unwrap(row.Secret, row.SecretWrappedBy, purpose), purpose);
                if (row.FormerSecret is { } former) (row.FormerSecret, row.FormerSecretWrappedBy) = wrapping.Wrap(wrapping.Unwrap(former, row.FormerSecretWrappedBy!, purpose), purpose);
            }
            await db.SaveChangesAsync(ct);
            return rows.Count;
        }, ct);

    Task<int> HouseAsync(CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var current = wrapping.CurrentId;
            var rows = await db.Set<HouseSecret>().AsTracking().Where(s => s.WrappedBy != current).OrderBy(s => s.Name).Take(Step).ToListAsync(ct);
            foreach (var row in rows)
            {
                var purpose = HouseSecret.Purpose(row.Name);
                (row.Wrapped, row.WrappedBy) = wrapping.Wrap(wrapping.Unwrap(row.Wrapped, row.WrappedBy, purpose), purpose);
            }
            await db.SaveChangesAsync(ct);
            return rows.Count;
        }, ct);
}
