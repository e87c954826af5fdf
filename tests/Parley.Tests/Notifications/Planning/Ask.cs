using System.Globalization;
using NodaTime;
using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>Puts questions to the planner in few words, for tables that people read.</summary>
static class Ask
{
    public static readonly Guid Thread = Guid.Parse("11111111-1111-7111-8111-111111111111");

    public static readonly Dictionary<Channel, Reach> Everywhere = Enum.GetValues<Channel>().ToDictionary(c => c, _ => Reach.Yes);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static NoticeEvent Event(string at, NoticeKind kind = NoticeKind.Message, bool urgent = false) => new(kind, urgent, Thread, At(at));

    public static Preferences Chosen(string cadence) => new([.. Enum.GetValues<Channel>().Select(c => new Choice(null, null, c, Cadence.Read(cadence, "cadence")))], [], []);

    public static Schedule In(string zone, string quiet = "", bool urgentMayPass = true) => new(DateTimeZoneProviders.Tzdb[zone], Quiet(quiet), urgentMayPass);

    /// <summary>What comes of it by one channel.</summary>
    public static Planned Plan(NoticeEvent what, Preferences preferences, Schedule schedule, Channel channel = Channel.Mail, bool looking = false, IReadOnlyDictionary<Channel, Reach>? reach = null, string? now = null) =>
        Planner.Plan(what, preferences, schedule, new Whereabouts(looking), reach ?? Everywhere, now is null ? what.At : At(now)).Single(p => p.Channel == channel);

    /// <summary>Spans as <c>mon-fri 22:00-08:00, sun 12:00-12:00</c>.</summary>
    public static IReadOnlyList<QuietSpan> Quiet(string spans) =>
        QuietHours.Read([.. spans.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Span)], "quiet");

    static QuietTime Span(string text)
    {
        string[] week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        var (days, times) = (text.Split(' ')[0].Split('-'), text.Split(' ')[1].Split('-'));
        return new QuietTime(week[Array.IndexOf(week, days[0])..(Array.IndexOf(week, days[^1]) + 1)], times[0], times[1]);
    }
}
