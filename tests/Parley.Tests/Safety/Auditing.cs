using Microsoft.EntityFrameworkCore;
using Parley.Safety;

namespace Parley.Tests.Safety;

/// <summary>The log of what operators did: nothing is written beside it, and nothing changed in it unnoticed.</summary>
public abstract class Auditing(string kind) : IAsyncLifetime
{
    readonly TestStore store = TestStore.Of(kind);
    Audit Log => new(TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        await store.CreateAsync();
        await store.Store.MigrateAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        (store.Store as IDisposable)?.Dispose();
        if (store.Store is IAsyncDisposable later) await later.DisposeAsync();
    }

    async Task WriteAsync(int many)
    {
        for (var i = 1; i <= many; i++) await store.Store.WriteAsync(db => Log.WriteAsync(db, new Entry($"operator-{i}", "moderator", "grant-read", "conversation x", $"reason {i}"), default), default);
    }

    Task<int> SqlAsync(string sql) => store.Store.WriteAsync(db => db.Database.ExecuteSqlRawAsync(sql), default);

    async Task<List<string>> FlawsAsync(AuditEnd? known = null)
    {
        var flaws = new List<string>();
        await foreach (var flaw in new VerifyAudit(store.Store).RunAsync(known, default)) flaws.Add(flaw);
        return flaws;
    }

    [Fact]
    public async Task Entries_written_at_once_are_one_chain_without_gaps_and_an_empty_log_is_whole()
    {
        Assert.Empty(await FlawsAsync());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => store.Store.WriteAsync(db => Log.WriteAsync(db, Entry.OfServer("test", $"thing {i}"), default), default)));
        await using var db = store.Open();
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), await db.Set<AuditEntry>().OrderBy(e => e.Number).Select(e => e.Number).ToListAsync());
        Assert.Empty(await FlawsAsync());
        Assert.Equal(40, (await new VerifyAudit(store.Store).EndAsync(default)).Number);
    }

    [Fact]
    public async Task An_entry_goes_with_its_transaction()
    {
        await WriteAsync(1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Store.WriteAsync<bool>(async db =>
        {
            await Log.WriteAsync(db, Entry.OfServer("test", "undone"), default);
            throw new InvalidOperationException();
        }, default));
        await WriteAsync(1);
        Assert.Empty(await FlawsAsync());
        Assert.Equal(2, (await new VerifyAudit(store.Store).EndAsync(default)).Number);
    }

    [Theory]
    [InlineData("update audit_entries set reason = 'another' where number = 3", "Entry 3 ")]
    [InlineData("update audit_entries set who = 'operator-9' where number = 5", "Entry 5 ")]
    [InlineData("update audit_entries set at = at + 1 where number = 1", "Entry 1 ")]
    [InlineData("update audit_entries set number = 9 where number = 3", "Entry 3 ")]
    [InlineData("delete from audit_entries where number = 3", "Entry 3 was removed")]
    [InlineData("delete from audit_entries where number in (1, 2)", "Entries 1 to 2 were removed")]
    [InlineData("delete from audit_entries where number = 5", "Entry 5, the last, was removed")]
    [InlineData("update audit_entries set hash = (select hash from audit_entries where number = 2) where number = 3", "Entry 3 ")]
    [InlineData("insert into audit_entries (number, at, who, role, what, about, reason, hash) select 6, at, who, role, what, about, reason, hash from audit_entries where number = 5", "Entry 6 ")]
    [InlineData("update audit_head set number = 4", "Entries 5 to 5 were put in")]
    public async Task What_is_altered_removed_or_put_in_by_hand_is_named(string sql, string told)
    {
        await WriteAsync(5);
        Assert.Equal(1, Math.Min(1, await SqlAsync(sql)));
        Assert.Contains(await FlawsAsync(), f => f.StartsWith(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_made_anew_is_told_from_the_one_whose_end_was_noted()
    {
        await WriteAsync(3);
        var noted = await new VerifyAudit(store.Store).EndAsync(default);
        await WriteAsync(1);
        Assert.Empty(await FlawsAsync(noted));
        await SqlAsync("delete from audit_entries");
        await SqlAsync("delete from audit_head");
        Assert.Contains("which the last was noted", Assert.Single(await FlawsAsync(noted)), StringComparison.Ordinal);
        await WriteAsync(5); // whole in itself
        Assert.Empty(await FlawsAsync());
        Assert.Contains("made anew", Assert.Single(await FlawsAsync(noted)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_refusals_is_noted_in_part_and_with_how_much_was_left_out()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        var notes = new NoteRefusal(store.Store, Log, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<NoteRefusal>.Instance);
        for (var i = 0; i < NoteRefusal.MostAnHour + 7; i++) await notes.NoteAsync("unsubscribe-refused", "mail link", "Altered.", default);
        await notes.NoteAsync("webhook-refused", "webhook x", "Forbidden.", default); // another kind
        clock.Advance(TimeSpan.FromHours(1));
        await notes.NoteAsync("unsubscribe-refused", "mail link", "Altered.", default);
        await using var db = store.Open();
        var noted = await db.Set<AuditEntry>().OrderBy(e => e.Number).ToListAsync();
        Assert.Equal(NoteRefusal.MostAnHour + 2, noted.Count);
        Assert.Equal(["webhook-refused", "unsubscribe-refused"], noted[^2..].Select(e => e.What));
        Assert.Equal("Altered. 7 of the kind were not noted before.", noted[^1].Reason);
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task The_command_says_so_too()
    {
        await WriteAsync(2);
        var environment = new Dictionary<string, string>(store.Environment()) { ["Parley__Tokens__Secret"] = World.Secret };
        var whole = (await Tool.ParleyAsync(environment, "audit", "verify")).Done();
        Assert.Contains("It ends with 2 ", whole, StringComparison.Ordinal);
        var end = whole.Split("ends with ")[1].Split(';')[0].Split(' ');
        (await Tool.ParleyAsync(environment, "audit", "verify", end[0], end[1])).Done();
        await SqlAsync("update audit_entries set reason = 'none' where number = 1");
        var altered = await Tool.ParleyAsync(environment, "audit", "verify");
        Assert.Equal(1, altered.Code);
        Assert.Contains("Entry 1 was altered", altered.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Tool.ParleyAsync(environment, "audit", "verify", "two")).Code);
    }
}

public sealed class Auditing_on_sqlite() : Auditing("sqlite");

public sealed class Auditing_on_postgres() : Auditing("postgres");
