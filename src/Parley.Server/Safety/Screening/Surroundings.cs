using Parley.Conversations;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>What else is asked about a message than what its text says: of now where it is sent, of then where it was.</summary>
public abstract class Surroundings
{
    /// <summary>What the same author said last, the oldest first, with nobody between; only where the text could be a piece of it.</summary>
    public abstract ValueTask<IReadOnlyList<string>> BeforeAsync(Draft draft, CancellationToken ct);

    /// <summary>Whether nobody may have answered the buyer yet. Asks no store.</summary>
    public abstract bool MaybeFirst(Draft draft);

    /// <summary>Whether it is one of many. Called once for a message, which is remembered then.</summary>
    /// <param name="offer">How much it reads like an offer nobody asked for.</param>
    public abstract Found? Repeated(Draft draft, double offer);

    /// <summary>Under which name its author is read: the buyer's own, or the vendor's.</summary>
    public abstract ValueTask<string?> NameAsync(Draft draft, CancellationToken ct);

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
    public override ValueTask<IReadOnlyList<string>> BeforeAsync(Draft draft, CancellationToken ct) => draft.EditOf is null && held.IsWaiting(draft) ? new(lately.Aside(draft)) : lately.BeforeAsync(draft, ct);

    public override bool MaybeFirst(Draft draft) => draft.Party == PartyKind.Buyer && draft.EditOf is null && draft.Door?.Head.Value is null or { Answer: null };

    /// <summary>Nothing is remembered of what is only asked.</summary>
    public override Found? Repeated(Draft draft, double offer) => draft.ClientId is null ? null : repeats.Find(draft, offer, clock.GetUtcNow());

    public override ValueTask<string?> NameAsync(Draft draft, CancellationToken ct) => lookalikes.NameAsync(draft, ct);

    public override async ValueTask<IReadOnlyList<string>> MediaTypesAsync(Draft draft, CancellationToken ct) => [.. (await files.StatesAsync([.. draft.Attachments], ct)).Values.Select(f => f.MediaType).OfType<string>()];

    public override async ValueTask<Found?> ClassifyAsync(Draft draft, string text, IReadOnlyList<string> before, CancellationToken ct) =>
        classifier.IsOn && (draft.ClientId is not null || draft.EditOf is not null) ? await classifier.FindAsync(draft with { Text = text }, before, ct) : null;

    public override async ValueTask<ThreadContext> ContextAsync(Draft draft, CancellationToken ct) => await contexts.OfAsync(draft, ct);
}
