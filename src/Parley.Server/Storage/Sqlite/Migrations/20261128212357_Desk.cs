using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Desk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropIndex(
                name: "ix_seats_party_id",
                table: "seats");

            migrationBuilder.AddColumn<string>(
                name: "tier",
                table: "vendors",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "subjects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "worth",
                table: "subjects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "assign_reason",
                table: "seats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "assignee",
                table: "seats",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "carried",
                table: "seats",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "owes_since",
                table: "seats",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "place",
                table: "seats",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<byte>(
                name: "priority",
                table: "seats",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)2);

            migrationBuilder.AddColumn<string>(
                name: "priority_reason",
                table: "seats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "snoozed_until",
                table: "seats",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "woken",
                table: "seats",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "former",
                table: "seat_touches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "merged_into",
                table: "conversations",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "owes_seq",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agent_availability",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    away = table.Column<bool>(type: "INTEGER", nullable: false),
                    away_since = table.Column<long>(type: "INTEGER", nullable: true),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    last_assigned = table.Column<long>(type: "INTEGER", nullable: false),
                    weekly = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_availability", x => new { x.vendor_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "auto_assigned",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auto_assigned", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "auto_replies",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    replies = table.Column<string>(type: "TEXT", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auto_replies", x => x.vendor_id);
                });

            migrationBuilder.CreateTable(
                name: "deeds",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    rule_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    acts = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deeds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "done_acts",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_done_acts", x => new { x.party_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "dues",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    warn_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    warned = table.Column<bool>(type: "INTEGER", nullable: false),
                    missed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "fact_workers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    node = table.Column<byte[]>(type: "BLOB", nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact_workers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "heartbeats",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_heartbeats", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hours_versions",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    hours = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hours_versions", x => new { x.vendor_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "labels",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    colour = table.Column<byte>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_labels", x => new { x.party_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "merges",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    into_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    undone_by = table.Column<string>(type: "TEXT", nullable: true),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    state_before = table.Column<byte>(type: "INTEGER", nullable: false),
                    place_before = table.Column<byte>(type: "INTEGER", nullable: false),
                    owed_since = table.Column<long>(type: "INTEGER", nullable: true),
                    owed_seq = table.Column<int>(type: "INTEGER", nullable: true),
                    into_owed_since = table.Column<long>(type: "INTEGER", nullable: true),
                    into_owed_seq = table.Column<int>(type: "INTEGER", nullable: true),
                    owed_after = table.Column<long>(type: "INTEGER", nullable: true),
                    into_assignee = table.Column<string>(type: "TEXT", nullable: false),
                    assignee_after = table.Column<string>(type: "TEXT", nullable: false),
                    buyer_unread = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_unread = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "moves",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    from_kind = table.Column<byte>(type: "INTEGER", nullable: true),
                    from_subject = table.Column<string>(type: "TEXT", nullable: true),
                    from_topic = table.Column<string>(type: "TEXT", nullable: true),
                    to_kind = table.Column<byte>(type: "INTEGER", nullable: true),
                    to_subject = table.Column<string>(type: "TEXT", nullable: true),
                    to_topic = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moves", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "obligation_contests",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<byte[]>(type: "BLOB", nullable: false),
                    outcome = table.Column<byte>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligation_contests", x => new { x.conversation_id, x.opened_seq, x.since });
                });

            migrationBuilder.CreateTable(
                name: "obligation_reversals",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligation_reversals", x => new { x.conversation_id, x.opened_seq, x.since, x.closed_at });
                });

            migrationBuilder.CreateTable(
                name: "obligations",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    closed_by = table.Column<string>(type: "TEXT", nullable: false),
                    how = table.Column<byte>(type: "INTEGER", nullable: false),
                    verdict = table.Column<byte>(type: "INTEGER", nullable: false),
                    because = table.Column<byte>(type: "INTEGER", nullable: false),
                    first = table.Column<bool>(type: "INTEGER", nullable: false),
                    open_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    target_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligations", x => new { x.conversation_id, x.opened_seq, x.since, x.closed_at });
                });

            migrationBuilder.CreateTable(
                name: "open_threads",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    warn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    warned = table.Column<bool>(type: "INTEGER", nullable: false),
                    missed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_threads", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "outages",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    by = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "planned_messages",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: false),
                    schedule_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: true),
                    date = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<byte>(type: "INTEGER", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planned_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "preferences",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    scheduled_messages = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_preferences", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "resolutions",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    verdict = table.Column<byte>(type: "INTEGER", nullable: false),
                    because = table.Column<byte>(type: "INTEGER", nullable: false),
                    open_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    target_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resolutions", x => new { x.conversation_id, x.opened_seq });
                });

            migrationBuilder.CreateTable(
                name: "rule_lists",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    waits = table.Column<bool>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_lists", x => x.vendor_id);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => new { x.party_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "schedule_lists",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    messages = table.Column<string>(type: "TEXT", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_lists", x => x.vendor_id);
                });

            migrationBuilder.CreateTable(
                name: "search_authors",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    party_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_authors", x => new { x.person_id, x.party_id });
                });

            migrationBuilder.CreateTable(
                name: "search_blocks",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", nullable: false),
                    wrapped_by = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    pages = table.Column<int>(type: "INTEGER", nullable: false),
                    from_at = table.Column<long>(type: "INTEGER", nullable: false),
                    to_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_blocks", x => new { x.party_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "search_fresh",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_fresh", x => new { x.party_id, x.conversation_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "search_pages",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    from_at = table.Column<long>(type: "INTEGER", nullable: false),
                    to_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_pages", x => new { x.party_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "search_parties",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    block = table.Column<int>(type: "INTEGER", nullable: false),
                    newest_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_parties", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "search_threads",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    names = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_threads", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "search_tokens",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    token = table.Column<long>(type: "INTEGER", nullable: false),
                    places = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_tokens", x => new { x.party_id, x.token });
                });

            migrationBuilder.CreateTable(
                name: "search_walk",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    activity = table.Column<long>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    node = table.Column<byte[]>(type: "BLOB", nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_walk", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seat_marks",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    starred = table.Column<bool>(type: "INTEGER", nullable: false),
                    unread = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seat_marks", x => new { x.party_id, x.person_id, x.conversation_id });
                });

            migrationBuilder.CreateTable(
                name: "team_settings",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    visibility = table.Column<byte>(type: "INTEGER", nullable: false),
                    unassigned = table.Column<bool>(type: "INTEGER", nullable: false),
                    assign = table.Column<byte>(type: "INTEGER", nullable: false),
                    capacity = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 20),
                    away_minutes = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 60),
                    sight_since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_settings", x => x.vendor_id);
                });

            migrationBuilder.CreateTable(
                name: "thread_labels",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    label_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_thread_labels", x => new { x.party_id, x.label_id, x.conversation_id });
                });

            migrationBuilder.CreateTable(
                name: "tiers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    first_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    next_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    resolution_days = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tiers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "vendor_routes",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    to_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_routes", x => new { x.vendor_id, x.to_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_subjects_worth",
                table: "subjects",
                columns: new[] { "vendor_id", "currency", "worth", "kind", "id" },
                descending: new[] { false, false, true, false, false },
                filter: "worth is not null");

            migrationBuilder.CreateIndex(
                name: "ix_seats_assigned",
                table: "seats",
                columns: new[] { "party_id", "assignee", "activity" },
                filter: "party = 2 and place = 0");

            migrationBuilder.CreateIndex(
                name: "ix_seats_owing",
                table: "seats",
                columns: new[] { "party_id", "place", "owes_since", "conversation_id" },
                filter: "owes_since is not null");

            migrationBuilder.CreateIndex(
                name: "ix_seats_placed",
                table: "seats",
                columns: new[] { "party_id", "place", "activity" },
                filter: "place <> 0");

            migrationBuilder.CreateIndex(
                name: "ix_seats_pressing",
                table: "seats",
                columns: new[] { "party_id", "priority", "activity" },
                filter: "priority <> 2");

            migrationBuilder.CreateIndex(
                name: "ix_seats_snoozed",
                table: "seats",
                column: "snoozed_until",
                filter: "place = 1 and snoozed_until is not null");

            migrationBuilder.CreateIndex(
                name: "ix_seats_unread",
                table: "seats",
                columns: new[] { "party_id", "activity" },
                filter: "incoming > incoming_read and place = 0");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_about",
                table: "conversations",
                columns: new[] { "vendor_party", "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topic",
                table: "conversations",
                columns: new[] { "vendor_party", "topic" },
                filter: "topic is not null");

            migrationBuilder.CreateIndex(
                name: "ix_deeds_at",
                table: "deeds",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_deeds_conversation_id_cause_rule_id",
                table: "deeds",
                columns: new[] { "conversation_id", "cause", "rule_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deeds_vendor_id_id",
                table: "deeds",
                columns: new[] { "vendor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_done_acts_party_id_person_id_at",
                table: "done_acts",
                columns: new[] { "party_id", "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_dues_due_at",
                table: "dues",
                column: "due_at",
                filter: "not missed");

            migrationBuilder.CreateIndex(
                name: "ix_dues_party_id_due_at",
                table: "dues",
                columns: new[] { "party_id", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_dues_warn_at",
                table: "dues",
                column: "warn_at",
                filter: "not warned");

            migrationBuilder.CreateIndex(
                name: "ix_labels_party_id_folded",
                table: "labels",
                columns: new[] { "party_id", "folded" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_merges_conversation_id",
                table: "merges",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_moves_conversation_id",
                table: "moves",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_obligation_contests_party_id",
                table: "obligation_contests",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_obligations_closed_at",
                table: "obligations",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_obligations_figures",
                table: "obligations",
                columns: new[] { "party_id", "since", "verdict", "first", "open_seconds", "day", "closed_by" });

            migrationBuilder.CreateIndex(
                name: "ix_obligations_unjudged",
                table: "obligations",
                column: "since",
                filter: "verdict = 0");

            migrationBuilder.CreateIndex(
                name: "ix_open_threads_due_at",
                table: "open_threads",
                column: "due_at",
                filter: "not missed");

            migrationBuilder.CreateIndex(
                name: "ix_open_threads_party_id_due_at",
                table: "open_threads",
                columns: new[] { "party_id", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_open_threads_warn_at",
                table: "open_threads",
                column: "warn_at",
                filter: "not warned");

            migrationBuilder.CreateIndex(
                name: "ix_outages_from",
                table: "outages",
                column: "from");

            migrationBuilder.CreateIndex(
                name: "ix_planned_messages_due_at",
                table: "planned_messages",
                column: "due_at",
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_planned_messages_kind_subject_id",
                table: "planned_messages",
                columns: new[] { "kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_resolutions_closed_at",
                table: "resolutions",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_resolutions_figures",
                table: "resolutions",
                columns: new[] { "party_id", "since", "verdict", "open_seconds", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_resolutions_unjudged",
                table: "resolutions",
                column: "since",
                filter: "verdict = 0");

            migrationBuilder.CreateIndex(
                name: "ix_rule_lists_vendor_id",
                table: "rule_lists",
                column: "vendor_id",
                filter: "waits");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_party_id_person_id_folded",
                table: "saved_views",
                columns: new[] { "party_id", "person_id", "folded" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_search_blocks_wrapped_by",
                table: "search_blocks",
                column: "wrapped_by");

            migrationBuilder.CreateIndex(
                name: "ix_team_settings_assign",
                table: "team_settings",
                column: "assign",
                filter: "assign <> 0");

            migrationBuilder.CreateIndex(
                name: "ix_thread_labels_conversation_id",
                table: "thread_labels",
                column: "conversation_id");

            migrationBuilder.Sql("update seats set owes_since = (select c.owes_since from conversations c where c.id = seats.conversation_id) where party = 2");

            // The ledger of what was before is made from the messages: a buyer's text that begins a turn, and the vendor's that follows.
            migrationBuilder.Sql(
                """
                with turns as (
                    select conversation_id, seq, party, at, author_id, lag(party) over (partition by conversation_id order by seq) as before
                    from messages where kind = 1 and party in (1, 2)),
                pairs as (
                    select conversation_id, seq, party, at,
                        lead(seq) over (partition by conversation_id order by seq) as closed_seq,
                        lead(at) over (partition by conversation_id order by seq) as closed_at,
                        lead(author_id) over (partition by conversation_id order by seq) as closed_by
                    from turns where before is null or before <> party)
                insert into obligations (conversation_id, opened_seq, since, party_id, closed_seq, closed_at, closed_by, how, verdict, because, first, open_seconds, target_seconds, day)
                select p.conversation_id, p.seq, p.at, c.vendor_party, p.closed_seq, p.closed_at, p.closed_by, 1, 0, 0, 0, 0, 0, 0
                from pairs p join conversations c on c.id = p.conversation_id
                where p.party = 1 and p.closed_seq is not null
                """);

            migrationBuilder.Sql(
                """
                update conversations set owes_seq = (
                    select min(m.seq) from messages m
                    where m.conversation_id = conversations.id and m.party = 1 and m.kind = 1 and m.seq > coalesce((
                        select max(a.seq) from messages a where a.conversation_id = conversations.id and a.party = 2 and a.kind = 1), 0))
                where owes_since is not null
                """);

            // As Subject.Show says it: an order's, a booking's or a request's amount, where nobody else has a part in it.
            migrationBuilder.Sql(
                """
                update subjects set worth = json_extract(card, '$.amount.minor'), currency = json_extract(card, '$.amount.currency')
                where kind <> 1 and json_extract(card, '$.amount.minor') is not null and not exists (
                    select 1 from json_each(card, '$.items') item where json_extract(item.value, '$.vendor') <> subjects.vendor_id)
                """);

            // Who closed a thread said that no answer was needed: what such threads still owe ends.
            migrationBuilder.Sql(
                "insert into obligations (conversation_id, opened_seq, since, party_id, closed_seq, closed_at, closed_by, how, verdict, because, first, open_seconds, target_seconds, day) "
                + "select id, coalesce(owes_seq, 0), owes_since, vendor_party, last_seq, coalesce((select m.at from messages m where m.conversation_id = conversations.id and m.seq = conversations.last_seq), owes_since), "
                + "'', 4, 0, 0, false, 0, 0, 0 from conversations where (state & 1) = 1 and owes_since is not null on conflict do nothing");

            migrationBuilder.Sql("update seats set owes_since = null where party = 2 and owes_since is not null and conversation_id in (select id from conversations where state <> 0)");

            migrationBuilder.Sql("delete from dues where conversation_id in (select id from conversations where (state & 1) = 1)");

            migrationBuilder.Sql("update conversations set owes_since = null, owes_seq = null where (state & 1) = 1 and owes_since is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_availability");

            migrationBuilder.DropTable(
                name: "auto_assigned");

            migrationBuilder.DropTable(
                name: "auto_replies");

            migrationBuilder.DropTable(
                name: "deeds");

            migrationBuilder.DropTable(
                name: "done_acts");

            migrationBuilder.DropTable(
                name: "dues");

            migrationBuilder.DropTable(
                name: "fact_workers");

            migrationBuilder.DropTable(
                name: "heartbeats");

            migrationBuilder.DropTable(
                name: "hours_versions");

            migrationBuilder.DropTable(
                name: "labels");

            migrationBuilder.DropTable(
                name: "merges");

            migrationBuilder.DropTable(
                name: "moves");

            migrationBuilder.DropTable(
                name: "obligation_contests");

            migrationBuilder.DropTable(
                name: "obligation_reversals");

            migrationBuilder.DropTable(
                name: "obligations");

            migrationBuilder.DropTable(
                name: "open_threads");

            migrationBuilder.DropTable(
                name: "outages");

            migrationBuilder.DropTable(
                name: "planned_messages");

            migrationBuilder.DropTable(
                name: "preferences");

            migrationBuilder.DropTable(
                name: "resolutions");

            migrationBuilder.DropTable(
                name: "rule_lists");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "schedule_lists");

            migrationBuilder.DropTable(
                name: "search_authors");

            migrationBuilder.DropTable(
                name: "search_blocks");

            migrationBuilder.DropTable(
                name: "search_fresh");

            migrationBuilder.DropTable(
                name: "search_pages");

            migrationBuilder.DropTable(
                name: "search_parties");

            migrationBuilder.DropTable(
                name: "search_threads");

            migrationBuilder.DropTable(
                name: "search_tokens");

            migrationBuilder.DropTable(
                name: "search_walk");

            migrationBuilder.DropTable(
                name: "seat_marks");

            migrationBuilder.DropTable(
                name: "team_settings");

            migrationBuilder.DropTable(
                name: "thread_labels");

            migrationBuilder.DropTable(
                name: "tiers");

            migrationBuilder.DropTable(
                name: "vendor_routes");

            migrationBuilder.DropIndex(
                name: "ix_subjects_worth",
                table: "subjects");

            migrationBuilder.DropIndex(
                name: "ix_seats_assigned",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_owing",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_placed",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_pressing",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_snoozed",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_unread",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_conversations_about",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_topic",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "tier",
                table: "vendors");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "subjects");

            migrationBuilder.DropColumn(
                name: "worth",
                table: "subjects");

            migrationBuilder.DropColumn(
                name: "assign_reason",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "assignee",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "carried",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "owes_since",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "place",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "priority_reason",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "snoozed_until",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "woken",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "former",
                table: "seat_touches");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "owes_seq",
                table: "conversations");

            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seconds = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answers", x => new { x.party_id, x.at, x.conversation_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_seats_party_id",
                table: "seats",
                column: "party_id",
                filter: "incoming > incoming_read");
        }
    }
}
