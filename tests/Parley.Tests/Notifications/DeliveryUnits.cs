using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Encryption;
using Parley.Notifications;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Tests.Notifications;

/// <summary>Taking parcels, and clearing away, by themselves.</summary>
public abstract class Delivery_units(string kind) : IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    readonly TestStore store = TestStore.Of(kind);

    public async ValueTask InitializeAsync()
    {
        await store.CreateAsync();
        await store.Store.MigrateAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        (store.Store as IDisposable)?.Dispose();
        if (store.Store is IAsyncDisposable later) await later.DisposeAsync();
        Directory.Delete(store.Folder, recursive: true);
    }

    sealed class Mails : INoticeChannel
    {
        public Channel Channel => Channel.Mail;
        public bool IsConfigured { get; init; } = true;
        public TimeSpan TimeLimit => TimeSpan.FromSeconds(5);
        public int Wide => 4;

        public ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => new(true);

        public Task<Handed> HandAsync(Parcel parcel, CancellationToken ct) => Task.FromResult<Handed>(new Handed.Delivered());
    }

    Task<Notice> PlanAsync(string person, DateTimeOffset planned, DateTimeOffset? due, Channel channel = Channel.Mail, NoticeState state = NoticeState.Waiting) => store.Store.WriteAsync(async db =>
    {
        var notice = new Notice
        {
            Id = Guid.NewGuid(), PersonId = person, RoleKey = $"b:{person}", Channel = channel, Kind = NoticeKind.Message, ConversationId = Guid.NewGuid(), FromSeq = 1, ToSeq = 1, PlannedAt = planned, Because = Because.Unread, State = state, DueAt = due,
        };
        db.Add(notice);
        await db.SaveChangesAsync();
        return notice;
    }, default);

    async Task<List<Notice>> AllAsync()
    {
        await using var db = store.Open();
        return await db.Set<Notice>().OrderBy(n => n.PersonId).ToListAsync();
    }

    /// <summary>The store takes no change of Ben's rows, as one that is full takes some and others not.</summary>
    async Task FailForBenAsync()
    {
        await using var db = store.Open();
        if (store.Kind == "sqlite")
        {
            await db.Database.ExecuteSqlRawAsync("create trigger full before update on notices when new.person_id = 'ben' begin select raise(abort, 'database or disk is full'); end");
            return;
        }
        await db.Database.ExecuteSqlRawAsync("create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$");
        await db.Database.ExecuteSqlRawAsync("create trigger full_ before update on notices for each row when (new.person_id = 'ben') execute function full_disk()");
    }

    [Fact]
    public async Task What_is_taken_already_goes_out_when_the_store_takes_no_more()
    {
        await PlanAsync("ana", Now.AddMinutes(-20), Now.AddMinutes(-10));
        await PlanAsync("ben", Now.AddMinutes(-20), Now.AddMinutes(-9));
        await PlanAsync("cem", Now.AddMinutes(-20), Now.AddMinutes(-8));
        await FailForBenAsync();
        var take = new Take(store.Store);
        Assert.Equal("ana", Assert.Single(await take.RunAsync(new Mails(), 4, Now, default)).Notices.Single().PersonId);
        await Assert.ThrowsAnyAsync<Exception>(() => take.RunAsync(new Mails(), 4, Now, default)); // who serves the lane waits, and says so
        var all = await AllAsync();
        Assert.Equal([1, 0, 0], all.Select(n => n.Attempts));
        Assert.True(all[0].DueAt > Now && all[1].DueAt < Now && all[2].DueAt < Now);
    }

    [Fact]
    public async Task What_was_tried_before_the_clock_was_set_back_is_tried_again_as_soon_as_it_was_to_be()
    {
        var tried = await PlanAsync("ana", Now.AddHours(-2), Now.AddHours(1).AddMinutes(20)); // at one o'clock; then it is noon again
        await store.Store.WriteAsync(db => db.Set<Notice>().Where(n => n.Id == tried.Id).ExecuteUpdateAsync(s => s.SetProperty(n => n.Attempts, 1).SetProperty(n => n.TriedAt, Now.AddHours(1))), default);
        await new Take(store.Store).LookBackAsync(Now, thoroughly: true, default);
        Assert.Equal(Now.AddMinutes(20), (await AllAsync()).Single().DueAt);
    }

    [Fact]
    public async Task Old_rows_go_and_those_that_wait_stay_until_their_channel_is_set_up_no_more()
    {
        await PlanAsync("ana", Now.AddDays(-40), null, state: NoticeState.Sent);
        await PlanAsync("ben", Now.AddDays(-40), Now.AddDays(-2));
        await PlanAsync("cem", Now.AddDays(-40), Now.AddDays(-2), Channel.Sms);
        await PlanAsync("dan", Now.AddDays(-1), Now.AddHours(-1), Channel.Sms);
        await PlanAsync("eva", Now.AddDays(-1), null, state: NoticeState.Failed);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now);
        var addresses = new AddressBook(store.Store, new HouseSecrets(store.Store, new Wrapping(new FileKeys(Path.Combine(store.Folder, "keys.json")))), clock);
        var sweep = new SweepNotices(store.Store, new NoticeLog(store.Store), new Reaches([new Mails()], addresses), new Turns(store.Store, clock), Options.Create(new NotificationOptions { LogDays = 30 }), clock, NullLogger<SweepNotices>.Instance);
        await sweep.RunAsync(default);
        var left = await AllAsync();
        Assert.Equal([("ben", NoticeState.Waiting, null), ("cem", NoticeState.Cancelled, "not-configured"), ("dan", NoticeState.Waiting, null), ("eva", NoticeState.Failed, null)], left.Select(n => (n.PersonId, n.State, n.Outcome)));
        Assert.Equal("Not sent: the marketplace has this way set up no more.", Says.Of(left[1]));
    }
}

