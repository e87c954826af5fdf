using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Decisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    operator_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    purpose = table.Column<byte>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte>(type: "smallint", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    ends_at = table.Column<long>(type: "bigint", nullable: true),
                    first_read_at = table.Column<long>(type: "bigint", nullable: true),
                    tell_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appeal_words",
                columns: table => new
                {
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeal_words", x => x.decision_id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    who = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    what = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    about = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true, collation: "C"),
                    vendor_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true, collation: "C"),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    seq = table.Column<int>(type: "integer", nullable: true),
                    act = table.Column<byte>(type: "smallint", nullable: false),
                    facts = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    ground = table.Column<byte>(type: "smallint", nullable: false),
                    reference = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    found_by_machine = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    appeal_until = table.Column<long>(type: "bigint", nullable: false),
                    appealed_at = table.Column<long>(type: "bigint", nullable: true),
                    upheld = table.Column<bool>(type: "boolean", nullable: true),
                    appeal_decided_by = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    appeal_decided_at = table.Column<long>(type: "bigint", nullable: true),
                    appeal_facts = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    pending_since = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sanction_changes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sanction_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sanctions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    holder = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sanctions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_asked",
                table: "access_grants",
                column: "id",
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_conversation",
                table: "access_grants",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_operator",
                table: "access_grants",
                columns: new[] { "operator_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_tell",
                table: "access_grants",
                column: "tell_at",
                filter: "tell_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audit_object",
                table: "audit_entries",
                columns: new[] { "about", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_who",
                table: "audit_entries",
                columns: new[] { "who", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_decisions_case",
                table: "decisions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_pending",
                table: "decisions",
                column: "pending_since",
                filter: "pending_since is not null");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_person",
                table: "decisions",
                columns: new[] { "person_id", "id" },
                filter: "person_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_vendor",
                table: "decisions",
                columns: new[] { "vendor_id", "id" },
                filter: "vendor_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_sanctions_decision",
                table: "sanctions",
                column: "decision_id");

            migrationBuilder.CreateIndex(
                name: "ix_sanctions_standing",
                table: "sanctions",
                column: "until",
                filter: "ended_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_grants");

            migrationBuilder.DropTable(
                name: "appeal_words");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_head");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "sanction_changes");

            migrationBuilder.DropTable(
                name: "sanctions");
        }
    }
}
