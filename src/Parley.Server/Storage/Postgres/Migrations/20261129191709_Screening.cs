using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    party = table.Column<byte>(type: "smallint", nullable: false),
                    author_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    reply_to = table.Column<int>(type: "integer", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    follows = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<byte>(type: "smallint", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    reasons = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    seq = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policies",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policies", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "screened_messages",
                columns: table => new
                {
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    policy = table.Column<int>(type: "integer", nullable: false),
                    measure = table.Column<byte>(type: "smallint", nullable: false),
                    findings = table.Column<string>(type: "text", nullable: false),
                    flag_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    harm = table.Column<int>(type: "integer", nullable: false),
                    group_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    appeal_words = table.Column<byte[]>(type: "bytea", nullable: true),
                    flagged_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screened_messages", x => new { x.conversation_id, x.client_id });
                });

            migrationBuilder.CreateTable(
                name: "sender_records",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_at = table.Column<long>(type: "bigint", nullable: false),
                    threads = table.Column<int>(type: "integer", nullable: false),
                    hour_at = table.Column<long>(type: "bigint", nullable: false),
                    in_hour = table.Column<int>(type: "integer", nullable: false),
                    day_at = table.Column<long>(type: "bigint", nullable: false),
                    in_day = table.Column<int>(type: "integer", nullable: false)
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
