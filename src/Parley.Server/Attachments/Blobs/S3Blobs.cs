using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>
/// An S3-compatible bucket. A run of sealed bytes goes to a temporary file first, because the store wants to know its length and its
/// connection may be slower than the uploader's. That file has no name from when it is open: whatever ends the process, nothing of it stays. Chunked signing is off: several stores keep the framing as content.
/// </summary>
public sealed class S3Blobs : IBlobStore, IDisposable
{
    readonly AmazonS3Client client;
    readonly string bucket;

    public S3Blobs(IOptions<AttachmentOptions> options)
    {
        var o = options.Value;
        bucket = o.S3Bucket;
        client = new AmazonS3Client(new BasicAWSCredentials(o.S3Key, o.S3Secret), new AmazonS3Config
        {
            ServiceURL = o.S3Address,
            ForcePathStyle = true,
            AuthenticationRegion = o.S3Region,
            MaxErrorRetry = 2,
            Timeout = TimeSpan.FromSeconds(60),
        });
    }

    public async Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        await using var spool = Spool(key);
        await write(spool, ct);
        spool.Position = 0;
        await AskAsync(() => client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = spool, AutoCloseStream = false, UseChunkEncoding = false }, ct), ct);
    }

    static FileStream Spool(string key)
    {
        var path = Path.Combine(Path.GetTempPath(), $"parley-{key}");
        if (OperatingSystem.IsWindows()) return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        File.Delete(path);
        return file;
    }

    public async Task<Stream> OpenAsync(string key, long from, CancellationToken ct)
    {
        try
        {
            var answer = await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = from == 0 ? null : new ByteRange($"bytes={from}-") }, ct);
            return answer.ResponseStream;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            throw new FileNotFoundException($"There is no '{key}' in the bucket.", e);
        }
        catch (Exception e) when (IsAway(e, ct))
        {
            throw new FileStoreException(e);
        }
    }

    public Task DeleteAsync(string key, CancellationToken ct) => AskAsync(() => client.DeleteObjectAsync(bucket, key, ct), ct);

    public async IAsyncEnumerable<(string Key, DateTimeOffset Since)> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var request = new ListObjectsV2Request { BucketName = bucket };
        while (true)
        {
            var page = await AskAsync(() => client.ListObjectsV2Async(request, ct), ct);
            foreach (var found in page.S3Objects ?? []) yield return (found.Key, found.LastModified is { } at ? new DateTimeOffset(at.ToUniversalTime()) : DateTimeOffset.MaxValue);
            if (page.IsTruncated != true) yield break;
            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    public Task PingAsync(CancellationToken ct) => AskAsync(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 1 }, ct), ct);

    public void Dispose() => client.Dispose();

    static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (IsAway(e, ct))
        {
            throw new FileStoreException(e);
        }
    }

    /// <summary>It refuses, cannot be reached, or takes too long.</summary>
    static bool IsAway(Exception e, CancellationToken ct) =>
        e is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested);
}
