using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class NotedEdits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_screened_messages",
                table: "screened_messages");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "screened_messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddPrimaryKey(
                name: "pk_screened_messages",
                table: "screened_messages",
                columns: new[] { "conversation_id", "client_id", "version" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_screened_messages",
                table: "screened_messages");

            migrationBuilder.DropColumn(
                name: "version",
                table: "screened_messages");

            migrationBuilder.AddPrimaryKey(
                name: "pk_screened_messages",
                table: "screened_messages",
                columns: new[] { "conversation_id", "client_id" });
        }
    }
}
