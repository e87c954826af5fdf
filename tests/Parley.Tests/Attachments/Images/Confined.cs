using System.Diagnostics;
using Parley.Attachments.Images;

namespace Parley.Tests.Attachments.Images;

/// <summary>A worker opens nothing but what it is made of.</summary>
public sealed class Confined_workers
{
    /// <summary>What a program that may read what workers may, and run itself, finds in a file; null when it is not let.</summary>
    static async Task<string?> ReadAsync(string file)
    {
        var start = new ProcessStartInfo("/usr/bin/head", ["-c", "4", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var program = Landlock.Start(start, [.. Landlock.OfWorkers, "/usr/bin/head", Path.GetFullPath(new FileInfo("/usr/bin/head").ResolveLinkTarget(true)?.FullName ?? "/usr/bin/head")]);
        var said = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complaint = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (program.ExitCode == 0) return said;
        Assert.Contains("Permission denied", complaint, StringComparison.Ordinal);
        return null;
    }

    [Fact]
    public async Task What_lies_beside_the_program_and_elsewhere_is_closed_to_them_and_the_server_keeps_its_own_rights()
    {
        var secret = Path.Combine(Places.NewFolder("secret"), "keys");
        await File.WriteAllTextAsync(secret, "secret", TestContext.Current.CancellationToken);
        var beside = Path.Combine(AppContext.BaseDirectory, $"settings-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(beside, "secret", TestContext.Current.CancellationToken);
        if (!Landlock.IsKnown)
        {
            Assert.Equal("secr", await ReadAsync(secret)); // it starts all the same, and health says that nothing is closed
            return;
        }
        try
        {
            foreach (var closed in new[] { secret, beside, "/etc/passwd" }) Assert.Null(await ReadAsync(closed));
            Assert.NotNull(await ReadAsync(typeof(Landlock).Assembly.Location));
            Assert.Equal("secret", await File.ReadAllTextAsync(secret, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(beside);
        }
    }

    [Fact]
    public async Task They_decode_every_kind_of_picture_all_the_same()
    {
        using var studio = new Studio();
        using var quarters = Originals.Quarters();
        foreach (var (bytes, type) in new[]
        {
            (Originals.Png(quarters), "image/png"), (Originals.Jpeg(quarters), "image/jpeg"), (Originals.Webp(quarters), "image/webp"),
            (Originals.Gif(quarters), "image/gif"), (Originals.Avif(quarters), "image/avif"), (Originals.Heic(), "image/heic"),
        }) await studio.MustRenderAsync(bytes, type);
    }
}
