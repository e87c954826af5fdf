using Parley.Conversations;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety.Simulation;

/// <summary>
/// As it was when a message was sent: who had spoken, what was said before. The deal's stage, the vendor's tier and the names are those of now, since
/// those of then are kept nowhere. An operator's own classifier is not asked: it would be called a million times.
/// </summary>
public sealed class SurroundingsThen(DateTimeOffset at, IReadOnlyList<string> before, ThreadContext context, IReadOnlyList<string> names, IReadOnlyList<string> mediaTypes, Repeats repeats) : Surroundings
{
    public override ValueTask<Beside> BesideAsync(Draft draft, CancellationToken ct) => new(new Beside(before, []));

    public override bool MaybeFirst(Draft draft) => context.FirstContact && (draft.Party == PartyKind.Buyer || draft.AuthorId.Length > 0);

    public override Repetition? Repeated(Draft draft, double offer) => repeats.Find(draft, offer, at);

    public override ValueTask<IReadOnlyList<string>> NamesAsync(Draft draft, CancellationToken ct) => new(names);

    public override ValueTask<IReadOnlyList<string>> MediaTypesAsync(Draft draft, CancellationToken ct) => new(mediaTypes);

    public override ValueTask<Found?> ClassifyAsync(Draft draft, string text, IReadOnlyList<string> before, CancellationToken ct) => new((Found?)null);

    public override ValueTask<ThreadContext> ContextAsync(Draft draft, CancellationToken ct) => new(context);
}
