using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Folders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => new { x.party_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_about",
                table: "conversations",
                columns: new[] { "vendor_party", "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topic",
                table: "conversations",
                columns: new[] { "vendor_party", "topic" },
                filter: "topic is not null");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_party_id_person_id_folded",
                table: "saved_views",
                columns: new[] { "party_id", "person_id", "folded" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropIndex(
                name: "ix_conversations_about",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_topic",
                table: "conversations");
        }
    }
}
