using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Automation;
using Parley.Client;
using Parley.Storage;

namespace Parley.Tests.Automation;

/// <summary>Messages that go out by themselves when an order moves on or one of its dates comes near.</summary>
public abstract class Scheduling(World world) : Facts(world)
{
    static string Path(Actor actor) => $"v1/scheduled-messages?as={actor.As}";

    static async Task<Guid> TemplateAsync(Shop shop, string text) =>
        (await shop.Agent.PostAsync($"v1/templates?as={shop.Agent.As}", new { scope = "team", name = "T", variants = new[] { new { text } } })).Must(201).Get<Guid>("id");

    static async Task SetAsync(Shop shop, params object[] messages) =>
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200).Get<int>("version"), messages })).Must(200);

    async Task PutOrderAsync(Shop shop, Actor buyer, string id, string state, DateTimeOffset? appointment = null, SubjectKind kind = SubjectKind.Order) =>
        await World.Host.PutSubjectAsync(new Subject(kind, id, shop.VendorId, "Two bowls") { BuyerId = buyer.Id, State = state, PlacedAt = DateTimeOffset.UtcNow, Dates = appointment is { } at ? [new SubjectDate("Appointment", at)] : [] });

    static async Task<Guid> OpenAsync(Shop shop, Actor buyer, string id, string kind = "order") =>
        (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind, id }, message = Actor.Message("Hello") })).Must(201).Get<Guid>("conversation.id");

    static async Task<JsonNode[]> PlannedAsync(Shop shop, Guid thread) => (await shop.Agent.GetAsync($"v1/conversations/{thread}/scheduled")).Must(200).Json.Items();

    static async Task<string[]> AutosAsync(Actor buyer, Guid thread) =>
        [.. (await buyer.ReadThreadAsync(thread)).Must(200).Json.Items().Where(m => m.Get<string>("kind") == "auto").Select(m => m.Get<string>("text"))];

    async Task WorkedOffAsync()
    {
        await using var db = World.Store.Open();
        var end = await db.Set<Fact>().MaxAsync(f => (long?)f.Id) ?? 0;
        await Eventually.TrueAsync(async () => await db.Set<FactWorkerState>().Where(w => w.Name == "scheduled-messages").Select(w => w.Position).SingleOrDefaultAsync() >= end, "the facts were worked off", TimeSpan.FromSeconds(90));
    }

    /// <summary>As if it were due already.</summary>
    Task HurryAsync(Guid planned) =>
        World.Store.Store.WriteAsync(db => db.Set<ScheduledMessage>().Where(p => p.Id == planned).ExecuteUpdateAsync(s => s.SetProperty(p => p.DueAt, DateTimeOffset.UtcNow.AddSeconds(-1))), default);

    static Task StatusAsync(Shop shop, Guid thread, string status) => Eventually.TrueAsync(async () => (await PlannedAsync(shop, thread)).Any(p => p.Get<string>("status") == status), $"it is {status}", TimeSpan.FromSeconds(40));

    [Fact]
    public async Task When_an_order_comes_to_a_state_its_message_goes_out_once()
    {
        var shop = await World.NewShopAsync();
        await SetAsync(shop, new { name = "Shipped", template = await TemplateAsync(shop, "Order {{order.id}} is on its way, {{buyer.firstName}}."), state = "Shipped", kind = "order" }, new { name = "Confirmed", template = await TemplateAsync(shop, "Confirmed"), state = "confirmed" });
        var buyer = await World.NewBuyerAsync();
        var order = World.NewId("order");
        await PutOrderAsync(shop, buyer, order, "paid");
        var thread = await OpenAsync(shop, buyer, order);
        await PutOrderAsync(shop, buyer, order, "confirmed"); // told by a row
        await Eventually.TrueAsync(async () => await AutosAsync(buyer, thread) is ["Confirmed"], "it was said", TimeSpan.FromSeconds(40));
        var change = new SubjectChange(Guid.NewGuid(), "shipped");
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, change); // told by a change
        await Eventually.TrueAsync(async () => (await AutosAsync(buyer, thread)).Length == 2, "it was said", TimeSpan.FromSeconds(40));
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, change); // again
        await PutOrderAsync(shop, buyer, order, "paid");
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, new SubjectChange(Guid.NewGuid(), "shipped")); // once more
        await WorkedOffAsync();
        Assert.Equal(["Confirmed", $"Order {order} is on its way, Bea."], await AutosAsync(buyer, thread));
        Assert.Equal(["sent", "sent"], (await PlannedAsync(shop, thread)).Select(p => p.Get<string>("status")));
        Assert.NotNull((await shop.Agent.ViewAsync(thread)).Must(200).Json.At("owesSince"));
        var log = (await shop.Agent.GetAsync($"v1/rules/log?as={shop.Agent.As}&conversation={thread}")).Must(200).Json.Items().Where(d => d.Get<string>("kind") == "scheduled").ToList();
        Assert.Equal([("Shipped", "state is Shipped", true), ("Confirmed", "state is confirmed", true)], log.Select(d => (d.Get<string>("name"), d.Get<string>("why.0"), d.Get<bool>("acts.0.done"))));
    }

    [Fact]
    public async Task A_message_before_a_date_is_planned_moves_with_it_and_can_be_cancelled()
    {
        var shop = await World.NewShopAsync();
        await SetAsync(shop, new { name = "The day before", template = await TemplateAsync(shop, "See you tomorrow"), date = "appointment", hours = -24 });
        var buyer = await World.NewBuyerAsync();
        var booking = World.NewId("booking");
        var at = DateTimeOffset.UtcNow.AddDays(3);
        await PutOrderAsync(shop, buyer, booking, "confirmed", at, SubjectKind.Booking);
        var thread = await OpenAsync(shop, buyer, booking, "booking");
        await Eventually.TrueAsync(async () => (await PlannedAsync(shop, thread)).Length == 1, "it is planned");
        var first = (await PlannedAsync(shop, thread))[0];
        Assert.Equal((at.AddDays(-1).ToUnixTimeSeconds(), "planned"), (first.Get<DateTimeOffset>("dueAt").ToUnixTimeSeconds(), first.Get<string>("status")));
        await PutOrderAsync(shop, buyer, booking, "confirmed", at.AddDays(1), SubjectKind.Booking);
        await Eventually.TrueAsync(async () => await PlannedAsync(shop, thread) is [var moved] && moved.Get<Guid>("id") != first.Get<Guid>("id"), "it moved with the date");
        var planned = (await PlannedAsync(shop, thread))[0].Get<Guid>("id");
        (await shop.Agent.DeleteAsync($"v1/conversations/{thread}/scheduled/{first.Get<Guid>("id")}")).MustRefuse(404, "not-found");
        (await buyer.DeleteAsync($"v1/conversations/{thread}/scheduled/{planned}")).MustRefuse(404, "not-found");
        (await buyer.GetAsync($"v1/conversations/{thread}/scheduled")).MustRefuse(404, "not-found");
        var reader = await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly);
        (await reader.DeleteAsync($"v1/conversations/{thread}/scheduled/{planned}")).MustRefuse(403, "forbidden");
        (await shop.Agent.DeleteAsync($"v1/conversations/{thread}/scheduled/{planned}")).Must(204);
        (await shop.Agent.DeleteAsync($"v1/conversations/{thread}/scheduled/{planned}")).Must(204);
        await HurryAsync(planned);
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Booking, booking, shop.VendorId, "Renamed") { BuyerId = buyer.Id, State = "confirmed", PlacedAt = DateTimeOffset.UtcNow, Dates = [new SubjectDate("appointment", at.AddDays(1))] });
        await WorkedOffAsync();
        Assert.Equal("cancelled", (await PlannedAsync(shop, thread)).Single().Get<string>("status")); // the same date plans nothing anew
        await PutOrderAsync(shop, buyer, booking, "confirmed", at.AddDays(2), SubjectKind.Booking);
        await Eventually.TrueAsync(async () => (await PlannedAsync(shop, thread)).Length == 2, "another date is another message");
        await HurryAsync((await PlannedAsync(shop, thread)).First(p => p.Get<string>("status") == "planned").Get<Guid>("id"));
        await StatusAsync(shop, thread, "sent");
        Assert.Equal(["See you tomorrow"], await AutosAsync(buyer, thread));
    }

    [Fact]
    public async Task Whether_it_still_fits_is_decided_when_it_is_due()
    {
        var shop = await World.NewShopAsync();
        var messages = new object[] { new { name = "Soon", template = await TemplateAsync(shop, "Soon"), date = "appointment", hours = -1 } };
        await SetAsync(shop, messages);
        var at = DateTimeOffset.UtcNow.AddDays(3);
        var (cancelled, removed, unwilling, closed) = (await BookAsync(), await BookAsync(), await BookAsync(), await BookAsync());
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, cancelled.Order, new SubjectChange(Guid.NewGuid(), "Cancelled by buyer"));
        await World.Host.DeleteSubjectAsync(SubjectKind.Order, removed.Order);
        Assert.True((await unwilling.Buyer.GetAsync("v1/me/preferences")).Must(200).Get<bool>("scheduledMessages"));
        Assert.False((await unwilling.Buyer.PutAsync("v1/me/preferences", new { scheduledMessages = false })).Must(200).Get<bool>("scheduledMessages"));
        Assert.False((await unwilling.Buyer.GetAsync("v1/me/preferences")).Must(200).Get<bool>("scheduledMessages"));
        (await unwilling.Buyer.PutAsync("v1/me/preferences", new { })).MustRefuse(400, "validation");
        (await shop.Agent.PutAsync($"v1/conversations/{closed.Thread}/closure")).Must(200);
        foreach (var (booked, problem) in new[] { (cancelled, "It is Cancelled by buyer by now."), (removed, "The marketplace has removed it."), (unwilling, "The buyer does not want scheduled messages."), (closed, "The conversation is closed.") })
            await MustNotSendAsync(booked, problem);
        var dropped = await BookAsync();
        await SetAsync(shop);
        await MustNotSendAsync(dropped, "The scheduled message was taken away.");

        async Task<(Actor Buyer, string Order, Guid Thread, Guid Planned)> BookAsync()
        {
            var buyer = await World.NewBuyerAsync();
            var order = World.NewId("order");
            await PutOrderAsync(shop, buyer, order, "confirmed", at);
            var thread = await OpenAsync(shop, buyer, order);
            await Eventually.TrueAsync(async () => (await PlannedAsync(shop, thread)).Length == 1, "it is planned");
            return (buyer, order, thread, (await PlannedAsync(shop, thread))[0].Get<Guid>("id"));
        }

        async Task MustNotSendAsync((Actor Buyer, string Order, Guid Thread, Guid Planned) booked, string problem)
        {
            await HurryAsync(booked.Planned);
            await StatusAsync(shop, booked.Thread, "not-sent");
            Assert.Equal(problem, (await PlannedAsync(shop, booked.Thread))[0].Get<string>("problem"));
            Assert.Empty(await AutosAsync(booked.Buyer, booked.Thread));
        }
    }

    [Fact]
    public async Task Where_there_is_no_thread_one_is_opened_only_if_the_vendor_says_so_and_history_is_not_news()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var old = World.NewId("order");
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, old, shop.VendorId, "Old") { BuyerId = buyer.Id, State = "confirmed", PlacedAt = DateTimeOffset.UtcNow.AddDays(-5) });
        await SetAsync(shop, new { name = "Thanks", template = await TemplateAsync(shop, "Thank you for {{order.id}}"), state = "confirmed", opens = true }, new { name = "Quiet", template = await TemplateAsync(shop, "Quiet"), state = "packed" });
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, old, shop.VendorId, "Old, renamed") { BuyerId = buyer.Id, State = "confirmed", PlacedAt = DateTimeOffset.UtcNow.AddDays(-5) });
        var history = World.NewId("order");
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, history, shop.VendorId, "History") { BuyerId = buyer.Id, State = "confirmed", PlacedAt = DateTimeOffset.UtcNow.AddDays(-5) });
        var (fresh, packed) = (World.NewId("order"), World.NewId("order"));
        await PutOrderAsync(shop, buyer, fresh, "confirmed");
        await PutOrderAsync(shop, buyer, packed, "packed");
        Guid thread = default;
        await Eventually.TrueAsync(async () =>
        {
            var found = await buyer.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&subject=order:{fresh}");
            return found.Status == 200 && (thread = found.Get<Guid>("id")) != default && (await AutosAsync(buyer, thread)).Length == 1;
        }, "a thread was opened", TimeSpan.FromSeconds(40));
        Assert.Equal([$"Thank you for {fresh}"], await AutosAsync(buyer, thread));
        await WorkedOffAsync();
        foreach (var none in new[] { old, history, packed }) (await buyer.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&subject=order:{none}")).MustRefuse(404, "not-found");
        await using var db = World.Store.Open();
        await Eventually.TrueAsync(async () => await db.Set<ScheduledMessage>().SingleAsync(p => p.SubjectId == packed) is { Status: PlanState.NotSent, Problem: "There is no thread about it." }, "nothing was sent", TimeSpan.FromSeconds(40));
        Assert.False(await db.Set<ScheduledMessage>().AnyAsync(p => p.SubjectId == old || p.SubjectId == history));
    }

    [Fact]
    public async Task The_list_is_put_as_a_whole_by_who_saw_it_and_refused_whole()
    {
        var shop = await World.NewShopAsync();
        var template = await TemplateAsync(shop, "x");
        var body = new { version = 0, messages = new[] { new { name = "One", template, state = "shipped" } } };
        var put = (await shop.Agent.PutAsync(Path(shop.Agent), body)).Must(200);
        Assert.Equal(put.Body, (await shop.Agent.PutAsync(Path(shop.Agent), body)).Must(200).Body); // a retry
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, messages = Array.Empty<object>() })).MustRefuse(409, "changed-meanwhile");
        foreach (var bad in new object[]
        {
            new { name = "x", template }, new { name = "x", template, state = "a", date = "b" }, new { name = "", template, state = "a" }, new { name = "x", template = Guid.NewGuid(), state = "a" }, new { name = "x", template, state = "a", hours = -1 },
            new { name = "x", template, date = "a", hours = 9000 }, new { name = "x", template, state = "a", kind = "listing" }, new { name = "x", template, state = new string('x', 41) }, new { name = "x", template, state = "a", minutes = 5 }, new { name = "x", template, state = "a", id = Guid.Empty },
        }) (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 1, messages = new[] { body.messages[0], bad } })).MustRefuse(400, "validation");
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 1, messages = Enumerable.Repeat(body.messages[0], 51) })).MustRefuse(400, "validation");
        Assert.Equal(put.Body, (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200).Body);
        var reader = await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly);
        (await reader.PutAsync(Path(reader), body)).MustRefuse(403, "forbidden");
        (await (await World.NewBuyerAsync()).GetAsync(Path(shop.Agent))).MustRefuse(404, "not-found");
    }
}

public sealed class Scheduling_on_sqlite(CommonSqlite world) : Scheduling(world);

public sealed class Scheduling_on_postgres(CommonPostgres world) : Scheduling(world);
