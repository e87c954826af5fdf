using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Bench.Results;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Storage;
using Parley.Text.Contacts;
using Parley.Text.Repeats;
using Parley.Text.Spam;

namespace Parley.Bench.Parts;

/// <summary>
/// Messages of 200 characters are screened one after the other on one core: first messages of buyers, for which everything is looked for: contacts,
/// cards, addresses, own words and patterns, abuse, spam, one text to many among 20,000 remembered; every eighth holds a number or a link and is
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
        ToRead[] messages = [.. Enumerable.Range(0, Texts).Select(i => new ToRead(TextOf(random, i), i % 2 == 0 ? [] : ["hello", "one more thing"], FirstContact: true, Machine: false, ContactSettings.None))];
        var policy = Policy.Of(1, DefaultPolicy.Body with
        {
            Rules = [.. DefaultPolicy.Body.Rules, new PolicyRule("own", ["own"], Measure.Hold)],
            Lists = [new OwnList("own", [.. Enumerable.Range(0, 200).Select(i => $"forbidden word {i}")], [@"\bVIP-\d{4}\b", @"\bcode [a-z]{3}\d+\b"], ["rival.com"])],
        });
        var (middles, slowest, anchors) = (new List<double>(), new List<double>(), new List<double>());
        for (var repeat = 0; repeat < Math.Max(1, stage.Options.Repeats); repeat++)
        {
            var window = new RepeatWindow(new RepeatOptions(), SpamModel.For(SpamKind.Market).Score);
            var (number, now) = (0, DateTimeOffset.UnixEpoch);
            var ours = Times(messages, stage.Options.Quick ? 2 : 6, message =>
            {
                var reading = Reading.Of(message, policy);
                var answer = window.Add(new RepeatMessage($"buyer {number % 3000}", $"vendor {number % 701}", now.AddSeconds(number++), message.Text, false));
                return Judgement.Of(reading, policy, new Situation(Parley.Safety.Policies.Stage.Inquiry, PartyKind.Buyer, null, true), null).Ruled.Count + answer.Copies;
            });
            var theirs = Times(messages, stage.Options.Quick ? 2 : 6, message => (PhoneOf().IsMatch(message.Text) ? 1 : 0) + (MailOf().IsMatch(message.Text) ? 1 : 0) + (LinkOf().IsMatch(message.Text) ? 1 : 0));
            middles.Add(ours.Middle);
            slowest.Add(ours.Slow);
            anchors.Add(theirs.Middle);
            report.Ran("screen", repeat, $"{ours.Middle:0.0} us, p99 {ours.Slow:0.0} us; three regular expressions {theirs.Middle:0.0} us", new { ours.Middle, ours.Slow, expressions = theirs.Middle });
        }
        report.Add(Row.Alone("a message of 200 characters screened, p50, us on one core", middles, Goal.AtMost(150, "us"), "everything on"));
        report.Add(Row.Alone("the same, p99, us", slowest, Goal.AtMost(1000, "us"), ""));
        report.Add(Row.Alone("three regular expressions as peers use, p50, us", anchors, Goal.None, "find a fifth of what the finder finds (0022)"));
    }

    static (double Middle, double Slow) Times(ToRead[] messages, int rounds, Func<ToRead, int> screen)
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

    static string TextOf(Random random, int number)
    {
        var text = new StringBuilder();
        while (text.Length < Length) text.Append(Words[random.Next(Words.Length)]).Append(' ');
        if (number % 8 == 0) text.Insert(random.Next(0, 60), $" {Leaks[random.Next(Leaks.Length)]} ");
        return text.ToString(0, Length);
    }
}
