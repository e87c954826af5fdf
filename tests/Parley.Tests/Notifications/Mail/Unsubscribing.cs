using Microsoft.EntityFrameworkCore;
using Parley.Notifications;
using Parley.Tests.Safety;

namespace Parley.Tests.Notifications.Mail;

/// <summary>A link in a mail ends mails, with one click, without a log-in, and can do nothing else.</summary>
public abstract class Unsubscribing(World world) : Facts(world)
{
    async Task<List<NoticeChoice>> ChoicesAsync(string person)
    {
        await using var db = World.Store.Open();
        return await db.Set<NoticeChoice>().Where(c => c.PersonId == person).ToListAsync();
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_its_button_ends_the_mails_however_often_it_is_pressed()
    {
        var buyer = await World.NewBuyerAsync();
        var link = $"v1/notices/unsubscribe?token={await World.MailSecret().EndOfAsync(buyer.Id, $"b:{buyer.Id}")}";
        var page = (await World.Anyone().GetAsync(link)).Must(200);
        Assert.Contains("<form method=\"post\">", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Body, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Empty(await ChoicesAsync(buyer.Id));
        (await World.Anyone().SendAsync(HttpMethod.Post, link, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")).Must(200);
        (await World.Anyone().SendAsync(HttpMethod.Post, link, "", "application/x-www-form-urlencoded")).Must(200);
        var choice = Assert.Single(await ChoicesAsync(buyer.Id));
        Assert.Equal(($"b:{buyer.Id}", (byte)0, Guid.Empty, Channel.Mail, "off"), (choice.RoleKey, choice.Kind, choice.ConversationId, choice.Channel, choice.Cadence));
    }

    [Fact]
    public async Task It_ends_mails_of_its_role_and_thread_only_and_what_was_chosen_for_them_before()
    {
        var (buyer, thread, other) = (await World.NewBuyerAsync(), Guid.NewGuid(), Guid.NewGuid());
        await World.Store.Store.WriteAsync(async db =>
        {
            foreach (var (role, kind, where, channel) in new[] { ($"b:{buyer.Id}", (byte)1, Guid.Empty, Channel.Mail), ($"b:{buyer.Id}", (byte)0, thread, Channel.Mail), ("v:shop", (byte)0, Guid.Empty, Channel.Mail), ($"b:{buyer.Id}", (byte)0, Guid.Empty, Channel.Browser) })
                db.Add(new NoticeChoice { PersonId = buyer.Id, RoleKey = role, Kind = kind, ConversationId = where, Channel = channel, Cadence = "instant" });
            await db.SaveChangesAsync();
        }, default);
        (await World.Anyone().PostAsync($"v1/notices/unsubscribe?token={await World.MailSecret().EndOfAsync(buyer.Id, $"b:{buyer.Id}", other)}")).Must(200);
        var after = await ChoicesAsync(buyer.Id);
        Assert.Equal([0, 6, 7, 8], after.Where(c => c.Cadence == "off").Select(c => (int)c.Kind).Order()); // what is critical is meant, too
        Assert.All(after.Where(c => c.Cadence == "off"), c => Assert.Equal((other, Channel.Mail), (c.ConversationId, c.Channel)));
        (await World.Anyone().PostAsync($"v1/notices/unsubscribe?token={await World.MailSecret().EndOfAsync(buyer.Id, $"b:{buyer.Id}")}")).Must(200);
        after = await ChoicesAsync(buyer.Id);
        Assert.All(after.Where(c => c.RoleKey == $"b:{buyer.Id}" && c.Channel == Channel.Mail), c => Assert.Equal("off", c.Cadence));
        Assert.All(after.Where(c => c.RoleKey == "v:shop" || c.Channel == Channel.Browser), c => Assert.Equal("instant", c.Cadence));
    }

    [Theory]
    [InlineData("de-AT,en;q=0.5", "de", "ltr", "Es wurde nichts geändert.")]
    [InlineData("ar", "ar", "rtl", "ولم يتغير شيء")]
    [InlineData("pl", "en", "ltr", "Nothing was changed.")]
    public async Task A_browser_that_opens_a_cut_link_is_shown_a_page_in_its_language_and_the_same_status(string wanted, string language, string direction, string says)
    {
        var buyer = await World.NewBuyerAsync();
        var token = (await World.MailSecret().EndOfAsync(buyer.Id, $"b:{buyer.Id}"))[..^5];
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var request = new HttpRequestMessage(method, $"v1/notices/unsubscribe?token={token}");
            request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
            request.Headers.TryAddWithoutValidation("Accept-Language", wanted);
            var page = (await World.Anyone().SendAsync(request)).Must(404);
            Assert.StartsWith("text/html", page.Headers["Content-Type"], StringComparison.Ordinal);
            Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", page.Body, StringComparison.Ordinal);
            Assert.Contains(says, System.Net.WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
            Assert.DoesNotContain("<form", page.Body, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        }
        Assert.Empty(await ChoicesAsync(buyer.Id));
    }

    [Fact]
    public async Task A_link_that_was_altered_or_never_made_is_refused_by_name_and_does_nothing()
    {
        var buyer = await World.NewBuyerAsync();
        var token = await World.MailSecret().EndOfAsync(buyer.Id, $"b:{buyer.Id}");
        foreach (var bad in new[] { "", "x", token[..^1], token[..^4] + "AAAA", "A" + token[1..], token + token, new string('A', 5000), "%00", Uri.EscapeDataString("../" + token) })
        {
            (await World.Anyone().GetAsync($"v1/notices/unsubscribe?token={bad}")).MustRefuse(404, "unknown-link");
            (await World.Anyone().PostAsync($"v1/notices/unsubscribe?token={bad}")).MustRefuse(404, "unknown-link");
        }
        (await World.Anyone().PostAsync("v1/notices/unsubscribe")).MustRefuse(404, "unknown-link");
        await Eventually.TrueAsync(() => World.Server.Log.Any(l => l.Contains("A link that ends mails was refused: unknown-link (5000 characters)", StringComparison.Ordinal)), "the log names it");
        Assert.True(await World.NotedAsync("unsubscribe-refused", "mail link"));
        Assert.DoesNotContain(World.Server.Log, l => l.Contains(token[..^1], StringComparison.Ordinal));
        Assert.Empty(await ChoicesAsync(buyer.Id));
    }
}

public sealed class Unsubscribing_on_sqlite(CommonSqlite world) : Unsubscribing(world);

public sealed class Unsubscribing_on_postgres(CommonPostgres world) : Unsubscribing(world);
