using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OwnBlocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "own_blocks",
                columns: table => new
                {
                    vendor_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    buyer_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    side = table.Column<byte>(type: "smallint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    change = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_blocks", x => new { x.vendor_id, x.buyer_id, x.side });
                });

            migrationBuilder.CreateIndex(
                name: "ix_own_blocks_buyer",
                table: "own_blocks",
                columns: new[] { "buyer_id", "side", "id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_own_blocks_change",
                table: "own_blocks",
                column: "change");

            migrationBuilder.CreateIndex(
                name: "ix_own_blocks_ended",
                table: "own_blocks",
                column: "ended_at",
                filter: "ended_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_own_blocks_person",
                table: "own_blocks",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_own_blocks_vendor",
                table: "own_blocks",
                columns: new[] { "vendor_id", "side", "id" },
                filter: "ended_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "own_blocks");
        }
    }
}
