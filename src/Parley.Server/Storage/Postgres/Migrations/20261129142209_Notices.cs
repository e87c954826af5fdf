using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
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
                    channel = table.Column<byte>(type: "smallint", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closed_addresses", x => new { x.channel, x.digest });
                });

            migrationBuilder.CreateTable(
                name: "notice_choices",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role_key = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false, collation: "C"),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<byte>(type: "smallint", nullable: false),
                    cadence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_choices", x => new { x.person_id, x.role_key, x.kind, x.conversation_id, x.channel });
                });

            migrationBuilder.CreateTable(
                name: "notice_settings",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    quiet = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    urgent_may_pass = table.Column<bool>(type: "boolean", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    text_in_mail = table.Column<bool>(type: "boolean", nullable: false),
                    text_in_push = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_settings", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role_key = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    channel = table.Column<byte>(type: "smallint", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_seq = table.Column<int>(type: "integer", nullable: false),
                    to_seq = table.Column<int>(type: "integer", nullable: false),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    planned_at = table.Column<long>(type: "bigint", nullable: false),
                    because = table.Column<byte>(type: "smallint", nullable: false),
                    state = table.Column<byte>(type: "smallint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    tried_at = table.Column<long>(type: "bigint", nullable: true),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    settled_at = table.Column<long>(type: "bigint", nullable: true),
                    opened_at = table.Column<long>(type: "bigint", nullable: true)
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
