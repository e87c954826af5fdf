using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FilterChoices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "folded_title",
                table: "subjects",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // As far as a store can fold; the rest follows when the host tells of the subject again.
            migrationBuilder.Sql("update subjects set folded_title = lower(title)");

            migrationBuilder.CreateIndex(
                name: "ix_subjects_state",
                table: "subjects",
                columns: new[] { "vendor_id", "state" },
                filter: "kind <> 1 and state is not null");

            migrationBuilder.CreateIndex(
                name: "ix_subjects_title",
                table: "subjects",
                columns: new[] { "vendor_id", "folded_title", "kind", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_subjects_state",
                table: "subjects");

            migrationBuilder.DropIndex(
                name: "ix_subjects_title",
                table: "subjects");

            migrationBuilder.DropColumn(
                name: "folded_title",
                table: "subjects");
        }
    }
}
