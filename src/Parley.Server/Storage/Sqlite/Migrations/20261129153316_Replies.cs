using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Parley.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Replies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mail_answers",
                columns: table => new
                {
                    address = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_answers", x => x.address);
                });

            migrationBuilder.CreateTable(
                name: "mail_tries",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_tries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "received_mails",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 130, nullable: true),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    seq = table.Column<int>(type: "INTEGER", nullable: true),
                    removed = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_received_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reply_aliases",
                columns: table => new
                {
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 130, nullable: false),
                    role_key = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    conversation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reply_aliases", x => x.digest);
                });

            migrationBuilder.CreateIndex(
                name: "ix_received_mails_old",
                table: "received_mails",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_received_mails_person",
                table: "received_mails",
                columns: new[] { "person_id", "at" },
                filter: "person_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_reply_aliases_old",
                table: "reply_aliases",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_reply_aliases_person",
                table: "reply_aliases",
                columns: new[] { "person_id", "conversation_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mail_answers");

            migrationBuilder.DropTable(
                name: "mail_tries");

            migrationBuilder.DropTable(
                name: "received_mails");

            migrationBuilder.DropTable(
                name: "reply_aliases");
        }
    }
}
