using Microsoft.Extensions.Options;

namespace Parley.Notifications;

/// <summary>How text messages are, in words for the health page.</summary>
sealed class SmsHealth(IOptions<SmsOptions> options, ChannelAlarms alarms)
{
    public (string Part, bool Healthy, string Says) Ask()
    {
        var alarm = alarms.Find(SmsChannel.Alarm) ?? alarms.Find(SmsBook.Alarm);
        return ("sms", alarm is null, alarm ?? (options.Value.IsOn ? $"Text messages go out, at most {options.Value.PerDay} a day." : "Text messages are not set up; Parley:Sms turns them on."));
    }
}
