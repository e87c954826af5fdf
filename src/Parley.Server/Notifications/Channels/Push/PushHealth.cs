namespace Parley.Notifications;

/// <summary>How pushes are, in words for the health page.</summary>
sealed class PushHealth(BrowserChannel browsers, Fcm fcm, Apns apns, ChannelAlarms alarms)
{
    public IEnumerable<(string Part, bool Healthy, string Says)> Ask()
    {
        yield return Say("push", browsers.IsConfigured, BrowserChannel.Alarm, "Notices go to browsers that subscribed.", "Notices to browsers are not set up; Parley:Push:Contact turns them on.");
        yield return Say("fcm", fcm.IsConfigured, Fcm.Alarm, "Notices go to phones by Firebase.", "Firebase is not set up; Parley:Fcm:File turns it on.");
        yield return Say("apns", apns.IsConfigured, Apns.Alarm, "Notices go to phones by Apple's push service.", "Apple's push service is not set up; Parley:Apns:KeyFile turns it on.");
    }

    (string, bool, string) Say(string part, bool on, string alarm, string works, string off) => (part, alarms.Find(alarm) is null, alarms.Find(alarm) ?? (on ? works : off));
}
