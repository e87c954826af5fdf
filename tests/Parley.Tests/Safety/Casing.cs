using Microsoft.EntityFrameworkCore;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>One queue, the worst and the oldest first; a case is one person's at a time, and its evidence is read by whoever has it, on record.</summary>
public abstract class Casing(World world) : Facts(world)
{
    async Task<Talk> ReportedAsync(string text = "Pay me outside", string reason = "scam", string? words = null)
    {
        var talk = await World.NewTalkAsync(text);
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", words is null ? new { reason, seq = 1 } : new { reason, seq = 1, words })).Must(201);
        return talk;
    }

    [Fact]
    public async Task The_queue_shows_no_texts_and_orders_by_harm_and_age()
    {
        var (mild, bad) = (await ReportedAsync("canary one", "unwanted"), await ReportedAsync("canary two", "threatening"));
        var moderator = World.NewOperator();
        var seen = new List<(Guid Case, Guid? Thread, int Harm, DateTimeOffset At)>();
        for (var cursor = ""; ;)
        {
            var page = (await moderator.Asks.GetAsync($"v1/cases?limit=3{cursor}")).Must(200);
            Assert.DoesNotContain("canary", page.Body, StringComparison.Ordinal);
            seen.AddRange(page.Json.Items().Select(c => (c.Get<Guid>("id"), c["conversation"]?.GetValue<Guid>(), c.Get<int>("harm"), c.Get<DateTimeOffset>("openedAt"))));
            if (page.Json["cursor"] is not { } next) break;
            cursor = $"&cursor={next.GetValue<string>()}";
        }
        Assert.Equal(seen.Count, seen.DistinctBy(s => s.Case).Count());
        Assert.True(seen.FindIndex(s => s.Thread == bad.Id) < seen.FindIndex(s => s.Thread == mild.Id));
        Assert.Equal(seen.OrderBy(s => s.At.AddHours(-s.Harm)).Select(s => s.At.AddHours(-s.Harm)), seen.Select(s => s.At.AddHours(-s.Harm)));
    }

