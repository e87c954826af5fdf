using System.Globalization;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>What narrows a folder; all that is said must hold.</summary>
/// <param name="General">Threads that are about no subject.</param>
/// <param name="Assignee">Empty for nobody.</param>
/// <param name="Language">The base language of the buyer's locale: <c>de</c> of <c>de-AT</c>.</param>
/// <param name="WaitingOver">An answer is owed for longer than so many minutes.</param>
/// <param name="HasFiles">A file came in one of the thread's messages.</param>
/// <param name="From">The last message came then or later.</param>
public sealed record Filters(
    SubjectKind? Kind, bool General, string? SubjectId, string? State, string? Topic, Guid? Label, Priority? Priority, string? Assignee, string? Language, int? WaitingOver,
    DateTimeOffset? From, DateTimeOffset? To, bool? HasFiles = null)
{
    public static readonly Filters None = new(null, false, null, null, null, null, null, null, null, null, null, null);

    const int LongestWait = 366 * 24 * 60;

    public bool IsEmpty => this == None;

    /// <summary>Whether anything is asked that the thread itself says.</summary>
    public bool AskThread => Kind is not null || General || Topic is not null || State is not null || Language is not null || From is not null || To is not null;

    public static Filters Parse(InboxWords words)
    {
        var about = words.Subject is { Length: > 300 } ? throw Refuse.Invalid("subject", "'subject' must be a kind and an id, such as listing:123.") : SubjectAddress.Parse(words.Subject);
        var (from, to) = (Instant(words.From, "from"), Instant(words.To, "to"));
        if (from > to) throw Refuse.Invalid("to", "'to' lies before 'from'.");
        var kind = words.Kind is null or "general" ? (SubjectKind?)null : SubjectKinds.Parse(words.Kind);
        if (about is not null)
        {
            var named = SubjectKinds.Parse(about.Kind);
            if (words.Kind is not null && kind != named) throw Refuse.Invalid("kind", $"'kind' must be {about.Kind}, as 'subject' says, or be left out.");
            kind = named;
        }
        return new Filters(
            kind, words.Kind == "general", about is null ? null : Texts.Id(about.Id, "subject"), Texts.OptionalLine(words.OrderState, "orderState", 40), Texts.OptionalLine(words.Topic, "topic", 100),
            words.Label is null ? null : Guid.TryParse(words.Label, out var label) ? label : throw Refuse.Invalid("label", "'label' must be the id of one of the team's labels."),
            Level(words.Priority), words.Assignee is null ? null : words.Assignee == "nobody" ? "" : Texts.Id(words.Assignee, "assignee"), Base(words.Language), Minutes(words.WaitingOver), from, to,
            words.HasAttachment switch { null => null, "true" => true, "false" => false, _ => throw Refuse.Invalid("hasAttachment", "'hasAttachment' must be true or false.") });
    }

    /// <summary>Those of a party's seats that pass.</summary>
    public IQueryable<Seat> Narrow(ParleyDb db, long party, IQueryable<Seat> seats, DateTimeOffset now)
    {
        if (Label is { } label) seats = seats.Where(s => db.Set<ThreadLabel>().Any(l => l.PartyId == party && l.LabelId == label && l.ConversationId == s.ConversationId));
        if (Assignee is { } assignee) seats = seats.Where(s => s.Assignee == assignee);
        if (WaitingOver is { } minutes)
        {
            var since = now.AddMinutes(-minutes).ToMicros();
            seats = seats.Where(s => s.OwesSince != null && s.OwesSince < since);
        }
        if (HasFiles is { } files) seats = files ? seats.Where(s => s.HasFiles) : seats.Where(s => !s.HasFiles);
        if (AskThread)
        {
            var threads = Threads(db);
            seats = seats.Where(s => threads.Any(c => c.Id == s.ConversationId));
        }
        return Priority switch
        {
            Conversations.Priority.Low => seats.Where(s => s.Priority != Conversations.Priority.Normal && s.Priority == Conversations.Priority.Low),
            Conversations.Priority.Normal => seats.Where(s => s.Priority == Conversations.Priority.Normal),
            Conversations.Priority.High => seats.Where(s => s.Priority != Conversations.Priority.Normal && s.Priority == Conversations.Priority.High),
            Conversations.Priority.Urgent => seats.Where(s => s.Priority != Conversations.Priority.Normal && s.Priority == Conversations.Priority.Urgent),
            _ => seats,
        };
    }

    /// <summary>The conversations of which what is asked holds.</summary>
    IQueryable<Conversation> Threads(ParleyDb db)
    {
        var threads = db.Set<Conversation>().AsQueryable();
        if (Kind is { } kind) threads = threads.Where(c => c.SubjectKind == kind);
        if (General) threads = threads.Where(c => c.SubjectKind == null);
        if (SubjectId is { } id) threads = threads.Where(c => c.SubjectId == id);
        if (Topic is { } topic) threads = threads.Where(c => c.Topic == topic);
        if (State is { } state) threads = threads.Where(c => db.Set<Subject>().Any(s => s.Kind == c.SubjectKind && s.Id == c.SubjectId && s.State == state));
        if (Language is { } language)
        {
            var (forms, length) = (CasesOf(language), language.Length); // hosts write tags as they like, and stores compare letters as they are
            threads = threads.Where(c => db.Set<MarketPerson>().Any(p => p.Id == c.BuyerId && forms.Contains(p.Locale!.Substring(0, length))
                && (p.Locale!.Length == length || p.Locale!.Substring(length, 1) == "-" || p.Locale!.Substring(length, 1) == "_")));
        }
        if (From is { } from) threads = threads.Where(c => db.Set<Message>().Any(m => m.ConversationId == c.Id && m.Seq == c.LastSeq && m.At >= from));
        if (To is { } to) threads = threads.Where(c => db.Set<Message>().Any(m => m.ConversationId == c.Id && m.Seq == c.LastSeq && m.At <= to));
        return threads;
    }

    /// <summary>Of a vendor's conversations those about this, where an index finds them; null where none does.</summary>
    public IQueryable<Guid>? Found(ParleyDb db, long party)
    {
        var own = db.Set<Conversation>().Where(c => c.VendorParty == party);
        return (Kind, SubjectId, Topic) switch
        {
            ({ } kind, { } id, _) => own.Where(c => c.SubjectKind == kind && c.SubjectId == id).Select(c => c.Id),
            (_, _, { } topic) => own.Where(c => c.Topic == topic).Select(c => c.Id),
            ({ } kind, _, _) => own.Where(c => c.SubjectKind == kind).Select(c => c.Id),
            _ => null,
        };
    }

    static Priority? Level(string? word) => word switch
    {
        null => null,
        "low" => Conversations.Priority.Low,
        "normal" => Conversations.Priority.Normal,
        "high" => Conversations.Priority.High,
        "urgent" => Conversations.Priority.Urgent,
        _ => throw Refuse.Invalid("priority", "'priority' must be low, normal, high or urgent."),
    };

    static string? Base(string? language)
    {
        if (language is null) return null;
        var end = language.IndexOfAny(['-', '_']);
        var word = (end < 0 ? language : language[..end]).ToLowerInvariant();
        return word.Length is 2 or 3 && language.Length <= 35 && word.All(char.IsAsciiLetterLower) ? word : throw Refuse.Invalid("language", "'language' must be a language such as de or en.");
    }

    /// <summary>The two or three letters in every case.</summary>
    static List<string> CasesOf(string language) =>
        [.. language.Aggregate((IEnumerable<string>)[""], (forms, letter) => forms.SelectMany(form => (string[])[form + letter, form + char.ToUpperInvariant(letter)]))];

    static int? Minutes(string? text)
    {
        if (text is null) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= LongestWait ? minutes : throw Refuse.Invalid("waitingOver", $"'waitingOver' must be minutes, 0 to {LongestWait}.");
    }

    static DateTimeOffset? Instant(string? text, string field)
    {
        if (text is null) return null;
        return text.Length <= 40 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw Refuse.Invalid(field, $"'{field}' must be an instant such as 2026-11-23T20:00:00Z.");
    }
}
