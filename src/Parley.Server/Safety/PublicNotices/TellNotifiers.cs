using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Mails whoever gave an address: that the notice was received, with its code, at once; and that it was decided. What could not be mailed is
/// tried again by a worker, on one node at a time; the code, of which only a digest is kept, is then no longer in it. Words are destroyed when
/// they were kept long enough.
/// </summary>
public sealed partial class TellNotifiers(Store store, NoticeSecrets secrets, IPlainMail mail, IOptions<ModerationOptions> options, TimeProvider clock, ILogger<TellNotifiers> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2), Sweep = TimeSpan.FromHours(1);
    const int Step = 20, MostTries = 10;

    /// <summary>In the background; the answer to the request does not wait for a mail server.</summary>
    public void Confirm(PublicNotice notice, string code)
    {
        if (notice.MailAt is null) return;
        _ = Task.Run(async () =>
        {
            try
            {
                if (!await MailAsync(notice, code, default)) return;
                await store.WriteAsync(db => db.Set<PublicNotice>().Where(n => n.Id == notice.Id && n.DecidedAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailAt, (DateTimeOffset?)null), default), default);
            }
            catch (Exception e)
            {
                Postponed(logger, e);
            }
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        var swept = clock.GetUtcNow() - Sweep;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await TellAsync(stoppingToken) == Step) { }
                if (clock.GetUtcNow() - swept < Sweep) continue;
                await ForgetAsync(stoppingToken);
                swept = clock.GetUtcNow();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    async Task<int> TellAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<PublicNotice> due;
        await using (var db = store.Open()) due = await db.Set<PublicNotice>().Where(n => n.MailAt != null && n.MailAt <= now).OrderBy(n => n.MailAt).Take(Step).ToListAsync(ct);
        foreach (var notice in due)
        {
            // Whoever moves it first has it; should they die, it comes again.
            var again = now + TakeNotice.MailLater * Math.Pow(2, notice.MailTries);
            if (await store.WriteAsync(db => db.Set<PublicNotice>().Where(n => n.Id == notice.Id && n.MailAt == notice.MailAt)
                .ExecuteUpdateAsync(s => s.SetProperty(n => n.MailAt, again).SetProperty(n => n.MailTries, n => n.MailTries + 1), ct), ct) == 0) continue;
            if (!await MailAsync(notice, null, ct) && notice.MailTries + 1 < MostTries) continue;
            await store.WriteAsync(db => db.Set<PublicNotice>().Where(n => n.Id == notice.Id && n.MailAt == again).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailAt, (DateTimeOffset?)null), ct), ct);
        }
        return due.Count;
    }

    async Task<bool> MailAsync(PublicNotice notice, string? code, CancellationToken ct)
    {
        if (!mail.Works || await secrets.OpenAsync(notice, ct) is not { Mail: { } written } words || MailAddresses.Normal(written) is not { } address) return true;
        var say = NoticeWording.For(words.Language, mail.Locale);
        var link = mail.PublicUrl.Length > 0 ? $"\n{mail.PublicUrl}{PublicNoticesApi.Receipt}?lang={say.Language}\n" : "";
        var body = notice.DecidedAt is null ? code is null ? say.MailReceivedPlain : $"{say.MailReceived}\n\n{code}" : $"{(notice.Outcome == ReportOutcome.Acted ? say.Acted : say.NoViolation)}\n\n{say.Redress}";
        return await mail.SendAsync(notice.DecidedAt is null ? notice.Id : notice.Outcome == ReportOutcome.Acted ? PlatformPost.IdFor(notice.CaseId, notice.Id) : PlatformPost.IdFor(notice.Id, notice.CaseId), address, say.MailSubject, $"{body}\n{link}\n-- \n{mail.Marketplace}\n", ct);
    }

    async Task ForgetAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.NoticeWordsDays);
        await store.WriteAsync(db => db.Set<PublicNotice>().Where(n => n.Words != null && n.DecidedAt < before).ExecuteUpdateAsync(s => s.SetProperty(n => n.Words, (byte[]?)null), ct), ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "A notifier could not be told yet how their notice stands; it is tried again")]
    static partial void Postponed(ILogger logger, Exception error);
}
