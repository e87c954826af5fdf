using System.Globalization;
using NodaTime;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <param name="Configured">Whether the marketplace has set it up.</param>
/// <param name="Reach">Whether it can reach you: <c>no-address</c> where there is no address, browser or device, <c>address-off</c> where there is one that was switched off.</param>
public sealed record ChannelView(Channel Channel, bool Configured, Reach Reach);

public enum ChosenBy
{
    /// <summary>The marketplace's usual.</summary>
    Default,
    Own,

    /// <summary>The marketplace decides.</summary>
    Locked,
}

public sealed record ChoiceView(NoticeKind Kind, Channel Channel, string Cadence, ChosenBy By);

/// <param name="Reason">Such as <c>bounced</c>, <c>complained</c>, <c>stopped</c>, <c>gone</c>.</param>
/// <param name="Address">Enough of it for its owner to know which: <c>a…@shop.example</c>, <c>…45</c>.</param>
public sealed record AddressOffView(Channel Channel, string Reason, DateTimeOffset At, string Address);

public sealed record AddressOffList(IReadOnlyList<AddressOffView> Items);

/// <summary>All that a page of preferences shows of one role.</summary>
/// <param name="Roles">All of the person's, as <c>as</c> is written.</param>
/// <param name="Kinds">Of which this role hears.</param>
/// <param name="Choices">What holds, one for each kind and channel.</param>
/// <param name="TimeZone">The person's own choice.</param>
/// <param name="TimeZoneNow">The one that holds.</param>
/// <param name="AddressesOff">Addresses that are not used any more, and can be taken up again.</param>
public sealed record NoticePreferencesView(
    string As, IReadOnlyList<string> Roles, IReadOnlyList<ChannelView> Channels, IReadOnlyList<NoticeKind> Kinds, IReadOnlyList<ChoiceView> Choices, IReadOnlyList<QuietTime> Quiet,
    string? TimeZone, string TimeZoneNow, bool UrgentMayPass, bool TextInMail, bool TextInPush, IReadOnlyList<AddressOffView> AddressesOff);

/// <summary>What holds for one thread, channel by channel.</summary>
/// <param name="Muted">Every channel is off, but for critical kinds.</param>
/// <param name="Choices">What was chosen for this thread; empty where it is as all others.</param>
public sealed record ThreadNoticesView(bool Muted, IReadOnlyList<ThreadChoice> Choices);

/// <summary>A thread for which something else was chosen than for the others.</summary>
public sealed record ThreadNoticesItem(Guid Conversation, bool Muted, IReadOnlyList<ThreadChoice> Choices);

public sealed record ThreadNoticesList(IReadOnlyList<ThreadNoticesItem> Items);

/// <summary>Shows people what they chose, what they can choose, and which ways to them are open.</summary>
public sealed class ShowPreferences(KeepPreferences keep, Reaches reaches, AddressBook addresses, Register register)
{
    public async Task<NoticePreferencesView> OfAsync(string personId, Role role, CancellationToken ct)
    {
        var person = await register.FindPersonAsync(personId, ct) ?? throw Refuse.NotFound();
        var settings = await keep.SettingsAsync(personId, ct);
        var own = await keep.ChoicesAsync(personId, role, [], ct);
        var reach = (await reaches.OfAsync([person], ct))[personId];
        var chosen = own.Select(c => ((NoticeKind)c.Kind, c.Channel)).ToHashSet();
        return new NoticePreferencesView(
            role.As, ["buyer", .. (await register.MembershipsAsync(personId, ct)).Select(a => new Role(PartyKind.Vendor, a.VendorId).As)],
            [.. Enum.GetValues<Channel>().Select(c => new ChannelView(c, reach.ContainsKey(c), reach.GetValueOrDefault(c, Reach.NotConfigured)))],
            KeepPreferences.KindsOf(role.Party),
            [.. keep.Grid(role.Party, own).Select(g => new ChoiceView(g.Kind, g.Channel, g.Chosen.Cadence.ToString(), g.Chosen.Locked ? ChosenBy.Locked : chosen.Contains((g.Kind, g.Channel)) ? ChosenBy.Own : ChosenBy.Default))],
            QuietOf(settings), settings.TimeZone, await ZoneAsync(settings, person, role, ct), settings.UrgentMayPass, settings.TextInMail, settings.TextInPush, await OffAsync(person, ct));
    }

