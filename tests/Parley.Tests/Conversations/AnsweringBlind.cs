using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Parley.Conversations;

namespace Parley.Tests.Conversations;

/// <summary>No agent answers what a colleague has answered already, unless they have seen it.</summary>
public abstract class AnsweringBlind(World world) : Facts(world)
{
    [Fact]
    public async Task A_reply_to_a_thread_that_a_colleague_answered_meanwhile_is_refused_until_it_was_seen()
    {
        var (talk, colleague) = await TeamAsync();
        (await talk.Vendor.AnswerAsync(talk.Id, "Yes, it is", 1)).Must(201);
        var client = Guid.NewGuid();
        var refused = (await colleague.AnswerAsync(talk.Id, "No, it is gone", 1, client)).MustRefuse(409, "answered-meanwhile");
        Assert.Equal((2, talk.Vendor.Id, "Adam Agent"), (refused.Get<int>("seq"), refused.Get<string>("by.id"), refused.Get<string>("by.name")));
        Assert.InRange(refused.Get<int>("secondsAgo"), 0, 60);
        Assert.Equal(2, (await talk.Buyer.WholeThreadAsync(talk.Id)).Count);
        (await colleague.AnswerAsync(talk.Id, "No, it is gone", 2, client)).Must(201);
        Assert.Equal(3, (await colleague.AnswerAsync(talk.Id, "No, it is gone", 1, client)).Must(200).Get<int>("seq")); // a repeat is a repeat
        (await talk.Vendor.AnswerAsync(talk.Id, "As I said", 2)).MustRefuse(409, "answered-meanwhile");
        (await talk.Vendor.SayAsync(talk.Id, "As I said")).Must(201);
        (await talk.Vendor.AnswerAsync(talk.Id, "and again", 3)).Must(201); // their own is the last
        (await talk.Vendor.AnswerAsync(talk.Id, "before the beginning", -1)).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task What_the_buyer_or_the_platform_writes_and_what_was_unsent_keeps_nobody_from_answering()
    {
        var (talk, colleague) = await TeamAsync();
        (await talk.Buyer.SayAsync(talk.Id, "Hello?")).Must(201);
        await World.Host.PutSubjectAsync(new Parley.Client.Subject(Parley.Client.SubjectKind.Listing, talk.Shop.ListingId, talk.Shop.VendorId, "A blue bowl"));
        (await World.HostClient.PostAsync($"v1/subjects/listing/{talk.Shop.ListingId}/changes", new { id = Guid.NewGuid(), state = "sold" })).Must(202);
        await Eventually.TrueAsync(async () => (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("lastSeq") == 3, "the change is in the thread");
        (await colleague.AnswerAsync(talk.Id, "first", 1)).Must(201);
        (await talk.Vendor.AnswerAsync(talk.Id, "second", 4)).Must(201);
        (await talk.Vendor.UnsendAsync(talk.Id, 5)).Must(200);
        (await colleague.AnswerAsync(talk.Id, "third", 4)).Must(201);
        (await talk.Vendor.AnswerAsync(talk.Id, "fourth", 5)).MustRefuse(409, "answered-meanwhile");
        (await talk.Buyer.AnswerAsync(talk.Id, "buyers answer whenever they like", 1)).Must(201);
        await Ledger.MustBalanceAsync(World.Store, talk.Shop.VendorId);
    }

    [Fact]
    public async Task Of_two_agents_who_answer_at_once_exactly_one_is_heard()
    {
        var (talk, colleague) = await TeamAsync();
        var other = await World.NewAgentAsync(talk.Shop.VendorId);
        for (var round = 1; round <= 20; round++)
        {
            var seen = round;
            var answers = await Task.WhenAll(new[] { talk.Vendor, colleague, other }.Select(agent => agent.AnswerAsync(talk.Id, $"round {seen}", seen)));
            Assert.Single(answers, a => a.Status == 201);
            Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal(seen + 1, a.MustRefuse(409, "answered-meanwhile").Get<int>("seq")));
        }
        Assert.Equal(21, (await talk.Buyer.WholeThreadAsync(talk.Id)).Count);
    }

    [Fact]
    public async Task Threads_from_before_know_their_last_answers_after_the_migration()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "stands")).Must(201);
        (await talk.Vendor.SayAsync(talk.Id, "unsent")).Must(201);
        (await talk.Vendor.UnsendAsync(talk.Id, 3)).Must(200);
        await using var db = World.Store.Open();
        await db.Database.ExecuteSqlRawAsync("update conversations set answer_seq = null, answer_by = null");
        var backfill = db.GetService<IMigrationsAssembly>().Migrations.Single(m => m.Key.EndsWith("_LastAnswers", StringComparison.Ordinal)).Value;
        var migration = (Migration)Activator.CreateInstance(backfill)!;
        foreach (var step in migration.UpOperations.OfType<Microsoft.EntityFrameworkCore.Migrations.Operations.SqlOperation>()) await db.Database.ExecuteSqlRawAsync(step.Sql);
        var row = await db.Set<Conversation>().SingleAsync(c => c.Id == talk.Id);
        Assert.Equal((2, talk.Vendor.Id), (row.AnswerSeq, row.AnswerBy));
    }

    async Task<(Talk, Actor)> TeamAsync()
    {
        var talk = await World.NewTalkAsync();
        return (talk, await World.NewAgentAsync(talk.Shop.VendorId, name: "Carla Colleague"));
    }
}

public sealed class Answering_blind_on_sqlite(CommonSqlite world) : AnsweringBlind(world);

public sealed class Answering_blind_on_postgres(CommonPostgres world) : AnsweringBlind(world);
