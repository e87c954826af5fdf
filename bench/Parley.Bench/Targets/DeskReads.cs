namespace Parley.Bench.Targets;

/// <summary>All that is read of a desk.</summary>
static class DeskReads
{
    const string Columns =
        """
        select seat.activity, seat.read_seq, seat.incoming, seat.incoming_read, seat.place, seat.assignee, seat.priority, seat.priority_reason, seat.snoozed_until,
               other.read_seq, other.delivered_seq, c.id, c.state, c.last_seq, c.revision, seat.owes_since, c.buyer_id, c.vendor_id,
               last.author_id, last.sealed, last.at, subject.title, subject.card
        from seats seat
        join seats other on other.conversation_id = seat.conversation_id and other.party <> seat.party
        join conversations c on c.id = seat.conversation_id
        left join messages last on last.conversation_id = c.id and last.seq = c.last_seq
        left join subjects subject on subject.kind = c.subject_kind and subject.id = c.subject_id
        """;

    const string Own = "where seat.party_id = @party and @me <> '' and ";

    const string Newest = " order by seat.activity desc limit 31";

    /// <summary>For what is looked up by something else than the seat: those threads first.</summary>
    const string Chosen = "where seat.party = 2 and @me <> '' and seat.place <> 3 and seat.conversation_id = any (array ";

    static readonly string From = Day(-30), To = Day(-200);

    public static readonly DeskRead[] All =
    [
        Folder("needs", $"{Own} seat.owes_since is not null and seat.place = 0 order by seat.owes_since, seat.conversation_id limit 31"),
        Folder("unread", $"{Own} seat.incoming > seat.incoming_read and seat.place = 0 {Newest}"),
        Folder("mine", $"{Own} seat.party = 2 and seat.place = 0 and seat.assignee = @me {Newest}"),
        Folder("unassigned", $"{Own} seat.party = 2 and seat.place = 0 and seat.assignee = '' {Newest}"),
        Folder("mentions", $"{Chosen} (select conversation_id from mentions where party_id = @party and person_id = @me)) {Newest}"),
        Folder("starred", $"{Chosen} (select conversation_id from seat_marks where party_id = @party and person_id = @me and starred)) {Newest}"),
        Folder("snoozed", $"{Own} seat.place = 1 and seat.place <> 0 {Newest}"),
        Folder("all", $"{Own} seat.activity > 0 and seat.place <> 3 {Newest}"),
        Folder("archived", $"{Own} seat.place = 2 and seat.place <> 0 {Newest}"),
        Folder("spam", $"{Own} seat.place = 3 and seat.place <> 0 {Newest}"),
        Filter("one listing", "subject=listing:v0-l1", "c.subject_kind = 1 and c.subject_id = 'v0-l1'"),
        Filter("kind order", "kind=order", "c.subject_kind = 2"),
        Filter("orders paid", "orderState=paid", "subject.state = 'paid'"),
        Filter("orders returned, forty in all", "orderState=returned", "subject.state = 'returned'"),
        Filter("a state nobody has", "orderState=never", "subject.state = 'never'"),
        Filter("topic", "topic=shipping", "c.topic = 'shipping'"),
        Read("label", "folder=all&label=" + DeskWorld.Label, $"{Chosen} (select conversation_id from thread_labels where party_id = @party and label_id = '{DeskWorld.Label}')) {Newest}"),
        Filter("urgent", "priority=urgent", "seat.priority = 4 and seat.priority <> 2"),
        Filter("of a colleague", "assignee=a1", "seat.assignee = 'a1'"),
        Filter("French", "language=fr", "exists (select from persons p where p.id = c.buyer_id and p.locale like 'fr%')"),
        Filter("a language nobody has", "language=is", "exists (select from persons p where p.id = c.buyer_id and p.locale like 'is%')"),
        Filter("waiting for a day", "waitingOver=1440", "seat.owes_since < extract(epoch from now() - interval '1 day') * 1000000"),
        Filter("of the last 30 days", "from=" + From, $"last.at >= extract(epoch from timestamptz '{From}') * 1000000"),
        Filter("older than 200 days", "to=" + To, $"last.at <= extract(epoch from timestamptz '{To}') * 1000000"),
        Read("sorted by waiting", "folder=all&sort=waiting", $"{Own} seat.owes_since is not null and seat.place <> 3 order by seat.owes_since, seat.conversation_id limit 31"),
        Read("sorted by priority", "folder=all&sort=priority", $"{Own} seat.priority = 4 and seat.priority <> 2 and seat.place <> 3 {Newest}"),
        Read("sorted by counterpart", "folder=all&sort=counterpart", $"{Own} seat.place <> 3 order by (select name from persons p where p.id = c.buyer_id), seat.activity desc limit 31"),
        Read("sorted by value", "folder=all&sort=value", $"{Own} seat.place <> 3 and subject.vendor_id = 'v0' and subject.currency = 'EUR' and subject.worth is not null order by subject.worth desc, subject.kind, subject.id limit 31"),
        new("counts of all folders", "/v1/inbox/folders?as=vendor:v0", Counts()),
        new("unread counts", "/v1/inbox/counts?as=vendor:v0", "select count(*), sum(incoming - incoming_read) from seats where party_id = @party and @me <> '' and incoming > incoming_read and place = 0"),
    ];

    /// <summary>Two words: of each block of the index two rows of tokens, then a page of rows. Which words they are the store does not know.</summary>
    public static DeskRead Search(string name, string words) => new(
        name, $"/v1/search?as=vendor:v0&limit=30&q={Uri.EscapeDataString(words)}",
        $"select t.places from search_blocks b cross join lateral (select places from search_tokens where party_id = @party and token >= (b.number::bigint << 48) order by token limit 2) t where b.party_id = @party; {Columns} {Own} seat.activity > 0 {Newest}",
        Growth: 2);

    static DeskRead Folder(string folder, string rest) => Read($"folder {folder}", $"folder={folder}", rest);

    /// <summary>Of all but spam, newest first.</summary>
    static DeskRead Filter(string name, string words, string where) => Read(name, $"folder=all&{words}", $"{Own} seat.activity > 0 and seat.place <> 3 and {where} {Newest}");

    static DeskRead Read(string name, string words, string rest) => new(name, $"/v1/inbox?as=vendor:v0&limit=30&{words}", $"{Columns} {rest}");

    static string Day(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd'T'00:00:00'Z'", System.Globalization.CultureInfo.InvariantCulture);

    static string Counts()
    {
        string[] seats =
        [
            "owes_since is not null and place = 0", "incoming > incoming_read and place = 0", "party = 2 and place = 0 and assignee = @me", "party = 2 and place = 0 and assignee = ''",
            "place <> 0 and place = 1", "place <> 3", "place <> 0 and place = 2", "place <> 0 and place = 3",
        ];
        var all = seats.Select(where => $"(select count(*) from (select from seats where party_id = @party and activity > 0 and {where} limit 1000) n)")
            .Append("(select count(*) from (select from seat_marks where party_id = @party and person_id = @me and starred limit 1000) n)")
            .Append("(select count(*) from (select from mentions where party_id = @party and person_id = @me limit 1000) n)");
        return $"select {string.Join(", ", all)}";
    }
}
