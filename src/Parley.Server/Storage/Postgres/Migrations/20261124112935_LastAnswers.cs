using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LastAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "answer_by",
                table: "conversations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "answer_seq",
                table: "conversations",
                type: "integer",
                nullable: true);

            // The vendor's last text that stands, from the rows.
            migrationBuilder.Sql(
                "update conversations set (answer_seq, answer_by) = (select m.seq, m.author_id from messages m where m.conversation_id = conversations.id "
                + "and m.party = 2 and m.kind = 1 and m.unsent_at is null order by m.seq desc limit 1)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "answer_by",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "answer_seq",
                table: "conversations");
        }
    }
}
