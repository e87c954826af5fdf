using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NetVips;
using Parley.Attachments;
using Parley.Attachments.Images;
using Parley.Attachments.Look;
using Parley.Conversations;
using Parley.Storage;
using Parley.Tests.Attachments.Images;

namespace Parley.Tests.Attachments;

/// <summary>A marketplace that wants no contacts in pictures.</summary>
public sealed class RefusingWorld() : World("sqlite", new Dictionary<string, string>
{
    ["Parley__Look__Contacts"] = "refuse",
    ["Parley__Hosts__0"] = "shop.example",
    ["Parley__Origins__0"] = "https://bazaar.example",
    ["Parley__Look__OcrProgram"] = LookingIntoPictures.Tesseract,
});

/// <summary>What is found in a picture is told to its sender, and nobody else sees it.</summary>
public sealed class LookingIntoPictures(RefusingWorld world) : Facts(world), IClassFixture<RefusingWorld>
{
    public const string Tesseract = "/usr/bin/tesseract";

    static byte[] Png(Image image)
    {
        using (image) return Originals.Png(image);
    }

    [Theory]
    [InlineData("tel:+4915112345678", "phone-in-picture")]
    [InlineData("Call me: +49 151 12345678", "phone-in-picture")]
    [InlineData("https://wa.me/4915112345678", "link-in-picture")]
    [InlineData("https://shop.example@evil.example/", "link-in-picture")]
    [InlineData("upi://pay?pa=anna@bank&pn=Anna", "payment-in-picture")]
    public async Task A_code_that_leads_away_is_refused_with_what_was_found(string code, string reason)
    {
        var talk = await World.NewTalkAsync();
        var file = await talk.Buyer.UploadAsync(talk.Id, "vase.png", Png(CodesMade.Qr(code, 6)));
        await talk.Buyer.BecomesAsync(file, "refused");
        Assert.Equal(reason, (await talk.Buyer.GetAsync($"v1/uploads/{file}")).Get<string>("reason"));
        (await talk.Buyer.SendFilesAsync(talk.Id, "look", file)).MustRefuse(422, reason);
        Assert.Empty(await Kept.KeysAsync(World, file));
    }

