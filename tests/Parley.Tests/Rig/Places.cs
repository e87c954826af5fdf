namespace Parley.Tests.Rig;

/// <summary>Where things lie: the repository, the server's build, a fresh folder.</summary>
public static class Places
{
    public static string Repository { get; } = FindRepository();

    /// <summary>The server as it was built beside these tests, or as PARLEY_TEST_SERVER names it: one that was published starts in half the time.</summary>
    public static string ServerDll { get; } = Environment.GetEnvironmentVariable("PARLEY_TEST_SERVER") ?? Path.Combine(Repository, "src", "Parley.Server", "bin", Configuration, "net10.0", "parley.dll");

    /// <summary>What is loaded into a server whose channels and clock are the tests'.</summary>
    public static string ProbeDll { get; } = Path.Combine(Repository, "tests", "Parley.Probe", "bin", Configuration, "net10.0", "Parley.Probe.dll");

    /// <summary>Logs and reports that outlive the run.</summary>
    public static string Artifacts { get; } = Environment.GetEnvironmentVariable("PARLEY_TEST_ARTIFACTS") ?? Path.Combine(Repository, "artifacts", "tests");

    static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    public static string NewFolder(string name)
    {
        var folder = Directory.CreateTempSubdirectory($"parley-{name}-").FullName;
        return folder;
    }

    static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Parley.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests must lie inside the repository: no Parley.slnx above them.");
    }
}
