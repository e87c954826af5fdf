using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Parley.Attachments.Images;

namespace Parley.Attachments.Look;

/// <summary>
/// Reads writing with a program of the operator's (Tesseract, or one that takes the same words): grey pixels go in, text comes out. It gets nothing of the server's
/// environment, may open nothing but itself, libraries and its own data (Landlock) and has no network (seccomp) where the system can forbid it, and is ended when it takes too much time, memory or paper.
/// </summary>
public sealed partial class ReadWriting(IOptions<LookOptions> options, ILogger<ReadWriting> logger) : IDisposable
{
    /// <summary>Bytes of text that are taken.</summary>
    const int MostText = 64 * 1024;

    /// <summary>Sparse text in no order: what stands in photographs.</summary>
    const string Sparse = "11";
    static readonly string[] Data = ["/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata"];
    static readonly string[] Libraries = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/proc", "/sys", "/dev/null", "/dev/urandom"];
    readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>What the program may open beside its own, for programs that others run.</summary>
    internal IReadOnlyList<string> Beside { get; init; } = [];

    public bool IsOn => options.Value.OcrProgram.Length > 0;

    public void Dispose() => turns.Dispose();

    /// <summary>What it reads, and whether it came to its end. A program that does not start is logged, and nothing is read.</summary>
    public async Task<(string Text, bool Complete)> RunAsync(GreyPicture grey, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        try
        {
            return await ReadAsync(grey, ct);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            NotStarted(logger, e.Message);
            return ("", false);
        }
        finally
        {
            turns.Release();
        }
    }

    async Task<(string, bool)> ReadAsync(GreyPicture grey, CancellationToken ct)
    {
        var o = options.Value;
        using var process = Landlock.Start(Command(o), [.. Libraries, .. Data, .. Beside, o.OcrProgram, new FileInfo(o.OcrProgram).ResolveLinkTarget(true)?.FullName ?? o.OcrProgram], offline: true);
        using var watch = new Watch(process, TimeSpan.FromSeconds(o.OcrSeconds), (long)o.OcrMemoryMiB << 20);
        using var running = watch.Run();
        await using var given = ct.Register(() => watch.End(KillReason.GivenUp));
        try
        {
            _ = PassOverAsync(process.StandardError);
            var sending = SendAsync(process.StandardInput.BaseStream, grey);
            var (text, isAll) = await TakeAsync(process.StandardOutput.BaseStream);
            if (!isAll) watch.End(KillReason.TookTooMuch);
            await sending;
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            if (watch.Killed != KillReason.None || process.ExitCode != 0) WasEnded(logger, watch.Killed, process.ExitCode);
            return (text, isAll && watch.Killed == KillReason.None && process.ExitCode == 0);
        }
        finally
        {
            watch.End(KillReason.GivenUp);
        }
    }

    static ProcessStartInfo Command(LookOptions o)
    {
        var start = new ProcessStartInfo(o.OcrProgram, ["stdin", "stdout", "-l", o.OcrLanguages, "--psm", Sparse])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>As a portable graymap, whose head is written here: whatever made the pixels, the reader gets a well-formed file.</summary>
    static async Task SendAsync(Stream into, GreyPicture grey)
    {
        try
        {
            await into.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{grey.Width} {grey.Height}\n255\n")));
            await into.WriteAsync(grey.Pixels);
            await into.DisposeAsync();
        }
        catch (IOException)
        {
            // it has seen enough
        }
    }

    static async Task<(string Text, bool IsAll)> TakeAsync(Stream from)
    {
        var bytes = new byte[MostText];
        var read = await from.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
        return (Encoding.UTF8.GetString(bytes, 0, read), read < bytes.Length);
    }

    static async Task PassOverAsync(StreamReader errors)
    {
        var said = new char[512];
        try
        {
            while (await errors.ReadAsync(said) > 0) { }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // it is gone
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The program that reads writing did not start: {Why}")]
    static partial void NotStarted(ILogger logger, string why);

    [LoggerMessage(2, LogLevel.Warning, "The program that reads writing did not come to its end ({Why}, exit code {Code})")]
    static partial void WasEnded(ILogger logger, KillReason why, int code);
}
