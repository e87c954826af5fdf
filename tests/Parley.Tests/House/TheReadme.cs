using System.Text.RegularExpressions;
using Parley.Client;

namespace Parley.Tests.House;

/// <summary>What the first page tells people to type works.</summary>
public sealed partial class The_readme(SqliteWorld world) : IClassFixture<SqliteWorld>
{
    [Fact]
    public async Task Its_five_lines_compile_and_do_what_they_say()
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Places.Repository, "tests", "Parley.Tests", "House", "TheReadme.cs"));
        foreach (var line in CSharp().Match(await File.ReadAllTextAsync(Path.Combine(Places.Repository, "README.md"))).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(line, source, StringComparison.Ordinal);

        Assert.NotNull(Connected(world.HostKey));
        var host = world.Host;
        await host.PutUserAsync(new User("maya", "Maya Lindqvist"));
        await host.PutVendorAsync(new Vendor("nordlicht", "Nordlicht Keramik"));
        await host.PutSubjectAsync(new Subject(SubjectKind.Listing, "vase-7", "nordlicht", "Tall vase, celadon"));
        var maya = world.Anyone(new ParleyTokens(World.Secret).For("maya"));
        Assert.Equal("Tall vase, celadon", (await maya.GetAsync("v1/contact?subject=listing:vase-7")).Must(200).Get<string>("subject.title"));
    }

    static ParleyHost Connected(string hostKey)
    {
        var host = ParleyHost.Connect(new Uri("https://messages.your-shop.example"), hostKey);
        return host;
    }

    [GeneratedRegex("```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
