using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Templates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "attributes",
                table: "vendors",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "attributes",
                table: "subjects",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "attributes",
                table: "persons",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "template_sends",
                columns: table => new
                {
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    vendor_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    settled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_sends", x => new { x.conversation_id, x.seq, x.template_id });
                });

            migrationBuilder.CreateTable(
                name: "template_totals",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    uses = table.Column<int>(type: "integer", nullable: false),
                    answered = table.Column<int>(type: "integer", nullable: false),
                    last_used_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_totals", x => new { x.vendor_id, x.template_id });
                });

            migrationBuilder.CreateTable(
                name: "template_uses",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    about = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<int>(type: "integer", nullable: false),
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    uses = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_uses", x => new { x.vendor_id, x.about, x.state, x.day, x.template_id });
                });

            migrationBuilder.CreateTable(
                name: "templates",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    keeper_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scope = table.Column<byte>(type: "smallint", nullable: false),
                    target = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    folder = table.Column<string>(type: "text", nullable: false),
                    shortcut = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    variants = table.Column<string>(type: "text", nullable: false),
                    topics = table.Column<string>(type: "text", nullable: false),
                    author_id = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    deleted_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_templates", x => new { x.vendor_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_template_sends_at",
                table: "template_sends",
                column: "at",
                filter: "not settled");

            migrationBuilder.CreateIndex(
                name: "ix_templates_vendor_id_keeper_id_shortcut",
                table: "templates",
                columns: new[] { "vendor_id", "keeper_id", "shortcut" },
                unique: true,
                filter: "shortcut is not null and deleted_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "template_sends");

            migrationBuilder.DropTable(
                name: "template_totals");

            migrationBuilder.DropTable(
                name: "template_uses");

            migrationBuilder.DropTable(
                name: "templates");

            migrationBuilder.DropColumn(
                name: "attributes",
                table: "vendors");

            migrationBuilder.DropColumn(
                name: "attributes",
                table: "subjects");

            migrationBuilder.DropColumn(
                name: "attributes",
                table: "persons");
        }
    }
}
