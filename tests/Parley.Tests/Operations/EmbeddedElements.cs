using Microsoft.AspNetCore.Http;
using Parley.Operations;

namespace Parley.Tests.Operations;

/// <summary>The elements' files are known from the start: nobody's question makes the server remember anything.</summary>
public sealed class Embedded_elements
{
    readonly string folder = Places.NewFolder("elements");

    [Fact]
    public async Task Files_of_the_folder_are_served_and_what_is_not_there_is_not_looked_for_again()
    {
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        await File.WriteAllTextAsync(Path.Combine(folder, "parley.js"), "export {}");
        await File.WriteAllTextAsync(Path.Combine(folder, "assets", "look.css"), "p {}");
        var elements = new Elements(folder);
        Assert.Equal(("text/javascript; charset=utf-8", "export {}"), await AskAsync(elements, "/elements/parley.js"));
        Assert.Equal(("text/css; charset=utf-8", "p {}"), await AskAsync(elements, "/elements/assets/look.css"));
        await File.WriteAllTextAsync(Path.Combine(folder, "later.js"), "export {}");
        foreach (var path in new[] { "/elements/later.js", "/elements/", "/elements/../parley.js", "/elements//parley.js", $"/elements/{new string('x', 4000)}", "/other" })
            Assert.Null(await AskAsync(elements, path));
        Assert.Null(await AskAsync(new Elements(Path.Combine(folder, "nowhere")), "/elements/parley.js"));
    }

    static async Task<(string? Type, string Body)?> AskAsync(Elements elements, string path)
    {
        var http = new DefaultHttpContext { Request = { Method = "GET", Path = path }, Response = { Body = new MemoryStream() } };
        if (!await elements.TryServeAsync(http)) return null;
        return (http.Response.ContentType, System.Text.Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()));
    }
}
