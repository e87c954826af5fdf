using Microsoft.EntityFrameworkCore;
using Parley.Safety;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>A text that a message is given later is looked at as one that is sent.</summary>
public abstract class ScreeningEdits(World world) : Facts(world)
{
    const string Insult = "You are a stupid worthless idiot, I hate you";

    [Fact]
    public async Task An_edit_that_people_are_to_see_is_noted_and_flagged_once_and_every_text_it_had_is_in_the_case()
    {
        var talk = await World.NewTalkAsync("Thank you for the quick answer");
        (await talk.Buyer.EditAsync(talk.Id, 1, Insult)).Must(200);
        (await talk.Buyer.EditAsync(talk.Id, 1, Insult)).Must(200); // again
        await Eventually.TrueAsync(async () => (await FlagsAsync(talk.Id)).Count > 0, "the flag is raised");
        (await talk.Buyer.EditAsync(talk.Id, 1, "Thank you again")).Must(200);
        var noted = Assert.Single(await NotedAsync(talk.Id));
        Assert.Equal((1, "abuse", 0), (noted.Version, noted.FlagKind, noted.Policy));
        var moderator = World.NewOperator();
        var view = (await moderator.Asks.GetAsync($"v1/cases/{await moderator.ClaimAsync(talk.Id)}")).Must(200);
        var flag = Assert.Single(view.Json.Items("flags"));
        Assert.Equal(("abuse", 1, talk.Buyer.Id), (flag.Get<string>("kind"), flag.Get<int>("seq"), flag.Get<string>("person")));
        Assert.All(flag.Items("findings"), f => Assert.Equal(1, f.Get<int>("version")));
        var message = view.Json.Items("threads.0.messages")[0];
        Assert.Equal("Thank you for the quick answer", message.Get<string>("original"));
        Assert.Equal([(1, Insult), (2, "Thank you again")], message.Items("edits").Select(e => (e.Get<int>("version"), e.Get<string>("text"))));
        Assert.DoesNotContain("edits", (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Body, StringComparison.Ordinal); // for nobody else
        Assert.Single(await FlagsAsync(talk.Id));
    }

    [Fact]
    public async Task A_message_and_its_edit_are_flagged_each_for_itself_in_one_case()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, Insult)).Must(201);
        (await talk.Buyer.EditAsync(talk.Id, 2, $"{Insult}, you pathetic loser")).Must(200);
        await Eventually.TrueAsync(async () => (await FlagsAsync(talk.Id)).Count == 2, "both flags are raised");
        Assert.Equal([0, 1], (await NotedAsync(talk.Id)).Select(n => n.Version).Order());
        Assert.Single((await FlagsAsync(talk.Id)).Select(f => f.CaseId).Distinct());
    }

    [Fact]
    public async Task An_edit_that_is_refused_leaves_no_note()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.EditAsync(talk.Id, 1, Insult)).MustRefuse(403, "forbidden"); // somebody else's
        (await talk.Buyer.UnsendAsync(talk.Id, 1)).Must(200);
        Assert.NotEqual(200, (await talk.Buyer.EditAsync(talk.Id, 1, Insult)).Status);
        Assert.Empty(await NotedAsync(talk.Id));
    }

    [Theory]
    [InlineData("my number is", "+44 79", "ok", 3, "11 12 34 56")] // the last piece comes by an edit
    [InlineData("Hello there", "ok", "11 12 34 56", 2, "my number +44 79")] // and here the first
    public async Task A_number_in_pieces_is_noticed_when_an_edit_puts_it_together(string first, string second, string third, int edited, string text)
    {
        var talk = await World.NewTalkAsync(first);
        (await talk.Buyer.SayAsync(talk.Id, second)).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, third)).Must(201);
        (await talk.Buyer.EditAsync(talk.Id, edited, text)).MustRefuse(422, "coached");
    }

    [Fact]
    public async Task A_piece_that_came_by_an_edit_counts_for_what_is_sent_after_it()
    {
        var talk = await World.NewTalkAsync("my number is");
        (await talk.Buyer.SayAsync(talk.Id, "ok")).Must(201);
        (await talk.Buyer.EditAsync(talk.Id, 2, "+44 79")).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "11 12 34 56")).MustRefuse(422, "coached");
    }

    [Fact]
    public async Task An_opening_that_becomes_an_offer_goes_to_the_vendors_spam_folder()
    {
        var talk = await World.NewTalkAsync("Is it still there?");
        Assert.Empty((await talk.Vendor.InboxAsync("folder=spam")).Must(200).Json.Items());
        (await talk.Buyer.EditAsync(talk.Id, 1, OneToMany.Offer)).Must(200);
        Assert.Equal(talk.Id, (await talk.Vendor.InboxAsync("folder=spam")).Must(200).Get<Guid>("items.0.id"));
        await Eventually.TrueAsync(async () => (await FlagsAsync(talk.Id)).Count == 1, "the flag is raised");
    }

    async Task<List<Flag>> FlagsAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<Flag>().Where(f => f.ConversationId == thread).ToListAsync();
    }

    async Task<List<ScreenedMessage>> NotedAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<ScreenedMessage>().Where(s => s.ConversationId == thread).ToListAsync();
    }
}

public sealed class ScreeningEdits_on_sqlite(CommonSqlite world) : ScreeningEdits(world);

public sealed class ScreeningEdits_on_postgres(CommonPostgres world) : ScreeningEdits(world);
