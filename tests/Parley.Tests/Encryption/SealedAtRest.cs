using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;

namespace Parley.Tests.Encryption;

/// <summary>Words lie sealed; keys can be rotated and destroyed; evidence stands.</summary>
public abstract class SealedAtRest(World world) : Facts(world)
{
    [Fact]
    public async Task No_text_lies_readable_in_the_store_or_the_log()
    {
        const string first = "CanaryNightingale", edited = "CanaryOstrich", unsent = "CanaryPelican", typed = "CanaryQuail";
        var talk = await World.NewTalkAsync(first);
        (await talk.Buyer.EditAsync(talk.Id, 1, edited)).Must(200);
        (await talk.Vendor.SayAsync(talk.Id, unsent)).Must(201);
        (await talk.Vendor.UnsendAsync(talk.Id, 2)).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, typed + new string('x', 5000))).Must(400);
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", "{ \"text\": \"" + typed)).Must(400);
        (await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200);
        var dump = await World.Store.DumpAsync();
        var log = string.Join('\n', World.Server.Log);
        Assert.True(Holds(dump, "A green bowl"), "the search must be able to find something"); // titles are the host's and not sealed
        foreach (var word in new[] { first, edited, unsent, typed })
        {
            Assert.False(Holds(dump, word), $"'{word}' lies readable in the store");
            Assert.DoesNotContain(word, log, StringComparison.OrdinalIgnoreCase);
        }
        foreach (var secret in new[] { World.Secret, World.HostKey.Split('_')[^1], talk.Buyer.Bearer!.Split('.')[2] })
        {
            Assert.False(Holds(dump, secret), "a credential lies readable in the store");
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_the_wrapping_key_was_rotated_everything_is_still_readable()
    {
        var talk = await World.NewTalkAsync("before the rotation");
        (await talk.Buyer.EditAsync(talk.Id, 1, "before the rotation, edited")).Must(200);
        await using (var db = World.Store.Open()) Assert.NotEmpty(await db.Set<AuthorKey>().ToListAsync());
        var old = await WrappersAsync();
        (await Tool.ParleyAsync(World.Environment(), "key", "rotate")).Done();
        var fresh = await WrappersAsync();
        Assert.Single(fresh);
        Assert.DoesNotContain(fresh[0], old);
        await World.Server.RestartAsync();
        Assert.Equal("before the rotation, edited", (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Get<string>("items.0.text"));
        (await talk.Vendor.SayAsync(talk.Id, "and after")).Must(201);
        Assert.Equal(2, (await talk.Buyer.WholeThreadAsync(talk.Id)).Count);
    }

    [Fact]
    public async Task A_running_server_goes_on_while_the_wrapping_key_is_rotated()
    {
        var known = await World.NewTalkAsync("known to the server");
        await World.Server.RestartAsync(); // it remembers nothing
        (await Tool.ParleyAsync(World.Environment(), "key", "rotate")).Done();
        Assert.Equal("known to the server", (await known.Vendor.ReadThreadAsync(known.Id)).Must(200).Get<string>("items.0.text"));
        Assert.Equal("known to the server", (await known.Vendor.InboxAsync()).Must(200).Get<string>("items.0.last.text"));
        await World.NewTalkAsync("made under the new key");
        Assert.Single(await WrappersAsync());
    }

    [Fact]
    public async Task An_erased_authors_words_are_gone_and_the_other_sides_record_is_whole()
    {
        var talk = await World.NewTalkAsync("words to forget");
        (await talk.Vendor.SayAsync(talk.Id, "words to keep")).Must(201);
        (await talk.Vendor.ReplyAsync(talk.Id, "an answer to keep", 1)).Must(201);
        (await talk.Buyer.EditAsync(talk.Id, 1, "other words to forget")).Must(200);
        (await World.HostClient.DeleteAsync($"v1/users/{talk.Buyer.Id}/words")).Must(204);
        (await World.HostClient.DeleteAsync($"v1/users/{talk.Buyer.Id}/words")).Must(204);

        var page = (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200);
        Assert.Null(page.Json.At("items.0.text"));
        Assert.True(page.Get<bool>("items.0.erased"));
        Assert.Equal(("words to keep", false), (page.Get<string>("items.1.text"), page.Get<bool>("items.1.erased")));
        Assert.Null(page.Json.At("items.2.replyTo.text"));
        Assert.DoesNotContain("to forget", page.Body, StringComparison.Ordinal);
        await using var db = World.Store.Open();
        Assert.Null(await Evidence.FindFlawAsync(db, talk.Id));
    }

    [Fact]
    public async Task An_erased_author_who_comes_back_writes_under_a_new_key()
    {
        var talk = await World.NewTalkAsync("old words");
        var client = Guid.NewGuid();
        (await talk.Buyer.SayAsync(talk.Id, "sent before", client)).Must(201);
        (await World.HostClient.DeleteAsync($"v1/users/{talk.Buyer.Id}/words")).Must(204);
        (await talk.Buyer.SayAsync(talk.Id, "new words")).Must(201);
        Assert.Equal([null, null, "new words"], (await talk.Vendor.WholeThreadAsync(talk.Id)).Select(m => m.Text));
        Assert.Equal("new words", (await talk.Vendor.InboxAsync()).Must(200).Get<string>("items.0.last.text"));
        Assert.InRange((await talk.Buyer.SayAsync(talk.Id, "sent before", client)).Status, 200, 422); // a retry whose first text nobody can compare any more
        Assert.Equal(3, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("lastSeq"));
    }

    [Fact]
    public async Task Tampering_with_a_row_is_noticed()
    {
        var talk = await World.NewTalkAsync("said");
        (await talk.Vendor.SayAsync(talk.Id, "answered")).Must(201);
        (await talk.Vendor.EditAsync(talk.Id, 2, "answered better")).Must(200);
        await using var db = World.Store.Open();
        Assert.Null(await Evidence.FindFlawAsync(db, talk.Id));

        var at = (await db.Set<Message>().SingleAsync(m => m.ConversationId == talk.Id && m.Seq == 1)).At;
        await db.Set<Message>().Where(m => m.ConversationId == talk.Id && m.Seq == 1).ExecuteUpdateAsync(s => s.SetProperty(m => m.At, at.AddDays(-1)));
        Assert.NotNull(await Evidence.FindFlawAsync(db, talk.Id));
        await db.Set<Message>().Where(m => m.ConversationId == talk.Id && m.Seq == 1).ExecuteUpdateAsync(s => s.SetProperty(m => m.At, at));
        Assert.Null(await Evidence.FindFlawAsync(db, talk.Id));

        await db.Set<Message>().Where(m => m.ConversationId == talk.Id && m.Seq == 1).ExecuteUpdateAsync(s => s.SetProperty(m => m.AuthorId, "somebody-else"));
        Assert.NotNull(await Evidence.FindFlawAsync(db, talk.Id));
        await db.Set<Message>().Where(m => m.ConversationId == talk.Id && m.Seq == 1).ExecuteUpdateAsync(s => s.SetProperty(m => m.AuthorId, talk.Buyer.Id));

        await db.Set<Revision>().Where(r => r.ConversationId == talk.Id).ExecuteDeleteAsync();
        Assert.NotNull(await Evidence.FindFlawAsync(db, talk.Id));
    }

    async Task<List<string>> WrappersAsync()
    {
        await using var db = World.Store.Open();
        return [.. (await db.Set<AuthorKey>().Select(k => k.WrappedBy).ToListAsync()).Concat(await db.Set<Conversation>().Select(c => c.SecretWrappedBy).ToListAsync()).Distinct()];
    }

    /// <summary>As it is, in UTF-16, or as the hexadecimal digits in which a dump shows bytes.</summary>
    static bool Holds(byte[] dump, string word)
    {
        var plain = Encoding.UTF8.GetBytes(word);
        return dump.AsSpan().IndexOf(plain) >= 0 || dump.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0
            || dump.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(plain))) >= 0;
    }
}

public sealed class Sealed_at_rest_on_sqlite(SqliteWorld world) : SealedAtRest(world), IClassFixture<SqliteWorld>;

public sealed class Sealed_at_rest_on_postgres(PostgresWorld world) : SealedAtRest(world), IClassFixture<PostgresWorld>;
