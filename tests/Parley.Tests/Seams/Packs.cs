using System.Diagnostics;
using System.Globalization;
using Parley.Attachments;

namespace Parley.Tests.Seams;

/// <summary>Small pieces kept together in files of a folder.</summary>
public sealed class Packs_in_a_folder : IDisposable
{
    const int Block = 4096;
    readonly string root = Places.NewFolder("packs");
    readonly FolderBlobs blobs;

    public Packs_in_a_folder() => blobs = new FolderBlobs(root);

    public void Dispose() => blobs.Dispose();

    static ReadOnlyMemory<byte> Piece(int length, byte of) => Enumerable.Repeat(of, length).ToArray();

    string[] Files() => Directory.GetFiles(root, "*", SearchOption.AllDirectories);

    async Task<byte[]> ReadAsync(string key, int from, int length)
    {
        await using var stream = await blobs.OpenAsync(key, from, default);
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    [Fact]
    public async Task Pieces_that_come_together_lie_in_one_file_and_each_opens_from_any_byte()
    {
        var keys = blobs.Keep([Piece(1, 1), Piece(Block, 2), Piece(100_001, 3)]).Concat(blobs.Keep([Piece(7, 4)])).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.InRange(key.Length, 1, 80)); // what a row has room for
        var file = Assert.Single(Files());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        foreach (var (key, length, of) in new[] { (keys[0], 1, 1), (keys[1], Block, 2), (keys[2], 100_001, 3), (keys[3], 7, 4) })
        {
            Assert.Equal(Piece(length, (byte)of).ToArray(), await ReadAsync(key, 0, length));
            Assert.Equal([(byte)of], await ReadAsync(key, length - 1, 1));
        }
        var listed = new List<string>();
        await foreach (var (key, _) in blobs.ListAsync(default)) listed.Add(key);
        Assert.Equal([Path.GetFileName(file)], listed);
    }

    [Fact]
    public async Task The_room_of_a_piece_is_given_back_at_once_and_the_file_goes_with_the_last_one_once_nobody_appends()
    {
        var keys = blobs.Keep([Piece(200_000, 1), Piece(200_000, 2)]);
        var file = Assert.Single(Files());
        var before = Taken(file);
        await blobs.DeleteAsync(keys[0], default);
        await blobs.DeleteAsync(keys[0], default);
        Assert.InRange(before - Taken(file), 190_000, 210_000);
        Assert.Equal(Piece(200_000, 2).ToArray(), await ReadAsync(keys[1], 0, 200_000));
        await blobs.DeleteAsync(keys[1], default);
        Assert.True(File.Exists(file)); // somebody may append
        var next = blobs.Keep([Piece(10, 3)])[0];
        Assert.Equal(Piece(10, 3).ToArray(), await ReadAsync(next, 0, 10));
        blobs.Dispose();
        Assert.True(File.Exists(file));
        using (var another = new FolderBlobs(root)) await another.DeleteAsync(next, default);
        Assert.False(File.Exists(file));
        await blobs.DeleteAsync(next, default);
        await Assert.ThrowsAsync<FileNotFoundException>(() => blobs.OpenAsync(next, 0, default));
    }

    [Fact]
    public async Task An_empty_one_goes_when_nobody_appends_any_more_and_a_long_one_is_followed_by_another()
    {
        await blobs.DeleteAsync(blobs.Keep([Piece(10, 1)])[0], default);
        Assert.Single(Files());
        blobs.Dispose();
        Assert.Empty(Files());
        var large = Piece(1 << 20, 1);
        for (var i = 0; i < 65; i++) blobs.Keep([large]);
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public async Task Of_many_who_append_and_delete_at_once_each_finds_its_own()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, 200), async (number, _) =>
        {
            var key = blobs.Keep([Piece(number * 31, (byte)number)])[0];
            Assert.Equal(Piece(number * 31, (byte)number).ToArray(), await ReadAsync(key, 0, number * 31));
            await blobs.DeleteAsync(key, default);
        });
        blobs.Dispose();
        Assert.Empty(Files());
    }

    /// <summary>Bytes that it takes on the disk.</summary>
    static long Taken(string file)
    {
        using var du = Process.Start(new ProcessStartInfo("du", ["--block-size=1", file]) { RedirectStandardOutput = true })!;
        return long.Parse(du.StandardOutput.ReadToEnd().Split('\t')[0], CultureInfo.InvariantCulture);
    }
}
