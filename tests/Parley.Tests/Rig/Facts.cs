namespace Parley.Tests.Rig;

/// <summary>
/// The base of every fact about the running server: after each test no request may have met a defect, and a failed test shows
/// the end of the server's log.
/// </summary>
public abstract class Facts(World world) : IAsyncLifetime
{
    int defectsBefore;

    protected World World { get; } = world;

    public virtual async ValueTask InitializeAsync()
    {
        await World.StartedAsync();
        defectsBefore = World.Server.Defects;
    }

    public virtual async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        if (failed) await World.Server.SilenceAsync(); // what it still has to log belongs to this test, not to the next
        if (failed || World.Server.Defects > defectsBefore)
            TestContext.Current.TestOutputHelper?.WriteLine($"The server's log ends with:\n{World.Server.Tail()}");
        Assert.True(World.Server.Defects == defectsBefore, "A request met a defect: the server's log tells which.");
    }
}
