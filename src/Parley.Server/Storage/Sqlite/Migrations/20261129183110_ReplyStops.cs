using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ReplyStops : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "stopped_at",
                table: "reply_aliases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "quarantined_mails",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quarantined_mails", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_persons_phone",
                table: "persons",
                column: "phone",
                filter: "phone is not null");

            migrationBuilder.CreateIndex(
                name: "ix_quarantined_mails_at",
                table: "quarantined_mails",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quarantined_mails");

            migrationBuilder.DropIndex(
                name: "ix_persons_phone",
                table: "persons");

            migrationBuilder.DropColumn(
                name: "stopped_at",
                table: "reply_aliases");
        }
    }
}
