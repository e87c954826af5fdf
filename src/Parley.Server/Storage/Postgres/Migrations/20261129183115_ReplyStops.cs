using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ReplyStops : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "stopped_at",
                table: "reply_aliases",
                type: "bigint",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "phone",
                table: "persons",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "quarantined_mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quarantined_mails", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_persons_phone",
                table: "persons",
                column: "phone",
                filter: "phone is not null");

            migrationBuilder.CreateIndex(
                name: "ix_quarantined_mails_at",
                table: "quarantined_mails",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quarantined_mails");

            migrationBuilder.DropIndex(
                name: "ix_persons_phone",
                table: "persons");

            migrationBuilder.DropColumn(
                name: "stopped_at",
                table: "reply_aliases");

            migrationBuilder.AlterColumn<string>(
                name: "phone",
                table: "persons",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");
        }
    }
}
