using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "search_authors",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    party_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_authors", x => new { x.person_id, x.party_id });
                });

            migrationBuilder.CreateTable(
                name: "search_blocks",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", nullable: false),
                    wrapped_by = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    pages = table.Column<int>(type: "integer", nullable: false),
                    from_at = table.Column<long>(type: "bigint", nullable: false),
                    to_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_blocks", x => new { x.party_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "search_fresh",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_fresh", x => new { x.party_id, x.conversation_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "search_pages",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    from_at = table.Column<long>(type: "bigint", nullable: false),
                    to_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_pages", x => new { x.party_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "search_parties",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    block = table.Column<int>(type: "integer", nullable: false),
                    newest_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_parties", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "search_threads",
                columns: table => new
                {
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    names = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_threads", x => x.conversation_id);
                });

            migrationBuilder.CreateTable(
                name: "search_tokens",
                columns: table => new
                {
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    token = table.Column<long>(type: "bigint", nullable: false),
                    places = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_tokens", x => new { x.party_id, x.token });
                });

            migrationBuilder.CreateTable(
                name: "search_walk",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    activity = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                    node = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_walk", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_search_blocks_wrapped_by",
                table: "search_blocks",
                column: "wrapped_by");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "search_authors");

            migrationBuilder.DropTable(
                name: "search_blocks");

            migrationBuilder.DropTable(
                name: "search_fresh");

            migrationBuilder.DropTable(
                name: "search_pages");

            migrationBuilder.DropTable(
                name: "search_parties");

            migrationBuilder.DropTable(
                name: "search_threads");

            migrationBuilder.DropTable(
                name: "search_tokens");

            migrationBuilder.DropTable(
                name: "search_walk");
        }
    }
}
