using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Attachments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "has_files",
                table: "seats",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "attachment_parts",
                columns: table => new
                {
                    attachment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant = table.Column<byte>(type: "smallint", nullable: false),
                    offset = table.Column<long>(type: "bigint", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    blob_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachment_parts", x => new { x.attachment_id, x.variant, x.offset });
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party = table.Column<byte>(type: "smallint", nullable: false),
                    author_id = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false, collation: "C"),
                    details = table.Column<byte[]>(type: "bytea", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    served_length = table.Column<long>(type: "bigint", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    pages = table.Column<int>(type: "integer", nullable: true),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: true),
                    same_as = table.Column<Guid>(type: "uuid", nullable: true),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_seats_files",
                table: "seats",
                columns: new[] { "party_id", "activity" },
                filter: "has_files");

            migrationBuilder.CreateIndex(
                name: "ix_attachment_parts_blob",
                table: "attachment_parts",
                column: "blob_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attachments_due",
                table: "attachments",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_message",
                table: "attachments",
                columns: new[] { "conversation_id", "client_id" });

            migrationBuilder.CreateIndex(
                name: "ix_attachments_quota",
                table: "attachments",
                columns: new[] { "author_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_attachments_same",
                table: "attachments",
                columns: new[] { "conversation_id", "fingerprint" },
                filter: "fingerprint is not null");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_same_as",
                table: "attachments",
                column: "same_as",
                filter: "same_as is not null");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_unsent",
                table: "attachments",
                column: "created_at",
                filter: "client_id is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attachment_parts");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropIndex(
                name: "ix_seats_files",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "has_files",
                table: "seats");
        }
    }
}
