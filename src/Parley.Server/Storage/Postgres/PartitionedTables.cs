using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace Parley.Storage.Postgres;

/// <summary>
/// Messages are hash-partitioned by conversation, so that the table can grow, be vacuumed in parts and later be spread over
/// machines; rows that every send updates leave room on their page, so that an update touches no index.
/// </summary>
sealed class PartitionedTables(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
{
    const int Partitions = 8;

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        builder.Append(operation.Name switch
        {
            "messages" => " partition by hash (conversation_id)",
            "conversations" or "seats" or "search_tokens" => " with (fillfactor = 80)",
            "parties" => " with (fillfactor = 50)",
            _ => "",
        });
        builder.AppendLine(";");
        if (operation.Name == "messages")
            for (var i = 0; i < Partitions; i++)
                builder.AppendLine($"create table messages_{i} partition of messages for values with (modulus {Partitions}, remainder {i});");
        if (terminate) EndStatement(builder);
    }
}
