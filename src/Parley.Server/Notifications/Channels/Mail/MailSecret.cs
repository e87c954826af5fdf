using System.Security.Cryptography;
using System.Text;
using Parley.Encryption;

namespace Parley.Notifications;

/// <summary>Keys of tokens in mails, one for each use, from a secret of the house (HKDF-SHA256, RFC 5869).</summary>
public sealed class MailSecret(HouseSecrets secrets)
{
    public async ValueTask<byte[]> KeyAsync(string use, CancellationToken ct) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, await secrets.OfAsync("mail", ct), 32, [], Encoding.ASCII.GetBytes($"parley mail {use} v1"));
}
