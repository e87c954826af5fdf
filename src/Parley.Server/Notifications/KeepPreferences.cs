using Microsoft.EntityFrameworkCore;
using NodaTime;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <param name="Cadence"><c>off</c>, <c>instant</c>, <c>after:10</c> (minutes), <c>quarterly</c>, <c>hourly</c>, <c>daily:09:00</c>, <c>weekly:mon:09:00</c>.</param>
public sealed record ChoiceBody(NoticeKind Kind, Channel Channel, string Cadence);

/// <summary>What a person wants to hear in one role. It takes the place of all they chose for the role before, but for single threads.</summary>
/// <param name="Choices">One for each kind and channel at most; what is left out is as the marketplace has it. What is locked may stand here only as it is.</param>
/// <param name="Quiet">The same whatever the role, as is what follows.</param>
/// <param name="TimeZone">An IANA name; null for the one that the marketplace told.</param>
/// <param name="TextInMail">Whether mails may show what was written.</param>
/// <param name="TextInPush">Whether pushes may.</param>
public sealed record NoticePreferencesBody(IReadOnlyList<ChoiceBody> Choices, IReadOnlyList<QuietTime> Quiet, string? TimeZone = null, bool UrgentMayPass = true, bool TextInMail = true, bool TextInPush = false);

/// <summary>What holds for one thread: all off, or a cadence for some channels. What is off is so but for critical kinds: an order at risk, a dispute, an appointment.</summary>
public sealed record ThreadNoticesBody(bool Mute = false, IReadOnlyList<ThreadChoice>? Choices = null);

public sealed record ThreadChoice(Channel Channel, string Cadence);

/// <summary>What people chose: one role's document as a whole, and single threads.</summary>
public sealed class KeepPreferences(Store store, Defaults defaults)
{
    /// <summary>Of the quiet spans as they are stored.</summary>
    const int LongestQuiet = 1000;
    static readonly Channel[] channels = Enum.GetValues<Channel>();
    static readonly NoticeKind[] buyers = [NoticeKind.Message, NoticeKind.OrderAtRisk, NoticeKind.Dispute, NoticeKind.Appointment, NoticeKind.Essential];

    /// <summary>The kinds of which this side can hear.</summary>
    public static IReadOnlyList<NoticeKind> KindsOf(PartyKind side) => side == PartyKind.Buyer ? buyers : Enum.GetValues<NoticeKind>();

    public async Task<NoticeSettings> SettingsAsync(string person, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<NoticeSettings>().SingleOrDefaultAsync(s => s.PersonId == person, ct) ?? new NoticeSettings { PersonId = person };
    }

    /// <summary>All that was chosen for a role, its single threads as well.</summary>
    public async Task<List<NoticeChoice>> ChoicesAsync(string person, Role role, CancellationToken ct)
    {
        await using var db = store.Open();
        return await Of(db, person, role).ToListAsync(ct);
    }

    /// <summary>What holds for these threads: what was chosen for the role, and for them. Somebody may have muted thousands of others.</summary>
    public async Task<List<NoticeChoice>> ChoicesAsync(string person, Role role, IReadOnlyCollection<Guid> threads, CancellationToken ct)
    {
        List<Guid> wanted = [Guid.Empty, .. threads];
        await using var db = store.Open();
        return await Of(db, person, role).Where(c => wanted.Contains(c.ConversationId)).ToListAsync(ct);
    }

    static IQueryable<NoticeChoice> Of(ParleyDb db, string person, Role role)
    {
        var key = role.Key;
        return db.Set<NoticeChoice>().Where(c => c.PersonId == person && c.RoleKey == key);
    }

    /// <summary>What holds, kind by kind and channel by channel, by what was chosen for the role and not for single threads.</summary>
    internal IEnumerable<(NoticeKind Kind, Channel Channel, Chosen Chosen)> Grid(PartyKind side, IEnumerable<NoticeChoice> own)
    {
        var preferences = defaults.For(side, Read(own));
        foreach (var kind in KindsOf(side))
            foreach (var channel in channels)
                yield return (kind, channel, ShownOf(preferences, kind, channel));
    }

    /// <summary>Text messages are for critical kinds, and for others only where they are named.</summary>
    static Chosen ShownOf(Preferences preferences, NoticeKind kind, Channel channel)
    {
        var chosen = Chosen.For(preferences, new NoticeEvent(kind, false, Guid.Empty, default), channel);
        return channel == Channel.Sms && !kind.IsCritical() && !chosen.Named ? chosen with { Cadence = Cadence.Off } : chosen;
    }

    public static IReadOnlyList<Choice> Read(IEnumerable<NoticeChoice> rows) =>
        [.. rows.Select(r => new Choice(r.Kind == 0 ? null : (NoticeKind)r.Kind, r.ConversationId == Guid.Empty ? null : r.ConversationId, r.Channel, Cadence.TryRead(r.Cadence, out var cadence, out _) ? cadence : Cadence.Instant))];

