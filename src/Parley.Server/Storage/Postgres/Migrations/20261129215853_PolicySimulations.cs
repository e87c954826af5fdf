using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PolicySimulations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "in_window",
                table: "sender_records",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "window_at",
                table: "sender_records",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "policy_simulations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    against = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte>(type: "smallint", nullable: false),
                    phase = table.Column<byte>(type: "smallint", nullable: false),
                    after = table.Column<Guid>(type: "uuid", nullable: true),
                    step = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    share = table.Column<double>(type: "double precision", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    why = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_simulations", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_screened_messages_at",
                table: "screened_messages",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_policy_simulations_running",
                table: "policy_simulations",
                column: "state",
                unique: true,
                filter: "state = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "policy_simulations");

            migrationBuilder.DropIndex(
                name: "ix_screened_messages_at",
                table: "screened_messages");

            migrationBuilder.DropColumn(
                name: "in_window",
                table: "sender_records");

            migrationBuilder.DropColumn(
                name: "window_at",
                table: "sender_records");
        }
    }
}
