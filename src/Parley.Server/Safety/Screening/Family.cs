namespace Parley.Safety.Screening;

/// <summary>A stored message, by what it is found again.</summary>
/// <param name="From">Who sent it: a person, or a vendor's people together.</param>
public sealed record Copy(Guid ConversationId, Guid ClientId, string From);

/// <summary>The variants of one text. Remembers, in memory, those that came while nobody could know what they are, so that they are flagged with the others.</summary>
/// <param name="name">What has the same one is decided about at once.</param>
public sealed class Family(string name)
{
    /// <summary>Whole families are known by the fourth; the rest is for those that sound less like an offer.</summary>
    const int Most = 20;

    readonly List<Copy> unnoticed = [];

    public string Name => name;

    public void Keep(Copy copy)
    {
        lock (unnoticed)
        {
            if (unnoticed.Contains(copy)) return;
            if (unnoticed.Count == Most) unnoticed.RemoveAt(0);
            unnoticed.Add(copy);
        }
    }

    /// <summary>Those of one sender, or of everybody.</summary>
    public IReadOnlyList<Copy> Unnoticed(string? from)
    {
        lock (unnoticed) return unnoticed.FindAll(c => from is null || c.From == from);
    }

    /// <summary>They are written down now.</summary>
    public void Forget(IReadOnlyList<Copy> noticed)
    {
        lock (unnoticed) unnoticed.RemoveAll(noticed.Contains);
    }
}
