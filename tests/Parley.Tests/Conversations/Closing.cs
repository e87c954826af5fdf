namespace Parley.Tests.Conversations;

/// <summary>Closed and frozen threads say so, to everybody, in words and in the thread itself.</summary>
public abstract class Closing(World world) : Facts(world)
{
    [Fact]
    public async Task A_closed_thread_takes_no_message_until_either_side_reopens_it()
    {
        var talk = await World.NewTalkAsync();
        var url = $"v1/conversations/{talk.Id}/closure";
        (await talk.Buyer.PutAsync(url)).MustRefuse(403, "forbidden");
        await using var window = await talk.Buyer.ListenAsync();
        var closed = (await talk.Vendor.PutAsync(url)).Must(200);
        Assert.Equal(("closed", false, "closed"), (closed.Get<string>("state"), closed.Get<bool>("canWrite"), closed.Get<string>("whyNot")));
        await window.HearAsync("message", c => c.Get<string>("conversation.state") == "closed");
        (await talk.Buyer.SayAsync(talk.Id, "But")).MustRefuse(409, "conversation-closed");
        (await talk.Vendor.SayAsync(talk.Id, "No")).MustRefuse(409, "conversation-closed");
        (await talk.Vendor.PutAsync(url)).Must(200); // once more changes nothing
        Assert.Equal("open", (await talk.Buyer.DeleteAsync(url)).Must(200).Get<string>("state"));
        (await talk.Buyer.SayAsync(talk.Id, "But")).Must(201);
        var events = (await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items().Where(m => m.Get<string>("kind") == "system").Select(m => m.Get<string>("event.type"));
        Assert.Equal(["conversation-closed", "conversation-reopened"], events);
    }

    [Fact]
    public async Task A_retry_of_a_message_stored_before_the_closing_is_free()
    {
        var talk = await World.NewTalkAsync();
        var client = Guid.NewGuid();
        (await talk.Buyer.SayAsync(talk.Id, "in time", client)).Must(201);
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "in time", client)).Must(200);
    }

    [Fact]
    public async Task A_frozen_thread_can_be_read_but_not_changed_by_anyone()
    {
        var talk = await World.NewTalkAsync();
        (await World.HostClient.PutAsync($"v1/conversations/{talk.Id}/freeze", new { reason = "Under review" })).Must(204);
        foreach (var person in new[] { talk.Buyer, talk.Vendor })
        {
            var view = (await person.ViewAsync(talk.Id)).Must(200);
            Assert.Equal(("frozen", "frozen"), (view.Get<string>("state"), view.Get<string>("whyNot")));
            (await person.ReadThreadAsync(talk.Id)).Must(200);
            (await person.SayAsync(talk.Id, "Why?")).MustRefuse(409, "conversation-frozen");
            (await person.DeleteAsync($"v1/conversations/{talk.Id}/closure")).MustRefuse(409, "conversation-frozen");
            (await person.PutAsync($"v1/conversations/{talk.Id}/messages/1/reactions/like")).MustRefuse(409, "conversation-frozen");
        }
        (await talk.Buyer.EditAsync(talk.Id, 1, "other")).MustRefuse(409, "conversation-frozen");
        (await talk.Buyer.UnsendAsync(talk.Id, 1)).MustRefuse(409, "conversation-frozen");
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).MustRefuse(409, "conversation-frozen");
        var frozen = (await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items()[^1];
        Assert.Equal(("conversation-frozen", "Under review"), (frozen.Get<string>("event.type"), frozen.Get<string>("event.data.reason")));

        (await World.HostClient.DeleteAsync($"v1/conversations/{talk.Id}/freeze")).Must(204);
        (await talk.Buyer.SayAsync(talk.Id, "Thank you")).Must(201);
    }

    [Fact]
    public async Task Freezing_and_closing_do_not_undo_each_other()
    {
        var talk = await World.NewTalkAsync();
        var (closure, freeze) = ($"v1/conversations/{talk.Id}/closure", $"v1/conversations/{talk.Id}/freeze");
        (await talk.Vendor.PutAsync(closure)).Must(200);
        (await World.HostClient.DeleteAsync(freeze)).Must(204); // it is not frozen
        await StateMustBeAsync("closed");
        (await World.HostClient.PutAsync(freeze, new { reason = "Under review" })).Must(204);
        await StateMustBeAsync("frozen");
        (await World.HostClient.PutAsync(freeze, new { reason = "Once more" })).Must(204);
        (await World.HostClient.DeleteAsync(freeze)).Must(204);
        await StateMustBeAsync("closed");
        (await talk.Buyer.DeleteAsync(closure)).Must(200);
        await StateMustBeAsync("open");
        var events = (await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items().Where(m => m.Get<string>("kind") == "system").Select(m => m.Get<string>("event.type"));
        Assert.Equal(["conversation-closed", "conversation-frozen", "conversation-thawed", "conversation-reopened"], events);

        async Task StateMustBeAsync(string state) => Assert.Equal(state, (await talk.Buyer.ViewAsync(talk.Id)).Get<string>("state"));
    }

    [Fact]
    public async Task Closing_at_once_closes_once()
    {
        var talk = await World.NewTalkAsync();
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")))) answer.Must(200);
        Assert.Single((await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items(), m => m.Get<string>("kind") == "system");
    }

    [Fact]
    public async Task Closing_and_sending_at_once_leave_a_whole_thread()
    {
        var talk = await World.NewTalkAsync();
        var sends = Enumerable.Range(0, 60).Select(i => talk.Buyer.SayAsync(talk.Id, $"This is letter number {i}")).ToArray();
        var close = talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure");
        var answers = await Task.WhenAll(sends);
        (await close).Must(200);
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 201, 409 }));
        var thread = await talk.Buyer.WholeThreadAsync(talk.Id);
        Assert.Equal(Enumerable.Range(1, thread.Count), thread.Select(m => m.Seq));
        Assert.Equal(2 + answers.Count(a => a.Status == 201), thread.Count);
        Assert.Equal("closed", (await talk.Buyer.ViewAsync(talk.Id)).Get<string>("state"));
    }
}

public sealed class Closing_on_sqlite(CommonSqlite world) : Closing(world);

public sealed class Closing_on_postgres(CommonPostgres world) : Closing(world);
