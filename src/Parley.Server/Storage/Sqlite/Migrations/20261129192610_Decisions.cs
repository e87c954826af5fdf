using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    operator_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    purpose = table.Column<byte>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    first_read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    tell_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appeal_words",
                columns: table => new
                {
                    decision_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    words = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeal_words", x => x.decision_id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    what = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    about = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    vendor_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    seq = table.Column<int>(type: "INTEGER", nullable: true),
                    act = table.Column<byte>(type: "INTEGER", nullable: false),
                    facts = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ground = table.Column<byte>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    found_by_machine = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    appeal_until = table.Column<long>(type: "INTEGER", nullable: false),
                    appealed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    upheld = table.Column<bool>(type: "INTEGER", nullable: true),
                    appeal_decided_by = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    appeal_decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    appeal_facts = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    pending_since = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sanction_changes",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sanction_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sanctions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    decision_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    holder = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
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
