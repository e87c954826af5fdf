namespace Parley.BrowserTests.Rig;

/// <summary>Where things lie: the repository, the programs as they were built beside these tests, what a run leaves behind.</summary>
public static class Places
{
    public static string Repository { get; } = FindRepository();

    /// <summary>The server as it was built beside these tests, or as PARLEY_TEST_SERVER names it: one that was published starts in half the time.</summary>
    public static string ParleyDll { get; } = Environment.GetEnvironmentVariable("PARLEY_TEST_SERVER") ?? Program("src/Parley.Server", "parley.dll");

    public static string BazaarDll { get; } = Program("samples/Bazaar", "Bazaar.dll");

    /// <summary>Screenshots and logs that outlive the run.</summary>
    public static string Artifacts { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("PARLEY_TEST_ARTIFACTS") ?? Path.Combine(Repository, "artifacts", "tests"), "browser");

    public static string ArtifactsOf(string name) => Directory.CreateDirectory(Path.Combine(Artifacts, name)).FullName;

    public static string NewFolder() => Directory.CreateTempSubdirectory("parley-browser-").FullName;

    static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    static string Program(string project, string dll) => Path.Combine(Repository, project, "bin", Configuration, "net10.0", dll);

    static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Parley.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests must lie inside the repository: no Parley.slnx above them.");
    }
}
