using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Push : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "push_devices",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    platform = table.Column<byte>(type: "INTEGER", nullable: false),
                    token = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    app = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    locale = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    took_parcel = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_push_devices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "push_subscriptions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    endpoint = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    auth = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    took_parcel = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_push_subscriptions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_push_devices_person",
                table: "push_devices",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_push_subscriptions_person",
                table: "push_subscriptions",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "push_devices");

            migrationBuilder.DropTable(
                name: "push_subscriptions");
        }
    }
}
