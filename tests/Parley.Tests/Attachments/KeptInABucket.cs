using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;

namespace Parley.Tests.Attachments;

/// <summary>A server whose files are kept by a real S3-compatible store.</summary>
public sealed class BucketWorld() : World("postgres")
{
    const string Bucket = "parley";
    readonly SwiftServer swift = new();

    protected override IEnumerable<KeyValuePair<string, string>> More =>
    [
        new("Parley__Attachments__Store", "s3"), new("Parley__Attachments__S3Address", swift.Address), new("Parley__Attachments__S3Bucket", Bucket),
        new("Parley__Attachments__S3Key", SwiftServer.Key), new("Parley__Attachments__S3Secret", SwiftServer.Secret),
    ];

    AmazonS3Client Client() => new(new BasicAWSCredentials(SwiftServer.Key, SwiftServer.Secret), new AmazonS3Config { ServiceURL = swift.Address, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

    public override async ValueTask InitializeAsync()
    {
        await swift.StartAsync();
        using (var client = Client()) await client.PutBucketAsync(Bucket);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await swift.DisposeAsync();
    }

    public async Task<List<string>> ObjectsAsync()
    {
        using var client = Client();
        return [.. ((await client.ListObjectsAsync(Bucket)).S3Objects ?? []).Select(o => o.Key)];
    }
}

/// <summary>What holds of a folder holds of a bucket.</summary>
public sealed class KeptInABucket(BucketWorld world) : Facts(world), IClassFixture<BucketWorld>
{
    [Fact]
    public async Task Small_and_large_files_go_up_in_pieces_are_checked_shown_and_opened_by_range_and_nothing_readable_lies_there()
    {
        var talk = await World.NewTalkAsync();
        var (small, large) = (Encoding.ASCII.GetBytes($"A canary in a bucket {Guid.NewGuid()}\n"), new byte[1_500_000]);
        Random.Shared.NextBytes(large);
        for (var i = 0; i < large.Length; i++) large[i] = (byte)('a' + large[i] % 26);
        var one = await talk.Buyer.UploadReadyAsync(talk.Id, "small.txt", small);
        var two = (await talk.Buyer.CreateUploadAsync(talk.Id, large.Length, "large.txt")).Must(201).UploadId();
        (await talk.Buyer.AppendAsync(two, 0, large[..700_001])).Must(204);
        (await talk.Buyer.AppendAsync(two, 700_001, large[700_001..])).Must(204);
        using var quarters = Images.Originals.Quarters();
        var picture = await talk.Buyer.UploadReadyAsync(talk.Id, "vase.png", Images.Originals.Png(quarters));
        await talk.Buyer.BecomesAsync(two, "ready");
        (await talk.Buyer.SendFilesAsync(talk.Id, "three files", one, two, picture)).Must(201);
        var seen = (await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(large)), seen[1].Get<string>("sha256"));
        foreach (var (file, bytes) in new[] { (one, small), (two, large) }) Assert.Equal(bytes, (await World.OpenAsync(talk.Vendor, await talk.Vendor.LinkAsync(talk.Id, file))).Bytes);
        var (answer, some) = await World.OpenAsync(talk.Vendor, await talk.Vendor.LinkAsync(talk.Id, two), "bytes=699990-700010");
        Assert.Equal(206, (int)answer.StatusCode);
        Assert.Equal(large[699_990..700_011], some);
        Assert.True((await World.OpenAsync(talk.Vendor, await talk.Vendor.LinkAsync(talk.Id, picture, "small"))).Bytes.Length > 0);
        Assert.Equal((await Kept.KeysAsync(World, one, two, picture)).Order(StringComparer.Ordinal), (await world.ObjectsAsync()).Where(key => key.Length > 0).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_or_given_up_leaves_nothing_in_the_bucket()
    {
        var talk = await World.NewTalkAsync();
        var before = await world.ObjectsAsync();
        (await talk.Buyer.CreateUploadAsync(talk.Id, 6, "a.png", "no png"u8.ToArray())).Must(422);
        var open = (await talk.Buyer.CreateUploadAsync(talk.Id, 100, "open.txt", [1, 2, 3])).Must(201).UploadId();
        Assert.Equal(before.Count + 1, (await world.ObjectsAsync()).Count);
        (await talk.Buyer.DeleteAsync($"v1/uploads/{open}")).Must(204);
        Assert.Equal(before, await world.ObjectsAsync());
    }
}
