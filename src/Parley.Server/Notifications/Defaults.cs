using Microsoft.Extensions.Options;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What holds where people chose nothing, and what they cannot choose: the operator's lines, or the usual ones.</summary>
public sealed class Defaults
{
    /// <summary>Pushed when it was not seen for a moment; mailed when it is unread after ten minutes, to a vendor's people after thirty; a text message for what is critical.</summary>
    static readonly string[] Usual = ["any any browser instant", "any any mobile instant", "buyer any mail after:10", "vendor any mail after:30", "any any sms instant"];

    /// <summary>What people must know comes by mail, whatever they or the operator turned off.</summary>
    static readonly string[] Always = ["any essential mail instant"];
    readonly Dictionary<PartyKind, (List<Choice> Defaults, List<Choice> Locked)> all = [];

    public Defaults(IOptions<NotificationOptions> options)
    {
        foreach (var side in (PartyKind[])[PartyKind.Buyer, PartyKind.Vendor])
            all[side] = (Read([.. options.Value.Defaults, .. Usual], side), Read([.. options.Value.Locked, .. Always], side));
    }

    public Preferences For(PartyKind side, IReadOnlyList<Choice> own) => new(own, all[side].Defaults, all[side].Locked);

    static List<Choice> Read(string[] lines, PartyKind side) =>
        [.. lines.Select(ChoiceLine.Read).Where(l => l.Side is null || l.Side == side).Select(l => new Choice(l.Kind, null, l.Channel, l.Cadence))];
}

/// <summary>A line of the operator's: side, kind, channel, cadence, each a word, with <c>any</c> for any side or kind: <c>buyer message mail after:10</c>.</summary>
public sealed record ChoiceLine(PartyKind? Side, NoticeKind? Kind, Channel Channel, Cadence Cadence)
{
    /// <summary>Throws <see cref="FormatException"/> with what is wrong in words.</summary>
    public static ChoiceLine Read(string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var side, var kind, var channel, var cadence]) throw new FormatException("has not four words");
        if (!Cadence.TryRead(cadence, out var pace, out var wrong)) throw new FormatException($"has '{cadence}', which {wrong!.TrimEnd('.')}");
        return new ChoiceLine(
            side switch { "any" => null, "buyer" => PartyKind.Buyer, "vendor" => PartyKind.Vendor, _ => throw new FormatException($"begins with '{side}' instead of buyer, vendor or any") },
            kind == "any" ? null : NoticeWord.Kind(kind) ?? throw new FormatException($"names the kind '{kind}'; there are any, {string.Join(", ", NoticeWord.Kinds)}"),
            NoticeWord.Channel(channel) ?? throw new FormatException($"names the channel '{channel}'; there are {string.Join(", ", NoticeWord.Channels)}"), pace);
    }
}

/// <summary>Kinds and channels as they are written.</summary>
static class NoticeWord
{
    static readonly Dictionary<string, NoticeKind> kinds = Enum.GetValues<NoticeKind>().ToDictionary(Of);
    static readonly Dictionary<string, Channel> channels = Enum.GetValues<Channel>().ToDictionary(Of);

    public static IEnumerable<string> Kinds => kinds.Keys;

    public static IEnumerable<string> Channels => channels.Keys;

    public static NoticeKind? Kind(string word) => kinds.TryGetValue(word, out var kind) ? kind : null;

    public static Channel? Channel(string word) => channels.TryGetValue(word, out var channel) ? channel : null;

    public static string Of<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
