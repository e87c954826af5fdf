using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Tables with a composite key are clustered by it (<c>without rowid</c>): a thread's messages lie together, and a page of them is
/// a handful of pages of the file instead of one for each message.
/// </summary>
sealed class ClusteredTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        if (operation.PrimaryKey is { Columns.Length: > 1 }) builder.Append(" without rowid");
        if (!terminate) return;
        builder.AppendLine(";");
        EndStatement(builder);
    }
}
