using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Assignment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "tier",
                table: "vendors",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "assign",
                table: "team_settings",
                type: "smallint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<int>(
                name: "away_minutes",
                table: "team_settings",
                type: "integer",
                nullable: false,
                defaultValue: 60);

            migrationBuilder.AddColumn<int>(
                name: "capacity",
                table: "team_settings",
                type: "integer",
                nullable: false,
                defaultValue: 20);

            migrationBuilder.CreateTable(
                name: "agent_availability",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    away = table.Column<bool>(type: "boolean", nullable: false),
                    away_since = table.Column<long>(type: "bigint", nullable: true),
                    until = table.Column<long>(type: "bigint", nullable: true),
                    last_assigned = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_availability", x => new { x.vendor_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "auto_assigned",
                columns: table => new
                {
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auto_assigned", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "dues",
                columns: table => new
                {
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_seq = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    warn_at = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    warned = table.Column<bool>(type: "boolean", nullable: false),
                    missed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "tiers",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_minutes = table.Column<int>(type: "integer", nullable: false),
                    next_minutes = table.Column<int>(type: "integer", nullable: false),
                    resolution_days = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tiers", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_team_settings_assign",
                table: "team_settings",
                column: "assign",
                filter: "assign <> 0");

            migrationBuilder.CreateIndex(
                name: "ix_dues_due_at",
                table: "dues",
                column: "due_at",
                filter: "not missed");

            migrationBuilder.CreateIndex(
                name: "ix_dues_party_id_due_at",
                table: "dues",
                columns: new[] { "party_id", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_dues_warn_at",
                table: "dues",
                column: "warn_at",
                filter: "not warned");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_availability");

            migrationBuilder.DropTable(
                name: "auto_assigned");

            migrationBuilder.DropTable(
                name: "dues");

            migrationBuilder.DropTable(
                name: "tiers");

            migrationBuilder.DropIndex(
                name: "ix_team_settings_assign",
                table: "team_settings");

            migrationBuilder.DropColumn(
                name: "tier",
                table: "vendors");

            migrationBuilder.DropColumn(
                name: "assign",
                table: "team_settings");

            migrationBuilder.DropColumn(
                name: "away_minutes",
                table: "team_settings");

            migrationBuilder.DropColumn(
                name: "capacity",
                table: "team_settings");
        }
    }
}
