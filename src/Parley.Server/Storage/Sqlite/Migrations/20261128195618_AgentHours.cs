using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AgentHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "assign_reason",
                table: "seats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "weekly",
                table: "agent_availability",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "assign_reason",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "weekly",
                table: "agent_availability");
        }
    }
}