    /// <summary>Keeps what differs from what would hold anyway, so that the marketplace's defaults go on reaching everybody else.</summary>
    public async Task ReplaceAsync(string person, Role role, NoticePreferencesBody body, CancellationToken ct)
    {
        var differing = Differing(role.Party, body.Choices);
        var quiet = QuietHours.Write(QuietHours.Read(body.Quiet, "quiet"));
        if (body.TimeZone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null) throw Refuse.Invalid("timeZone", "'timeZone' must be the IANA name of a time zone, such as Europe/Paris.");
        var key = role.Key;
        var spans = quiet.Count == 0 ? null : System.Text.Json.JsonSerializer.Serialize(quiet, Bodies.Strict);
        if (spans?.Length > LongestQuiet) throw Refuse.Invalid("quiet", "These are too many quiet hours on too many days. Join those that touch each other.");
        await store.WriteAsync(async db =>
        {
            await db.Set<NoticeChoice>().Where(c => c.PersonId == person && c.RoleKey == key && c.ConversationId == Guid.Empty).ExecuteDeleteAsync(ct);
            await InsertAsync(db, person, key, Guid.Empty, differing, ct);
            await db.InsertMissingAsync("notice_settings", "person_id, urgent_may_pass, text_in_mail, text_in_push", [[person, true, true, false]], ct);
            await db.Set<NoticeSettings>().Where(s => s.PersonId == person).ExecuteUpdateAsync(s => s.SetProperty(n => n.Quiet, spans).SetProperty(n => n.TimeZone, body.TimeZone)
                .SetProperty(n => n.UrgentMayPass, body.UrgentMayPass).SetProperty(n => n.TextInMail, body.TextInMail).SetProperty(n => n.TextInPush, body.TextInPush), ct);
        }, ct);
    }

    List<(byte Kind, Channel Channel, Cadence Cadence)> Differing(PartyKind side, IReadOnlyList<ChoiceBody> choices)
    {
        var usual = Grid(side, []).ToDictionary(g => (g.Kind, g.Channel), g => g.Chosen);
        var differing = new List<(byte, Channel, Cadence)>();
        var seen = new HashSet<(NoticeKind, Channel)>();
        foreach (var choice in choices)
        {
            if (!usual.TryGetValue((choice.Kind, choice.Channel), out var known)) throw Refuse.Invalid("choices", $"This role does not hear of '{NoticeWord.Of(choice.Kind)}'.");
            if (!seen.Add((choice.Kind, choice.Channel))) throw Refuse.Invalid("choices", $"'{NoticeWord.Of(choice.Kind)}' by '{NoticeWord.Of(choice.Channel)}' stands twice in 'choices'.");
            var cadence = Cadence.Read(choice.Cadence, "choices.cadence");
            if (known.Cadence == cadence) continue;
            if (known.Locked) throw Refuse.Invalid("choices", $"The marketplace decides about '{NoticeWord.Of(choice.Kind)}' by '{NoticeWord.Of(choice.Channel)}'; it is {known.Cadence}.");
            differing.Add(((byte)choice.Kind, choice.Channel, cadence));
        }
        return differing;
    }

    /// <summary>Chooses for one thread, in place of what was chosen for it before.</summary>
    public async Task ChooseAsync(Entered who, ThreadNoticesBody body, CancellationToken ct)
    {
        if (body.Mute == body.Choices is { Count: > 0 }) throw Refuse.Invalid("choices", "Mute the thread, or choose a cadence for some channels.");
        var chosen = body.Mute ? channels.Select(c => ((byte)0, c, Cadence.Off)).ToList() : [.. body.Choices!.Select(c => ((byte)0, c.Channel, Cadence.Read(c.Cadence, "choices.cadence")))];
        if (chosen.DistinctBy(c => c.Item2).Count() != chosen.Count) throw Refuse.Invalid("choices", "A channel stands twice in 'choices'.");
        await store.WriteAsync(async db =>
        {
            await Of(db, who).ExecuteDeleteAsync(ct);
            await InsertAsync(db, who.Person.Id, who.Role.Key, who.Door.Id, chosen, ct);
        }, ct);
    }

    /// <summary>
    /// No more mails: of a role, or of one kind or thread of it. It is meant: what was once chosen for a kind or thread of its own goes, too, and
    /// of a thread also what is critical, which muting alone leaves.
    /// </summary>
    public Task EndMailsAsync(Unwanted what, CancellationToken ct) => store.WriteAsync(async db =>
    {
        IEnumerable<byte> kinds = what is { Kind: 0 } && what.Conversation != Guid.Empty ? [0, .. Enum.GetValues<NoticeKind>().Where(k => k.IsCritical()).Select(k => (byte)k)] : [what.Kind];
        await InsertAsync(db, what.PersonId, what.RoleKey, what.Conversation, kinds.Select(k => (k, Channel.Mail, Cadence.Off)), ct);
        var off = Cadence.Off.ToString();
        await db.Set<NoticeChoice>().Where(c => c.PersonId == what.PersonId && c.RoleKey == what.RoleKey && c.Channel == Channel.Mail && (what.Kind == 0 || c.Kind == what.Kind) && (what.Conversation == Guid.Empty || c.ConversationId == what.Conversation))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Cadence, off), ct);
    }, ct);

    public Task ForgetAsync(Entered who, CancellationToken ct) => store.WriteAsync(db => Of(db, who).ExecuteDeleteAsync(ct), ct);

    public async Task<List<NoticeChoice>> OfThreadAsync(Entered who, CancellationToken ct)
    {
        await using var db = store.Open();
        return await Of(db, who).ToListAsync(ct);
    }

    static IQueryable<NoticeChoice> Of(ParleyDb db, Entered who)
    {
        var (person, key, thread) = (who.Person.Id, who.Role.Key, who.Door.Id);
        return db.Set<NoticeChoice>().Where(c => c.PersonId == person && c.RoleKey == key && c.ConversationId == thread);
    }

    Task InsertAsync(ParleyDb db, string person, string role, Guid thread, IEnumerable<(byte Kind, Channel Channel, Cadence Cadence)> choices, CancellationToken ct) =>
        db.InsertMissingAsync("notice_choices", "person_id, role_key, kind, conversation_id, channel, cadence", choices.Select(c => new object[] { person, role, (short)c.Kind, store.IdOf(thread), (short)c.Channel, c.Cadence.ToString() }), ct);
}