    /// <summary>The addresses of a person that were switched off.</summary>
    public async Task<IReadOnlyList<AddressOffView>> OffAsync(MarketPerson person, CancellationToken ct)
    {
        var off = new List<AddressOffView>();
        foreach (var channel in Enum.GetValues<Channel>())
            if (Reaches.AddressOf(person, channel) is { } address && await addresses.FindAsync(channel, address, ct) is { } closed) off.Add(new AddressOffView(channel, closed.Reason, closed.At, Hint(address)));
        return off;
    }

    /// <summary>Whoever looks over the owner's shoulder does not learn it.</summary>
    static string Hint(string address) => address.LastIndexOf('@') is var at and > 0 ? $"{StringInfo.GetNextTextElement(address)}…{address[at..]}" : $"…{address[Math.Max(0, address.Length - 2)..]}";

    public async Task<ThreadNoticesView> OfThreadAsync(Entered who, CancellationToken ct)
    {
        var own = OfAnyKind(await keep.OfThreadAsync(who, ct));
        return new ThreadNoticesView(IsMuted(own), ChoicesOf(own));
    }

    /// <summary>The role's threads for which something else was chosen.</summary>
    public async Task<ThreadNoticesList> ThreadsAsync(string person, Role role, CancellationToken ct) => new(
        [.. OfAnyKind(await keep.ChoicesAsync(person, role, ct)).Where(c => c.ConversationId != Guid.Empty).GroupBy(c => c.ConversationId).OrderBy(g => g.Key).Select(g => new ThreadNoticesItem(g.Key, IsMuted([.. g]), ChoicesOf([.. g])))]);

    /// <summary>Who ended a thread's mails by a link has its critical kinds off by name, too, which goes without saying.</summary>
    static List<NoticeChoice> OfAnyKind(List<NoticeChoice> own) => own.FindAll(c => c.Kind == 0);

    static bool IsMuted(List<NoticeChoice> own) => own.Count == Enum.GetValues<Channel>().Length && own.TrueForAll(c => c.Cadence == "off");

    static List<ThreadChoice> ChoicesOf(List<NoticeChoice> own) => own.ConvertAll(c => new ThreadChoice(c.Channel, c.Cadence));

    public static IReadOnlyList<QuietTime> QuietOf(NoticeSettings settings) => settings.Quiet is { } kept ? System.Text.Json.JsonSerializer.Deserialize<List<QuietTime>>(kept, Bodies.Strict)! : [];

    /// <summary>The person's own, the one the host told of them, of a vendor's people their vendor's, or UTC.</summary>
    public async ValueTask<string> ZoneAsync(NoticeSettings settings, MarketPerson person, Role role, CancellationToken ct)
    {
        var zones = DateTimeZoneProviders.Tzdb;
        if ((Known(settings.TimeZone) ?? Known(person.TimeZone)) is { } own) return own;
        return role.Party == PartyKind.Vendor && Known((await register.FindVendorAsync(role.HolderId, ct))?.TimeZone) is { } vendors ? vendors : "UTC";

        string? Known(string? name) => name is not null && zones.GetZoneOrNull(name) is not null ? name : null;
    }

    public async ValueTask<Schedule> ScheduleAsync(NoticeSettings settings, MarketPerson person, Role role, TimeSpan moment, CancellationToken ct) =>
        new(DateTimeZoneProviders.Tzdb[await ZoneAsync(settings, person, role, ct)], settings.Quiet is null ? [] : QuietHours.Read(QuietOf(settings), "quiet"), settings.UrgentMayPass) { Moment = moment };
}
