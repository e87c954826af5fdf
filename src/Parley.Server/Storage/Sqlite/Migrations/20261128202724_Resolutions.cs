using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Resolutions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            // Who closed a thread said that no answer was needed: what such threads still owe ends.
            migrationBuilder.Sql(
                "insert into obligations (conversation_id, opened_seq, since, party_id, closed_seq, closed_at, closed_by, how, verdict, because, first, open_seconds, target_seconds, day) "
                + "select id, coalesce(owes_seq, 0), owes_since, vendor_party, last_seq, coalesce((select m.at from messages m where m.conversation_id = conversations.id and m.seq = conversations.last_seq), owes_since), "
                + "'', 4, 0, 0, false, 0, 0, 0 from conversations where (state & 1) = 1 and owes_since is not null on conflict do nothing");
            migrationBuilder.Sql("update seats set owes_since = null where party = 2 and owes_since is not null and conversation_id in (select id from conversations where (state & 1) = 1)");
            migrationBuilder.Sql("delete from dues where conversation_id in (select id from conversations where (state & 1) = 1)");
            migrationBuilder.Sql("update conversations set owes_since = null, owes_seq = null where (state & 1) = 1 and owes_since is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "open_threads");

            migrationBuilder.DropTable(
                name: "resolutions");
        }
    }
}