    [Fact]
    public async Task Of_two_who_claim_at_once_one_gets_it_and_the_other_is_told()
    {
        var talk = await ReportedAsync();
        var all = Enumerable.Range(0, 6).Select(_ => World.NewOperator()).ToList();
        var id = await all[0].CaseOfAsync(talk.Id);
        var answers = await Task.WhenAll(all.Select(o => o.Asks.PutAsync($"v1/cases/{id}/claim")));
        var winner = Assert.Single(answers.Index(), a => a.Item.Status == 204).Index;
        Assert.All(answers.Where(a => a.Status != 204), a => a.MustRefuse(409, "case-claimed"));
        var other = all[(winner + 1) % 6];
        (await other.Asks.GetAsync($"v1/cases/{id}")).MustRefuse(409, "case-claimed");
        (await other.DecideAsync(id, new { act = "no-violation" })).MustRefuse(409, "case-claimed");
        (await all[winner].Asks.DeleteAsync($"v1/cases/{id}/claim")).Must(204);
        (await all[winner].Asks.GetAsync($"v1/cases/{id}")).MustRefuse(403, "case-not-claimed");
        (await other.Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
        (await other.Asks.GetAsync($"v1/cases/{id}")).Must(200);
    }

    [Fact]
    public async Task A_case_shows_the_message_those_around_it_and_the_report_and_each_look_is_on_record()
    {
        var talk = await ReportedAsync("canary of the reported", "other", "He wants my number");
        for (var i = 0; i < 8; i++) (await talk.Buyer.SayAsync(talk.Id, $"more {i}")).Must(201);
        var moderator = World.NewOperator();
        var id = await moderator.ClaimAsync(talk.Id);
        var view = (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        Assert.Equal(("canary of the reported", 6), (view.Get<string>("threads.0.messages.0.text"), view.Json.Items("threads.0.messages").Length)); // five after it, none before
        Assert.Equal(("He wants my number", "vendor", "other"), (view.Get<string>("reports.0.words"), view.Get<string>("reports.0.by"), view.Get<string>("reports.0.reason")));
        Assert.Equal((talk.Buyer.Id, 1), (view.Get<string>("people.0.person"), view.Get<int>("people.0.flags")));
        Assert.Equal([talk.Buyer.Id, talk.Vendor.Id], view.Json.Items("people").Select(p => p.Get<string>("person"))); // of both sides
        (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        var log = (await moderator.AuditAsync()).Must(200).Json.Items();
        Assert.Equal(2, log.Count(e => e.Get<string>("what") == "case-read" && e.Get<string>("about") == $"conversation {talk.Id}" && e.Get<string>("reason").Contains("messages 1 to 6", StringComparison.Ordinal)));
        Assert.Single(log, e => e.Get<string>("what") == "case-claimed");
        Assert.DoesNotContain("canary", log.Aggregate("", (all, e) => all + e.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_a_case_about_themselves()
    {
        var talk = await ReportedAsync();
        var id = await World.NewOperator().CaseOfAsync(talk.Id);
        foreach (var person in new[] { talk.Buyer.Id, talk.Vendor.Id, (await World.NewAgentAsync(talk.Shop.VendorId)).Id }) // meant, reporter, of the team
            (await World.Anyone(World.Tokens.For(person, operatorRole: "moderator")).PutAsync($"v1/cases/{id}/claim")).MustRefuse(403, "own-matter");
    }

    [Fact]
    public async Task Who_is_in_one_of_many_threads_of_a_group_does_not_have_it()
    {
        var shop = await World.NewShopAsync();
        var group = $"spun {Guid.NewGuid():N}";
        var id = Guid.Empty;
        Talk last = null!;
        for (var i = 0; i < 12; i++)
        {
            last = await shop.OpenAsync(await World.NewBuyerAsync(), "The same words");
            id = await World.Store.Store.WriteAsync(db => new Parley.Safety.Flags(World.Store.Store, TimeProvider.System).RaiseAsync(db, new Raise("repeats", last.Id, 1, null, null, PartyKind.Buyer, 60, group, 3, []), default), default);
        }
        (await World.Anyone(World.Tokens.For(last.Buyer.Id, operatorRole: "moderator")).PutAsync($"v1/cases/{id}/claim")).MustRefuse(403, "own-matter");
    }

    [Fact]
    public async Task Forty_alike_are_decided_at_once_and_what_comes_afterwards_is_a_case_of_its_own()
    {
        var shop = await World.NewShopAsync();
        var group = $"spun {Guid.NewGuid():N}";
        var threads = new List<Talk>();
        for (var i = 0; i < 5; i++) threads.Add(await shop.OpenAsync(await World.NewBuyerAsync(), "The same words"));
        async Task<Guid> RaiseAsync(Talk talk) => await World.Store.Store.WriteAsync(db => new Parley.Safety.Flags(World.Store.Store, TimeProvider.System)
            .RaiseAsync(db, new Raise("repeats", talk.Id, 1, null, talk.Buyer.Id, PartyKind.Buyer, 60, group, 3, [new Finding("repeats", "same-text", 0, 14)]), default), default);
        var id = await RaiseAsync(threads[0]);
        foreach (var talk in threads.Skip(1)) Assert.Equal(id, await RaiseAsync(talk));
        var moderator = World.NewOperator();
        (await moderator.Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
        Assert.Equal((5, 3), ((await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200).Json.Items("threads").Length, (await moderator.Asks.GetAsync($"v1/cases/{id}")).Get<int>("flags.0.policy")));
        var decided = (await moderator.DecideAsync(id, new { act = "mute", facts = "The same words went to many sellers.", ground = "rule", reference = "Rule 3: no mass messages", hours = 24 })).Must(200);
        Assert.Equal(threads.Select(t => t.Buyer.Id).Order(), decided.Json.Items("decisions").Select(d => d.Get<string>("person")).Order());
        foreach (var talk in threads) (await talk.Buyer.SayAsync(talk.Id, "more")).MustRefuse(403, "muted");
        Assert.NotEqual(id, await RaiseAsync(threads[0]));
        (await moderator.DecideAsync(id, new { act = "no-violation" })).MustRefuse(409, "case-decided");
    }

    [Fact]
    public async Task Of_more_than_five_thousand_what_is_left_over_waits_in_a_case_as_old_and_what_people_told_is_decided()
    {
        const int Over = 7;
        var talk = await World.NewTalkAsync();
        var group = $"spun {Guid.NewGuid():N}";
        var id = await World.Store.Store.WriteAsync(db => new Parley.Safety.Flags(World.Store.Store, TimeProvider.System).RaiseAsync(db, new Raise("repeats", talk.Id, 1, null, talk.Buyer.Id, PartyKind.Buyer, 60, group, 3, []), default), default);
        var last = $"spammer-{Guid.NewGuid():N}";
        await World.Store.Store.WriteAsync(async db =>
        {
            Flag Of(int i, string kind) => new() { Id = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddSeconds(i)), CaseId = id, Kind = kind, ConversationId = talk.Id, Seq = 1, PersonId = i >= SplitCase.Most ? last : talk.Buyer.Id, Party = PartyKind.Buyer, Harm = i == SplitCase.Most + 2 ? 50 : 40, Findings = "[]", At = DateTimeOffset.UtcNow };
            db.AddRange(Enumerable.Range(1, SplitCase.Most + Over - 1).Select(i => Of(i, "repeats")).Append(Of(SplitCase.Most + Over, TakeReport.Kind)));
            await db.SaveChangesAsync();
            await db.Set<Case>().Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Flags, SplitCase.Most + Over + 1));
        }, default);
        var moderator = World.NewOperator();
        (await moderator.Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
        var decided = (await moderator.DecideAsync(id, new { act = "mute", facts = "The same words went to many sellers.", ground = "rule", reference = "Rule 3: no mass messages", hours = 24 })).Must(200);
        Assert.Equal([talk.Buyer.Id, last], decided.Json.Items("decisions").Select(d => d.Get<string>("person"))); // the report is of the last
        await using var db = World.Store.Open();
        var rest = await db.Set<Case>().SingleAsync(c => c.GroupKey == group && c.State == CaseState.Open);
        var whole = await db.Set<Case>().SingleAsync(c => c.Id == id);
        Assert.Equal((Over, 50, whole.OpenedAt, null, SplitCase.Most + 1), (rest.Flags, rest.Harm, rest.OpenedAt, rest.ClaimedBy, whole.Flags));
        Assert.Equal(Over, await db.Set<Flag>().CountAsync(f => f.CaseId == rest.Id));
        Assert.Contains((await moderator.AuditAsync()).Must(200).Json.Items(), e => e.Get<string>("what") == "case-decided" && e.Get<string>("reason").Contains($"{Over} flags left in a new case", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_of_people_in_threads_that_a_case_does_not_show_are_on_record_as_well()
    {
        var reported = await World.NewTalkAsync();
        for (var i = 0; i < Parley.Safety.Evidence.MostThreads; i++)
        {
            var talk = await World.NewTalkAsync();
            await World.Store.Store.WriteAsync(db => new Parley.Safety.Flags(World.Store.Store, TimeProvider.System).RaiseAsync(db, new Raise("repeats", talk.Id, 1, null, talk.Buyer.Id, PartyKind.Buyer, 60, $"message {reported.Id:N} 1", 3, []), default), default);
        }
        (await reported.Vendor.PostAsync($"v1/conversations/{reported.Id}/reports", new { reason = "other", seq = 1, words = "They write to everybody" })).Must(201);
        await using var db = World.Store.Open();
        var id = await db.Set<Report>().Where(r => r.ConversationId == reported.Id).Select(r => r.CaseId).SingleAsync();
        var moderator = World.NewOperator();
        (await moderator.Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
        var view = (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        Assert.Equal("They write to everybody", view.Get<string>("reports.0.words"));
        Assert.DoesNotContain(view.Json.Items("threads"), t => t.Get<Guid>("conversation") == reported.Id);
        var log = (await World.NewOperator("analyst").AuditAsync($"about=conversation {reported.Id}")).Must(200).Json.Items();
        Assert.Equal($"case {id}: words of a report or an appeal", Assert.Single(log, e => e.Get<string>("what") == "case-read").Get<string>("reason"));
        Assert.True(await db.Set<CaseReading>().AnyAsync(r => r.CaseId == id && r.ConversationId == reported.Id)); // and are told of in time
    }
}

public sealed class Casing_on_sqlite(CommonSqlite world) : Casing(world);

public sealed class Casing_on_postgres(CommonPostgres world) : Casing(world);
