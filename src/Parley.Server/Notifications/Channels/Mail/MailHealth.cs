using Microsoft.Extensions.Options;

namespace Parley.Notifications;

/// <summary>How mails go out and come in on this node, in words for the health page.</summary>
public sealed class MailHealth(IOptions<MailOptions> mails, IOptions<ReplyOptions> replies)
{
    volatile string? sending, fetching;

    /// <param name="trouble">By name; null when a mail was taken.</param>
    public void NoteSending(string? trouble) => sending = trouble;

    /// <param name="trouble">By name; null when the mailbox was reached.</param>
    public void NoteFetching(string? trouble) => fetching = trouble;

    public IEnumerable<(string Part, bool Healthy, string Says)> Ask()
    {
        if (!mails.Value.Enabled) yield return ("mail", true, "No mails are sent: Parley:Mail:Enabled is false.");
        else if (!mails.Value.HasServer) yield return ("mail", true, "There is no mail server (Parley:Mail:Host): mails become files in the folder 'mail' of the data folder.");
        else if (sending is { } trouble) yield return ("mail", false, $"The mail server did not take the last mail ({trouble}). Mails wait and are tried again; see Parley:Mail.");
        else yield return ("mail", true, "Mails are handed to the mail server.");
        if (!replies.Value.HasBringer) yield break;
        if (fetching is { } broken) yield return ("replies", false, $"The mailbox for answers cannot be reached ({broken}). Answers wait there; see Parley:Replies.");
        else yield return ("replies", true, replies.Value.IsOn ? "Answers by mail are taken." : "What comes back is taken, and no answers: Parley:Replies:Domain is empty.");
    }
}
