using System.Security.Cryptography;
using System.Text;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Something happened in a thread of which one side of it is to hear.</summary>
/// <param name="Seq">The message's number, or the note's.</param>
/// <param name="Window">Tells two of the same kind apart: the same for the same fact, however often it is heard.</param>
/// <param name="Person">The one whom it is about; null for whoever has the thread.</param>
sealed record Occurrence(Door Door, PartyKind Side, NoticeKind Kind, int Seq, string Window, DateTimeOffset At, string? Person = null)
{
    /// <summary>Whoever was told up to here was told of it.</summary>
    public int UpTo { get; init; } = Seq;

    /// <summary>Until when it is worth telling; null for good.</summary>
    public DateTimeOffset? Until { get; init; }

    public static string AlertWindow(Guid alert) => $"alert {alert:N}";

    public string RoleKey => Door.KeyOf(Side);

    /// <summary>The same for the same thread, person, role, channel, kind and window (RFC 9562, version 8).</summary>
    public Guid IdFor(string person, Channel channel) => NoticeId.Of($"{Door.Id:N} {person} {RoleKey} {(byte)channel} {(byte)Kind} {Window}");
}

static class NoticeId
{
    public static Guid Of(string name)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        (id[6], id[8]) = ((byte)(id[6] & 0x0F | 0x80), (byte)(id[8] & 0x3F | 0x80));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>A parcel's: of the notices that went into it, in any order.</summary>
    public static Guid OfParcel(IEnumerable<Guid> notices) => Of(string.Join(' ', notices.Select(n => n.ToString("N")).Order(StringComparer.Ordinal)));
}
