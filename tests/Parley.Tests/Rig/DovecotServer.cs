using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;

namespace Parley.Tests.Rig;

/// <summary>A real IMAP server (Dovecot) with one mailbox, on a port of its own, in a folder of its own.</summary>
public sealed class DovecotServer : IAsyncDisposable
{
    public const string User = "replies", Password = "secret";
    readonly string folder = Places.NewFolder("dovecot");
    Process? process;
    int delivered;

    public int Port { get; } = Ports.Take();

    string Maildir => Path.Combine(folder, "mail", User, "Maildir");

    public async Task StartAsync()
    {
        var root = Environment.UserName == "root";
        var (user, group) = root ? ("nobody", "nogroup") : ((await Tool.RunAsync("id", "-un")).Done(), (await Tool.RunAsync("id", "-gn")).Done());
        foreach (var part in new[] { "new", "cur", "tmp" }) Directory.CreateDirectory(Path.Combine(Maildir, part));
        Directory.CreateDirectory(Path.Combine(folder, "run"));
        Directory.CreateDirectory(Path.Combine(folder, "state"));
        var own = root ? "" : $"default_internal_user = {user}\ndefault_login_user = {user}\ndefault_internal_group = {group}\nservice anvil {{\n  chroot =\n}}\nservice imap-login {{\n  chroot =\n}}\n";
        await File.WriteAllTextAsync(Path.Combine(folder, "dovecot.conf"), $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_mechanisms = plain login
            mail_location = maildir:~/Maildir
            first_valid_uid = 1
            mail_fsync = never
            {{own}}
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{user}} gid={{group}} home={{folder}}/mail/%u allow_all_users=yes
            }
            service imap-login {
              inet_listener imap {
                port = {{Port}}
              }
              inet_listener imaps {
                port = 0
              }
            }

            """);
        (await Tool.RunAsync("chmod", "755", folder)).Done();
        if (root) (await Tool.RunAsync("chown", "-R", $"{user}:{group}", Path.Combine(folder, "mail"))).Done();
        process = Process.Start(new ProcessStartInfo("dovecot", ["-F", "-c", Path.Combine(folder, "dovecot.conf")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.TrueAsync(AnswersAsync, "dovecot answers");
    }

    public async Task StopAsync()
    {
        if (process is null) return;
        if (!process.HasExited)
        {
            (await Tool.RunAsync("kill", "-TERM", $"{process.Id}")).Done();
            await process.WaitForExitAsync();
        }
        process.Dispose();
        process = null;
    }

    /// <summary>Puts a mail into the mailbox as a mail server does: whole, at once, byte for byte.</summary>
    public async Task DeliverAsync(byte[] mail)
    {
        var name = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.P{Environment.ProcessId}Q{Interlocked.Increment(ref delivered)}.tests";
        var making = Path.Combine(Maildir, "tmp", name);
        await File.WriteAllBytesAsync(making, mail);
        if (Environment.UserName == "root") (await Tool.RunAsync("chown", "nobody:nogroup", making)).Done();
        File.Move(making, Path.Combine(Maildir, "new", name));
    }

    /// <summary>Numbers every mail anew, as after a restore from a copy.</summary>
    public async Task NumberAnewAsync()
    {
        await StopAsync();
        foreach (var file in Directory.GetFiles(Maildir, "dovecot*", SearchOption.AllDirectories)) File.Delete(file);
        await StartAsync();
    }

    /// <summary>The ids of the mails in a folder.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync(string name)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, MailKit.Security.SecureSocketOptions.None);
        await client.AuthenticateAsync(User, Password);
        var found = (await client.GetFoldersAsync(client.PersonalNamespaces[0])).SingleOrDefault(f => f.FullName == name);
        if (found is null) return [];
        await found.OpenAsync(FolderAccess.ReadOnly);
        var ids = (await found.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Select(m => m.Envelope?.MessageId ?? "").ToList();
        await client.DisconnectAsync(true);
        return ids;
    }

    public async Task<(uint Validity, IReadOnlyList<uint> Uids)> NumbersAsync(string name)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, MailKit.Security.SecureSocketOptions.None);
        await client.AuthenticateAsync(User, Password);
        var found = await client.GetFolderAsync(name);
        await found.OpenAsync(FolderAccess.ReadOnly);
        var uids = (await found.SearchAsync(SearchQuery.All)).Select(u => u.Id).ToList();
        await client.DisconnectAsync(true);
        return (found.UidValidity, uids);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    async Task<bool> AnswersAsync()
    {
        if (process!.HasExited) throw new InvalidOperationException($"dovecot ended with code {process.ExitCode}: {(File.Exists(Path.Combine(folder, "log")) ? await File.ReadAllTextAsync(Path.Combine(folder, "log")) : "")}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            var hello = new byte[4];
            return await client.GetStream().ReadAtLeastAsync(hello, 4, throwOnEndOfStream: false) == 4 && Encoding.ASCII.GetString(hello) == "* OK";
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
