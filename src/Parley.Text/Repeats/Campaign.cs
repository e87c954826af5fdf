namespace Parley.Text.Repeats;

/// <summary>Variants of one text within the window, and whether they are a solicitation.</summary>
/// <remarks>
/// Honest people repeat themselves too. Many who each ask once ("still available?") are many senders of one copy; one who asks several makers
/// for a quote is one sender with few copies, hours apart, that ask. Shops that tell people who ordered never come here. What is left after
/// these: one sender, or a ring of them, telling the same to one after the other.
/// </remarks>
sealed class Campaign
{
    const int Few = 3, Several = 4, RingSize = 2, SpreadSize = 5, LongText = 60, ShortText = 24;
    const double Asking = -0.4, Plainly = 1;

    /// <summary>The latest; what went before them decides nothing any more, and a flood must not make each of its messages dearer.</summary>
    const int Kept = 200;

    readonly List<Sent> all = [];

    public int Copies { get; private set; }

    public int Senders => all.Select(s => s.Sender).Distinct().Count();

    public int Recipients => all.Select(s => s.Recipient).Distinct().Count();

    public void Enter(Sent sent)
    {
        if (all.Count == Kept) all.RemoveAt(0);
        all.Add(sent);
        Copies++;
    }

    /// <summary>Forgets one; whether none is left.</summary>
    public bool Leave(Sent sent)
    {
        all.Remove(sent);
        return --Copies == 0;
    }

    /// <summary>Which rule the newest message falls under.</summary>
    public RepeatRule Judge(Sent newest, RepeatOptions options)
    {
        if (all.Count == 1 || newest.Print.Shingles.Count < ShortText) return RepeatRule.None;
        var own = all.Where(s => s.Sender == newest.Sender).ToList();
        var reached = own.Select(s => s.Recipient).Distinct().Count();
        var repeaters = all.GroupBy(s => s.Sender).Where(g => g.Select(s => s.Recipient).Distinct().Count() >= 2).ToList();
        var repeated = repeaters.Sum(g => g.Count());
        var sound = all.Average(s => s.Sound);
        if (reached >= 2 && own.Any(s => s.Print.Disguised >= 3)) return RepeatRule.Disguised;
        var lately = all.Count(s => newest.At - s.At <= options.Burst);
        if (sound > Plainly && Copies >= Few || sound > 0 && lately >= Few && (reached >= 2 && repeated >= Few || repeated >= Several)) return RepeatRule.Offer;
        if (sound > Asking && repeaters.Count >= RingSize && repeated >= Several) return RepeatRule.Ring;
        if (sound > Asking && own.Count(s => newest.At - s.At <= options.Burst) is var late && late >= Several && reached >= Several) return RepeatRule.Burst;
        if (reached > options.MostInquiries) return RepeatRule.Many;
        if (sound > 0 && Senders >= SpreadSize && newest.Length >= LongText) return RepeatRule.Spread;
        return RepeatRule.None;
    }
}
