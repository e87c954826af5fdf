using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    harm = table.Column<int>(type: "integer", nullable: false),
                    rank = table.Column<long>(type: "bigint", nullable: false),
                    flags = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte>(type: "smallint", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true, collation: "C"),
                    party = table.Column<byte>(type: "smallint", nullable: true),
                    claimed_by = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    claimed_until = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "flags",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    seq = table.Column<int>(type: "integer", nullable: true),
                    held_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true, collation: "C"),
                    party = table.Column<byte>(type: "smallint", nullable: true),
                    harm = table.Column<int>(type: "integer", nullable: false),
                    policy = table.Column<int>(type: "integer", nullable: true),
                    findings = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flags", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    receipt = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    reporter_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<byte>(type: "smallint", nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<byte>(type: "smallint", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: true)
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
