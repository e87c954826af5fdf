using Parley.Conversations;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>What an author said before and after a text, with nobody between, the oldest first. After it only where the text is an edit's.</summary>
public readonly record struct Beside(IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    public static Beside Nothing { get; } = new([], []);
}

/// <summary>What else is asked about a message than what its text says: of now where it is sent, of then where it was.</summary>
public abstract class Surroundings
{
    /// <summary>What the same author said beside it, with nobody between; only where the text could be a piece of it.</summary>
    public abstract ValueTask<Beside> BesideAsync(Draft draft, CancellationToken ct);

    /// <summary>Whether the other side may not have answered yet. Asks no store.</summary>
    public abstract bool MaybeFirst(Draft draft);

    /// <summary>Whether it is one of many; null where that is not asked. Called once for a message, which is remembered then.</summary>
    /// <param name="offer">How much it reads like an offer nobody asked for.</param>
    public abstract Repetition? Repeated(Draft draft, double offer);

    /// <summary>Under which names its author is read: the buyer's own, or the agent's and the shop's.</summary>
    public abstract ValueTask<IReadOnlyList<string>> NamesAsync(Draft draft, CancellationToken ct);

    /// <summary>Of the files that come with it.</summary>
    public abstract ValueTask<IReadOnlyList<string>> MediaTypesAsync(Draft draft, CancellationToken ct);

    /// <summary>What a classifier of the operator's own says.</summary>
    /// <param name="text">As it may be stored.</param>
    public abstract ValueTask<Found?> ClassifyAsync(Draft draft, string text, IReadOnlyList<string> before, CancellationToken ct);

    public abstract ValueTask<ThreadContext> ContextAsync(Draft draft, CancellationToken ct);
}

/// <summary>As it is while a message is sent, or written.</summary>
public sealed class SurroundingsNow(LatelySaid lately, HeldMessages held, ReadContext contexts, Repeats repeats, Lookalikes lookalikes, Classifier classifier, IMessageFiles files, TimeProvider clock) : Surroundings
{
    public override async ValueTask<Beside> BesideAsync(Draft draft, CancellationToken ct) =>
        draft.EditOf is { } seq ? await lately.AroundAsync(draft, seq, ct) : new(held.IsWaiting(draft) ? lately.Aside(draft) : await lately.BeforeAsync(draft, ct), []);

    /// <summary>A buyer waits for the vendor's first text. A vendor who owes nothing may have begun the thread; whether the buyer has written since only the store knows.</summary>
    public override bool MaybeFirst(Draft draft) => draft.AuthorId.Length > 0 && (draft.Door?.Head.Value is not { } head || (draft.Party == PartyKind.Buyer ? head.Answer is null : head.Owes is null));

    /// <summary>Nothing is remembered of what is only asked.</summary>
    public override Repetition? Repeated(Draft draft, double offer) => draft.ClientId is null && draft.EditOf is null ? null : repeats.Find(draft, offer, clock.GetUtcNow());

    public override ValueTask<IReadOnlyList<string>> NamesAsync(Draft draft, CancellationToken ct) => lookalikes.NamesAsync(draft, ct);

    public override async ValueTask<IReadOnlyList<string>> MediaTypesAsync(Draft draft, CancellationToken ct) => [.. (await files.StatesAsync([.. draft.Attachments], ct)).Values.Select(f => f.MediaType).OfType<string>()];

    public override async ValueTask<Found?> ClassifyAsync(Draft draft, string text, IReadOnlyList<string> before, CancellationToken ct) =>
        classifier.IsOn && (draft.ClientId is not null || draft.EditOf is not null) ? await classifier.FindAsync(draft with { Text = text }, before, ct) : null;

    public override async ValueTask<ThreadContext> ContextAsync(Draft draft, CancellationToken ct) => await contexts.OfAsync(draft, ct);
}
