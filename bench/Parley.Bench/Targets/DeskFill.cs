using Npgsql;
using NpgsqlTypes;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Bench.Targets;

/// <summary>
/// Fills a migrated PostgreSQL with a <see cref="DeskWorld"/>'s conversations as the server would have written them, sealed and
/// chained, by COPY: through the API ten million messages would take an hour. People, vendors and subjects came through the API before.
/// </summary>
sealed class DeskFill(NpgsqlDataSource source, DeskWorld world, Wrapping wrapping)
{
    const int Step = 2_000;
    static readonly long Begin = DateTimeOffset.UtcNow.AddDays(-300).ToMicros(), Span = 299L * 86_400 * 1_000_000;

    readonly Dictionary<string, long> parties = [], numbers = [];
    readonly Dictionary<string, byte[]> secrets = [];

    /// <summary>What somebody of the large vendor's team marked, labelled or was named in.</summary>
    readonly List<(Guid Id, int Nth)> chosen = [];

    sealed record Filled(Guid Id, int Number, int Vendor, byte[] Secret, byte[] Wrapped, long BuyerActivity, long VendorActivity, List<(Send Send, byte[] Hash)> Messages);

    public async Task RunAsync(CancellationToken ct)
    {
        await PrepareAsync(ct);
        Task writing = Task.CompletedTask;
        for (var from = 0; from < world.Conversations; from += Step)
        {
            var some = Enumerable.Range(from, Math.Min(Step, world.Conversations - from)).Select(Make).ToList();
            await writing;
            writing = Task.Run(() => WriteAsync(some, ct), ct);
        }
        await writing;
        await FinishAsync(ct);
    }

