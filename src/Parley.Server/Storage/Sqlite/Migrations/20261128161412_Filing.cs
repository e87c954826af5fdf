using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Filing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_seats_party_id",
                table: "seats");

            migrationBuilder.AddColumn<string>(
                name: "assignee",
                table: "seats",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "owes_since",
                table: "seats",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "place",
                table: "seats",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<byte>(
                name: "priority",
                table: "seats",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)2);

            migrationBuilder.AddColumn<string>(
                name: "priority_reason",
                table: "seats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "snoozed_until",
                table: "seats",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.Sql("update seats set owes_since = (select c.owes_since from conversations c where c.id = seats.conversation_id) where party = 2");

            migrationBuilder.CreateTable(
                name: "fact_workers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    node = table.Column<byte[]>(type: "BLOB", nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact_workers", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_seats_assigned",
                table: "seats",
                columns: new[] { "party_id", "assignee", "activity" },
                filter: "party = 2 and place = 0");

            migrationBuilder.CreateIndex(
                name: "ix_seats_owing",
                table: "seats",
                columns: new[] { "party_id", "owes_since", "conversation_id" },
                filter: "owes_since is not null and place = 0");

            migrationBuilder.CreateIndex(
                name: "ix_seats_placed",
                table: "seats",
                columns: new[] { "party_id", "place", "activity" },
                filter: "place <> 0");

            migrationBuilder.CreateIndex(
                name: "ix_seats_pressing",
                table: "seats",
                columns: new[] { "party_id", "priority", "activity" },
                filter: "priority <> 2 and place = 0");

            migrationBuilder.CreateIndex(
                name: "ix_seats_snoozed",
                table: "seats",
                column: "snoozed_until",
                filter: "place = 1 and snoozed_until is not null");

            migrationBuilder.CreateIndex(
                name: "ix_seats_unread",
                table: "seats",
                columns: new[] { "party_id", "activity" },
                filter: "incoming > incoming_read and place = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fact_workers");

            migrationBuilder.DropIndex(
                name: "ix_seats_assigned",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_owing",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_placed",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_pressing",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_snoozed",
                table: "seats");

            migrationBuilder.DropIndex(
                name: "ix_seats_unread",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "assignee",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "owes_since",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "place",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "priority_reason",
                table: "seats");

            migrationBuilder.DropColumn(
                name: "snoozed_until",
                table: "seats");

            migrationBuilder.CreateIndex(
                name: "ix_seats_party_id",
                table: "seats",
                column: "party_id",
                filter: "incoming > incoming_read");
        }
    }
}
