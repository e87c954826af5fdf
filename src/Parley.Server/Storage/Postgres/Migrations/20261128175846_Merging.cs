using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Merging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "carried",
                table: "seats",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "conversations",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    into_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    undone_by = table.Column<string>(type: "text", nullable: true),
                    undone_at = table.Column<long>(type: "bigint", nullable: true),
                    state_before = table.Column<byte>(type: "smallint", nullable: false),
                    place_before = table.Column<byte>(type: "smallint", nullable: false),
                    owed_since = table.Column<long>(type: "bigint", nullable: true),
                    owed_seq = table.Column<int>(type: "integer", nullable: true),
                    into_owed_since = table.Column<long>(type: "bigint", nullable: true),
                    into_owed_seq = table.Column<int>(type: "integer", nullable: true),
                    owed_after = table.Column<long>(type: "bigint", nullable: true),
                    into_assignee = table.Column<string>(type: "text", nullable: false),
                    assignee_after = table.Column<string>(type: "text", nullable: false),
                    buyer_unread = table.Column<int>(type: "integer", nullable: false),
                    vendor_unread = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "moves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    from_kind = table.Column<byte>(type: "smallint", nullable: true),
                    from_subject = table.Column<string>(type: "text", nullable: true),
                    from_topic = table.Column<string>(type: "text", nullable: true),
                    to_kind = table.Column<byte>(type: "smallint", nullable: true),
                    to_subject = table.Column<string>(type: "text", nullable: true),
                    to_topic = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moves", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_merges_conversation_id",
                table: "merges",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_moves_conversation_id",
                table: "moves",
                column: "conversation_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "merges");

            migrationBuilder.DropTable(
                name: "moves");

            migrationBuilder.DropColumn(
                name: "carried",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "conversations");
        }
    }
}
