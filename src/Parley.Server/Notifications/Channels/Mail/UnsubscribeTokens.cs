using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Encryption;

namespace Parley.Notifications;

/// <summary>What is not wanted by mail any more: everything of a role, or one kind, or one thread. As in <see cref="NoticeChoice"/>, 0 and an empty id mean any.</summary>
public sealed record Unwanted(string PersonId, string RoleKey, byte Kind, Guid Conversation);

/// <summary>
/// Links that turn mails off and can do nothing else. What they say is sealed (AES-256-GCM): nobody reads it from the link, alters it or
/// makes one. They do not expire, because old mails are unsubscribed from as well.
/// </summary>
public sealed class UnsubscribeTokens(MailSecret secret)
{
    static readonly byte[] Bound = "unsubscribe"u8.ToArray();

    public async ValueTask<string> WriteAsync(Unwanted what, CancellationToken ct)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{what.PersonId}\n{what.RoleKey}\n{what.Kind}\n{what.Conversation:N}");
        return Base64Url.EncodeToString(Sealed.Encrypt(await secret.KeyAsync("unsubscribe", ct), Encoding.UTF8.GetBytes(text), Bound));
    }

    /// <summary>Null when it is none of ours.</summary>
    public async ValueTask<Unwanted?> ReadAsync(string token, CancellationToken ct)
    {
        try
        {
            if (token.Length is 0 or > 1000) return null;
            var text = Encoding.UTF8.GetString(Sealed.Decrypt(await secret.KeyAsync("unsubscribe", ct), Base64Url.DecodeFromChars(token), Bound)).Split('\n');
            return new Unwanted(text[0], text[1], byte.Parse(text[2], CultureInfo.InvariantCulture), Guid.ParseExact(text[3], "N"));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
