using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
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

            migrationBuilder.AlterColumn<string>(
                name: "closed_by",
                table: "obligations",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

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

            migrationBuilder.AlterColumn<string>(
                name: "closed_by",
                table: "obligations",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.CreateIndex(
                name: "ix_obligations_figures",
                table: "obligations",
                columns: new[] { "party_id", "since", "verdict", "first", "open_seconds" });
        }
    }
}
