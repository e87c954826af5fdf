namespace Parley.Conversations;

/// <summary>A short mail in plain words to an address that somebody gave who is nobody here, so that nothing of theirs is looked up.</summary>
public interface IPlainMail
{
    /// <summary>Whether mails are sent at all.</summary>
    bool Works { get; }

    /// <summary>The marketplace's name, as it signs.</summary>
    string Marketplace { get; }

    /// <summary>The marketplace's language.</summary>
    string Locale { get; }

    /// <summary>How this server is reached from outside, without a slash at the end; empty when nobody said.</summary>
    string PublicUrl { get; }

    /// <summary>Never throws for what mail servers do.</summary>
    /// <param name="id">The same for the same mail, however often it is tried.</param>
    /// <returns>False when it is worth trying again later; true when it was handed over, or never will be.</returns>
    Task<bool> SendAsync(Guid id, string address, string subject, string text, CancellationToken ct);
}
