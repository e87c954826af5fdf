using Parley.Storage.Postgres;

namespace Parley.Tests.Rig;

/// <summary>A server of Parley on a PostgreSQL of its own, which can be stopped or frozen without harm to other tests.</summary>
public class OwnPostgresWorld : World
{
    public OwnPostgresWorld() : base(new OwnPostgres()) => ((OwnPostgres)Store).Reach = Reach;

    public PostgresServer Database => ((OwnPostgres)Store).Server;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>How the server of Parley reaches this PostgreSQL.</summary>
    protected virtual string Reach(string connection) => connection;

    sealed class OwnPostgres : TestStore
    {
        public PostgresServer Server { get; private set; } = null!;
        public Func<string, string> Reach { get; set; } = connection => connection;

        public override string Kind => "postgres";

        public override Task<byte[]> DumpAsync() => throw new NotSupportedException("Nobody searches this store.");

        protected override async Task<string> NewConnectionAsync()
        {
            Server = await PostgresServer.MakeAsync();
            await Server.SqlAsync("create database parley");
            await Server.MigrateAsync("parley");
            return Reach(Server.Connection("parley"));
        }

        /// <summary>Straight to the rows, whatever lies between them and the server.</summary>
        public override Parley.Storage.Store OpenAnother() => new PostgresStore(Server.Connection("parley"));
    }
}

/// <summary>As above, and the network between the two can fail.</summary>
public sealed class LineWorld : OwnPostgresWorld
{
    public Line Line { get; private set; } = null!;

    protected override string Reach(string connection)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(connection);
        Line = new Line(settings.Port);
        return $"Host=127.0.0.1;Port={Line.Port};Username={settings.Username};Database={settings.Database};Maximum Pool Size=50";
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Line.Dispose();
    }
}
