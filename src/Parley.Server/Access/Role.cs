using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Access;

/// <summary>In which capacity a person acts: as the buyer they are, or for a vendor they work for. In addresses: <c>as=buyer</c>, <c>as=vendor:ID</c>.</summary>
public sealed record Role(PartyKind Party, string HolderId)
{
    /// <summary>One word for live connections and feeds: <c>b:ID</c> or <c>v:ID</c>.</summary>
    public string Key => KeyOf(Party, HolderId);

    public string As => Party == PartyKind.Buyer ? "buyer" : $"vendor:{HolderId}";

    public static string KeyOf(PartyKind party, string holderId) => party switch
    {
        PartyKind.Buyer => "b:" + holderId,
        PartyKind.Vendor => "v:" + holderId,
        _ => throw new InvalidOperationException("The platform holds no seat."),
    };

    /// <summary>Which role is asked for; whether the person has it is decided elsewhere.</summary>
    public static Role Parse(string? text, string personId)
    {
        if (text is null or "" or "buyer") return new Role(PartyKind.Buyer, personId);
        if (text.StartsWith("vendor:", StringComparison.Ordinal) && text.Length is > 7 and <= 7 + Texts.IdLength) return new Role(PartyKind.Vendor, text[7..]);
        throw Refuse.Invalid("as", "'as' must be 'buyer' or 'vendor:' and the vendor's id.");
    }
}
