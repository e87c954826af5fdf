namespace Parley.Tests.Attachments;

/// <summary>A world whose files have a host name of their own.</summary>
public sealed class LinkWorld() : World("sqlite", new Dictionary<string, string>
{
    ["Parley__Attachments__LinkOrigin"] = "https://files.example",
    ["Parley__Origins__0"] = "https://shop.example",
});

public sealed class Linking(LinkWorld world) : Facts(world), IClassFixture<LinkWorld>
{
    async Task<HttpResponseMessage> AskAsync(Actor who, string path, string? host)
    {
        using var http = new HttpClient { BaseAddress = World.Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + who.Bearer);
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Host = host;
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_file_is_opened_on_the_host_of_files_only_and_nothing_else_is_answered_there()
    {
        var talk = await World.NewTalkAsync();
        var bytes = "sizes"u8.ToArray();
        var file = await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", bytes);
        var link = (await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}/attachments/links?files={file}")).Must(200).Json.Items().Single().Get<string>("url");
        Assert.StartsWith("https://files.example/v1/files/", link, StringComparison.Ordinal);
        var path = new Uri(link).AbsolutePath;

        var opened = await AskAsync(talk.Buyer, path, "files.example");
        Assert.Equal(200, (int)opened.StatusCode);
        Assert.Equal(bytes, await opened.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["https://shop.example"], opened.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["sandbox; default-src 'none'"], opened.Headers.GetValues("Content-Security-Policy"));

        Assert.Equal(404, (int)(await AskAsync(talk.Buyer, path, null)).StatusCode);
        Assert.Equal(404, (int)(await AskAsync(talk.Vendor, path, "files.example")).StatusCode); // it is still one person's
        foreach (var other in new[] { $"v1/conversations/{talk.Id}", "health/live", "console", "openapi/v1.json" }) Assert.Equal(404, (int)(await AskAsync(talk.Buyer, other, "files.example")).StatusCode);
        Assert.Equal(200, (int)(await AskAsync(talk.Buyer, $"v1/conversations/{talk.Id}", null)).StatusCode);
    }

    [Theory]
    [InlineData("files.example")]
    [InlineData("https://files.example/")]
    [InlineData("https://files.example/path")]
    [InlineData("ftp://files.example")]
    public void What_is_no_origin_is_told_by_name(string origin) =>
        Assert.Contains(Parley.Attachments.AttachmentMistakes.In(new() { LinkOrigin = origin }), m => m.Contains("LinkOrigin", StringComparison.Ordinal));
}
