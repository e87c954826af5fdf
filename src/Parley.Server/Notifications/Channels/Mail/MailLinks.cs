namespace Parley.Notifications;

/// <summary>Where the links of a mail lead; null where nothing is set up.</summary>
/// <param name="Stop">Ends all mails of this role that may be ended, with one click.</param>
/// <param name="Mute">Of a mail about one thread: ends those about it.</param>
sealed record MailLinks(IReadOnlyDictionary<Guid, string> Threads, string? Preferences, string? Stop, string? Mute)
{
    public static async Task<MailLinks> MakeAsync(Parcel parcel, NotificationOptions options, UnsubscribeTokens tokens, CancellationToken ct)
    {
        var role = parcel.To.Role;
        var threads = parcel.Threads.Select(t => t.Conversation).Distinct().Select(id => (Id: id, Url: HostUrls.Fill(options.ThreadUrl, id, role))).Where(t => t.Url is not null).ToDictionary(t => t.Id, t => t.Url!);
        var mayStop = options.PublicUrl.Length > 0 && parcel.Threads.Any(t => t.Kind != NoticeKind.Essential);
        async Task<string> StopAsync(Guid thread) => $"{options.PublicUrl.TrimEnd('/')}/v1/notices/unsubscribe?token={await tokens.WriteAsync(new Unwanted(parcel.To.PersonId, role.Key, 0, thread), ct)}";
        return new MailLinks(threads, HostUrls.Fill(options.PreferencesUrl, null, role), mayStop ? await StopAsync(Guid.Empty) : null, mayStop && parcel.Threads is [var only] ? await StopAsync(only.Conversation) : null);
    }
}
