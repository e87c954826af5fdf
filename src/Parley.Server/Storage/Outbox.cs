using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Storage;

/// <summary>What happened. Facts carry ids and numbers only, never texts.</summary>
public enum FactKind : byte
{
    /// <summary>A message was appended (<see cref="Fact.ConversationId"/>, <see cref="Fact.Seq"/>).</summary>
    MessageSent = 1,

    /// <summary>A message was edited, unsent or reacted to.</summary>
    MessageRevised = 2,

    /// <summary>A party read or received up to <see cref="Fact.Seq"/>.</summary>
    ReadMoved = 4,

    /// <summary>The host changed or erased a person, vendor, agent or subject (<see cref="Fact.Subject"/>).</summary>
    MarketChanged = 5,

    /// <summary>The vendor's team wrote, edited or removed a note (<see cref="Fact.Seq"/> is its number): of no concern to the buyer.</summary>
    NoteWritten = 7,

    /// <summary>A rule asks for somebody's attention (<see cref="Fact.Subject"/>: the rule's id, the person's and the rule's name).</summary>
    RuleNoticed = 12,

    /// <summary>A vendor's rule asks the platform to look at a thread (<see cref="Fact.Subject"/>: the rule's id).</summary>
    PlatformAsked = 13,

    /// <summary>The vendor's team, or its rules, filed the thread elsewhere: of no concern to the buyer.</summary>
    ThreadFiled = 8,

    /// <summary>A conversation was merged into another, or the merge undone, or it is about something else now.</summary>
    ThreadReshaped = 20,

    /// <summary>An answer (to <see cref="Fact.Seq"/>) is due soon: of no concern to the buyer.</summary>
    AnswerDueSoon = 21,

    /// <summary>An answer (to <see cref="Fact.Seq"/>) was due and is still owed: of no concern to the buyer.</summary>
    AnswerMissed = 22,

    /// <summary>A vendor's team (<see cref="Fact.Subject"/>) may have threads to be assigned, and somebody who is free.</summary>
    AssignDue = 23,

    /// <summary>A vendor's team has other labels or saved views (<see cref="Fact.Subject"/>: which, the vendor's id, and whom alone it concerns).</summary>
    DeskChanged = 24,

    /// <summary>A thread (open since <see cref="Fact.Seq"/>) is to be done with soon: of no concern to the buyer.</summary>
    ResolutionDueSoon = 25,

    /// <summary>A thread (open since <see cref="Fact.Seq"/>) was to be done with and is not: of no concern to the buyer.</summary>
    ResolutionMissed = 26,

    /// <summary>An address of somebody's was switched off, as a notice in this thread found out (<see cref="Fact.Subject"/>: the person's id, the channel, why).</summary>
    AddressClosed = 30,

    /// <summary>The marketplace asks for a side's attention (<see cref="Fact.Subject"/>: the notice's kind, the side, the alert's id, and whom alone it concerns).</summary>
    AlertRaised = 31,

    /// <summary>The marketplace takes an alert back (<see cref="Fact.Subject"/>: the alert's id).</summary>
    AlertWithdrawn = 39,
}

/// <summary>One row of the outbox, written in the transaction of what it reports.</summary>
public sealed class Fact
{
    /// <summary>The <see cref="Subject"/> of a message that came with an import: it was said long ago, and nobody is to answer to it by machine.</summary>
    public const string Imported = "imported";

    /// <summary>Otherwise the <see cref="Subject"/> of a message says who speaks, so that most workers pass it by without reading it. Null in what was written before it said so: to be read.</summary>
    public const string Buyer = "buyer", Vendor = "vendor", Machine = "machine", Line = "line";

    /// <summary>In an alert's <see cref="Subject"/>: the kind of notice that nobody can turn off.</summary>
    public const byte EssentialAlert = 9;

    public long Id { get; private set; }
    public required FactKind Kind { get; init; }
    public Guid? ConversationId { get; init; }
    public int Seq { get; init; }
    public string? Subject { get; init; }

    /// <summary>The process that wrote it and has told its own connections already, by the name it had then.</summary>
    public required Guid Node { get; init; }
    public required DateTimeOffset At { get; init; }
}

sealed class FactTable : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> builder)
    {
        builder.ToTable("outbox");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Subject).HasMaxLength(300);
    }
}

/// <summary>This process, as the outbox names it. What it wrote under its present name it has told its own connections itself.</summary>
public static class Node
{
    static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2);
    static volatile StrongBox<Guid> name = new(Guid.CreateVersion7());

    public static Guid Id => name.Value;

    /// <summary>
    /// To be held while a commit waits for its answer. One that does not come soon may be lost, and nobody here would be told of what
    /// was stored all the same. So the process takes a new name: what it wrote is then read from the outbox like another node's.
    /// A few seconds of what was told already come along; hearing twice does no harm.
    /// </summary>
    public static IDisposable Committing() => new Timer(_ => TakeNewName(), null, Doubt, Doubt);

    /// <summary>After a commit of which nobody knows whether it was one.</summary>
    public static void TakeNewName() => name = new(Guid.CreateVersion7());
}
