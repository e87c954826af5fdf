using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class HouseSecrets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "role_key",
                table: "notices",
                type: "character varying(140)",
                maxLength: 140,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(140)",
                oldMaxLength: 140);

            migrationBuilder.AlterColumn<string>(
                name: "reference",
                table: "notices",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "house_secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false),
                    wrapped_by = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
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

            migrationBuilder.AlterColumn<string>(
                name: "role_key",
                table: "notices",
                type: "character varying(140)",
                maxLength: 140,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(140)",
                oldMaxLength: 140,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "reference",
                table: "notices",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldNullable: true,
                oldCollation: "C");
        }
    }
}
