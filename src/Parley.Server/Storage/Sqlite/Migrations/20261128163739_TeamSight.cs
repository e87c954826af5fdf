using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TeamSight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "former",
                table: "seat_touches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "team_settings",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    visibility = table.Column<byte>(type: "INTEGER", nullable: false),
                    unassigned = table.Column<bool>(type: "INTEGER", nullable: false),
                    sight_since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_settings", x => x.vendor_id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "team_settings");

            migrationBuilder.DropColumn(
                name: "former",
                table: "seat_touches");
        }
    }
}
