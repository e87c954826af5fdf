using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Packs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameIndex(
                name: "ix_attachments_quota",
                table: "attachments",
                newName: "ix_attachments_author");

            migrationBuilder.AddColumn<long>(
                name: "counts_until",
                table: "attachments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "milliseconds",
                table: "attachments",
                type: "integer",
                nullable: true);

            // What is open counts until it is not, what is complete for a day.
            migrationBuilder.Sql("update attachments set counts_until = case when copied then created_at when state = 0 then 253370764800000000 else created_at + 86400000000 end");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_quota",
                table: "attachments",
                columns: new[] { "author_id", "counts_until", "length" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_attachments_quota",
                table: "attachments");

            migrationBuilder.DropColumn(
                name: "counts_until",
                table: "attachments");

            migrationBuilder.DropColumn(
                name: "milliseconds",
                table: "attachments");

            migrationBuilder.RenameIndex(
                name: "ix_attachments_author",
                table: "attachments",
                newName: "ix_attachments_quota");
        }
    }
}
