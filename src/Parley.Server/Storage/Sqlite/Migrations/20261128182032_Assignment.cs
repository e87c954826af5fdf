using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "assign",
                table: "team_settings",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<int>(
                name: "away_minutes",
                table: "team_settings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 60);

            migrationBuilder.AddColumn<int>(
                name: "capacity",
                table: "team_settings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 20);

            migrationBuilder.CreateTable(
                name: "agent_availability",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    away = table.Column<bool>(type: "INTEGER", nullable: false),
                    away_since = table.Column<long>(type: "INTEGER", nullable: true),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    last_assigned = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_availability", x => new { x.vendor_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "auto_assigned",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auto_assigned", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "dues",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_seq = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    warn_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    warned = table.Column<bool>(type: "INTEGER", nullable: false),
                    missed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "tiers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    first_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    next_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    resolution_days = table.Column<int>(type: "INTEGER", nullable: false)
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
