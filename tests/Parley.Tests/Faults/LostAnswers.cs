using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;

namespace Parley.Tests.Faults;

/// <summary>The network between server and database loses what it carries, and tells nobody.</summary>
public sealed class Lost_answers(LineWorld world) : Facts(world), IClassFixture<LineWorld>
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(12), Recovery = TimeSpan.FromSeconds(20);

    Line Line => ((LineWorld)World).Line;

    [Fact]
    public async Task With_the_network_dead_everything_answers_503_in_bounded_time_and_new_connections_mend_it()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        var client = Guid.NewGuid();
        Line.Cut();
        var watch = Stopwatch.StartNew();
        var asked = new[] { talk.Buyer.SayAsync(talk.Id, "into the void", client), talk.Buyer.ReadThreadAsync(talk.Id), talk.Vendor.InboxAsync(), talk.Vendor.MarkReadAsync(talk.Id, 1) };
        (await World.Anyone().GetAsync("health/ready")).Must(503);
        foreach (var answer in await Task.WhenAll(asked)) answer.MustRefuse(503, "unavailable");
        Assert.True(watch.Elapsed < Bound, $"It took {watch.Elapsed.TotalSeconds} s to say so.");
        Line.Mend();
        await Eventually.TrueAsync(async () => (await talk.Buyer.SayAsync(talk.Id, "into the void", client)).Status is 200 or 201, "sending works again", Recovery);
        (await World.Anyone().GetAsync("health/ready")).Must(200);
        await window.HearAsync("message", m => m.Get<Guid>("message.clientMessageId") == client);
        Assert.Equal(["Is it still there?", "into the void"], (await talk.Vendor.WholeThreadAsync(talk.Id)).Select(m => m.Text));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_no_success_its_retry_is_free_and_the_other_side_hears_of_it_all_the_same()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        var client = Guid.NewGuid();
        var (id, author) = (client.ToByteArray(bigEndian: true), Encoding.UTF8.GetBytes(talk.Buyer.Id));
        Line.LoseAnswersTo(sent => sent.AsSpan().IndexOf(id) >= 0 && sent.AsSpan().IndexOf(author) >= 0); // where the message itself is written
        (await talk.Buyer.SayAsync(talk.Id, "was it stored?", client)).MustRefuse(503, "unavailable");
        await using (var db = World.Store.Open()) Assert.True(await db.Set<Message>().AnyAsync(m => m.ClientId == client, TestContext.Current.CancellationToken));
        await window.HearAsync("message", m => m.Get<Guid>("message.clientMessageId") == client);
        Assert.Equal(2, await RetryAsync(talk, client));
        await Ledger.MustBalanceAsync(World.Store);
    }

    /// <summary>The first answer that is not a 503.</summary>
    static async Task<int> RetryAsync(Talk talk, Guid client)
    {
        Answer? again = null;
        await Eventually.TrueAsync(async () => (again = await talk.Buyer.SayAsync(talk.Id, "was it stored?", client)).Status != 503, "sending works again", Recovery);
        return again!.Must(200).Get<int>("seq");
    }

    [Fact]
    public async Task Locks_of_a_session_that_lost_its_client_are_given_up()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.MarkReadAsync(talk.Id, 0)).Must(200);
        Line.LoseAnswersTo(sent => Encoding.UTF8.GetString(sent).Contains("for update", StringComparison.Ordinal));
        (await talk.Vendor.MarkReadAsync(talk.Id, 1)).MustRefuse(503, "unavailable");
        await Eventually.TrueAsync(async () => (await talk.Vendor.MarkReadAsync(talk.Id, 1)).Status == 200, "the thread can be written again", Recovery);
    }
}
