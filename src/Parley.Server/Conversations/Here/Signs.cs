namespace Parley.Conversations;

/// <summary>What one of a vendor's team does in a thread right now.</summary>
public enum Doing : byte
{
    Reading = 1,
    Writing = 2,
    Left = 3,
}

/// <summary>A sign that is due to be passed on.</summary>
/// <param name="IsNews">The team does not know it yet; otherwise it only says that the person is still there.</param>
/// <param name="IsOurs">Given to this node, which is the one to tell the others.</param>
public readonly record struct DueSign(Guid Conversation, string Person, Doing Doing, bool IsNews, bool IsOurs);

/// <summary>
/// Who of a team reads or writes in which thread, in this node's memory only. A sign holds for 30 seconds; of one person in one thread
/// at most one a second is passed on, the last one.
/// </summary>
public sealed class Signs(TimeProvider clock)
{
    public static readonly TimeSpan Holds = TimeSpan.FromSeconds(30), Pace = TimeSpan.FromSeconds(1);
    readonly Lock gate = new();
    readonly Dictionary<(Guid Conversation, string Person), Sign> all = [];
    readonly Dictionary<Guid, HashSet<string>> threads = [];

    sealed class Sign
    {
        public Doing Doing, Told = Doing.Left;
        public DateTimeOffset Since, GivenAt, ToldAt;
        public bool IsDue, IsOurs;
    }

    public void Give(Guid conversation, string person, Doing doing, bool isOurs)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (!all.TryGetValue((conversation, person), out var sign))
            {
                if (doing == Doing.Left) return;
                all[(conversation, person)] = sign = new Sign { Doing = Doing.Left };
                if (!threads.TryGetValue(conversation, out var people)) threads[conversation] = people = [];
                people.Add(person);
            }
            if (sign.Doing != doing) sign.Since = now;
            (sign.Doing, sign.GivenAt, sign.IsDue, sign.IsOurs) = (doing, now, true, isOurs);
        }
    }

    public List<(string Person, Doing Doing, DateTimeOffset Since)> Of(Guid conversation)
    {
        lock (gate)
        {
            if (!threads.TryGetValue(conversation, out var people)) return [];
            var horizon = clock.GetUtcNow() - Holds;
            return [.. people.Select(p => (Person: p, Sign: all[(conversation, p)])).Where(s => s.Sign.Doing != Doing.Left && s.Sign.GivenAt > horizon)
                .OrderBy(s => s.Sign.Since).ThenBy(s => s.Person, StringComparer.Ordinal).Select(s => (s.Person, s.Sign.Doing, s.Sign.Since))];
        }
    }

    /// <summary>What is to be passed on now. Whoever gave no sign for too long has left, as every node finds out by itself.</summary>
    public List<DueSign> Take()
    {
        var due = new List<DueSign>();
        var now = clock.GetUtcNow();
        lock (gate)
            foreach (var ((conversation, person), sign) in all)
            {
                if (sign.Doing != Doing.Left && now - sign.GivenAt >= Holds) (sign.Doing, sign.IsDue, sign.IsOurs) = (Doing.Left, true, false);
                if (now - sign.ToldAt < Pace) continue;
                if (sign.IsDue)
                {
                    due.Add(new DueSign(conversation, person, sign.Doing, sign.Doing != sign.Told, sign.IsOurs));
                    (sign.Told, sign.ToldAt, sign.IsDue) = (sign.Doing, now, false);
                }
                else if (sign.Doing == Doing.Left) Forget(conversation, person);
            }
        return due;
    }

    void Forget(Guid conversation, string person)
    {
        all.Remove((conversation, person)); // which a dictionary allows while it is walked
        var people = threads[conversation];
        people.Remove(person);
        if (people.Count == 0) threads.Remove(conversation);
    }
}
