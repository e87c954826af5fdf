using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NoticeHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "hears_since",
                table: "webhook_endpoints",
                newName: "hears_after");

            // What was an instant is a fact's number now: of endpoints that are there, each hears what comes.
            migrationBuilder.Sql("update webhook_endpoints set hears_after = 0");

            migrationBuilder.AddColumn<long>(
                name: "held_until",
                table: "notices",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "news_at",
                table: "notices",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "planned_because",
                table: "notices",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "until",
                table: "notices",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "held_until",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "news_at",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "planned_because",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "until",
                table: "notices");

            migrationBuilder.RenameColumn(
                name: "hears_after",
                table: "webhook_endpoints",
                newName: "hears_since");
        }
    }
}
