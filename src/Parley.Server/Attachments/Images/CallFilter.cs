using System.Runtime.InteropServices;

namespace Parley.Attachments.Images;

/// <summary>
/// System calls that no decoder needs are refused to the whole process, for good (seccomp, Linux on x64): no network, no other program, no look
/// into other processes or signals to them, no file written or removed. A decoder in somebody else's hands has a pipe to the server, and that is all.
/// </summary>
static class CallFilter
{
    const int SetNoNewPrivileges = 38, Seccomp = 317, ModeFilter = 1, AllThreads = 1;
    const uint Allow = 0x7FFF_0000, Refuse = 0x0005_0000 | 1, X64 = 0xC000_003E, OtherCallNumbers = 0x4000_0000; // refuse with EPERM
    const ushort Load = 0x20, IfEqual = 0x15, IfAtLeast = 0x35, IfAnyBit = 0x45, Return = 0x06;
    const byte NumberAt = 0, ArchitectureAt = 4, FirstArgumentAt = 16, SecondArgumentAt = 24, ThirdArgumentAt = 32;
    const uint Open = 2, OpenAt = 257, SignalThread = 234, WriteOrCreate = 0x43;

    /// <summary>socket, connect, bind, listen, socketpair</summary>
    static readonly uint[] Network = [41, 42, 49, 50, 53];

    /// <summary>Numbers of arch/x86/entry/syscalls/syscall_64.tbl.</summary>
    static readonly uint[] Refused =
    [
        .. Network,
        57, 58, 59, 322, // fork, vfork, execve, execveat
        62, 129, 200, 297, 424, // kill, rt_sigqueueinfo, tkill, rt_tgsigqueueinfo, pidfd_send_signal
        101, 310, 311, 434, 438, // ptrace, process_vm_readv, process_vm_writev, pidfd_open, pidfd_getfd
        76, 82, 83, 84, 85, 86, 87, 88, 90, 92, 94, // truncate, rename, mkdir, rmdir, creat, link, unlink, symlink, chmod, chown, lchown
        133, 258, 259, 260, 263, 264, 265, 266, 268, 316, // mknod, mkdirat, mknodat, fchownat, unlinkat, renameat, linkat, symlinkat, fchmodat, renameat2
        165, 272, 308, 321, 323, 425, 437, // mount, unshare, setns, bpf, userfaultfd, io_uring_setup, openat2
    ];

    /// <summary>False when the system knows no such filter.</summary>
    public static bool Install() => Install(Write(), AllThreads);

    /// <summary>No network for this thread and for all that it starts from now on. False when the system knows no such filter.</summary>
    public static bool ForbidNetworkHere() => Install([.. Begin(), .. Network.SelectMany(Never), new(Return, 0, 0, Allow)], 0);

    static bool Install(Step[] steps, int threads)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) return false;
        var pinned = GCHandle.Alloc(steps, GCHandleType.Pinned);
        try
        {
            var filter = new Filter { Count = (ushort)steps.Length, Steps = pinned.AddrOfPinnedObject() };
            return prctl(SetNoNewPrivileges, 1, 0, 0, 0) == 0 && syscall(Seccomp, ModeFilter, threads, ref filter) == 0;
        }
        finally
        {
            pinned.Free();
        }
    }

    /// <summary>The number of the call is at hand after these.</summary>
    static Step[] Begin() =>
    [
        new(Load, 0, 0, ArchitectureAt),
        new(IfEqual, 1, 0, X64),
        new(Return, 0, 0, Refuse),
        new(Load, 0, 0, NumberAt),
        new(IfAtLeast, 0, 1, OtherCallNumbers),
        new(Return, 0, 0, Refuse),
    ];

    static Step[] Never(uint number) => [new(IfEqual, 0, 1, number), new(Return, 0, 0, Refuse)];

    static Step[] Write() =>
    [
        .. Begin(),
        .. Refused.SelectMany(Never),
        .. ByArgument(Open, SecondArgumentAt, IfAnyBit, WriteOrCreate, Refuse, Allow),
        .. ByArgument(OpenAt, ThirdArgumentAt, IfAnyBit, WriteOrCreate, Refuse, Allow),
        .. ByArgument(SignalThread, FirstArgumentAt, IfEqual, (uint)Environment.ProcessId, Allow, Refuse), // the runtime stops its own threads by signals
        new(Return, 0, 0, Allow),
    ];

    /// <summary>A call that is judged by one of its arguments.</summary>
    static Step[] ByArgument(uint number, byte argument, ushort test, uint value, uint then, uint otherwise) =>
    [
        new(IfEqual, 0, 4, number),
        new(Load, 0, 0, argument),
        new(test, 0, 1, value),
        new(Return, 0, 0, then),
        new(Return, 0, 0, otherwise),
    ];

    /// <summary>struct sock_filter</summary>
    [StructLayout(LayoutKind.Sequential)]
    readonly record struct Step(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    /// <summary>struct sock_fprog</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct Filter
    {
        public ushort Count;
        public nint Steps;
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int prctl(int what, nuint second, nuint third, nuint fourth, nuint fifth);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint syscall(nint number, nint mode, nint flags, ref Filter filter);
}
