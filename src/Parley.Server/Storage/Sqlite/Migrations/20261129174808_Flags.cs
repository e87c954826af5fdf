using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Flags : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    group_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    harm = table.Column<int>(type: "INTEGER", nullable: false),
                    rank = table.Column<long>(type: "INTEGER", nullable: false),
                    flags = table.Column<int>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    party = table.Column<byte>(type: "INTEGER", nullable: true),
                    claimed_by = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    claimed_until = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "flags",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    seq = table.Column<int>(type: "INTEGER", nullable: true),
                    held_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    party = table.Column<byte>(type: "INTEGER", nullable: true),
                    harm = table.Column<int>(type: "INTEGER", nullable: false),
                    policy = table.Column<int>(type: "INTEGER", nullable: true),
                    findings = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flags", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    receipt = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reporter_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<byte>(type: "INTEGER", nullable: false),
                    words = table.Column<byte[]>(type: "BLOB", nullable: true),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<byte>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_group",
                table: "cases",
                column: "group_key",
                unique: true,
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_cases_person",
                table: "cases",
                columns: new[] { "person_id", "id" },
                filter: "person_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_cases_queue",
                table: "cases",
                columns: new[] { "rank", "id" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_flags_case",
                table: "flags",
                columns: new[] { "case_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_flags_conversation",
                table: "flags",
                columns: new[] { "conversation_id", "id" },
                filter: "conversation_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_flags_person",
                table: "flags",
                columns: new[] { "person_id", "id" },
                filter: "person_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_reports_case",
                table: "reports",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_reports_receipt",
                table: "reports",
                column: "receipt",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reports_reporter",
                table: "reports",
                columns: new[] { "reporter_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "flags");

            migrationBuilder.DropTable(
                name: "reports");
        }
    }
}
