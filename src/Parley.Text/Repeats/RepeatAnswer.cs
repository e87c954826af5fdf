using Parley.Text.Models;

namespace Parley.Text.Repeats;

/// <summary>What is known of a message's variants.</summary>
/// <param name="Cluster">The variants' common number, given by the first of them; null: a notice to somebody who ordered, which is not compared.</param>
/// <param name="IsSolicitation">Whether it is one message to many, which nobody asked for.</param>
/// <param name="Why">Which rule said so; none when it did not.</param>
/// <param name="Copies">How many variants the window knows, this one included.</param>
/// <param name="Senders">By how many senders.</param>
/// <param name="Recipients">To how many people.</param>
/// <param name="Reasons">Where it agrees with the variant most like it (<c>same words</c>).</param>
public sealed record RepeatAnswer(long? Cluster, bool IsSolicitation, RepeatRule Why, int Copies, int Senders, int Recipients, IReadOnlyList<Reason> Reasons);

/// <summary>Why variants are a solicitation.</summary>
public enum RepeatRule
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>Their letters are disguised, so that they are not recognised: no honest writer needs that.</summary>
    Disguised,

    /// <summary>Senders repeat themselves and the words are those of an offer.</summary>
    Offer,

    /// <summary>One sender wrote to four or more within a short time, and not to ask for something.</summary>
    Burst,

    /// <summary>Several senders who each repeat themselves use variants of one text.</summary>
    Ring,

    /// <summary>So many people got it from one sender that it cannot be an inquiry.</summary>
    Many,

    /// <summary>Many senders use variants of one long offer.</summary>
    Spread,
}
