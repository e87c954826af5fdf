namespace Parley.Plumbing;

/// <summary>Makes files and folders that only their owner may look into (0600, 0700). What exists already keeps its mode.</summary>
public static class PrivateFiles
{
    const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder in which this file lies, and those above it. Those that are new are durable when it returns.</summary>
    public static void MakeFolderOf(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (Directory.Exists(folder)) return;
        MakeFolderOf(folder);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
        FolderEntries.Flush(Path.GetDirectoryName(folder)!);
    }

    /// <summary>Opens the file to write; a new one is the owner's alone.</summary>
    public static FileStream Open(string file, FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        return new FileStream(file, options);
    }
}
