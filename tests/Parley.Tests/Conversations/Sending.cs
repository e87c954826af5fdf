namespace Parley.Tests.Conversations;

/// <summary>Numbers, retries and refusals of single messages.</summary>
public abstract class Sending(World world) : Facts(world)
{
    [Fact]
    public async Task A_message_resent_ten_times_at_once_is_stored_once()
    {
        var talk = await World.NewTalkAsync();
        var client = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => talk.Buyer.SayAsync(talk.Id, "Only once, please", client)));
        Assert.Single(answers, a => a.Status == 201);
        Assert.Equal(9, answers.Count(a => a.Status == 200));
        Assert.All(answers, a => Assert.Equal((2, "Only once, please"), (a.Get<int>("seq"), a.Get<string>("text"))));
        Assert.Equal(2, (await talk.Buyer.WholeThreadAsync(talk.Id)).Count);
        Assert.Equal(2, (await talk.Vendor.CountsAsync()).Get<int>("messages"));
    }

    [Fact]
    public async Task Two_hundred_sends_at_once_get_contiguous_numbers_and_every_reader_sees_one_order()
    {
        var talk = await World.NewTalkAsync();
        await using var buyerWindow = await talk.Buyer.ListenAsync();
        await using var vendorWindow = await talk.Vendor.ListenAsync();
        var sends = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? talk.Buyer : talk.Vendor).SayAsync(talk.Id, $"message {i}")));
        Assert.All(sends, s => s.Must(201));
        Assert.Equal(Enumerable.Range(2, 200), sends.Select(s => s.Get<int>("seq")).Order());

        var byBuyer = await talk.Buyer.WholeThreadAsync(talk.Id);
        var byVendor = await talk.Vendor.WholeThreadAsync(talk.Id);
        Assert.Equal(Enumerable.Range(1, 201), byBuyer.Select(m => m.Seq));
        Assert.Equal(byBuyer, byVendor);
        var told = byBuyer.ToDictionary(m => m.Seq, m => m.Text);
        Assert.All(sends, s => Assert.Equal(told[s.Get<int>("seq")], s.Get<string>("text")));

        foreach (var window in new[] { buyerWindow, vendorWindow })
        {
            await Eventually.TrueAsync(() => window.All("message").Count() == 200, "all 200 were pushed");
            Assert.Equal(Enumerable.Range(2, 200), window.All("message").Select(m => m.Get<int>("message.seq"))); // pushed in the order of their numbers
            Assert.Equal(window.All("message").Select(m => m.Get<long>("feed")).Order(), window.All("message").Select(m => m.Get<long>("feed")));
        }
    }

    [Fact]
    public async Task A_client_id_reused_for_another_text_is_refused()
    {
        var talk = await World.NewTalkAsync();
        var client = Guid.NewGuid();
        (await talk.Buyer.SayAsync(talk.Id, "first", client)).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, "second", client)).MustRefuse(422, "message-id-reused");
        (await talk.Vendor.SayAsync(talk.Id, "first", client)).MustRefuse(422, "message-id-reused");
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", new { clientMessageId = client, text = "first", replyTo = 1 })).MustRefuse(422, "message-id-reused");
        (await talk.Buyer.SayAsync(talk.Id, "first", client)).Must(200);
        Assert.Equal(["Is it still there?", "first"], (await talk.Buyer.WholeThreadAsync(talk.Id)).Select(m => m.Text));
    }

    [Fact]
    public async Task The_same_client_id_in_another_thread_is_another_message()
    {
        var (one, two) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        var client = Guid.NewGuid();
        (await one.Buyer.SayAsync(one.Id, "here", client)).Must(201);
        (await two.Buyer.SayAsync(two.Id, "there", client)).Must(201);
    }

    [Fact]
    public async Task A_retry_of_a_message_that_was_edited_or_unsent_since_is_still_free()
    {
        var talk = await World.NewTalkAsync();
        var (edited, unsent) = (Guid.NewGuid(), Guid.NewGuid());
        (await talk.Buyer.SayAsync(talk.Id, "one", edited)).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, "two", unsent)).Must(201);
        (await talk.Buyer.EditAsync(talk.Id, 2, "one, better")).Must(200);
        (await talk.Buyer.UnsendAsync(talk.Id, 3)).Must(200);
        Assert.Equal("one, better", (await talk.Buyer.SayAsync(talk.Id, "one", edited)).Must(200).Get<string>("text"));
        Assert.Null((await talk.Buyer.SayAsync(talk.Id, "two", unsent)).Must(200).Json["text"]);
        Assert.Equal(3, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("lastSeq"));
    }

    [Theory]
    [InlineData("", "validation")]
    [InlineData("   \n\t ", "validation")]
    [InlineData("\u200b\u200c\u2060\ufeff", "validation")]
    [InlineData("a\0b", "invalid-character")]
    public async Task A_text_that_cannot_be_read_is_refused_and_nothing_is_stored(string text, string problem)
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, text)).MustRefuse(400, problem);
        Assert.Equal(1, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("lastSeq"));
    }

    [Fact]
    public async Task Five_thousand_characters_are_a_message_and_one_more_is_not()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, new string('x', 5001))).MustRefuse(400, "validation");
        var longest = new string('字', 5000);
        Assert.Equal(longest, (await talk.Buyer.SayAsync(talk.Id, longest)).Must(201).Get<string>("text"));
        Assert.Equal(160, (await talk.Vendor.InboxAsync()).Get<string>("items.0.last.text").Length);
    }

    [Fact]
    public async Task Lone_surrogates_are_refused_wherever_they_stand()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", $$"""{"clientMessageId":"{{Guid.NewGuid()}}","text":"a\ud800b"}""")).MustRefuse(400, "malformed-json");
        (await talk.Buyer.PutAsync($"v1/conversations/{talk.Id}/messages/1/text", """{"text":"\udc00"}""")).MustRefuse(400, "malformed-json");
        (await talk.Buyer.PostAsync("v1/conversations", $$"""{"vendor":"\ud800","message":{"clientMessageId":"{{Guid.NewGuid()}}","text":"x"} }""")).MustRefuse(400, "malformed-json");
        Assert.Equal(1, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("lastSeq"));
    }

    [Fact]
    public async Task What_the_server_decides_cannot_be_sent()
    {
        var talk = await World.NewTalkAsync();
        foreach (var extra in new[] { "\"seq\":7", "\"at\":\"2020-01-01T00:00:00Z\"", "\"kind\":\"system\"", "\"author\":{}", "\"party\":\"platform\"" })
            (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", $$"""{ "clientMessageId": "{{Guid.NewGuid()}}", "text": "x", {{extra}} }""")).MustRefuse(400, "validation");
        Assert.Equal(1, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("lastSeq"));
    }

    [Fact]
    public async Task Every_answer_says_that_it_is_nobody_elses_to_keep()
    {
        var talk = await World.NewTalkAsync();
        var answer = await talk.Buyer.ReadThreadAsync(talk.Id);
        Assert.Equal("private, no-store", string.Join(", ", answer.Headers["Cache-Control"].Split(", ").OrderDescending()));
        Assert.Contains("\"requests\"", answer.Headers["RateLimit"], StringComparison.Ordinal);
        Assert.Contains("\"requests\"", answer.Headers["RateLimit-Policy"], StringComparison.Ordinal);
    }
}

public sealed class Sending_on_sqlite(CommonSqlite world) : Sending(world);

public sealed class Sending_on_postgres(CommonPostgres world) : Sending(world);
