using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Parley.Encryption;

namespace Parley.Notifications;

/// <summary>The server's key: the operator's, or one made when it is first needed, the same on every node and for good.</summary>
sealed class VapidKeys(HouseSecrets secrets, IOptions<PushOptions> options) : IDisposable
{
    readonly SemaphoreSlim gate = new(1);
    VapidKey? key;

    public async ValueTask<VapidKey> GetAsync(CancellationToken ct)
    {
        if (key is { } known) return known;
        await gate.WaitAsync(ct);
        try
        {
            return key ??= new VapidKey(options.Value.PrivateKey is { Length: > 0 } own ? Base64Url.DecodeFromChars(own) : KeyFrom(await secrets.OfAsync("push key", ct)));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>32 bytes are a key of P-256 unless they are zero or not below its order, which happens once in 2^32.</summary>
    static byte[] KeyFrom(byte[] secret)
    {
        for (var number = 0; ; number++)
            if (HKDF.Expand(HashAlgorithmName.SHA256, secret, 32, [.. "parley vapid "u8, (byte)number]) is var made && VapidKey.IsKey(made)) return made;
    }

    public void Dispose()
    {
        key?.Dispose();
        gate.Dispose();
    }
}
