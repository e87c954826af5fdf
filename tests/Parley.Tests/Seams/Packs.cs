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

    [Fact]
    public async Task What_lies_between_the_pieces_that_are_named_is_given_back()
    {
        var keys = blobs.Keep([.. Enumerable.Range(1, 6).Select(i => Piece(50_000, (byte)i))]);
        var (file, pack) = (Assert.Single(Files()), Parley.Attachments.Packs.Find(keys[0])!.Value.Name);
        Assert.Equal(0, blobs.Trim(pack, [keys[2], keys[4]])); // somebody still appends
        blobs.Dispose();
        var before = Taken(file);
        Assert.Equal(3, blobs.Trim(pack, [keys[4], keys[2]]));
        Assert.InRange(before - Taken(file), 4 * 49_152, 4 * 53_248);
        foreach (var at in new[] { 2, 4 }) Assert.Equal(Piece(50_000, (byte)(at + 1)).ToArray(), await ReadAsync(keys[at], 0, 50_000));
        Assert.Equal(0, blobs.Trim(pack, [keys[2], keys[4]])); // nothing is left to give
        await blobs.DeleteAsync(keys[2], default);
        await blobs.DeleteAsync(keys[4], default);
        Assert.Empty(Files());
        Assert.Equal(0, blobs.Trim(pack, [keys[2]]));
    }

    [Fact]
    public async Task A_new_name_is_durable_before_anybody_hears_of_it()
    {
        var (place, flushed) = (Path.Combine(Places.NewFolder("packs"), "new", "files"), new List<string>());
        using var watched = new FolderBlobs(place, folder => flushed.AddRange([folder, .. Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).OfType<string>()]));
        var pack = Parley.Attachments.Packs.Find(watched.Keep([Piece(10, 1)])[0])!.Value.Name;
        watched.Keep([Piece(10, 1)]); // no new name
        Assert.Equal([place, pack[1..3], Path.Combine(place, pack[1..3]), pack], flushed);
        flushed.Clear();
        var key = (pack[1] == '0' ? "f" : "0") + Guid.NewGuid().ToString("N")[1..];
        await watched.PutAsync(key, (into, ct) => into.WriteAsync(new byte[] { 1 }, ct).AsTask(), default);
        Assert.Equal([Path.Combine(place, key[..2]), key], flushed[^2..]);
        Assert.Contains(key[..2], flushed[..^2]);
    }

    [Fact]
    public async Task Where_a_name_cannot_be_made_durable_nothing_is_kept()
    {
        using var failing = new FolderBlobs(root, folder =>
        {
            if (folder != root) throw new IOException("The disk is away.", 5);
        });
        Assert.Throws<IOException>(() => failing.Keep([Piece(10, 1)]));
        await Assert.ThrowsAsync<IOException>(() => failing.PutAsync(Guid.NewGuid().ToString("N"), (into, ct) => into.WriteAsync(new byte[] { 1 }, ct).AsTask(), default));
        Assert.Empty(Files());
        Assert.Throws<IOException>(() => Parley.Plumbing.FolderEntries.Flush(Path.Combine(root, "none")));
    }

    /// <summary>Bytes that it takes on the disk.</summary>
    static long Taken(string file)
    {
        using var du = Process.Start(new ProcessStartInfo("du", ["--block-size=1", file]) { RedirectStandardOutput = true })!;
        return long.Parse(du.StandardOutput.ReadToEnd().Split('\t')[0], CultureInfo.InvariantCulture);
    }
}
