using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Encryption;

namespace Parley.Safety;

/// <summary>What the person concerned says against a decision. It goes with the decision, to whoever decides the appeal.</summary>
public sealed class AppealWords
{
    public required Guid DecisionId { get; init; }
    public required string By { get; init; }
    /// <summary>Sealed with the author's secret: it is erased with them.</summary>
    public required byte[] Words { get; init; }

    static byte[] KeyOf(byte[] secret, Guid decision) => TextSeal.Key(secret, decision.ToByteArray(bigEndian: true));

    public static AppealWords Of(Guid decision, string by, string words, byte[] secret) => new() { DecisionId = decision, By = by, Words = TextSeal.Seal(KeyOf(secret, decision), words, decision, decision, 0) };

    /// <summary>Null when their author was erased.</summary>
    public string? Read(byte[]? secret)
    {
        if (secret is null) return null;
        try
        {
            return TextSeal.Open(KeyOf(secret, DecisionId), Words, DecisionId, DecisionId, 0);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // written under a secret that was destroyed since
        }
    }
}

sealed class AppealWordsTable : IEntityTypeConfiguration<AppealWords>
{
    public void Configure(EntityTypeBuilder<AppealWords> builder)
    {
        builder.ToTable("appeal_words");
        builder.HasKey(w => w.DecisionId);
        builder.Property(w => w.By).HasMaxLength(128);
    }
}
