[assembly: AssemblyFixture(typeof(Parley.Tests.Rig.CommonSqlite))]
[assembly: AssemblyFixture(typeof(Parley.Tests.Rig.CommonPostgres))]

namespace Parley.Tests.Rig;

/// <summary>
/// The server that most tests on one store share; the first that needs it starts it. Their people, vendors and threads are their
/// own; who kills the server, changes what belongs to the marketplace or looks at every row takes a world of its own.
/// </summary>
public abstract class CommonWorld : World
{
    readonly Lazy<Task> start;

    protected CommonWorld(string kind) : base(kind) => start = new Lazy<Task>(() => base.InitializeAsync().AsTask());

    public override ValueTask InitializeAsync() => default;

    public override Task StartedAsync() => start.Value;

    public override async ValueTask DisposeAsync()
    {
        if (!start.IsValueCreated) return;
        await start.Value;
        await base.DisposeAsync();
    }
}

/// <inheritdoc/>
public sealed class CommonSqlite() : CommonWorld("sqlite");

/// <inheritdoc/>
public sealed class CommonPostgres() : CommonWorld("postgres");
