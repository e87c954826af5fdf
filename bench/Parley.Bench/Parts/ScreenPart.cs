using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Parley.Bench.Results;
using Parley.Conversations;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Storage;
using Parley.Text.Contacts;
using SafetyOptions = Parley.Safety.SafetyOptions;

namespace Parley.Bench.Parts;

/// <summary>
/// Messages of 200 characters are screened one after the other on one core, by the way on which they are sent, without the store: first messages of buyers, for which everything is looked for: contacts,
/// cards, addresses, own words and patterns, abuse, spam, look-alikes, one text to many among 20,000 remembered; every eighth holds a number or a link, is read again with what is known of the thread and
/// judged by the policy. Every second comes after two short ones of the same author, and is read with them. Beside it what peers do: three
/// regular expressions on the same text.
/// </summary>
static partial class ScreenPart
{
    const int Texts = 4096, Length = 200;

    static readonly string[] Words =
    [
        .. ("is this bowl still there and could you make two more of them in green by the end of next month please my sister saw it at your stall and would like the same size as a present how long does it take to ship to Lyon "
            + "the glaze looks a bit darker than in the picture does it survive a dishwasher we measured the shelf it is 42 cm wide thank you for the quick answer I will order it this evening if the price is still 35 euros").Split(' '),
    ];

    static readonly string[] Leaks = ["call me on +44 7911 123456", "see www.elsewhere.com/bowl", "write to jane@mailbox.com", "text me 0 7 9 1 1 one two three 4 5 6"];

    [GeneratedRegex(@"(\+?\d[\d\s().-]{7,}\d)")]
    private static partial Regex PhoneOf();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")]
    private static partial Regex MailOf();

    [GeneratedRegex(@"(https?://|www\.)\S+")]
    private static partial Regex LinkOf();

    public static void Run(Stage stage, Report report)
    {
        var random = new Random(11);
        (string Text, string[] Before)[] messages = [.. Enumerable.Range(0, Texts).Select(i => (TextOf(random, i), i % 2 == 0 ? Array.Empty<string>() : ["hello", "one more thing"]))];
        Door[] doors = [.. Enumerable.Range(0, 701).Select(i => new Door(Guid.NewGuid(), $"vendor {i}", "", 1, 2, []))];
        var policy = Policy.Of(1, DefaultPolicy.Body with
        {
            Rules = [.. DefaultPolicy.Body.Rules, new PolicyRule("own", ["own"], Measure.Hold)],
            Lists = [new OwnList("own", [.. Enumerable.Range(0, 200).Select(i => $"forbidden word {i}")], [@"\bVIP-\d{4}\b", @"\bcode [a-z]{3}\d+\b"], ["rival.com"])],
        });
        var options = Options.Create(new SafetyOptions { Marketplace = "Bazaar" });
        var lookalikes = new Lookalikes(null!, options); // names are brought along
        var (middles, slowest, anchors) = (new List<double>(), new List<double>(), new List<double>());
        for (var repeat = 0; repeat < Math.Max(1, stage.Options.Repeats); repeat++)
        {
            var repeats = new Repeats(options);
            var (number, now) = (0, DateTimeOffset.UnixEpoch);
            var ours = Times(messages, stage.Options.Quick ? 2 : 6, message =>
            {
                number++;
                var draft = new Draft(PartyKind.Buyer, $"buyer {number % 3000}", message.Text) { Door = doors[number % doors.Length], ClientId = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) };
                var judging = new Judging(draft, new FirstContact(message.Before, repeats, now.AddSeconds(number)), lookalikes, ContactSettings.None, DomainSet.Empty);
                return judging.ByAsync(policy, CancellationToken.None).Preserve().GetAwaiter().GetResult().Ruled.Count;
            });
            var theirs = Times(messages, stage.Options.Quick ? 2 : 6, message => (PhoneOf().IsMatch(message.Text) ? 1 : 0) + (MailOf().IsMatch(message.Text) ? 1 : 0) + (LinkOf().IsMatch(message.Text) ? 1 : 0));
            middles.Add(ours.Middle);
            slowest.Add(ours.Slow);
            anchors.Add(theirs.Middle);
            report.Ran("screen", repeat, $"{ours.Middle:0.0} us, p99 {ours.Slow:0.0} us; three regular expressions {theirs.Middle:0.0} us", new { ours.Middle, ours.Slow, expressions = theirs.Middle });
        }
        report.Add(Row.Alone("a message of 200 characters screened, p50, us on one core", middles, Goal.AtMost(150, "us"), "everything on, but the store"));
        report.Add(Row.Alone("the same, p99, us", slowest, Goal.AtMost(1000, "us"), ""));
        report.Add(Row.Alone("three regular expressions as peers use, p50, us", anchors, Goal.None, "find a fifth of what the finder finds (0022)"));
    }

    /// <summary>A buyer's first messages about a listing.</summary>
    sealed class FirstContact(string[] before, Repeats repeats, DateTimeOffset at) : Surroundings
    {
        static readonly string[] Names = ["Jane Buyer"];

        static readonly ThreadContext About = ThreadContext.Of(Parley.Market.SubjectKind.Listing, "bowl-7", null, null, true);

        public override ValueTask<Beside> BesideAsync(Draft draft, CancellationToken ct) => new(new Beside(before, []));

        public override bool MaybeFirst(Draft draft) => true;

        public override Repetition? Repeated(Draft draft, double offer) => repeats.Find(draft, offer, at);

        public override ValueTask<IReadOnlyList<string>> NamesAsync(Draft draft, CancellationToken ct) => new(Names);

        public override ValueTask<IReadOnlyList<string>> MediaTypesAsync(Draft draft, CancellationToken ct) => new(Array.Empty<string>());

        public override ValueTask<Found?> ClassifyAsync(Draft draft, string text, IReadOnlyList<string> said, CancellationToken ct) => new((Found?)null);

        public override ValueTask<ThreadContext> ContextAsync(Draft draft, CancellationToken ct) => new(About);
    }

    static (double Middle, double Slow) Times((string Text, string[] Before)[] messages, int rounds, Func<(string Text, string[] Before), int> screen)
    {
        var sum = 0;
        foreach (var message in messages) sum += screen(message); // compiled, and the window filled
        var times = new List<double>(messages.Length * rounds);
        for (var round = 0; round < rounds; round++)
            foreach (var message in messages)
            {
                var start = Stopwatch.GetTimestamp();
                sum += screen(message);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        times.Sort();
        return sum == int.MinValue ? (0, 0) : (times[times.Count / 2], times[(int)(times.Count * 0.99)]);
    }

    public static string TextOf(Random random, int number)
    {
        var text = new StringBuilder();
        while (text.Length < Length) text.Append(Words[random.Next(Words.Length)]).Append(' ');
        if (number % 8 == 0) text.Insert(random.Next(0, 60), $" {Leaks[random.Next(Leaks.Length)]} ");
        return text.ToString(0, Length);
    }
}
