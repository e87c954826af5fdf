using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FiguresIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_obligations_figures",
                table: "obligations");

            migrationBuilder.CreateIndex(
                name: "ix_obligations_figures",
                table: "obligations",
                columns: new[] { "party_id", "since", "verdict", "first", "open_seconds", "day", "closed_by" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_obligations_figures",
                table: "obligations");

            migrationBuilder.CreateIndex(
                name: "ix_obligations_figures",
                table: "obligations",
                columns: new[] { "party_id", "since", "verdict", "first", "open_seconds" });
        }
    }
}
