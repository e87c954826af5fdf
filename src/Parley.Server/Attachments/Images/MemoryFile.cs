using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Parley.Attachments.Images;

/// <summary>A file that is nowhere but in memory (memfd_create, Linux), for a decoder that takes nothing but a path.</summary>
sealed class MemoryFile : IDisposable
{
    const uint CloseOnExec = 1;

    readonly SafeFileHandle handle;

    public MemoryFile(ReadOnlySpan<byte> contents)
    {
        var descriptor = memfd_create("picture", CloseOnExec);
        if (descriptor < 0) throw new Win32Exception();
        handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Path = $"/proc/self/fd/{descriptor}";
        RandomAccess.Write(handle, contents, 0);
    }

    public string Path { get; }

    public void Dispose() => handle.Dispose();

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int memfd_create([MarshalAs(UnmanagedType.LPStr)] string name, uint flags);
}
