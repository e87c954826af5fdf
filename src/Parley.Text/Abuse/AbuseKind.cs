namespace Parley.Text.Abuse;

/// <summary>What kind of abuse a text is.</summary>
public enum AbuseKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>It degrades the reader.</summary>
    Insult,

    /// <summary>It threatens harm to people or what is theirs.</summary>
    Threat,

    /// <summary>It demands something against a bad review, a report or the like.</summary>
    Extortion,

    /// <summary>It makes advances, or asks for intimate pictures.</summary>
    Sexual,

    /// <summary>It persecutes, wishes ill, or turns against whole groups of people.</summary>
    Harassment,
}
