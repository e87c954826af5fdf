using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Sms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sms_sent",
                columns: table => new
                {
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    segments = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sms_sent", x => x.parcel_id);
                });

            migrationBuilder.CreateTable(
                name: "sms_spent",
                columns: table => new
                {
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    budget = table.Column<string>(type: "TEXT", maxLength: 132, nullable: false),
                    spent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sms_spent", x => new { x.day, x.budget });
                });

            migrationBuilder.CreateIndex(
                name: "ix_sms_sent_old",
                table: "sms_sent",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sms_sent");

            migrationBuilder.DropTable(
                name: "sms_spent");
        }
    }
}
