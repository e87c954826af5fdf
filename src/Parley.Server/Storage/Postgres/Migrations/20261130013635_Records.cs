using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Records : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "recorded_at",
                table: "screened_messages",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "restrictions",
                table: "screened_messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "unmasked_by",
                table: "messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "case_id",
                table: "decisions",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<bool>(
                name: "decided_by_machine",
                table: "decisions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "found",
                table: "decisions",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "lifted_at",
                table: "decisions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "policy",
                table: "decisions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_readings",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_read_at = table.Column<long>(type: "bigint", nullable: false),
                    tell_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_readings", x => new { x.case_id, x.conversation_id });
                });

            migrationBuilder.CreateTable(
                name: "removed_operators",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_removed_operators", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_screened_messages_unrecorded",
                table: "screened_messages",
                column: "at",
                filter: "restrictions is not null and recorded_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_readings_tell",
                table: "case_readings",
                column: "tell_at",
                filter: "tell_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_removed_operators_at",
                table: "removed_operators",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_readings");

            migrationBuilder.DropTable(
                name: "removed_operators");

            migrationBuilder.DropIndex(
                name: "ix_screened_messages_unrecorded",
                table: "screened_messages");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "screened_messages");

            migrationBuilder.DropColumn(
                name: "restrictions",
                table: "screened_messages");

            migrationBuilder.DropColumn(
                name: "unmasked_by",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "decided_by_machine",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "found",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "lifted_at",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "policy",
                table: "decisions");

            migrationBuilder.AlterColumn<Guid>(
                name: "case_id",
                table: "decisions",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
