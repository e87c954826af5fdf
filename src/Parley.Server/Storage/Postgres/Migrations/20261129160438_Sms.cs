using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Sms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sms_sent",
                columns: table => new
                {
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: false),
                    segments = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sms_sent", x => x.parcel_id);
                });

            migrationBuilder.CreateTable(
                name: "sms_spent",
                columns: table => new
                {
                    day = table.Column<int>(type: "integer", nullable: false),
                    budget = table.Column<string>(type: "character varying(132)", maxLength: 132, nullable: false, collation: "C"),
                    spent = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sms_spent", x => new { x.day, x.budget });
                });

            migrationBuilder.CreateIndex(
                name: "ix_sms_sent_old",
                table: "sms_sent",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sms_sent");

            migrationBuilder.DropTable(
                name: "sms_spent");
        }
    }
}
