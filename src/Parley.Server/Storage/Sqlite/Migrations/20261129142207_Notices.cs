using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "closed_addresses",
                columns: table => new
                {
                    channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closed_addresses", x => new { x.channel, x.digest });
                });

            migrationBuilder.CreateTable(
                name: "notice_choices",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    role_key = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    cadence = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_choices", x => new { x.person_id, x.role_key, x.kind, x.conversation_id, x.channel });
                });

            migrationBuilder.CreateTable(
                name: "notice_settings",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    quiet = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    urgent_may_pass = table.Column<bool>(type: "INTEGER", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    text_in_mail = table.Column<bool>(type: "INTEGER", nullable: false),
                    text_in_push = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_settings", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    role_key = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    to_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    planned_at = table.Column<long>(type: "INTEGER", nullable: false),
                    because = table.Column<byte>(type: "INTEGER", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    tried_at = table.Column<long>(type: "INTEGER", nullable: true),
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_closed_addresses_person",
                table: "closed_addresses",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_notices_due",
                table: "notices",
                columns: new[] { "channel", "due_at" },
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_notices_log",
                table: "notices",
                columns: new[] { "person_id", "planned_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notices_old",
                table: "notices",
                column: "planned_at");

            migrationBuilder.CreateIndex(
                name: "ix_notices_parcel",
                table: "notices",
                column: "parcel_id",
                filter: "parcel_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_notices_thread",
                table: "notices",
                columns: new[] { "conversation_id", "person_id", "channel", "kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "closed_addresses");

            migrationBuilder.DropTable(
                name: "notice_choices");

            migrationBuilder.DropTable(
                name: "notice_settings");

            migrationBuilder.DropTable(
                name: "notices");
        }
    }
}
