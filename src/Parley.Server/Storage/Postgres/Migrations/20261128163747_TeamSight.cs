using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
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
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "team_settings",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    visibility = table.Column<byte>(type: "smallint", nullable: false),
                    unassigned = table.Column<bool>(type: "boolean", nullable: false),
                    sight_since = table.Column<long>(type: "bigint", nullable: false)
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
