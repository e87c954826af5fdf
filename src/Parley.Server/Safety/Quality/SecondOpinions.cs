using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>A decided case that another one is to look at, without knowing what was decided. It changes nothing but the figures.</summary>
public sealed class SecondOpinion
{
    /// <summary>The case that was decided.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }
    public required CaseAct FirstAct { get; init; }
    public required string FirstBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>What the other one would have done, who it is and when they said so; null while it waits.</summary>
    public CaseAct? Act { get; private set; }
    public string? By { get; private set; }
    public DateTimeOffset? At { get; private set; }

    /// <summary>A false alarm is one whether or not a held message was let through with it.</summary>
    public bool Agrees => Act is { } act && Same(act) == Same(FirstAct);

    static CaseAct Same(CaseAct act) => act == CaseAct.Release ? CaseAct.NoViolation : act;

    public void Give(CaseAct act, string by, DateTimeOffset now) => (Act, By, At) = (act, by, now);
}

sealed class SecondOpinionTable : IEntityTypeConfiguration<SecondOpinion>
{
    public void Configure(EntityTypeBuilder<SecondOpinion> builder)
    {
        builder.ToTable("second_opinions");
        builder.HasKey(o => o.CaseId);
        builder.Ignore(o => o.Agrees);
        builder.Property(o => o.Kind).HasMaxLength(40);
        builder.Property(o => o.FirstBy).HasMaxLength(128);
        builder.Property(o => o.By).HasMaxLength(128);
        builder.HasIndex(o => o.At).HasDatabaseName("ix_second_opinions_at");
    }
}

/// <summary>
/// Takes a sample of the decided cases: which, follows from their ids alone, so that nobody chooses and nobody foresees. Nothing is asked while
/// nobody else decides cases; there would be nobody to answer.
/// </summary>
public sealed class SecondOpinions(Flags flags, IOptions<ModerationOptions> options)
{
    public const string Kind = "second-opinion";
    const string Prefix = "opinion ";
    const int Harm = 20;
    static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    /// <summary>The decided case that a case asks about, where it asks for a second opinion.</summary>
    public static Guid? CaseOf(Case @case) => @case.GroupKey.StartsWith(Prefix, StringComparison.Ordinal) ? Guid.Parse(@case.GroupKey[Prefix.Length..]) : null;

    /// <summary>Who decided a case that is asked about; null where it is not.</summary>
    public static Task<string?> FirstByAsync(ParleyDb db, Guid about, CancellationToken ct) => db.Set<SecondOpinion>().Where(o => o.CaseId == about).Select(o => (string?)o.FirstBy).SingleOrDefaultAsync(ct);

    public static bool IsDrawn(Guid caseId, int percent) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(caseId.ToByteArray(bigEndian: true))) % 100 < percent;

    /// <summary>In the transaction that decides the case.</summary>
    public async Task SampleAsync(ParleyDb db, Case @case, CaseAct act, string by, DateTimeOffset now, CancellationToken ct)
    {
        if (act is CaseAct.Uphold or CaseAct.Reverse || !IsDrawn(@case.Id, options.Value.SecondOpinionPercent)) return;
        var since = now - Lately;
        if (!await db.Set<Case>().AnyAsync(c => c.DecidedAt > since && c.ClaimedBy != null && c.ClaimedBy != by, ct)) return;
        db.Add(new SecondOpinion { CaseId = @case.Id, Kind = @case.Kind, FirstAct = act, FirstBy = by, AskedAt = now });
        await flags.RaiseAsync(db, new Raise(Kind, null, null, null, null, null, Harm, $"{Prefix}{@case.Id:N}", null, []), ct);
    }
}
