using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>
/// Small pieces one after the other in one file, so that many are durable with one wait for the disk, and none needs a file made for it.
/// A piece's key names the file, where in it the piece begins, and its length. Each begins at a whole block, so that the room of one that goes is
/// given back at once (a hole, where the file system knows them). The first block stands for whoever still appends: when it is a hole, too,
/// the file goes with its last piece. Nobody appends to a file for longer than an hour, so that the sweep, which takes files a day old that no
/// row names, never takes one from under a writer.
/// </summary>
sealed class Packs(Func<string, string> pathOf, Action<string> makeFolderOf, Action<string> flush) : IDisposable
{
    const int Block = 4096, NameLength = 33;
    const long Longest = 64 << 20;
    const int PunchHole = 0x02, KeepSize = 0x01, SeekData = 3, NothingThere = 6; // linux/falloc.h, unistd.h, ENXIO
    static readonly TimeSpan Oldest = TimeSpan.FromHours(1);
    static readonly byte[] Blank = new byte[Block], Head = [.. "parley pack"u8, .. new byte[Block - 11]];
    readonly Lock gate = new();
    SafeFileHandle? file;
    string name = "";
    long end, begunAt;

    /// <summary>The name of a file of pieces.</summary>
    public static bool IsName(string key) => key.Length == NameLength && key[0] == 'p' && key.Skip(1).All(char.IsAsciiHexDigitLower);

    /// <summary>Where a piece lies; null when the key names no piece.</summary>
    public static (string Name, long Offset, long Length)? Find(string key) =>
        key.Split('-') is [var name, var at, var length] && IsName(name)
            ? (name, long.Parse(at, NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(length, NumberStyles.HexNumber, CultureInfo.InvariantCulture)) : null;

    /// <summary>When it returns, all are durable. When it throws, none is kept. Returns their keys.</summary>
    public IReadOnlyList<string> Append(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        lock (gate)
        {
            // A clock that jumped may have let the sweep take it, a hand may have: nothing is appended to what has no name any more.
            if (file is null || end >= Longest || Environment.TickCount64 - begunAt > Oldest.TotalMilliseconds || !File.Exists(pathOf(name))) Begin();
            try
            {
                var (keys, writing, at) = (new List<string>(pieces.Count), new List<ReadOnlyMemory<byte>>(2 * pieces.Count), end);
                foreach (var piece in pieces)
                {
                    keys.Add(string.Create(CultureInfo.InvariantCulture, $"{name}-{at:x}-{piece.Length:x}"));
                    writing.Add(piece);
                    writing.Add(Blank.AsMemory(0, (int)(Whole(piece.Length) - piece.Length)));
                    at += Whole(piece.Length);
                }
                RandomAccess.Write(file!, writing, end);
                RandomAccess.FlushToDisk(file!);
                end = at;
                return keys;
            }
            catch
            {
                Leave(); // what came to be written of it is nobody's, and the next ones begin a new file
                throw;
            }
        }
    }

    /// <summary>Gives the room of a piece back, and with the last one's the file. Repeating it is harmless.</summary>
    public void Delete(string key)
    {
        if (Find(key) is not var (of, offset, length)) return;
        try
        {
            using var opened = Open(pathOf(of), FileMode.Open);
            Punch(opened, pathOf(of), offset, length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // it went with all the others
        }
    }

    /// <summary>Gives back the room of all that lies beside these pieces. Only of a file to which nobody appends.</summary>
    public int Trim(string pack, IReadOnlyList<string> named)
    {
        lock (gate)
            if (file is not null && name == pack) return 0;
        try
        {
            using var opened = Open(pathOf(pack), FileMode.Open);
            var (given, free) = (0, (long)Block); // the first one is its writer's matter
            foreach (var (_, offset, length) in named.Select(key => Find(key)!.Value).OrderBy(p => p.Offset))
            {
                if (HasData(opened, free, offset) && GiveBack(opened, free, offset - free)) given++;
                free = offset + Whole(length);
            }
            var last = Whole(RandomAccess.GetLength(opened));
            return HasData(opened, free, last) && GiveBack(opened, free, last - free) ? given + 1 : given;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return 0; // it went meanwhile
        }
    }

    public void Dispose()
    {
        lock (gate) Leave();
    }

    void Begin()
    {
        Leave();
        var fresh = "p" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = pathOf(fresh);
        makeFolderOf(path);
        var made = Open(path, FileMode.CreateNew);
        try
        {
            RandomAccess.Write(made, Head, 0);
            flush(Path.GetDirectoryName(path)!);
        }
        catch
        {
            made.Dispose();
            File.Delete(path);
            throw; // with nothing begun: the next append tries anew
        }
        (file, name, end, begunAt) = (made, fresh, Block, Environment.TickCount64);
    }

    void Leave()
    {
        if (file is null) return;
        try
        {
            RandomAccess.SetLength(file, end);
            Punch(file, pathOf(name), 0, Block);
        }
        catch (IOException)
        {
            // the sweep takes it when no row names a piece of it
        }
        file.Dispose();
        file = null;
    }

    static SafeFileHandle Open(string path, FileMode mode)
    {
        using var made = mode == FileMode.CreateNew ? PrivateFiles.Open(path, mode, FileShare.ReadWrite | FileShare.Delete) : null;
        return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    static void Punch(SafeFileHandle opened, string path, long offset, long length)
    {
        if (!GiveBack(opened, offset, length)) return; // it keeps its room until no row names any piece
        if (lseek(opened, 0, SeekData) == -1 && Marshal.GetLastPInvokeError() == NothingThere) File.Delete(path);
    }

    static bool GiveBack(SafeFileHandle opened, long offset, long length) => OperatingSystem.IsLinux() && fallocate(opened, PunchHole | KeepSize, offset, Whole(length)) == 0;

    static bool HasData(SafeFileHandle opened, long from, long to) => OperatingSystem.IsLinux() && from < to && lseek(opened, from, SeekData) is >= 0 and var data && data < to;

    static long Whole(long length) => (length + Block - 1) / Block * Block;

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int fallocate(SafeFileHandle file, int mode, long offset, long length);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern long lseek(SafeFileHandle file, long offset, int whence);
}
