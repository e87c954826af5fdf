using Microsoft.EntityFrameworkCore;
using Parley.Safety;
using Parley.Tests.Attachments.Images;

namespace Parley.Tests.Safety;

/// <summary>Files of what a case or a grant shows are opened by whoever has it, each time on record; others are not.</summary>
public abstract class ReadingFiles(World world) : Facts(world)
{
    /// <summary>A reported message with a picture, one far from it with a text, and whoever has the case.</summary>
    async Task<(Talk Talk, Guid Picture, Guid Far, Operators.Operator Moderator, Guid Case)> CaseAsync()
    {
        var talk = await World.NewTalkAsync();
        var picture = await talk.Buyer.UploadReadyAsync(talk.Id, "view.png", Originals.Png(Originals.Quarters()));
        (await talk.Buyer.SendFilesAsync(talk.Id, "Look", picture)).Must(201);
        for (var i = 0; i < 5; i++) (await talk.Vendor.SayAsync(talk.Id, "I would rather not")).Must(201);
        var far = await talk.Buyer.UploadReadyAsync(talk.Id, "far.txt", "far away"u8.ToArray());
        (await talk.Buyer.SendFilesAsync(talk.Id, "And this", far)).Must(201);
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = 2 })).Must(201);
        var moderator = World.NewOperator();
        return (talk, picture, far, moderator, await moderator.ClaimAsync(talk.Id));
    }

    async Task<int> EntriesAsync(Guid thread, string reason)
    {
        await using var db = World.Store.Open();
        return await db.Set<AuditEntry>().CountAsync(e => e.What == "file-read" && e.About == $"conversation {thread}" && e.Reason == reason);
    }

    [Fact]
    public async Task A_picture_of_a_claimed_case_is_opened_as_it_was_made_anew_and_each_opening_is_on_record()
    {
        var (talk, picture, _, moderator, id) = await CaseAsync();
        foreach (var size in new[] { "", "?size=small", "?size=full" })
        {
            var (answer, bytes) = await World.OpenAsync(moderator.Asks, $"v1/cases/{id}/files/{picture}{size}");
            Assert.Equal((200, "no-store", "sandbox; default-src 'none'"), ((int)answer.StatusCode, answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("Content-Security-Policy").Single()));
            Assert.StartsWith("image/", answer.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
            Assert.NotEmpty(bytes);
        }
        Assert.Equal(3, await EntriesAsync(talk.Id, $"case {id}: file {picture} of message 2"));
        (await moderator.Asks.GetAsync($"v1/cases/{id}/files/{picture}?size=huge")).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Nothing_else_is_opened_by_a_case_and_nothing_without_it()
    {
        var (talk, picture, far, moderator, id) = await CaseAsync();
        var strangers = await World.NewTalkAsync();
        var other = await strangers.Buyer.UploadReadyAsync(strangers.Id, "a.txt", "of strangers"u8.ToArray());
        (await strangers.Buyer.SendFilesAsync(strangers.Id, "Here", other)).Must(201);
        var unsent = await talk.Buyer.UploadReadyAsync(talk.Id, "b.txt", "not sent yet"u8.ToArray());
        foreach (var file in new[] { far, other, unsent, Guid.NewGuid() }) (await moderator.Asks.GetAsync($"v1/cases/{id}/files/{file}")).MustRefuse(404, "not-found");
        (await World.NewOperator().Asks.GetAsync($"v1/cases/{id}/files/{picture}")).MustRefuse(409, "case-claimed");
        (await World.NewOperator("analyst").Asks.GetAsync($"v1/cases/{id}/files/{picture}")).MustRefuse(403, "forbidden");
        (await moderator.Asks.DeleteAsync($"v1/cases/{id}/claim")).Must(204);
        (await moderator.Asks.GetAsync($"v1/cases/{id}/files/{picture}")).MustRefuse(403, "case-not-claimed");
        await using var db = World.Store.Open();
        Assert.Empty(await db.Set<AuditEntry>().Where(e => e.What == "file-read" && e.Who == moderator.Id).ToListAsync());
    }

    [Fact]
    public async Task What_was_removed_or_unsent_is_evidence_still()
    {
        var (talk, picture, _, moderator, id) = await CaseAsync();
        (await talk.Buyer.UnsendAsync(talk.Id, 2)).Must(200);
        Assert.Equal(200, (int)(await World.OpenAsync(moderator.Asks, $"v1/cases/{id}/files/{picture}")).Answer.StatusCode);
        Assert.Equal(1, await EntriesAsync(talk.Id, $"case {id}: file {picture} of message 2"));
    }

    [Fact]
    public async Task A_grant_opens_the_files_of_its_conversation_while_it_lasts()
    {
        var (talk, picture, far, _, _) = await CaseAsync();
        var moderator = World.NewOperator();
        var grant = (await moderator.Asks.PostAsync("v1/grants", new { conversation = talk.Id, purpose = "support", reason = "The buyer asked us for help" })).Must(201).Get<Guid>("id");
        Assert.Equal("far away"u8.ToArray(), (await World.OpenAsync(moderator.Asks, $"v1/grants/{grant}/files/{far}")).Bytes);
        Assert.Equal(200, (int)(await World.OpenAsync(moderator.Asks, $"v1/grants/{grant}/files/{picture}")).Answer.StatusCode);
        Assert.Equal((1, 1), (await EntriesAsync(talk.Id, $"support, grant {grant}: file {picture} of message 2"), await EntriesAsync(talk.Id, $"support, grant {grant}: file {far} of message 8")));
        await using (var db = World.Store.Open()) Assert.NotNull((await db.Set<AccessGrant>().SingleAsync(g => g.Id == grant)).FirstReadAt); // the people in it will be told
        (await World.NewOperator().Asks.GetAsync($"v1/grants/{grant}/files/{far}")).MustRefuse(404, "not-found");
        var elsewhere = await World.NewTalkAsync();
        var other = await elsewhere.Buyer.UploadReadyAsync(elsewhere.Id, "a.txt", "elsewhere"u8.ToArray());
        (await elsewhere.Buyer.SendFilesAsync(elsewhere.Id, "Here", other)).Must(201);
        (await moderator.Asks.GetAsync($"v1/grants/{grant}/files/{other}")).MustRefuse(404, "not-found");
        (await moderator.Asks.DeleteAsync($"v1/grants/{grant}")).Must(204);
        (await moderator.Asks.GetAsync($"v1/grants/{grant}/files/{far}")).MustRefuse(403, "grant-over");
    }
}

public sealed class ReadingFiles_on_sqlite(CommonSqlite world) : ReadingFiles(world);

public sealed class ReadingFiles_on_postgres(CommonPostgres world) : ReadingFiles(world);
