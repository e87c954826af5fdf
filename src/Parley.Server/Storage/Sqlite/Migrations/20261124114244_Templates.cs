using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "attributes",
                table: "subjects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "attributes",
                table: "persons",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "template_sends",
                columns: table => new
                {
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    template_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    settled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_sends", x => new { x.conversation_id, x.seq, x.template_id });
                });

            migrationBuilder.CreateTable(
                name: "template_totals",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    template_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    uses = table.Column<int>(type: "INTEGER", nullable: false),
                    answered = table.Column<int>(type: "INTEGER", nullable: false),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_totals", x => new { x.vendor_id, x.template_id });
                });

            migrationBuilder.CreateTable(
                name: "template_uses",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    template_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    uses = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_uses", x => new { x.vendor_id, x.about, x.state, x.day, x.template_id });
                });

            migrationBuilder.CreateTable(
                name: "templates",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    keeper_id = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<byte>(type: "INTEGER", nullable: false),
                    target = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folder = table.Column<string>(type: "TEXT", nullable: false),
                    shortcut = table.Column<string>(type: "TEXT", nullable: true),
                    variants = table.Column<string>(type: "TEXT", nullable: false),
                    topics = table.Column<string>(type: "TEXT", nullable: false),
                    author_id = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true)
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
