[assembly: AssemblyFixture(typeof(Parley.BrowserTests.Rig.Stage))]
[assembly: AssemblyFixture(typeof(Parley.BrowserTests.Rig.Chrome))]

namespace Parley.BrowserTests.Rig;

/// <summary>What every browser test has: the stage, and windows that are closed at the end. A test that fails leaves what its windows showed and what the servers said.</summary>
public abstract class Play(Stage stage, Chrome chrome) : IAsyncLifetime
{
    readonly List<Window> windows = [];

    /// <summary>Where this test takes place.</summary>
    protected Stage Stage { get; set; } = stage;

    protected async Task<Window> OpenAsync(string person, Look? look = null)
    {
        var window = await chrome.OpenAsync(Stage, person, look);
        windows.Add(window);
        if (Stage.TokenOf(person) is { } token) await HoldsAsync(window, token);
        return window;
    }

    /// <summary>Somebody who has never written to anybody; the shop's own people all have.</summary>
    protected async Task<Window> OpenAsNewcomerAsync(Look? look = null) => await OpenAsAsync(await Stage.NewcomersTokenAsync(), "newcomer", look);

    /// <summary>The shop's page of this person, on which the server sees the holder of the token.</summary>
    protected async Task<Window> OpenAsAsync(string token, string person, Look? look = null)
    {
        var window = await OpenAsync(person, look);
        await HoldsAsync(window, token);
        return window;
    }

    static Task HoldsAsync(Window window, string token) =>
        window.Context.RouteAsync("**/parley-token", route => route.FulfillAsync(new() { ContentType = "text/plain", Body = token }));

    protected async Task<Window> TabOfAsync(Window window)
    {
        var tab = await window.TabAsync();
        windows.Add(tab);
        return tab;
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed) await LeaveTracesAsync();
        foreach (var window in windows) await window.DisposeAsync();
    }

    async Task LeaveTracesAsync()
    {
        var folder = Places.ArtifactsOf(TestContext.Current.TestMethod?.MethodName ?? "unknown");
        for (var i = 0; i < windows.Count; i++) await windows[i].LeaveTracesAsync(folder, $"{i + 1}-{windows[i].Person}");
        await File.WriteAllTextAsync(Path.Combine(folder, "servers.log"), Stage.Logs);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "why.txt"), string.Join('\n', TestContext.Current.TestState?.ExceptionMessages ?? []) + "\n" + string.Join('\n', TestContext.Current.TestState?.ExceptionStackTraces ?? []));
    }
}
