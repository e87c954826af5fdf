using Microsoft.EntityFrameworkCore;
using Parley.Client;

namespace Parley.Tests.Automation;

/// <summary>An answer and what follows it, in one.</summary>
public abstract class Macros(World world) : Facts(world)
{
    static string Path(Actor actor, string rest = "") => $"v1/macros{rest}?as={actor.As}";

    static object[] Closing => [new { type = "close" }];

    static async Task<Guid> TemplateAsync(Actor actor, string text, string scope = "team") =>
        (await actor.PostAsync($"v1/templates?as={actor.As}", new { scope, name = "For a macro", variants = new[] { new { text } } })).Must(201).Get<Guid>("id");

    static async Task<Guid> AddAsync(Actor actor, Guid? template, params object[] acts) =>
        (await actor.PostAsync(Path(actor), new { name = "Done", template, acts })).Must(201).Get<Guid>("id");

    static Task<Answer> RunAsync(Actor actor, Guid macro, Guid conversation, Guid? id = null, object? blanks = null, int? seenSeq = null) =>
        actor.PostAsync(Path(actor, $"/{macro}/run"), new { conversation, clientMessageId = id, blanks, seenSeq });

    [Fact]
    public async Task A_macro_files_the_thread_as_its_runner_would_by_hand()
    {
        var talk = await World.NewTalkAsync();
        var label = (await talk.Vendor.PostAsync($"v1/inbox/labels?as={talk.Vendor.As}", new { name = "Returned", colour = "red" })).Must(201).Get<Guid>("id");
        var macro = await AddAsync(talk.Vendor, null, new { type = "assign", agent = "me" }, new { type = "addLabel", label }, new { type = "priority", level = "high" }, new { type = "noAnswerNeeded" }, new { type = "snooze", hours = 5 });
        var run = (await RunAsync(talk.Vendor, macro, talk.Id)).Must(200);
        Assert.All(run.Json.Items("acts"), a => Assert.True(a.Get<bool>("done")));
        var row = (await talk.Vendor.ViewAsync(talk.Id)).Must(200);
        Assert.Equal((talk.Vendor.Id, label, "high", "snoozed"), (row.Get<string>("filing.assignee.id"), row.Get<Guid>("filing.labels.0"), row.Get<string>("filing.priority"), row.Get<string>("filing.place")));
        Assert.Null(row.Json.At("owesSince"));
        foreach (var act in new object[] { new { type = "priority" }, new { type = "addLabel" }, new { type = "snooze", hours = 0 }, new { type = "archive", hours = 2 }, new { type = "assign", level = "low" } })
            (await talk.Vendor.PostAsync(Path(talk.Vendor), new { name = "x", acts = new[] { act } })).MustRefuse(400, "validation");
        (await talk.Vendor.DeleteAsync($"v1/inbox/labels/{label}?as={talk.Vendor.As}")).Must(204);
        var again = (await RunAsync(talk.Vendor, macro, talk.Id)).Must(200);
        Assert.Equal([true, false, true, true, true], again.Json.Items("acts").Select(a => a.Get<bool>("done"))); // the others go on
    }

