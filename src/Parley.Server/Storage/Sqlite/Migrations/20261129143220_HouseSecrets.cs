using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class HouseSecrets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "house_secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    wrapped = table.Column<byte[]>(type: "BLOB", nullable: false),
                    wrapped_by = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_house_secrets", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_notices_reference",
                table: "notices",
                column: "reference",
                filter: "reference is not null");

            migrationBuilder.CreateIndex(
                name: "ix_notices_waiting",
                table: "notices",
                columns: new[] { "person_id", "role_key", "channel" },
                filter: "due_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "house_secrets");

            migrationBuilder.DropIndex(
                name: "ix_notices_reference",
                table: "notices");

            migrationBuilder.DropIndex(
                name: "ix_notices_waiting",
                table: "notices");
        }
    }
}
