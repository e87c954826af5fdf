using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using MimeKit;
using Parley.Bench.Machine;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// Two nodes on one outbox, whose mail server, webhook endpoint and push service fail for half a minute each while messages are sent, in
/// several ways; at last one node is killed between sending and writing it down. What is lost, what comes twice, and after what time all is there.
/// </summary>
static partial class FaultsPart
{
    const int Buyers = 50, Messages = Buyers * NoticeMarket.Vendors;
    static readonly TimeSpan Lasting = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromSeconds(150);

    sealed record Fault(string Mail, MailMood Mood, string Hook, Func<HttpContext, Task<int>>? Answer, int Push = 201, bool Kill = false);

    static readonly Fault[] Faults =
    [
        new("mail server down", MailMood.Down, "webhook answers 500", _ => Task.FromResult(500), Push: 429),
        new("mail server answers 451", MailMood.Busy, "webhook redirects", http =>
        {
            http.Response.Headers.Location = "/elsewhere";
            return Task.FromResult(302);
        }),
        new("mail server hangs", MailMood.Hangs, "webhook hangs", HangAsync),
        new("mail server breaks off amid the mail", MailMood.Breaks, "webhook answers 503 for long", http =>
        {
            http.Response.Headers.RetryAfter = "20";
            return Task.FromResult(503);
        }),
        new("kill -9 after mails were taken", MailMood.TakesInSilence, "kill -9 after events were taken", SilentAsync, Kill: true),
    ];

    static async Task<int> HangAsync(HttpContext http)
    {
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 503;
    }

    /// <summary>It takes the event and never says so.</summary>
    static async Task<int> SilentAsync(HttpContext http)
    {
        await HangAsync(http);
        return 204;
    }

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        await using var mail = new MailSink(keep: true).Start();
        await using var hooks = await HookSink.StartAsync();
        var options = new Dictionary<string, string>
        {
            ["Parley__Mail__Host"] = "127.0.0.1", ["Parley__Mail__Port"] = $"{mail.Port}", ["Parley__Mail__From"] = "messages@shop.example", ["Parley__Mail__TimeoutSeconds"] = "15",
            ["Parley__Notices__Defaults__0"] = "buyer message mail instant", ["Parley__Notices__Defaults__1"] = "buyer message browser instant", ["Parley__Notices__MomentSeconds"] = "2",
            ["Parley__Push__Contact"] = "mailto:admin@shop.example", ["Parley__Push__AllowPrivate"] = "true", ["Parley__Webhooks__AllowPrivate"] = "true",
        };
        await using var one = await stage.ServerAsync("faults", "pg", options: options);
        var key = await one.CreateKeyAsync("market:write,market:read,history:import,webhooks:manage");
        await using var other = ParleyServer.Prepare(stage.Binaries, Path.Combine(stage.Folder, "faults-2"), "pg", one.Connection, options: new Dictionary<string, string>(options) { ["Parley__Keys__File"] = one.KeyFile });
        await one.StartAsync(TimeSpan.FromMilliseconds(50));
        await other.StartAsync(TimeSpan.FromMilliseconds(50));
        using var market = new NoticeMarket(other, key, Buyers);
        await market.FillAsync(ct);
        await market.SubscribeAsync($"{hooks.Address}/push", ct);
        await other.AddWebhookAsync(key, Guid.NewGuid(), $"{hooks.Address}/hook", ordered: false, ct);
        for (var number = 0; number < Faults.Length; number++) await OneAsync(number, market, mail, hooks, one, report, ct);
    }

    static async Task OneAsync(int number, NoticeMarket market, MailSink mail, HookSink hooks, ParleyServer mortal, Report report, CancellationToken ct)
    {
        var (fault, first) = (Faults[number], number * Messages);
        var (hook, push) = (hooks.At("hook"), hooks.At("push"));
        hook.Forget();
        push.Forget();
        push.Answer = http =>
        {
            if (fault.Push == 429) http.Response.Headers.RetryAfter = "5";
            return Task.FromResult(fault.Push);
        };
        (mail.Mood, hook.Answer) = (fault.Mood, fault.Answer);
        var began = Stopwatch.StartNew();
        await market.WriteAsync(Messages, ct, first);
        var wait = (fault.Kill ? TimeSpan.FromSeconds(8) : Lasting) - began.Elapsed;
        if (wait > TimeSpan.Zero) await Task.Delay(wait, ct);
        if (fault.Kill) await mortal.KillAsync();
        var before = Numbers(mail, first).Count;
        (mail.Mood, hook.Answer, push.Answer) = (MailMood.Takes, null, _ => Task.FromResult(201));
        var (healed, mailed, heard, pushed) = (Stopwatch.StartNew(), double.NaN, double.NaN, double.NaN);
        while (healed.Elapsed < Patience && (double.IsNaN(mailed) || double.IsNaN(heard) || double.IsNaN(pushed)))
        {
            if (double.IsNaN(mailed) && Numbers(mail, first).Count == Messages) mailed = healed.Elapsed.TotalSeconds;
            if (double.IsNaN(heard) && hook.Distinct == Messages) heard = healed.Elapsed.TotalSeconds;
            if (double.IsNaN(pushed) && push.Distinct == Messages) pushed = healed.Elapsed.TotalSeconds;
            await Task.Delay(100, ct);
        }
        await Task.Delay(TimeSpan.FromSeconds(fault.Kill ? 60 : 5), ct); // what comes twice would come now
        var told = Numbers(mail, first);
        // Where a mail was taken and that was never heard, it comes again, once, under its own id.
        var twice = told.Values.Count(ids => ids.Count > (fault.Kill ? 2 : 1) || ids.Distinct().Count() > 1);
        Add(report, fault.Mail, number, mailed, Messages - told.Count, twice, fault.Kill ? $"{told.Values.Count(ids => ids.Count == 2)} of {before} taken before came once more, under the same id" : "");
        Add(report, fault.Hook, number, heard, Messages - hook.Distinct, hook.MoreThan(fault.Kill ? 2 : 1), fault.Kill ? $"{hook.MoreThan(1)} came once more, under the same id" : "");
        if (fault.Push == 429) Add(report, "push service answers 429", number, pushed, Messages - push.Distinct, push.MoreThan(1), "");
    }

    static void Add(Report report, string what, int number, double seconds, int lost, int twice, string note)
    {
        report.Ran("faults", number, $"{what}: {lost} lost, {twice} twice, all there {seconds:0.0} s after", new { what, seconds, lost, twice, note });
        report.Add(new Row($"{what}, {Messages} messages: s until all is told", null, null, seconds, null, "none lost, none twice, <= 60 s", lost == 0 && twice == 0 && seconds <= 60, $"{lost} lost, {twice} twice{(note.Length > 0 ? $"; {note}" : "")}"));
    }

    /// <summary>Each message from this number on that stands in a mail, and the ids of the mails in which it does.</summary>
    static Dictionary<int, List<string>> Numbers(MailSink mail, int first)
    {
        var found = new Dictionary<int, List<string>>();
        foreach (var text in mail.Kept)
        {
            using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text));
            using var one = MimeMessage.Load(bytes);
            foreach (var number in Number().Matches(one.TextBody ?? "").Select(m => int.Parse(m.Value)).Distinct().Where(n => n >= first && n < first + Messages))
            {
                if (!found.TryGetValue(number, out var ids)) found[number] = ids = [];
                ids.Add(one.MessageId ?? "");
            }
        }
        return found;
    }

    [GeneratedRegex(@"\b0\d{8}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
