using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TemplateFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "files",
                table: "templates",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "copied",
                table: "attachments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "keeper",
                table: "attachments",
                type: "TEXT",
                maxLength: 130,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "library",
                table: "attachments",
                type: "TEXT",
                maxLength: 128,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_templates_deleted_at",
                table: "templates",
                column: "deleted_at",
                filter: "deleted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_keeper",
                table: "attachments",
                column: "keeper",
                filter: "library is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_templates_deleted_at",
                table: "templates");

            migrationBuilder.DropIndex(
                name: "ix_attachments_keeper",
                table: "attachments");

            migrationBuilder.DropColumn(
                name: "files",
                table: "templates");

            migrationBuilder.DropColumn(
                name: "copied",
                table: "attachments");

            migrationBuilder.DropColumn(
                name: "keeper",
                table: "attachments");

            migrationBuilder.DropColumn(
                name: "library",
                table: "attachments");
        }
    }
}
