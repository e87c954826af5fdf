using System.Security.Cryptography;
using System.Text;

namespace Parley.Encryption;

/// <summary>Wraps 32-byte secrets: AES-256-GCM under the wrapping key, bound to what the secret is for. Layout: nonce 12, secret 32, tag 16.</summary>
public sealed class Wrapping(IKeyProvider provider)
{
    public string CurrentId => provider.Current.Id;

    public (byte[] Wrapped, string KeyId) Wrap(byte[] secret, string purpose)
    {
        var key = provider.Current;
        return (Sealed.Encrypt(key.Key, secret, Encoding.UTF8.GetBytes(purpose)), key.Id);
    }

    public byte[] Unwrap(byte[] wrapped, string keyId, string purpose)
    {
        var key = provider.Find(keyId) ?? throw new InvalidOperationException($"The wrapping key '{keyId}' is missing; restore it to the key store.");
        return Sealed.Decrypt(key.Key, wrapped, Encoding.UTF8.GetBytes(purpose));
    }

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(32);
}