public sealed class Delivery_units_on_sqlite() : Delivery_units("sqlite");

public sealed class Delivery_units_on_postgres() : Delivery_units("postgres");

/// <summary>When a channel counts as down, and when it is back.</summary>
public sealed class Lanes
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    static bool End(Lane lane, bool? worked, DateTimeOffset? at = null)
    {
        lane.Begin();
        return lane.End(worked, at ?? Now);
    }

    [Fact]
    public void A_success_after_few_failures_brings_nothing_forward_and_one_after_many_brings_all()
    {
        var lane = new Lane();
        for (var i = 0; i < 4; i++) Assert.False(End(lane, false));
        Assert.False(lane.IsDown);
        Assert.False(End(lane, true)); // what failed keeps its pauses
        for (var i = 0; i < 5; i++) Assert.False(End(lane, false));
        Assert.True(lane.IsDown);
        Assert.Equal((0, 1), (lane.RoomFor(16, Now), lane.RoomFor(16, Now.AddSeconds(1))));
        Assert.True(End(lane, true, Now.AddSeconds(1)));
        Assert.Equal(16, lane.RoomFor(16, Now.AddSeconds(1)));
    }

    [Fact]
    public void What_asked_nothing_of_the_channel_says_nothing_of_it()
    {
        var lane = new Lane();
        for (var i = 0; i < 5; i++) End(lane, false);
        Assert.False(End(lane, null));
        Assert.True(lane.IsDown);
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_make_a_rest_longer()
    {
        var lane = new Lane();
        for (var i = 0; i < 20; i++) End(lane, false);
        Assert.Equal(0, lane.RoomFor(4, Now));
        Assert.Equal(1, lane.RoomFor(4, Now.AddHours(-1)));
        Assert.Equal([true, null, false, true], new[] { Now, Now.AddSeconds(20), Now.AddSeconds(60), Now.AddHours(-1) }.Select(lane.LooksBack));
    }
}
