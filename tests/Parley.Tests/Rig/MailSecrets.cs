using Parley.Encryption;
using Parley.Notifications;

namespace Parley.Tests.Rig;

/// <summary>The secret of a world's mails, read as its server reads it: for tokens as its mails carry them.</summary>
public static class MailSecrets
{
    public static MailSecret MailSecret(this World world) => new(new HouseSecrets(world.Store.Store, new Wrapping(new FileKeys(Path.Combine(world.Store.Folder, "keys.json")))));

    /// <summary>The token of a link that ends this person's mails.</summary>
    public static async Task<string> EndOfAsync(this MailSecret secret, string person, string role, Guid thread = default) => await new UnsubscribeTokens(secret).WriteAsync(new Unwanted(person, role, 0, thread), default);
}
