using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Obligations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "owes_seq",
                table: "conversations",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "obligation_contests",
                columns: table => new
                {
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_seq = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: false),
                    outcome = table.Column<byte>(type: "smallint", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligation_contests", x => new { x.conversation_id, x.opened_seq, x.since });
                });

            migrationBuilder.CreateTable(
                name: "obligations",
                columns: table => new
                {
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_seq = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    closed_seq = table.Column<int>(type: "integer", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_by = table.Column<string>(type: "text", nullable: false),
                    how = table.Column<byte>(type: "smallint", nullable: false),
                    verdict = table.Column<byte>(type: "smallint", nullable: false),
                    because = table.Column<byte>(type: "smallint", nullable: false),
                    first = table.Column<bool>(type: "boolean", nullable: false),
                    open_seconds = table.Column<int>(type: "integer", nullable: false),
                    target_seconds = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligations", x => new { x.conversation_id, x.opened_seq, x.since });
                });

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
                columns: new[] { "party_id", "since", "verdict", "first", "open_seconds" });

            migrationBuilder.CreateIndex(
                name: "ix_obligations_unjudged",
                table: "obligations",
                column: "since",
                filter: "verdict = 0");

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
                select p.conversation_id, p.seq, p.at, c.vendor_party, p.closed_seq, p.closed_at, p.closed_by, 1, 0, 0, false, 0, 0, 0
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

            migrationBuilder.DropTable(
                name: "answers");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "obligation_contests");

            migrationBuilder.DropTable(
                name: "obligations");

            migrationBuilder.DropColumn(
                name: "owes_seq",
                table: "conversations");

            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answers", x => new { x.party_id, x.at, x.conversation_id });
                });
        }
    }
}
