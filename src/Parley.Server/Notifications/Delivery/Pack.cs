using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Puts a parcel together from what is true now: names, texts as they read, files that can be opened.</summary>
sealed class Pack(Store store, Unseal unseal, Register register, Sights sights, KeepPreferences keep, ShowPreferences show, IOptions<NotificationOptions> options)
{
    const int MostShown = 10, TextLength = 1000;

    /// <param name="notices">Of one person in one role, each with what is told of its thread.</param>
    public async Task<Parcel> RunAsync(Guid id, int attempt, IReadOnlyList<(Notice Notice, ToTell What)> notices, CancellationToken ct)
    {
        var first = notices[0].Notice;
        var role = Judge.RoleOf(first);
        var person = await register.FindPersonAsync(first.PersonId, ct) ?? throw new InvalidOperationException("A notice for nobody.");
        var settings = await keep.SettingsAsync(person.Id, ct);
        var showText = first.Channel switch { Channel.Mail => settings.TextInMail, Channel.Sms => false, _ => settings.TextInPush };
        var to = new ParcelTo(person.Id, person.Name, role, Reaches.AddressOf(person, first.Channel), person.Locale, await show.ZoneAsync(settings, person, role, ct), showText);
        var threads = new List<ParcelThread>();
        foreach (var some in notices.GroupBy(n => (n.What.Goes, n.Notice.Kind, Decided: n.What.Ruling is not null)).OrderByDescending(g => g.Any(n => n.Notice.Urgent)).ThenBy(g => g.Min(n => n.Notice.PlannedAt)))
            threads.Add(await ThreadAsync(some.Key.Goes, some.Key.Kind, [.. some], role, showText, person.Locale ?? options.Value.Locale, ct));
        return new Parcel(id, attempt, to, notices.Any(n => n.Notice.Urgent), await UnreadAsync(role, person.Id, ct), threads);
    }

    async Task<ParcelThread> ThreadAsync(Guid goes, NoticeKind kind, List<(Notice Notice, ToTell What)> notices, Role role, bool showText, string locale, CancellationToken ct)
    {
        var (door, what) = (notices[0].What.Door, notices[0].What);
        var counterpart = role.Party == PartyKind.Buyer ? (await register.FindVendorAsync(door.VendorId, ct))?.Name : await unseal.NameAsync(door.BuyerId, ct);
        var (about, image) = await AboutAsync(goes, role, ct);
        var messages = new List<ParcelMessage>();
        foreach (var one in notices.Select(n => n.What).DistinctBy(w => w.Door.Id)) // threads that were merged into one
        {
            var rows = notices.Where(n => n.What.Door.Id == one.Door.Id).SelectMany(n => n.What.Messages).DistinctBy(m => m.Seq).OrderBy(m => m.Seq).Take(MostShown).ToList();
            messages.AddRange((await unseal.MessagesAsync(one.Door, rows, role.Party, ct)).ConvertAll(m => MessageOf(m, showText)));
        }
        if (what.Ruling is not null) // a statement of reasons is told whole
            return new ParcelThread(goes, kind, counterpart ?? "", about, image, 0, [.. notices.Select(n => n.What.Ruling!).OrderBy(r => r.At).Select(r => new ParcelMessage(0, options.Value.Marketplace, showText ? RulingWords.For(r, locale) : null, [], r.At))], RulingWords.Note(what.Ruling, locale));
        return new ParcelThread(goes, kind, counterpart ?? "", about, image, what.Unread, [.. messages.OrderBy(m => m.At).Take(MostShown)], NoteWords.For(kind, what.Missed, what.Off, locale));
    }

    static ParcelMessage MessageOf(MessageView view, bool showText)
    {
        var from = view.Author is { AgentName: { Length: > 0 } agent } author && author.Name.Length > 0 ? $"{agent}, {author.Name}" : view.Author.Name;
        return new ParcelMessage(view.Seq, from, showText ? Shorten(view.Text) : null, showText ? [.. view.Attachments.Where(a => a.State == AttachmentState.Ready).Select(a => a.Name).OfType<string>()] : [], view.At);
    }

    /// <summary>Never half a character.</summary>
    static string? Shorten(string? text) => text is null || text.Length <= TextLength ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[TextLength - 2]) ? TextLength - 2 : TextLength - 1), "…");

    async Task<(string? About, string? ImageUrl)> AboutAsync(Guid thread, Role role, CancellationToken ct)
    {
        await using var db = store.Open();
        var found = await (
            from c in db.Set<Conversation>() where c.Id == thread
            join s in db.Set<Subject>() on new { Kind = c.SubjectKind, Id = c.SubjectId } equals new { Kind = (SubjectKind?)s.Kind, Id = (string?)s.Id } into subjects
            from s in subjects.DefaultIfEmpty()
            select new { c.Topic, Title = s == null ? null : s.Title, Image = s == null ? null : s.ImageUrl }).SingleOrDefaultAsync(ct);
        return (found?.Title ?? found?.Topic, found?.Image);
    }

    /// <summary>All that this role has not read, of what the person sees.</summary>
    async Task<int> UnreadAsync(Role role, string person, CancellationToken ct)
    {
        var (key, sight) = (role.Key, await sights.OfAsync(role, person, ct));
        await using var db = store.Open();
        return await (
            from party in db.Set<PartyFeed>() where party.Key == key
            join seat in db.Set<Seat>().Where(s => s.Incoming > s.IncomingRead && s.Place == Place.Inbox).Within(sight) on party.Id equals seat.PartyId
            select seat.Incoming - seat.IncomingRead).SumAsync(ct);
    }
}
