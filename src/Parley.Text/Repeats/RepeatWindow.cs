using Parley.Text.Models;

namespace Parley.Text.Repeats;

/// <summary>
/// Remembers what was sent lately, by whom to whom, and says of each message whether it is one of many. Memory is bounded by
/// <see cref="RepeatOptions.Capacity"/>, time by the shingles of a message and the few messages kept for each. Calls from several threads
/// wait for each other.
/// </summary>
/// <param name="options">How much is remembered.</param>
/// <param name="offer">Says how much a text sounds like an offer nobody asked for, in log odds; above 0 it does.</param>
public sealed class RepeatWindow(RepeatOptions options, Func<string, double> offer)
{
    const int LeastShared = 12, MostReasons = 5;

    readonly Lock door = new();
    readonly ShingleIndex index = new(options.Capacity);
    readonly Dictionary<long, Campaign> campaigns = [];
    long next = 1;

    /// <summary>How many messages are remembered.</summary>
    public int Count
    {
        get
        {
            lock (door) return index.Count;
        }
    }

    /// <summary>Takes a message in and says what is known of its variants.</summary>
    public RepeatAnswer Add(RepeatMessage message)
    {
        if (message.HasOrder) return new(null, false, RepeatRule.None, 1, 1, 1, []);
        var print = Fingerprint.Of(message.Text);
        var sound = message.Offer ?? offer(message.Text);
        lock (door)
        {
            Forget(message.At);
            var nearest = Nearest(message, print);
            var cluster = nearest?.Cluster ?? next++;
            if (!campaigns.TryGetValue(cluster, out var campaign)) campaigns[cluster] = campaign = new();
            var sent = new Sent(message.Sender, message.Recipient, message.At, print, cluster, sound, message.Text.Length);
            if (index.Add(sent) is { } oldest) Leave(oldest);
            campaign.Enter(sent);
            var why = campaign.Judge(sent, options);
            var reasons = why == RepeatRule.None || nearest is null ? [] : Fingerprint.Common(message.Text, nearest.Print, LeastShared).OrderByDescending(r => r.Weight).Take(MostReasons).ToList();
            return new(cluster, why != RepeatRule.None, why, campaign.Copies, campaign.Senders, campaign.Recipients, reasons);
        }
    }

    /// <summary>The message most like this one, if it is a variant.</summary>
    Sent? Nearest(RepeatMessage message, Fingerprint print)
    {
        var (best, how) = ((Sent?)null, 0.0);
        foreach (var candidate in index.Candidates(print))
        {
            var alike = candidate.Print.Likeness(print) / (candidate.Sender == message.Sender ? options.AlikeOfOneSender : options.AlikeOfOthers);
            if (alike >= 1 && alike > how) (best, how) = (candidate, alike);
        }
        return best;
    }

    void Forget(DateTimeOffset now)
    {
        while (index.Oldest is { } oldest && now - oldest.At > options.Window) Leave(index.Remove());
    }

    void Leave(Sent sent)
    {
        if (campaigns.TryGetValue(sent.Cluster, out var campaign) && campaign.Leave(sent)) campaigns.Remove(sent.Cluster);
    }
}

/// <summary>A message that is remembered. Its text is not.</summary>
sealed record Sent(string Sender, string Recipient, DateTimeOffset At, Fingerprint Print, long Cluster, double Sound, int Length);
