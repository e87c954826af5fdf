using Parley.Tests.Attachments.Images;

namespace Parley.Tests.Attachments;

/// <summary>A marketplace that takes pictures and tables of text, and none beyond 5 MB.</summary>
public sealed class PicturesWorld() : World("sqlite", new Dictionary<string, string>
{
    ["Parley__Attachments__Types__0"] = "image",
    ["Parley__Attachments__Types__1"] = "text/csv",
    ["Parley__Attachments__FileBytes"] = "5000000",
    ["Parley__Attachments__FilesPerMessage"] = "4",
});

/// <summary>Each marketplace says what kinds of files it takes, and its pages know.</summary>
public sealed class Allowing(PicturesWorld world) : Facts(world), IClassFixture<PicturesWorld>
{
    const string Sentence = "Allowed are pictures (jpg, png, webp, gif, avif, heic) and text (csv).";

    [Fact]
    public async Task What_is_not_among_them_is_refused_with_what_is()
    {
        var talk = await World.NewTalkAsync();
        var bytes = "Words, and nothing else.\n"u8.ToArray();
        var refused = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "words.txt", bytes)).MustRefuse(422, "unsupported-file-type");
        Assert.Equal($"By its content the file is text/plain, which is not taken here. {Sentence}", refused.Get<string>("detail"));
        var upload = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "words.md")).Must(201).UploadId();
        (await talk.Buyer.AppendAsync(upload, 0, bytes[..10])).Must(204);
        (await talk.Buyer.AppendAsync(upload, 10, bytes[10..])).MustRefuse(422, "unsupported-file-type");
        Assert.Equal(("refused", "unsupported-file-type"), ((await talk.Buyer.GetAsync($"v1/uploads/{upload}")).Must(200) is var view ? view.Get<string>("state") : null, view.Get<string>("reason")));
        (await talk.Buyer.SendFilesAsync(talk.Id, "", upload)).MustRefuse(422, "unsupported-file-type");
        var program = "MZ\0\0"u8.ToArray();
        Assert.EndsWith(Sentence, (await talk.Buyer.CreateUploadAsync(talk.Id, program.Length, "setup.exe", program)).MustRefuse(422, "unsupported-file-type").Get<string>("detail"), StringComparison.Ordinal);
        Assert.Contains("5 MB", (await talk.Buyer.CreateUploadAsync(talk.Id, 5_000_001, "vase.png")).MustRefuse(413, "file-too-large").Get<string>("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_among_them_is_taken()
    {
        var talk = await World.NewTalkAsync();
        using var red = Originals.Plain(64, 64, Originals.Red);
        var picture = await talk.Buyer.UploadReadyAsync(talk.Id, "red.png", Originals.Png(red));
        var table = await talk.Buyer.UploadReadyAsync(talk.Id, "sizes.csv", "size,cm\nS,31\n"u8.ToArray());
        var sent = (await talk.Buyer.SendFilesAsync(talk.Id, "", picture, table)).Must(201);
        Assert.Equal(["image/png", "text/csv"], sent.Json.Items("attachments").Select(a => a.Get<string>("mediaType")));
    }

    [Fact]
    public async Task Files_of_templates_are_no_exception()
    {
        var shop = await World.NewShopAsync();
        var bytes = "Words, and nothing else.\n"u8.ToArray();
        foreach (var (who, path) in new (Rig.Client, string)[] { (shop.Agent, $"v1/templates/files?as={shop.Agent.As}"), (World.HostClient, "v1/operator-templates/files") })
        {
            (await who.CreateUploadAsync(path, bytes.Length, "words.txt", bytes)).MustRefuse(422, "unsupported-file-type");
            (await who.CreateUploadAsync(path, bytes.Length, "words.csv", bytes)).Must(201);
        }
    }

    [Fact]
    public async Task Whoever_sends_is_told_before()
    {
        var told = (await (await World.NewBuyerAsync()).GetAsync("v1/attachments/limits")).Must(200);
        Assert.Equal((4, 5_000_000L, 100_000_000L), (told.Get<int>("files"), told.Get<long>("fileBytes"), told.Get<long>("messageBytes")));
        Assert.Equal(("max-age=300, private", "Authorization"), (told.Headers["Cache-Control"], told.Headers["Vary"]));
        Assert.Equal(["image", "text"], told.Json.Items("classes").Select(c => c.Get<string>("class")));
        Assert.Equal([true, false], told.Json.Items("classes").Select(c => c.Get<bool>("all")));
        Assert.Equal(["jpg", "jpeg", "jpe", "jfif"], told.Json.Items("classes.0.types.0.endings").Select(e => e.GetValue<string>()));
        Assert.Equal("text/csv", Assert.Single(told.Json.Items("classes.1.types")).Get<string>("mediaType"));
        Assert.DoesNotContain("mp4", told.Body, StringComparison.Ordinal);
    }
}
