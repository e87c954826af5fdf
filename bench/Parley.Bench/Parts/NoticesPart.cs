using System.Diagnostics;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Npgsql;
using Parley.Bench.Driver;
using Parley.Bench.Machine;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// Ten thousand messages to two thousand people who are away: all planned, then, after the server was down while they became due, handed to
/// a mail server on this machine. Beside it MailKit alone, handing over as many mails of the same size on as many connections.
/// </summary>
static class NoticesPart
{
    const int Connections = 4;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        var (people, messages) = stage.Options.Quick ? (500, 2_500) : (2_000, 10_000);
        var (usual, alone, mails, rates, micros, lag, count) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var repeat = 0; repeat < Math.Max(1, stage.Options.Repeats); repeat++)
        {
            await using var sink = new MailSink().Start();
            var options = new Dictionary<string, string>
            {
                ["Parley__Mail__Host"] = "127.0.0.1", ["Parley__Mail__Port"] = $"{sink.Port}", ["Parley__Mail__From"] = "messages@shop.example", ["Parley__Mail__Connections"] = $"{Connections}",
                ["Parley__Notices__Defaults__0"] = "buyer message mail after:1",
            };
            var name = $"notices-{repeat}";
            await using var server = await stage.ServerAsync(name, "pg", options: options);
            using var market = new NoticeMarket(server, await server.CreateKeyAsync("market:write,market:read,history:import"), people);
            await server.StartAsync(TimeSpan.FromMilliseconds(50));
            await market.FillAsync(ct);
            await server.SettleAsync(ct);
            await stage.SettleAsync(name.Replace('-', '_'));
            await market.WriteAsync(messages, ct);
            var written = Stopwatch.StartNew();
            await server.SettleAsync(ct);
            lag.Add(written.Elapsed.TotalSeconds);
            if (sink.Mails > 0) throw new InvalidOperationException("Mails went out before they were due.");
            await server.StopAsync();
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, 61 - written.Elapsed.TotalSeconds)), ct);
            await server.StartAsync(TimeSpan.FromMilliseconds(20));
            var cpu = new CpuSpan(server.Pid, (await stage.PostgresAsync()).Pid);
            await UntilSentAsync(server, sink, people, ct);
            var used = cpu.Stop();
            var sum = sink.Sum();
            sink.Forget();
            usual.Add(await AloneAsync(sink, Math.Min(500, sum.Mails), (int)sum.Bytes, noDelay: false, ct));
            alone.Add(await AloneAsync(sink, sum.Mails, (int)sum.Bytes, noDelay: true, ct));
            count.Add(sum.Mails);
            mails.Add(sum.Mails / sum.Took.TotalSeconds);
            rates.Add(messages / sum.Took.TotalSeconds);
            micros.Add((used.Server + used.Database) / messages);
            report.Ran("notices", repeat, $"{messages} messages in {sum.Mails} mails of {sum.Bytes:0} bytes to {sum.People} people: {rates[^1]:N0} messages/s, {mails[^1]:N0} mails/s, MailKit alone {alone[^1]:N0}/s, as it dials {usual[^1]:N0}/s; {micros[^1]:0} us a message; planned {lag[^1]:0.0} s after the last",
                new { mails = sum.Mails, rate = rates[^1], perSecond = mails[^1], alone = alone[^1], usual = usual[^1], micros = micros[^1], lag = lag[^1], used.ForeignCores });
        }
        report.Add(Row.Alone($"{messages:N0} unread messages to {people:N0} people: mails", count, Goal.AtMost(people, "mails"), "one each, of all their threads"));
        report.Add(Row.Alone("messages/s handed to a mail server on this machine", rates, Goal.None, "after a restart, cold code"));
        report.Add(Row.Against("mails/s", "MailKit alone", alone, mails, Goal.None, $"{Connections} connections; Parley looks up, judges again, opens the seals, writes two forms and notes what became of each"));
        report.Add(Row.Against("the same", "MailKit as it dials", usual, mails, Goal.None, "with Nagle's rule: the end of each mail waits for a delayed acknowledgement"));
        report.Add(Row.Alone("CPU us a message, server + database", micros, Goal.None));
        report.Add(Row.Alone("all planned after the last send, s", lag, Goal.None));
    }

    static async Task UntilSentAsync(ParleyServer server, MailSink sink, int people, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(server.Connection);
        await using var left = source.CreateCommand("select count(*) from notices where due_at is not null");
        var (most, clock) = (-1, Stopwatch.StartNew());
        while (sink.Mails < people || Convert.ToInt64(await left.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) > 0)
        {
            if (sink.Mails > most) (most, clock) = (sink.Mails, Stopwatch.StartNew());
            if (clock.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"After {most} mails no more came.");
            await Task.Delay(100, ct);
        }
    }

    /// <summary>So many mails of that size, of a text made beforehand.</summary>
    /// <param name="noDelay">On a socket without Nagle's rule, as Parley dials.</param>
    static async Task<double> AloneAsync(MailSink sink, int mails, int bytes, bool noDelay, CancellationToken ct)
    {
        var line = new string('x', 74) + "\r\n";
        var text = string.Concat(Enumerable.Repeat(line, Math.Max(1, bytes / line.Length)));
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async connection =>
        {
            using var client = new SmtpClient();
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = noDelay };
            await socket.ConnectAsync("127.0.0.1", sink.Port, ct);
            await client.ConnectAsync(socket, "127.0.0.1", sink.Port, SecureSocketOptions.None, ct);
            for (var number = connection; number < mails; number += Connections)
            {
                using var mail = new MimeMessage([MailboxAddress.Parse("messages@shop.example")], [MailboxAddress.Parse($"b{number}@people.example")], "News", new TextPart("plain") { Text = text });
                await client.SendAsync(mail, ct);
            }
            await client.DisconnectAsync(true, ct);
        }));
        return mails / clock.Elapsed.TotalSeconds;
    }
}
