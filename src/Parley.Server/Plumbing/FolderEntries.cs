using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Parley.Plumbing;

/// <summary>
/// Names in a folder. Flushing a file keeps its bytes; that it has a name at all after the power failed is kept by its folder (fsync(2)).
/// </summary>
static class FolderEntries
{
    const int CannotSync = 22; // EINVAL: a file system that has nothing to wait for

    /// <summary>When it returns, the names that were made in this folder are durable. Windows keeps them by itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        using var opened = open(folder, 0);
        if (opened.IsInvalid) throw new IOException($"{folder} could not be opened (error {Marshal.GetLastPInvokeError()}).", Marshal.GetLastPInvokeError());
        if (fsync(opened) != 0 && Marshal.GetLastPInvokeError() is not CannotSync and var error) throw new IOException($"{folder} could not be flushed (error {error}).", error);
    }

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern SafeFileHandle open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int fsync(SafeFileHandle file);
}
