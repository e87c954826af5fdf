using System.Text.Json;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Conversations;

/// <summary>The hours that one of a team works, by the wall clock of their vendor. Holidays and away mode are the vendor's.</summary>
public sealed class AgentHours(VendorHours hours, Register register)
{
    /// <summary>The time zone of the hours that the vendor published, otherwise the one that the host told us of.</summary>
    public async ValueTask<string> ZoneAsync(string vendorId, CancellationToken ct)
    {
        if ((await hours.OfAsync(vendorId, ct)).Now is var now && now != OpeningHours.Always) return now.ZoneId;
        var told = (await register.FindVendorAsync(vendorId, ct))?.TimeZone;
        return CheckedHours.Knows(told) ? told! : OpeningHours.Always.ZoneId;
    }

    /// <summary>Refuses what are no hours; null when there are none.</summary>
    public static string? Write(IReadOnlyList<WeeklyHours> weekly) =>
        weekly.Count == 0 ? null : JsonSerializer.Serialize(CheckedHours.Clean(new HoursBody(OpeningHours.Always.ZoneId, weekly)).Weekly, Bodies.Strict);

    public static IReadOnlyList<WeeklyHours> Read(string? stored) => stored is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<WeeklyHours>>(stored, Bodies.Strict)!;

    public static bool AreNow(string? stored, string zone, DateTimeOffset now) => stored is null || CheckedHours.Read(new HoursBody(zone, Read(stored))).IsOpen(now);
}
