using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PublicNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "holder",
                table: "sanctions",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(300)",
                oldMaxLength: 300);

            migrationBuilder.AlterColumn<string>(
                name: "email",
                table: "persons",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "public_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    category = table.Column<byte>(type: "smallint", nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    origin = table.Column<byte[]>(type: "bytea", nullable: false),
                    reach = table.Column<byte[]>(type: "bytea", nullable: true),
                    outcome = table.Column<byte>(type: "smallint", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    mail_at = table.Column<long>(type: "bigint", nullable: true),
                    mail_tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_public_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "second_opinions",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    first_act = table.Column<byte>(type: "smallint", nullable: false),
                    first_by = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    act = table.Column<byte>(type: "smallint", nullable: true),
                    by = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_second_opinions", x => x.case_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sanctions_holder",
                table: "sanctions",
                column: "holder",
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_persons_email",
                table: "persons",
                column: "email",
                filter: "email is not null");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_at",
                table: "decisions",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_decided",
                table: "cases",
                column: "decided_at",
                filter: "decided_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_public_notices_at",
                table: "public_notices",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_public_notices_case",
                table: "public_notices",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_public_notices_code",
                table: "public_notices",
                column: "code_digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_public_notices_mail",
                table: "public_notices",
                column: "mail_at",
                filter: "mail_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_public_notices_origin",
                table: "public_notices",
                column: "origin");

            migrationBuilder.CreateIndex(
                name: "ix_public_notices_reach",
                table: "public_notices",
                column: "reach",
                filter: "reach is not null");

            migrationBuilder.CreateIndex(
                name: "ix_second_opinions_at",
                table: "second_opinions",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "public_notices");

            migrationBuilder.DropTable(
                name: "second_opinions");

            migrationBuilder.DropIndex(
                name: "ix_sanctions_holder",
                table: "sanctions");

            migrationBuilder.DropIndex(
                name: "ix_persons_email",
                table: "persons");

            migrationBuilder.DropIndex(
                name: "ix_decisions_at",
                table: "decisions");

            migrationBuilder.DropIndex(
                name: "ix_cases_decided",
                table: "cases");

            migrationBuilder.AlterColumn<string>(
                name: "holder",
                table: "sanctions",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(300)",
                oldMaxLength: 300,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "email",
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
