using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Text.Contacts;

namespace Parley.Tests.Safety;

/// <summary>Sites that are warned of, and those that look like others.</summary>
public sealed class Listing
{
    static readonly Policy Policy = Policy.Of(1, new PolicyBody([new("warned", [Kinds.BadLink, "rivals"], Measure.Hold), new("posing", [Kinds.Lookalike], Measure.Hold), new("partners", ["partners"], Measure.Allow), new("links", [Kinds.Link, Kinds.Mail], Measure.Coach)],
        [new("rivals", Domains: ["rival.com", "xn--mnchen-3ya.com"]), new("partners", Domains: ["partner.com"])]));

    static List<Found> Read(string text) => [.. Reading.Of(new ToRead(text, [], false, false, new ContactSettings(["shop.com"], [])) { Listed = new DomainSet(["bad.com", "worse.org"], lookalikes: true) }, Policy).Found];

    [Theory]
    [InlineData("see https://bad.com/x", "bad-link")]
    [InlineData("see www.pay.bad.com now", "bad-link")]
    [InlineData("write to me@bad.com please", "bad-link")]
    [InlineData("see https://BAD.com./x", "bad-link")]
    [InlineData("see https://b\u0430d.com/x", "bad-link")] // a Cyrillic a
    [InlineData("see https://xn--bd-7kc.com/x", "bad-link")] // the same, as browsers write it
    [InlineData("see https://notbad.com/x", "link")]
    [InlineData("see https://bad.com.elsewhere.net/x", "link")]
    [InlineData("see https://go.rival.com/x", "rivals")]
    [InlineData("see https://riv\u0430l.com/x", "rivals")]
    [InlineData("see https://m\u00fcnchen.com/x", "rivals")]
    [InlineData("see https://munchen.com/x", "link")] // what is named with its letters is not its twin without
    [InlineData("see https://partner.com/x", "partners")]
    [InlineData("see https://p\u0430rtner.com/x", "link")] // nobody is let through for looking like a friend
    [InlineData("see https://sh\u043ep.com/x", "lookalike")]
    [InlineData("see https://sh0p.com/x", "lookalike")]
    [InlineData("see https://login.sh0p.com/x", "lookalike")]
    public void A_link_is_judged_by_where_it_leads(string text, string kind) => Assert.Equal([kind], Read(text).Select(f => f.Kind).Distinct());

    [Theory]
    [InlineData("see https://shop.com/x")]
    [InlineData("see https://my.shop.com/x")]
    [InlineData("see https://\uff53\uff48\uff4f\uff50.com/x")] // full-width, which a browser reads the same
    public void The_marketplaces_own_pages_are_nothing(string text) => Assert.Empty(Read(text));

    [Theory]
    [InlineData("shop.com", "sh0p.com", true)]
    [InlineData("shop.com", "pay.sh0p.com", true)]
    [InlineData("shop.com", "xsh0p.com", false)]
    [InlineData("shop.com", "shop.com", false)]
    [InlineData("ali.com", "all.com", false)] // another shop
    [InlineData("ali.com", "al1.com", true)]
    [InlineData("sh0p.com", "shop.com", false)] // whoever has a digit in their name
    [InlineData("pottery.com", "pottely.com", false)]
    [InlineData("dealhall.com", "deaihall.com", true)] // with a capital I
    [InlineData("bücher.com", "bucher.com", true)]
    [InlineData("shop.com", "xn--shp-ted.com", true)] // a Cyrillic o
    public void Another_host_looks_like_ours_where_a_sign_of_it_passes_for_one_of_ours(string own, string host, bool looks) => Assert.Equal(looks, Hosts.LooksLike(host, Hosts.Plain(own)!));

    [Theory]
    [InlineData("see https://bücher.com/x")]
    [InlineData("see https://neu.bücher.com/x")]
    [InlineData("see https://xn--bcher-kva.com/x")]
    public void Ours_may_have_letters_of_their_own(string text) =>
        Assert.Empty(Reading.Of(new ToRead(text, [], false, false, new ContactSettings(Hosts.Ours(["bücher.com"]), [])), Policy).Found);

    [Fact]
    public void A_list_has_a_name_a_line_and_says_which_line_is_wrong()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "# warned of\nbad.com\n\n  worse.org   # since May\nM\u00fcnchen.example\n");
            var list = LinkFile.Read(file);
            Assert.Equal(3, list.Count);
            Assert.True(list.Has("a.worse.org") && list.Has("xn--mnchen-3ya.example") && !list.Has("since"));
            foreach (var (line, wrong) in new[] { ("https://bad.com", "line 2"), ("com", "line 2"), ("two words", "line 2"), (new string('a', 300) + ".com", "line 2") })
            {
                File.WriteAllText(file, $"bad.com\n{line}\n");
                Assert.Contains(wrong, Assert.Throws<InvalidDataException>(() => LinkFile.Read(file)).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/// <summary>A server with a list of sites that are warned of.</summary>
public sealed class ListedWorld() : World("sqlite")
{
    public string File { get; } = Path.GetTempFileName();

    protected override IEnumerable<KeyValuePair<string, string>> More => new Dictionary<string, string> { ["Parley__Safety__LinkList"] = File };

    public override async ValueTask InitializeAsync()
    {
        await System.IO.File.WriteAllTextAsync(File, "bad.com\n");
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        System.IO.File.Delete(File);
    }
}

/// <summary>The list of a running server.</summary>
public sealed class Listing_on_a_server(ListedWorld world) : Facts(world), IClassFixture<ListedWorld>
{
    [Fact]
    public async Task What_leads_to_a_listed_site_is_held_and_the_list_is_read_again_when_it_changes()
    {
        var talk = await World.NewTalkAsync();
        async Task<string> VerdictAsync(string text) => (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text })).Must(200).Get<string>("verdict");
        Assert.Equal(("hold", "coach"), (await VerdictAsync("see https://bad.com/x"), await VerdictAsync("see https://other.net/x")));
        await File.WriteAllTextAsync(world.File, "bad.com\nother.net\n");
        await Eventually.TrueAsync(async () => await VerdictAsync("see https://other.net/x") == "hold", "the new list holds");
        await File.WriteAllTextAsync(world.File, "no host at all\nbad.com, other.net\n");
        await Eventually.TrueAsync(() => world.Server.Tail().Contains("was not taken up", StringComparison.Ordinal), "the server says what is wrong with the list");
        Assert.Equal(("hold", "hold"), (await VerdictAsync("see https://bad.com/x"), await VerdictAsync("see https://other.net/x")));
        var held = (await talk.Buyer.SayAsync(talk.Id, "see https://bad.com/x")).Must(202);
        Assert.Equal("in-review", held.Get<string>("state"));
    }
}
