using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Screening : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "held_messages",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    client_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    party = table.Column<byte>(type: "INTEGER", nullable: false),
                    author_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    reply_to = table.Column<int>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    follows = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 160, nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reasons = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    seq = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policies",
                columns: table => new
                {
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policies", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "screened_messages",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    client_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    policy = table.Column<int>(type: "INTEGER", nullable: false),
                    measure = table.Column<byte>(type: "INTEGER", nullable: false),
                    findings = table.Column<string>(type: "TEXT", nullable: false),
                    flag_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    harm = table.Column<int>(type: "INTEGER", nullable: false),
                    group_key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    appeal_words = table.Column<byte[]>(type: "BLOB", nullable: true),
                    flagged_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screened_messages", x => new { x.conversation_id, x.client_id });
                });

            migrationBuilder.CreateTable(
                name: "sender_records",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    threads = table.Column<int>(type: "INTEGER", nullable: false),
                    hour_at = table.Column<long>(type: "INTEGER", nullable: false),
                    in_hour = table.Column<int>(type: "INTEGER", nullable: false),
                    day_at = table.Column<long>(type: "INTEGER", nullable: false),
                    in_day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sender_records", x => x.person_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_held_messages_client",
                table: "held_messages",
                columns: new[] { "conversation_id", "client_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_held_messages_order",
                table: "held_messages",
                columns: new[] { "conversation_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_held_messages_waiting",
                table: "held_messages",
                columns: new[] { "state", "conversation_id" },
                filter: "state < 2");

            migrationBuilder.CreateIndex(
                name: "ix_screened_messages_open",
                table: "screened_messages",
                column: "at",
                filter: "flag_kind is not null and flagged_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "held_messages");

            migrationBuilder.DropTable(
                name: "policies");

            migrationBuilder.DropTable(
                name: "screened_messages");

            migrationBuilder.DropTable(
                name: "sender_records");
        }
    }
}
