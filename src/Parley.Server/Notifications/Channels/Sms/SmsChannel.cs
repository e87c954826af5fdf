using Microsoft.Extensions.Options;

namespace Parley.Notifications;

/// <summary>
/// Text messages. Each costs money and cannot be taken back: it is counted before it is sent, and when no answer came the gateway is asked
/// whether it has it; it is never just sent again.
/// </summary>
sealed partial class SmsChannel(SmsGateway gateway, SmsBook book, AddressBook addresses, ChannelAlarms alarms, IOptions<SmsOptions> options, IOptions<NotificationOptions> notices, ILogger<SmsChannel> logger) : INoticeChannel
{
    public const string Alarm = "sms-key";

    public Channel Channel => Channel.Sms;
    public bool IsConfigured => options.Value.IsOn;

    /// <summary>Asked before, sent, asked after.</summary>
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(options.Value.TimeoutSeconds * 3 + 5);
    public int Wide => 4;

    public ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => new(Numbers.Read(address, options.Value.Countries).Number is not null);

    public async Task<Handed> HandAsync(Parcel parcel, CancellationToken ct)
    {
        var (number, why) = Numbers.Read(parcel.To.Address, options.Value.Countries);
        if (number is null) return new Handed.Refused(why!);
        if (await addresses.IsClosedAsync(Channel.Sms, number.E164, ct)) return new Handed.Gone("stopped"); // the host may write it otherwise
        if (await book.FindAsync(parcel.Id, ct) is { } begun)
        {
            if (begun.Reference is { } known) return new Handed.Delivered(known);
            var (answered, found) = await gateway.FindAsync(number.E164, begun, ct);
            if (found is not null) return await KeepAsync(parcel.Id, found);
            if (!answered) return new Handed.Later("not-known-whether-sent", MayHaveArrived: true);
        }
        var notice = ShortNotice.Of(parcel, notices.Value, showText: false);
        var text = SmsText.Of(notices.Value.Marketplace, notice.Body, notice.Url, options.Value.MostSegments);
        if (await book.TakeAsync(parcel, number, SmsGateway.WordsOf(text.Text), text.Segments, ct) is { } spent) return new Handed.Refused(spent);
        return await SendAsync(parcel, number, text, ct);
    }

    async Task<Handed> SendAsync(Parcel parcel, SmsNumber number, SmsText text, CancellationToken ct)
    {
        var (asked, reference, code) = await gateway.SendAsync(number.E164, text.Text, parcel.Id, ct);
        if (reference is { Length: > 0 and <= 64 })
        {
            alarms.Clear(Alarm);
            return await KeepAsync(parcel.Id, reference);
        }
        if (asked.NeverSent) return new Handed.Later(asked.Outcome);
        if (asked.Trouble == "stopped") return new Handed.Later("stopped", MayHaveArrived: true); // who goes on asks the gateway first
        switch (asked.Status, code)
        {
            case (429 or 503, _):
                return new Handed.Later(asked.Outcome, asked.After);
            case (400 or 404, 21610):
                await addresses.CloseAsync(parcel.To.PersonId, Channel.Sms, number.E164, "stopped", ct);
                return new Handed.Gone("stopped");
            case (400 or 404, 21211 or 21214 or 21217 or 21401 or 21614):
                return new Handed.Gone("no-number");
            case (401, _) or (403, 0 or 20003):
                alarms.Raise(Alarm, "The gateway for text messages does not accept Parley:Sms:Account and Secret. Look whether the account is open and the secret the one in use.");
                return new Handed.Later("key-refused", asked.After);
            case ( >= 300 and < 500, _):
                RefusedBy(logger, parcel.Id, asked.Outcome, code);
                return new Handed.Refused(code > 0 ? $"gateway-{code}" : asked.Outcome);
        }
        // Sent, and no answer that says what became of it.
        return await book.FindAsync(parcel.Id, ct) is { } begun && await gateway.FindAsync(number.E164, begun, ct) is (_, { } found)
            ? await KeepAsync(parcel.Id, found)
            : new Handed.Unsure(asked.Outcome);
    }

    async Task<Handed> KeepAsync(Guid parcel, string reference)
    {
        await book.SentAsync(parcel, reference, CancellationToken.None); // also when the server goes down: it is paid
        return new Handed.Delivered(reference);
    }

    [LoggerMessage(1, LogLevel.Warning, "The gateway for text messages refuses parcel {Parcel}: {Outcome}, code {Code}")]
    static partial void RefusedBy(ILogger logger, Guid parcel, string outcome, int code);
}
