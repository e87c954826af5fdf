namespace Parley.Conversations;

/// <summary>Rules of conversations.</summary>
public sealed class ConversationOptions
{
    /// <summary>The longest text of a message, in UTF-16 units. 100 to 5000.</summary>
    public int TextLength { get; set; } = 5000;

    /// <summary>For how long an author may edit or unsend, in minutes. 0 to 1440.</summary>
    public int EditMinutes { get; set; } = 15;

    /// <summary>For how long after an order or booking its vendor may open a thread about it, in days. 0 to 3650.</summary>
    public int VendorContactDays { get; set; } = 90;

    /// <summary>What a conversation without a subject can be about. The topics you write (<c>Topics:0</c>, <c>Topics:1</c>, ...) replace this list.</summary>
    public string[] Topics { get; set; } = ["question", "delivery", "return", "custom-order", "cooperation", "other"];
}
