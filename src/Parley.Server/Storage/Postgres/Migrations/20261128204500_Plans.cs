using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Plans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_seats_owing",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_pressing",
                table: "seats");

            migrationBuilder.CreateIndex(
                name: "ix_seats_owing",
                table: "seats",
                columns: new[] { "party_id", "place", "owes_since", "conversation_id" },
                filter: "owes_since is not null");

            migrationBuilder.CreateIndex(
                name: "ix_seats_pressing",
                table: "seats",
                columns: new[] { "party_id", "priority", "activity" },
                filter: "priority <> 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_seats_owing",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_pressing",
                table: "seats");

            migrationBuilder.CreateIndex(
                name: "ix_seats_owing",
                table: "seats",
                columns: new[] { "party_id", "owes_since", "conversation_id" },
                filter: "owes_since is not null and place = 0");

            migrationBuilder.CreateIndex(
                name: "ix_seats_pressing",
                table: "seats",
                columns: new[] { "party_id", "priority", "activity" },
                filter: "priority <> 2 and place = 0");
        }
    }
}
