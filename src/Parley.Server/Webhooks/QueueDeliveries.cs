using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>Makes of each fact a delivery for each endpoint that wants to hear of it. Without endpoints it costs a look.</summary>
public sealed class QueueDeliveries(Store store, DeliveryQueue queue, TimeProvider clock) : IFactWorker
{
    /// <summary>How many events one fact may be.</summary>
    const int MostEvents = 4;

    public string Name => "webhooks";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        List<WebhookEndpoint> endpoints;
        await using (var db = store.Open()) endpoints = await db.Set<WebhookEndpoint>().Where(e => e.State == EndpointState.Active).ToListAsync(ct);
        if (endpoints.Count == 0) return;
        var now = clock.GetUtcNow().ToMicros();
        var rows = new List<object[]>();
        foreach (var fact in facts)
            foreach (var (order, type) in EventTypes.Of(fact).Index())
                foreach (var endpoint in endpoints.Where(e => e.Wants(type) && e.HearsAfter < fact.Id))
                {
                    var number = fact.Id * MostEvents + order;
                    rows.Add([store.IdOf(IdOf(endpoint.Id, number)), store.IdOf(endpoint.Id), number, type, store.IdOf(fact.ConversationId!.Value), fact.Seq, fact.Kind == FactKind.MessageSent ? fact.Subject ?? "" : "", fact.At.ToMicros(), (short)DeliveryState.Waiting, 0, now]);
                }
        if (rows.Count == 0) return;
        await store.WriteAsync(db => db.InsertMissingAsync("webhook_deliveries", "id, endpoint_id, number, type, conversation_id, seq, speaker, at, state, attempts, due_at", rows, ct), ct);
        queue.Wake();
    }

    /// <summary>The same for the same event and endpoint (RFC 9562, version 8).</summary>
    static Guid IdOf(Guid endpoint, long number)
    {
        Span<byte> name = stackalloc byte[24];
        endpoint.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(name[16..], number);
        var id = SHA256.HashData(name).AsSpan(0, 16);
        (id[6], id[8]) = ((byte)(id[6] & 0x0F | 0x80), (byte)(id[8] & 0x3F | 0x80));
        return new Guid(id, bigEndian: true);
    }
}
