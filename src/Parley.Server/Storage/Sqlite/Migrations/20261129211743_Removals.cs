using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Removals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "removed_at",
                table: "messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "removed_by",
                table: "messages",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "held_id",
                table: "decisions",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_decisions_held",
                table: "decisions",
                column: "held_id",
                filter: "held_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_decisions_held",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "removed_at",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "removed_by",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "held_id",
                table: "decisions");
        }
    }
}
