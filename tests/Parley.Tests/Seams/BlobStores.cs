using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Options;
using Parley.Attachments;
using Parley.Plumbing;

namespace Parley.Tests.Seams;

/// <summary>What every place for files promises.</summary>
public abstract class BlobStoreContract
{
    protected abstract IBlobStore Blobs { get; }

    static string NewKey() => Guid.NewGuid().ToString("N");

    static Task PutAsync(IBlobStore blobs, string key, byte[] bytes) => blobs.PutAsync(key, async (into, ct) =>
    {
        foreach (var some in bytes.Chunk(70_000)) await into.WriteAsync(some, ct);
    }, default);

    [Fact]
    public async Task What_was_put_comes_out_from_any_byte_on()
    {
        var (key, bytes) = (NewKey(), new byte[300_000]);
        Random.Shared.NextBytes(bytes);
        await PutAsync(Blobs, key, bytes);
        foreach (var from in new[] { 0, 1, 65_536, 299_999 })
        {
            await using var stream = await Blobs.OpenAsync(key, from, default);
            var read = new MemoryStream();
            await stream.CopyToAsync(read);
            Assert.Equal(bytes[from..], read.ToArray());
        }
    }

    [Fact]
    public async Task A_put_that_breaks_off_leaves_nothing()
    {
        var key = NewKey();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Blobs.PutAsync(key, async (into, ct) =>
        {
            await into.WriteAsync(new byte[100_000], ct);
            throw new InvalidOperationException("the sender was refused");
        }, default));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Blobs.OpenAsync(key, 0, default));
        Assert.DoesNotContain(key, await KeysAsync());
    }

    [Fact]
    public async Task What_was_deleted_is_gone_and_deleting_it_again_does_no_harm()
    {
        var (gone, stays) = (NewKey(), NewKey());
        await PutAsync(Blobs, gone, [1]);
        await PutAsync(Blobs, stays, [2]);
        Assert.Superset(new HashSet<string> { gone, stays }, await KeysAsync());
        await Blobs.DeleteAsync(gone, default);
        await Blobs.DeleteAsync(gone, default);
        await Assert.ThrowsAsync<FileNotFoundException>(() => Blobs.OpenAsync(gone, 0, default));
        var left = await KeysAsync();
        Assert.Contains(stays, left);
        Assert.DoesNotContain(gone, left);
    }

    [Fact]
    public async Task While_it_is_written_nothing_of_it_lies_where_a_crash_would_leave_it()
    {
        var key = NewKey();
        await Blobs.PutAsync(key, async (into, ct) =>
        {
            await into.WriteAsync(new byte[100_000], ct);
            Assert.DoesNotContain(Directory.GetFiles(Path.GetTempPath()), f => Path.GetFileName(f).Contains(key, StringComparison.Ordinal));
        }, default);
        await using var kept = await Blobs.OpenAsync(key, 99_999, default);
        Assert.Equal(0, kept.ReadByte());
    }

    [Fact]
    public async Task Its_age_is_told()
    {
        var key = NewKey();
        await PutAsync(Blobs, key, [1]);
        await foreach (var (found, since) in Blobs.ListAsync(default))
            if (found == key) Assert.InRange(since, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        await Blobs.PingAsync(default);
    }

    async Task<HashSet<string>> KeysAsync()
    {
        var keys = new HashSet<string>();
        await foreach (var (key, _) in Blobs.ListAsync(default)) keys.Add(key);
        return keys;
    }
}

public sealed class Blobs_in_a_folder : BlobStoreContract
{
    protected override IBlobStore Blobs { get; } = new FolderBlobs(Places.NewFolder("blobs"));

    [Fact]
    public async Task Nobody_else_on_the_machine_can_read_them()
    {
        var root = Places.NewFolder("blobs");
        var key = Guid.NewGuid().ToString("N");
        await new FolderBlobs(Path.Combine(root, "files")).PutAsync(key, (into, ct) => into.WriteAsync(new byte[] { 1 }, ct).AsTask(), default);
        var file = Assert.Single(Directory.GetFiles(root, key, SearchOption.AllDirectories));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(root, "files")));
    }
}

/// <summary>A bucket of a real S3-compatible store.</summary>
public sealed class Bucket : IAsyncLifetime
{
    readonly SwiftServer server = new();

    public AttachmentOptions Options => new() { Store = "s3", S3Address = server.Address, S3Bucket = "files", S3Key = SwiftServer.Key, S3Secret = SwiftServer.Secret };

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        using var client = new AmazonS3Client(new BasicAWSCredentials(SwiftServer.Key, SwiftServer.Secret), new AmazonS3Config { ServiceURL = server.Address, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await client.PutBucketAsync("files");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}

public sealed class Blobs_in_s3(Bucket bucket) : BlobStoreContract, IClassFixture<Bucket>, IDisposable
{
    readonly S3Blobs blobs = new(Options.Create(bucket.Options));

    protected override IBlobStore Blobs => blobs;

    public void Dispose() => blobs.Dispose();

    [Fact]
    public async Task With_a_wrong_secret_it_does_not_answer()
    {
        var options = bucket.Options;
        options.S3Secret = "wrong";
        using var refused = new S3Blobs(Options.Create(options));
        await Assert.ThrowsAsync<FileStoreException>(() => refused.PingAsync(default));
        await Assert.ThrowsAsync<FileStoreException>(() => refused.PutAsync(Guid.NewGuid().ToString("N"), (into, ct) => into.WriteAsync(new byte[] { 1 }, ct).AsTask(), default));
    }
}

public sealed class A_bucket_that_is_away
{
    [Fact]
    public async Task Is_told_by_name_whatever_is_asked_of_it()
    {
        using var blobs = new S3Blobs(Options.Create(new AttachmentOptions { S3Bucket = "b", S3Address = "http://127.0.0.1:1", S3Key = "k", S3Secret = "s" }));
        var key = Guid.NewGuid().ToString("N");
        var told = new[]
        {
            await Assert.ThrowsAsync<FileStoreException>(() => blobs.PutAsync(key, (into, ct) => into.WriteAsync(new byte[] { 1 }, ct).AsTask(), default)),
            await Assert.ThrowsAsync<FileStoreException>(() => blobs.OpenAsync(key, 0, default)),
            await Assert.ThrowsAsync<FileStoreException>(() => blobs.DeleteAsync(key, default)),
            await Assert.ThrowsAsync<FileStoreException>(() => blobs.PingAsync(default)),
        };
        Assert.All(told, e => Assert.Equal(503, Problems.RefusalFor(e).Status));
    }
}
