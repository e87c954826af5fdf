using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FiledThreads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "done_acts",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_done_acts", x => new { x.party_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "labels",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    colour = table.Column<byte>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_labels", x => new { x.party_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "seat_marks",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    starred = table.Column<bool>(type: "INTEGER", nullable: false),
                    unread = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seat_marks", x => new { x.party_id, x.person_id, x.conversation_id });
                });

            migrationBuilder.CreateTable(
                name: "thread_labels",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    label_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_thread_labels", x => new { x.party_id, x.label_id, x.conversation_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_done_acts_party_id_person_id_at",
                table: "done_acts",
                columns: new[] { "party_id", "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_labels_party_id_folded",
                table: "labels",
                columns: new[] { "party_id", "folded" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_thread_labels_conversation_id",
                table: "thread_labels",
                column: "conversation_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "done_acts");

            migrationBuilder.DropTable(
                name: "labels");

            migrationBuilder.DropTable(
                name: "seat_marks");

            migrationBuilder.DropTable(
                name: "thread_labels");
        }
    }
}
