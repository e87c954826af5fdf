namespace Parley.Text.Spam;

/// <summary>Where texts come from: what is spam differs from place to place.</summary>
public enum SpamKind
{
    /// <summary>Messages between people who buy and sell.</summary>
    Market,

    /// <summary>Short messages to telephones.</summary>
    TextMessage,

    /// <summary>Comments below something that many people see.</summary>
    Comment,
}
