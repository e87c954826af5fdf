using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Reversals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_obligations",
                table: "obligations");

            migrationBuilder.AddColumn<byte>(
                name: "woken",
                table: "seats",
                type: "smallint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddPrimaryKey(
                name: "pk_obligations",
                table: "obligations",
                columns: new[] { "conversation_id", "opened_seq", "since", "closed_at" });

            migrationBuilder.CreateTable(
                name: "obligation_reversals",
                columns: table => new
                {
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_seq = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligation_reversals", x => new { x.conversation_id, x.opened_seq, x.since, x.closed_at });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "obligation_reversals");

            migrationBuilder.DropPrimaryKey(
                name: "pk_obligations",
                table: "obligations");

            migrationBuilder.DropColumn(
                name: "woken",
                table: "seats");

            migrationBuilder.AddPrimaryKey(
                name: "pk_obligations",
                table: "obligations",
                columns: new[] { "conversation_id", "opened_seq", "since" });
        }
    }
}
