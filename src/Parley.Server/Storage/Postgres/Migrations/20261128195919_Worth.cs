using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Worth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "vendor_id",
                table: "subjects",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "subjects",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "worth",
                table: "subjects",
                type: "bigint",
                nullable: true);

            // As Subject.Show says it: an order's, a booking's or a request's amount, where nobody else has a part in it.
            migrationBuilder.Sql(
                """
                update subjects set worth = (card::jsonb -> 'amount' ->> 'minor')::bigint, currency = card::jsonb -> 'amount' ->> 'currency'
                where kind <> 1 and card is not null and jsonb_typeof(card::jsonb -> 'amount') = 'object' and not exists (
                    select from jsonb_array_elements(case jsonb_typeof(card::jsonb -> 'items') when 'array' then card::jsonb -> 'items' else '[]' end) item
                    where item ->> 'vendor' <> subjects.vendor_id)
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

            migrationBuilder.AlterColumn<string>(
                name: "vendor_id",
                table: "subjects",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");
        }
    }
}
