using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Folders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "topic",
                table: "conversations",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    folded = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    query = table.Column<string>(type: "text", nullable: false)
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

            migrationBuilder.AlterColumn<string>(
                name: "topic",
                table: "conversations",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");
        }
    }
}