    [Fact]
    public async Task A_macro_answers_and_acts_and_its_retry_sends_nothing_twice()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Thanks") })).Must(201).Get<Guid>("conversation.id");
        var template = await TemplateAsync(shop.Agent, "Order {{order.state}}, parcel {{?number}}.");
        var macro = await AddAsync(shop.Agent, template, Closing);
        var id = Guid.NewGuid();
        var blanks = new Dictionary<string, string> { ["number"] = "JD 1" };
        var refused = (await RunAsync(shop.Agent, macro, thread, id)).MustRefuse(422, "unfilled-template");
        Assert.Contains("{{?number}}", refused.Get<string>("detail"), StringComparison.Ordinal);
        Assert.Equal("open", (await buyer.ViewAsync(thread)).Must(200).Get<string>("state")); // nothing was done
        (await RunAsync(shop.Agent, macro, thread, null, blanks)).MustRefuse(400, "validation");
        (await RunAsync(shop.Agent, macro, thread, Guid.Empty, blanks)).MustRefuse(400, "validation");
        var run = (await RunAsync(shop.Agent, macro, thread, id, blanks)).Must(200);
        Assert.Equal(("Order paid, parcel JD 1.", false, "close", true), (run.Get<string>("message.text"), run.Get<bool>("repeated"), run.Get<string>("acts.0.type"), run.Get<bool>("acts.0.done")));
        Assert.Equal("closed", (await buyer.ViewAsync(thread)).Must(200).Get<string>("state"));
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, new SubjectChange(Guid.NewGuid(), "shipped"));
        var length = (await buyer.ViewAsync(thread)).Must(200).Get<int>("lastSeq");
        var again = (await RunAsync(shop.Agent, macro, thread, id, blanks)).Must(200);
        Assert.Equal((run.Get<int>("message.seq"), "Order paid, parcel JD 1.", true), (again.Get<int>("message.seq"), again.Get<string>("message.text"), again.Get<bool>("repeated")));
        Assert.Equal(length, (await buyer.ViewAsync(thread)).Must(200).Get<int>("lastSeq"));
        (await RunAsync(shop.Agent, macro, thread, Guid.NewGuid(), blanks)).MustRefuse(409, "conversation-closed");
        (await RunAsync(await World.NewAgentAsync(shop.VendorId), macro, thread, id, blanks)).MustRefuse(422, "message-id-reused");
        await Eventually.TrueAsync(async () => (await shop.Agent.GetAsync($"v1/templates/{template}?as={shop.Agent.As}")).Must(200).Get<int>("uses") == 1, "the use was counted");
    }

    [Fact]
    public async Task Run_many_times_at_once_it_answers_once()
    {
        var talk = await World.NewTalkAsync();
        var macro = await AddAsync(talk.Vendor, await TemplateAsync(talk.Vendor, "Certainly."));
        var id = Guid.NewGuid();
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(talk.Vendor, macro, talk.Id, id)));
        Assert.All(runs, r => r.Must(200));
        Assert.Single(runs, r => !r.Get<bool>("repeated"));
        Assert.Single(await talk.Buyer.WholeThreadAsync(talk.Id), m => m.Text == "Certainly.");
    }

    [Fact]
    public async Task An_act_that_is_refused_is_reported_and_an_answer_that_is_refused_stops_all()
    {
        var talk = await World.NewTalkAsync();
        var acting = (await talk.Vendor.PostAsync(Path(talk.Vendor), new { name = "Only acts", acts = Closing })).Must(201).Get<Guid>("id");
        (await World.HostClient.PutAsync($"v1/conversations/{talk.Id}/freeze", new { reason = "a test" })).Must(204);
        var run = (await RunAsync(talk.Vendor, acting, talk.Id)).Must(200);
        Assert.Equal((false, "conversation-frozen"), (run.Get<bool>("acts.0.done"), run.Get<string>("acts.0.problem")));
        Assert.Null(run.Json.At("message"));
        (await World.HostClient.DeleteAsync($"v1/conversations/{talk.Id}/freeze")).Must(204);
        var answering = await AddAsync(talk.Vendor, await TemplateAsync(talk.Vendor, "Certainly."), Closing);
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId);
        var seen = (await talk.Vendor.ViewAsync(talk.Id)).Must(200).Get<int>("lastSeq");
        (await colleague.SayAsync(talk.Id, "I did already")).Must(201);
        (await RunAsync(talk.Vendor, answering, talk.Id, Guid.NewGuid(), seenSeq: seen)).MustRefuse(409, "answered-meanwhile");
        Assert.Equal("open", (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<string>("state"));
    }

    [Fact]
    public async Task A_macro_is_the_teams_changed_by_who_saw_it_and_its_template_is_nobodys_own()
    {
        var shop = await World.NewShopAsync();
        var template = await TemplateAsync(shop.Agent, "Certainly.");
        var id = Guid.NewGuid();
        var body = new { name = "Done", template, shortcut = "Done", acts = Closing, id };
        var made = (await shop.Agent.PostAsync(Path(shop.Agent), body)).Must(201);
        Assert.Equal(("done", 1), (made.Get<string>("shortcut"), made.Get<int>("version")));
        Assert.Equal(made.Body, (await shop.Agent.PostAsync(Path(shop.Agent), body)).Must(200).Body);
        (await shop.Agent.PostAsync(Path(shop.Agent), new { name = "Other", acts = Closing, id })).MustRefuse(422, "macro-id-reused");
        (await shop.Agent.PostAsync(Path(shop.Agent), new { name = "Other", acts = Closing, shortcut = "done" })).MustRefuse(409, "shortcut-taken");
        var changed = (await shop.Agent.PutAsync(Path(shop.Agent, $"/{id}"), new { version = 1, name = "Over", template, acts = Closing })).Must(200);
        Assert.Equal(2, changed.Get<int>("version"));
        (await shop.Agent.PutAsync(Path(shop.Agent, $"/{id}"), new { version = 1, name = "Mine", template, acts = Closing })).MustRefuse(409, "changed-meanwhile");
        Assert.Equal(["Over"], (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200).Json.Items().Select(m => m.Get<string>("name")));
        foreach (var bad in new object[]
        {
            new { name = "x", acts = Array.Empty<object>() }, new { name = "", acts = Closing }, new { name = "x", acts = new[] { new { type = "delete" } } }, new { name = "x", acts = Enumerable.Repeat(new { type = "close" }, 11) },
            new { name = "x", acts = new object?[] { null } }, new { name = "x", acts = Closing, template = Guid.NewGuid() }, new { name = "x", acts = Closing, template = await TemplateAsync(shop.Agent, "mine", "me") },
            new { name = "x", acts = Closing, template = await TemplateAsync((await World.NewShopAsync()).Agent, "theirs") }, new { name = "x", acts = new[] { new { type = "close", agent = "x" } } },
        }) (await shop.Agent.PostAsync(Path(shop.Agent), bad)).MustRefuse(400, "validation");
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Hello");
        (await shop.Agent.DeleteAsync($"v1/templates/{template}?as={shop.Agent.As}")).Must(204);
        (await RunAsync(shop.Agent, id, talk.Id, Guid.NewGuid())).MustRefuse(422, "template-gone");
        (await RunAsync(shop.Agent, id, (await World.NewTalkAsync()).Id, Guid.NewGuid())).MustRefuse(404, "not-found");
        (await shop.Agent.DeleteAsync(Path(shop.Agent, $"/{id}"))).Must(204);
        (await shop.Agent.DeleteAsync(Path(shop.Agent, $"/{id}"))).Must(204);
        (await RunAsync(shop.Agent, id, talk.Id, Guid.NewGuid())).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task A_team_has_a_hundred_macros_at_the_most()
    {
        var shop = await World.NewShopAsync();
        foreach (var some in Enumerable.Range(0, 99).Chunk(10)) await Task.WhenAll(some.Select(_ => AddAsync(shop.Agent, null, Closing)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.Agent.PostAsync(Path(shop.Agent), new { name = "One more", acts = Closing })));
        Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status != 201), a => a.MustRefuse(422, "too-many-macros"));
    }
}

public sealed class Macros_on_sqlite(CommonSqlite world) : Macros(world);

public sealed class Macros_on_postgres(CommonPostgres world) : Macros(world);