    async Task PrepareAsync(CancellationToken ct)
    {
        var holders = Enumerable.Range(0, DeskWorld.Buyers).Select(b => $"b:b{b}").Concat(Enumerable.Range(0, world.Vendors).Select(v => $"v:v{v}")).ToArray();
        await ExecuteAsync("insert into parties (key, number, received, floor) select unnest($1), 0, 0, 0 on conflict do nothing", ct, (object)holders);
        await using (var read = source.CreateCommand("select key, id from parties"))
        await using (var rows = await read.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct)) parties[rows.GetString(0)] = rows.GetInt64(1);
        foreach (var key in parties.Keys) numbers[key] = 0;
        var authors = Enumerable.Range(0, DeskWorld.Buyers).Select(b => $"b{b}").Concat(Enumerable.Range(0, world.Vendors).Select(v => $"a{v}")).ToArray();
        foreach (var author in authors) secrets[author] = Wrapping.NewSecret();
        await ExecuteAsync("insert into author_keys (author, wrapped, wrapped_by) select unnest($1), unnest($2), $3", ct, authors,
            authors.Select(a => wrapping.Wrap(secrets[a], AuthorKeys.Purpose(a)).Wrapped).ToArray(), wrapping.CurrentId);
    }

    Filled Make(int number)
    {
        var vendor = world.VendorOf(number);
        var (buyer, nth) = ($"b{world.BuyerOf(number)}", world.NthOf(number));
        var at = Begin + (long)((double)number / world.Conversations * Span);
        var id = Guid.CreateVersion7(Instants.FromMicros(at));
        var secret = Wrapping.NewSecret();
        var keys = new Dictionary<string, byte[]> { [buyer] = TextSeal.Key(secrets[buyer], secret), [$"a{vendor}"] = TextSeal.Key(secrets[$"a{vendor}"], secret) };
        var messages = new List<(Send, byte[])>(DeskWorld.MessagesEach);
        var head = HashChain.Genesis;
        for (var seq = 1; seq <= DeskWorld.MessagesEach; seq++)
        {
            // The buyer has the last word where an answer is owed.
            var fromBuyer = (seq % 2 == 0) == DeskWorld.Owes(nth);
            var (author, clientId) = (fromBuyer ? buyer : $"a{vendor}", Guid.CreateVersion7(Instants.FromMicros(at)));
            var send = new Send(id, clientId, fromBuyer ? PartyKind.Buyer : PartyKind.Vendor, author, MessageKind.Text,
                TextSeal.Seal(keys[author], DeskWords.Text(world, number, seq), id, clientId, 0), null, at + (seq * 60_000_000L), 0, 0);
            head = HashChain.Message(head, send, seq);
            messages.Add((send, head));
        }
        if (vendor == 0 && (DeskWorld.Labelled(nth) || DeskWorld.Starred(nth) || DeskWorld.Mentioned(nth))) chosen.Add((id, nth));
        return new Filled(id, number, vendor, secret, wrapping.Wrap(secret, $"parley conversation {id}").Wrapped,
            numbers[$"b:{buyer}"] += DeskWorld.MessagesEach, numbers[$"v:v{vendor}"] += DeskWorld.MessagesEach, messages);
    }

    async Task WriteAsync(List<Filled> some, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy conversations (id, thread_key, vendor_id, buyer_id, vendor_party, buyer_party, subject_kind, subject_id, topic, state, last_seq, revision, chain_length, chain_head, owes_since, owes_seq, answer_seq, answer_by, secret, secret_wrapped_by, created_at) from stdin (format binary)", ct))
        {
            foreach (var one in some) await WriteAsync(copy, one, ct);
            await copy.CompleteAsync(ct);
        }
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy seats (conversation_id, party, party_id, activity, read_seq, delivered_seq, incoming, incoming_read, place, assignee, priority, priority_reason, snoozed_until, owes_since) from stdin (format binary)", ct))
        {
            foreach (var one in some) await WriteSeatsAsync(copy, one, ct);
            await copy.CompleteAsync(ct);
        }
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy messages (conversation_id, seq, client_id, party, author_id, kind, sealed, at, chain_no, hash, version, revision) from stdin (format binary)", ct))
        {
            foreach (var one in some)
                for (var i = 0; i < one.Messages.Count; i++) await WriteAsync(copy, one.Messages[i].Send, i + 1, one.Messages[i].Hash, ct);
            await copy.CompleteAsync(ct);
        }
    }

    async Task WriteAsync(NpgsqlBinaryImporter copy, Filled one, CancellationToken ct)
    {
        var (nth, buyer) = (world.NthOf(one.Number), world.BuyerOf(one.Number));
        var owes = DeskWorld.Owes(nth);
        var answer = owes ? DeskWorld.MessagesEach - 1 : DeskWorld.MessagesEach;
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(one.Id, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(Guid.NewGuid(), NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync($"v{one.Vendor}", NpgsqlDbType.Text, ct);
        await copy.WriteAsync($"b{buyer}", NpgsqlDbType.Text, ct);
        await copy.WriteAsync(parties[$"v:v{one.Vendor}"], NpgsqlDbType.Bigint, ct);
        await copy.WriteAsync(parties[$"b:b{buyer}"], NpgsqlDbType.Bigint, ct);
        if (world.Subject(one.Number) is { } subject)
        {
            await copy.WriteAsync(world.IsOrder(one.Number) ? (short)2 : (short)1, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync(subject, NpgsqlDbType.Text, ct);
            await copy.WriteNullAsync(ct);
        }
        else
        {
            await copy.WriteNullAsync(ct);
            await copy.WriteNullAsync(ct);
            await copy.WriteAsync(DeskWorld.Topic, NpgsqlDbType.Text, ct);
        }
        await copy.WriteAsync((short)0, NpgsqlDbType.Smallint, ct);
        await copy.WriteAsync(DeskWorld.MessagesEach, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(0L, NpgsqlDbType.Bigint, ct);
        await copy.WriteAsync(DeskWorld.MessagesEach, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(one.Messages[^1].Hash, NpgsqlDbType.Bytea, ct);
        if (owes) await copy.WriteAsync(one.Messages[^1].Send.At, NpgsqlDbType.Bigint, ct);
        else await copy.WriteNullAsync(ct);
        if (owes) await copy.WriteAsync(DeskWorld.MessagesEach, NpgsqlDbType.Integer, ct);
        else await copy.WriteNullAsync(ct);
        await copy.WriteAsync(answer, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync($"a{one.Vendor}", NpgsqlDbType.Text, ct);
        await copy.WriteAsync(one.Wrapped, NpgsqlDbType.Bytea, ct);
        await copy.WriteAsync(wrapping.CurrentId, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(one.Messages[0].Send.At, NpgsqlDbType.Bigint, ct);
    }

    async Task WriteSeatsAsync(NpgsqlBinaryImporter copy, Filled one, CancellationToken ct)
    {
        var (nth, half) = (world.NthOf(one.Number), DeskWorld.MessagesEach / 2);
        foreach (var isVendor in new[] { false, true }) await RowAsync(isVendor);

        async Task RowAsync(bool isVendor)
        {
            var (unread, place) = (isVendor && DeskWorld.Unread(nth) ? 1 : 0, isVendor ? DeskWorld.PlaceOf(nth) : (short)0);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(one.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(isVendor ? (short)2 : (short)1, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync(parties[isVendor ? $"v:v{one.Vendor}" : $"b:b{one.Number % DeskWorld.Buyers}"], NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(isVendor ? one.VendorActivity : one.BuyerActivity, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(DeskWorld.MessagesEach - unread, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(DeskWorld.MessagesEach, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(half, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(half - unread, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(place, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync(isVendor ? DeskWorld.AssigneeOf(nth) : "", NpgsqlDbType.Text, ct);
            await copy.WriteAsync(isVendor ? DeskWorld.PriorityOf(nth) : (short)2, NpgsqlDbType.Smallint, ct);
            await copy.WriteNullAsync(ct);
            if (place == 1) await copy.WriteAsync(DateTimeOffset.UtcNow.AddDays(30).ToMicros(), NpgsqlDbType.Bigint, ct);
            else await copy.WriteNullAsync(ct);
            if (isVendor && DeskWorld.Owes(nth)) await copy.WriteAsync(one.Messages[^1].Send.At, NpgsqlDbType.Bigint, ct);
            else await copy.WriteNullAsync(ct);
        }
    }

    static async Task WriteAsync(NpgsqlBinaryImporter copy, Send send, int seq, byte[] hash, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(send.ConversationId, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(seq, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(send.ClientId, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync((short)send.Party, NpgsqlDbType.Smallint, ct);
        await copy.WriteAsync(send.AuthorId, NpgsqlDbType.Text, ct);
        await copy.WriteAsync((short)send.Kind, NpgsqlDbType.Smallint, ct);
        await copy.WriteAsync(send.Sealed, NpgsqlDbType.Bytea, ct);
        await copy.WriteAsync(send.At, NpgsqlDbType.Bigint, ct);
        await copy.WriteAsync(seq, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(hash, NpgsqlDbType.Bytea, ct);
        await copy.WriteAsync(0, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(0L, NpgsqlDbType.Bigint, ct);
    }

    async Task FinishAsync(CancellationToken ct)
    {
        await ExecuteAsync("update parties set number = d.n from unnest($1, $2) as d(k, n) where key = d.k", ct, numbers.Keys.ToArray(), numbers.Values.ToArray());
        var party = parties["v:v0"];
        await ExecuteAsync("insert into labels (party_id, id, name, folded, colour) values ($1, $2, 'Return', 'return', 1)", ct, party, DeskWorld.Label);
        await ExecuteAsync("insert into thread_labels (party_id, label_id, conversation_id) select $1, $2, unnest($3)", ct, party, DeskWorld.Label, chosen.Where(c => DeskWorld.Labelled(c.Nth)).Select(c => c.Id).ToArray());
        await ExecuteAsync("insert into seat_marks (party_id, person_id, conversation_id, starred, unread) select $1, $2, unnest($3), true, false", ct, party, DeskWorld.Owner, chosen.Where(c => DeskWorld.Starred(c.Nth)).Select(c => c.Id).ToArray());
        var named = chosen.Where(c => DeskWorld.Mentioned(c.Nth)).ToArray();
        await ExecuteAsync("insert into mentions (party_id, person_id, conversation_id, note_id, at, feed, seen) select $1, $2, c, gen_random_uuid(), $3, f, true from unnest($4, $5) as d(c, f)", ct,
            party, DeskWorld.Owner, Begin, named.Select(c => c.Id).ToArray(), named.Select(c => (long)c.Nth + 1).ToArray());
    }

    async Task ExecuteAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }
}
