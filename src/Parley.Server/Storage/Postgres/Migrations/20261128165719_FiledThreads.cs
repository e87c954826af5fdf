using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
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
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_done_acts", x => new { x.party_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "labels",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    folded = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    colour = table.Column<byte>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_labels", x => new { x.party_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "seat_marks",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starred = table.Column<bool>(type: "boolean", nullable: false),
                    unread = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seat_marks", x => new { x.party_id, x.person_id, x.conversation_id });
                });

            migrationBuilder.CreateTable(
                name: "thread_labels",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    label_id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false)
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