    [Fact]
    public async Task Of_a_message_that_went_before_the_other_side_never_sees_the_picture_and_the_sender_sees_why()
    {
        var talk = await World.NewTalkAsync();
        var file = await talk.Buyer.UploadAsync(talk.Id, "vase.png", Png(CodesMade.Qr("WIFI:T:WPA;S=home;P=secret;;", 6)));
        var sent = await talk.Buyer.SendFilesAsync(talk.Id, "look", file);
        if (sent.Status == 422) return; // it was refused before: told above
        await talk.Buyer.BecomesAsync(file, "refused");
        Assert.Equal("contact-in-picture", (await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items()[^1].Get<string>("attachments.0.reason"));
        Assert.Empty((await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments"));
    }

    [Fact]
    public async Task A_code_of_the_marketplaces_own_and_a_picture_with_none_are_shown()
    {
        var talk = await World.NewTalkAsync();
        foreach (var own in new[] { "https://shop.example/items/42", "https://www.shop.example/", "https://bazaar.example/help" })
            await talk.Vendor.UploadReadyAsync(talk.Id, "card.png", Png(CodesMade.Qr(own, 6)));
        await talk.Vendor.UploadReadyAsync(talk.Id, "vase.png", Png(Originals.Quarters()));
    }

    [Fact]
    public async Task Writing_in_a_picture_is_read_and_what_leads_away_is_refused()
    {
        var talk = await World.NewTalkAsync();
        foreach (var (words, reason) in new[] { ("Hand made vases\n\ncall me on\n+49 151 23456789", "phone-in-picture"), ("Hand made vases\n\nanna@ceramics-studio.de", "mail-in-picture") })
        {
            var file = await talk.Vendor.UploadAsync(talk.Id, "flyer.png", Png(CodesMade.Flyer(words)));
            await talk.Vendor.BecomesAsync(file, "refused");
            Assert.Equal(reason, (await talk.Vendor.GetAsync($"v1/uploads/{file}")).Get<string>("reason"));
        }
        await talk.Vendor.UploadReadyAsync(talk.Id, "flyer.png", Png(CodesMade.Flyer("Hand made vases\n\nThis week with\na tenth off")));
    }
}

/// <summary>A marketplace that wants to know of contacts in pictures.</summary>
public sealed class NotingWorld() : World("postgres", new Dictionary<string, string> { ["Parley__Look__Contacts"] = "flag" });

/// <summary>What is found is kept with the file, and it is shown all the same.</summary>
public sealed class NotingContacts(NotingWorld world) : Facts(world), IClassFixture<NotingWorld>
{
    [Fact]
    public async Task A_picture_with_a_contact_is_shown_and_says_what_was_found_also_where_the_same_bytes_come_again()
    {
        var talk = await World.NewTalkAsync();
        using var code = CodesMade.Qr("tel:+4915112345678", 6);
        var (one, two) = (await talk.Buyer.UploadReadyAsync(talk.Id, "a.png", Originals.Png(code)), await talk.Buyer.UploadReadyAsync(talk.Id, "b.png", Originals.Png(code)));
        using var quarters = Originals.Quarters();
        var clean = await talk.Buyer.UploadReadyAsync(talk.Id, "c.png", Originals.Png(quarters));
        (await talk.Buyer.SendFilesAsync(talk.Id, "", one, two, clean)).Must(201);
        Assert.All((await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments"), a => Assert.Equal("ready", a.Get<string>("state")));
        await using var db = World.Store.Open();
        foreach (var (file, found) in new[] { (one, "code:phone"), (two, "code:phone"), (clean, null) })
            Assert.Equal(found, await db.Set<Attachment>().Where(a => a.Id == file).Select(a => a.Found).SingleAsync());
        await Eventually.TrueAsync(async () => await FlagAsync(talk.Id) is { } flag && flag.Findings.Contains("code:phone", StringComparison.Ordinal) && flag.PersonId == talk.Buyer.Id, "the marketplace's people are to look at it");
        await talk.Buyer.EditAsync(talk.Id, 2, "as I said");
        (await talk.Buyer.SendFilesAsync(talk.Id, "", await talk.Buyer.UploadReadyAsync(talk.Id, "d.png", Originals.Png(code)))).Must(201);
        await Eventually.TrueAsync(async () => await db.Set<Parley.Safety.Flag>().CountAsync(f => f.ConversationId == talk.Id) == 2, "and at the next, at each once");
    }

    async Task<Parley.Safety.Flag?> FlagAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<Parley.Safety.Flag>().SingleOrDefaultAsync(f => f.ConversationId == thread && f.Kind == Parley.Safety.FlagPictures.Kind);
    }
}

/// <summary>What codes and writing are judged to be.</summary>
public sealed class Contacts_in_pictures
{
    static PictureJudgement Judge(string contacts, string[] codes, string text = "", bool complete = true) =>
        new PictureContacts(Options.Create(new LookOptions { Contacts = contacts, Hosts = ["shop.example"] })).Check(new PictureDraft(Guid.NewGuid(), PartyKind.Buyer, "b", codes, text, complete));

    [Theory]
    [InlineData("BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEND:VCARD", "code:contact")]
    [InlineData("MECARD:N:Anna;TEL:123;;", "code:contact")]
    [InlineData("WIFI:T:WPA;S:home;P:secret;;", "code:contact")]
    [InlineData("otpauth://totp/Anna?secret=ABC", "code:contact")]
    [InlineData("MAILTO:anna@studio.example", "code:mail")]
    [InlineData("MATMSG:TO:anna@studio.example;;", "code:mail")]
    [InlineData("anna@studio.de", "code:mail")]
    [InlineData("TEL:123456", "code:phone")]
    [InlineData("smsto:+4915112345678:hello", "code:phone")]
    [InlineData("BCD\n002\n1\nSCT\n\nAnna\nDE89370400440532013000\nEUR10", "code:payment")]
    [InlineData("SPC\n0200\n1\nCH4431999123000889012", "code:payment")]
    [InlineData("bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "code:payment")]
    [InlineData("upi://pay?pa=anna@bank", "code:payment")]
    [InlineData("00020101021126580014br.gov.bcb.pix", "code:payment")]
    [InlineData("DE89370400440532013000", "code:payment")]
    [InlineData("tg://resolve?domain=anna", "code:handle")]
    [InlineData("https://evil.example/shop.example", "code:link")]
    [InlineData("https://notshop.example/", "code:link")]
    [InlineData("HTTPS://EVIL.EXAMPLE", "code:link")]
    [InlineData("https://shop.example\\@evil.example/", "code:link")]
    [InlineData("myapp://open", "code:link")]
    public void A_code_is_judged_by_what_a_telephone_does_with_it(string code, string found)
    {
        var judgement = Judge("refuse", [code]);
        Assert.Equal((PictureMeasure.Refuse, $"{found["code:".Length..]}-in-picture"), (judgement.Measure, judgement.Reason));
        Assert.Equal([found], judgement.Found);
        Assert.Equal(PictureMeasure.Flag, Judge("flag", [code]).Measure);
    }

    [Theory]
    [InlineData("https://shop.example/items/1?x=tel:123")]
    [InlineData("HTTPS://SHOP.EXAMPLE/A")]
    [InlineData("http://a.b.shop.example")]
    [InlineData("Glaze no. 7, fired at 1240")]
    [InlineData("geo:52.5,13.4")]
    public void What_leads_nowhere_or_to_the_marketplace_is_nothing(string code) => Assert.Equal(PictureMeasure.None, Judge("refuse", [code]).Measure);

    [Fact]
    public void What_was_not_read_to_its_end_is_noted_and_refuses_nothing()
    {
        var judgement = Judge("refuse", ["https://shop.example/1"], complete: false);
        Assert.Equal(PictureMeasure.Flag, judgement.Measure);
        Assert.Equal("unread", LookIntoPictures.Note(judgement));
        Assert.Equal(LookIntoPictures.LongestFound, LookIntoPictures.Note(judgement with { Found = [.. Enumerable.Repeat("code:phone", 100)] })!.Length);
    }
}

/// <summary>The program that reads writing gets pixels and some time, and nothing else.</summary>
public sealed class Reading_writing
{
    static readonly GreyPicture White = new(40, 30, [.. Enumerable.Repeat((byte)255, 1200)]);

    static async Task<(string Text, bool Complete)> ReadAsync(string script, LookOptions? options = null)
    {
        var program = Path.Combine(Places.NewFolder("ocr"), "reader");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        options ??= new LookOptions();
        options.OcrProgram = program;
        using var reading = new ReadWriting(Options.Create(options), NullLogger<ReadWriting>.Instance) { Beside = ["/bin", "/usr/bin"] };
        return await reading.RunAsync(White, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_it_says_is_taken_up_to_a_bound_and_one_that_fails_or_does_not_end_was_not_to_its_end()
    {
        using var flyer = CodesMade.Flyer("call 0151 23456789");
        using var reading = new ReadWriting(Options.Create(new LookOptions { OcrProgram = LookingIntoPictures.Tesseract }), NullLogger<ReadWriting>.Instance);
        var (text, complete) = await reading.RunAsync(new GreyPicture(flyer.Width, flyer.Height, flyer.WriteToMemory<byte>()), TestContext.Current.CancellationToken);
        Assert.True(complete);
        Assert.Contains("0151 23456789", text, StringComparison.Ordinal);
        using var missing = new ReadWriting(Options.Create(new LookOptions { OcrProgram = "/nonexistent/reader" }), NullLogger<ReadWriting>.Instance);
        Assert.Equal(("", false), await missing.RunAsync(White, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_has_no_network()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        Assert.Equal(("kept in\n", true), await ReadAsync($"cat > /dev/null; bash -c 'exec 3<>/dev/tcp/127.0.0.1/{port}' 2> /dev/null && echo out || echo kept in"));
        Assert.False(listener.Pending());
        using var own = new System.Net.Sockets.TcpClient();
        await own.ConnectAsync(System.Net.IPAddress.Loopback, port, TestContext.Current.CancellationToken); // and we still have ours
    }

    [Fact]
    public async Task One_that_computes_for_ever_talks_for_ever_or_takes_all_memory_is_ended()
    {
        Assert.Equal(("P5\n40 30\n255\n", true), await ReadAsync("head -c 13"));
        Assert.Equal("", (await ReadAsync("echo $PARLEY_DATA$Parley__Keys__Value$HOME; exit 1")).Text.Trim());
        foreach (var (script, options) in new[] { ("while :; do :; done", new LookOptions { OcrSeconds = 1 }), ("while :; do echo much; done", new LookOptions()), ("a=x; while :; do a=$a$a; done", new LookOptions { OcrMemoryMiB = 64 }) })
            Assert.False((await ReadAsync(script, options)).Complete);
    }
}
