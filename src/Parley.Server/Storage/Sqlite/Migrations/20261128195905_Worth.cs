using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Worth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "subjects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "worth",
                table: "subjects",
                type: "INTEGER",
                nullable: true);

            // As Subject.Show says it: an order's, a booking's or a request's amount, where nobody else has a part in it.
            migrationBuilder.Sql(
                """
                update subjects set worth = json_extract(card, '$.amount.minor'), currency = json_extract(card, '$.amount.currency')
                where kind <> 1 and json_extract(card, '$.amount.minor') is not null and not exists (
                    select 1 from json_each(card, '$.items') item where json_extract(item.value, '$.vendor') <> subjects.vendor_id)
                """);

            migrationBuilder.CreateIndex(
                name: "ix_subjects_worth",
                table: "subjects",
                columns: new[] { "vendor_id", "currency", "worth", "kind", "id" },
                descending: new[] { false, false, true, false, false },
                filter: "worth is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_subjects_worth",
                table: "subjects");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "subjects");

            migrationBuilder.DropColumn(
                name: "worth",
                table: "subjects");
        }
    }
}
