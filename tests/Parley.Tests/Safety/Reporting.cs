using Microsoft.EntityFrameworkCore;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>People tell what is wrong in their threads, on what they can see only, and see what became of it.</summary>
public abstract class Reporting(World world) : Facts(world)
{
    static string Path(Guid thread) => $"v1/conversations/{thread}/reports";

    async Task<(Case Case, List<Flag> Flags)> CaseOfAsync(Guid thread, int? seq)
    {
        await using var db = World.Store.Open();
        var flags = await db.Set<Flag>().Where(f => f.ConversationId == thread && f.Seq == seq).ToListAsync();
        var id = Assert.Single(flags.Select(f => f.CaseId).Distinct());
        return (await db.Set<Case>().SingleAsync(c => c.Id == id), flags);
    }

    [Fact]
    public async Task Either_side_reports_a_message_or_the_other_sides_conduct_and_gets_a_receipt()
    {
        var talk = await World.NewTalkAsync("Pay me outside");
        (await talk.Vendor.SayAsync(talk.Id, "As you like")).Must(201);
        var receipts = new List<string>
        {
            (await talk.Vendor.PostAsync(Path(talk.Id), new { reason = "off-platform", seq = 1, words = "Wants to pay elsewhere" })).Must(201).Get<string>("receipt"),
            (await talk.Buyer.PostAsync(Path(talk.Id), new { reason = "offensive", seq = 2 })).Must(201).Get<string>("receipt"),
            (await talk.Buyer.PostAsync(Path(talk.Id), new { reason = "unwanted" })).Must(201).Get<string>("receipt"),
        };
        Assert.Equal(3, receipts.Distinct().Count());
        var mine = (await talk.Buyer.GetAsync("v1/reports")).Must(200).Json.Items();
        Assert.Equal([receipts[2], receipts[1]], mine.Select(r => r.Get<string>("receipt")));
        Assert.Equal(("offensive", 2, "received", talk.Id), (mine[1].Get<string>("reason"), mine[1].Get<int>("seq"), mine[1].Get<string>("outcome"), mine[1].Get<Guid>("conversation")));
        Assert.DoesNotContain(mine, r => r.Get<string>("receipt") == receipts[0]);

        var (about, flags) = await CaseOfAsync(talk.Id, 2);
        Assert.Equal(("report", talk.Vendor.Id, PartyKind.Vendor, 50, CaseState.Open), (about.Kind, about.PersonId, about.Party, about.Harm, about.State));
        Assert.Contains("offensive", Assert.Single(flags).Findings, StringComparison.Ordinal);
        var conduct = (await CaseOfAsync(talk.Id, null)).Case;
        Assert.Equal((null, PartyKind.Vendor), (conduct.PersonId, conduct.Party));
    }

    [Fact]
    public async Task Reporting_the_same_again_returns_the_first_receipt_and_another_reason_is_another_report_in_the_same_case()
    {
        var talk = await World.NewTalkAsync();
        var first = (await talk.Vendor.PostAsync(Path(talk.Id), new { reason = "unwanted", seq = 1, words = "Again and again" })).Must(201).Get<string>("receipt");
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => talk.Vendor.PostAsync(Path(talk.Id), new { reason = "unwanted", seq = 1, words = "Again and again" })));
        Assert.All(again, a => Assert.Equal(first, a.Must(200).Get<string>("receipt")));
        (await talk.Vendor.PostAsync(Path(talk.Id), new { reason = "threatening", seq = 1 })).Must(201);
        var (about, flags) = await CaseOfAsync(talk.Id, 1);
        Assert.Equal((2, 2, 90), (flags.Count, about.Flags, about.Harm));
        Assert.Equal(Case.RankOf(about.OpenedAt, 90), about.Rank);
    }

    [Fact]
    public async Task What_one_cannot_see_cannot_be_reported()
    {
        var talk = await World.NewTalkAsync();
        var stranger = await World.NewBuyerAsync();
        var never = (await stranger.PostAsync(Path(Guid.NewGuid()), new { reason = "scam", seq = 1 })).MustRefuse(404, "not-found");
        Assert.Equal(never.Bare, (await stranger.PostAsync(Path(talk.Id), new { reason = "scam", seq = 1 })).MustRefuse(404, "not-found").Bare);
        (await talk.Vendor.PostAsync(Path(talk.Id), new { reason = "scam", seq = 2 })).MustRefuse(404, "not-found"); // not written, or not for their eyes yet
        (await talk.Vendor.PostAsync(Path(talk.Id), new { reason = "scam", seq = 0 })).MustRefuse(404, "not-found");
        (await talk.Buyer.PostAsync(Path(talk.Id), new { reason = "scam", seq = 1 })).MustRefuse(400, "validation"); // their own
        await using var db = World.Store.Open();
        Assert.False(await db.Set<Flag>().AnyAsync(f => f.ConversationId == talk.Id));
    }

    [Fact]
    public async Task A_report_says_what_is_wrong_in_bounds()
    {
        var talk = await World.NewTalkAsync();
        foreach (var bad in new object[] { new { reason = "other" }, new { reason = "boring" }, new { seq = 1 }, new { reason = "other", words = " " }, new { reason = "scam", words = new string('x', 1001) }, new { reason = "scam", other = 1 } })
            (await talk.Vendor.PostAsync(Path(talk.Id), bad)).MustRefuse(400, "validation");
        (await talk.Vendor.PostAsync(Path(talk.Id), new { reason = "other", words = "a\0b" })).MustRefuse(400, "invalid-character");
        (await talk.Vendor.PostAsync(Path(talk.Id), new { reason = "other", words = new string('x', 1000) })).Must(201);
    }

    [Fact]
    public async Task A_thousand_reports_by_one_person_are_stopped_with_a_clear_word_and_the_others_can_go_on()
    {
        var talk = await World.NewTalkAsync();
        var answers = new List<Answer>();
        foreach (var some in Enumerable.Range(0, 1000).Chunk(20))
            answers.AddRange(await Task.WhenAll(some.Select(i => talk.Vendor.PostAsync(Path(talk.Id), new { reason = "other", seq = 1, words = $"Number {i}" }))));
        Assert.Equal(50, answers.Count(a => a.Status == 201));
        var refused = answers.Where(a => a.Status != 201).ToList();
        Assert.All(refused, a => a.MustRefuse(429, "too-many-reports"));
        Assert.InRange(int.Parse(refused[0].Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 80_000, 86_400);
        (await (await World.NewAgentAsync(talk.Shop.VendorId)).PostAsync(Path(talk.Id), new { reason = "scam", seq = 1 })).Must(201);
        Assert.Equal(51, (await CaseOfAsync(talk.Id, 1)).Case.Flags);
    }

    [Fact]
    public async Task A_reporters_words_are_sealed()
    {
        var talk = await World.NewTalkAsync();
        var canary = $"canary {Guid.NewGuid():N}";
        (await talk.Vendor.PostAsync(Path(talk.Id), new { reason = "other", seq = 1, words = canary })).Must(201);
        await using var db = World.Store.Open();
        var report = await db.Set<Report>().SingleAsync(r => r.ConversationId == talk.Id);
        Assert.True(report.Words!.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(canary)) < 0);
    }
}

public sealed class Reporting_on_sqlite(CommonSqlite world) : Reporting(world);

public sealed class Reporting_on_postgres(CommonPostgres world) : Reporting(world);
