using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>What a person wants of the machines that write to them. Who has none wants all.</summary>
public sealed class Preferences
{
    public required string PersonId { get; init; }
    public bool ScheduledMessages { get; set; }
}

/// <param name="ScheduledMessages">Whether vendors' scheduled messages may reach this person.</param>
public sealed record PreferencesBody(bool ScheduledMessages);

/// <summary>People's preferences: read, put, and asked for at the moment of sending.</summary>
public sealed class KeepPreferences(Store store)
{
    public async Task<PreferencesBody> ReadAsync(string personId, CancellationToken ct)
    {
        await using var db = store.Open();
        return new PreferencesBody(await db.Set<Preferences>().Where(p => p.PersonId == personId).Select(p => (bool?)p.ScheduledMessages).SingleOrDefaultAsync(ct) ?? true);
    }

    public async Task<PreferencesBody> PutAsync(Person person, PreferencesBody body, CancellationToken ct)
    {
        var id = person.Id;
        await store.WriteAsync(async db =>
        {
            await db.InsertMissingAsync("preferences", "person_id, scheduled_messages", [[id, body.ScheduledMessages]], ct);
            await db.Set<Preferences>().Where(p => p.PersonId == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.ScheduledMessages, body.ScheduledMessages), ct);
        }, ct);
        return body;
    }
}
