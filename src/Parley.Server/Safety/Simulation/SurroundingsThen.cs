using Parley.Conversations;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety.Simulation;

/// <summary>
/// As it was when a message was sent: who had spoken, what was said before. The deal's stage, the vendor's tier and the names are those of now, since
/// those of then are kept nowhere. An operator's own classifier is not asked: it would be called a million times.
/// </summary>
public sealed class SurroundingsThen(DateTimeOffset at, IReadOnlyList<string> before, ThreadContext context, string? name, IReadOnlyList<string> mediaTypes, Repeats repeats) : Surroundings
{
    public override ValueTask<IReadOnlyList<string>> BeforeAsync(Draft draft, CancellationToken ct) => new(before);

    public override bool MaybeFirst(Draft draft) => draft.Party == PartyKind.Buyer && context.FirstContact;

    public override Found? Repeated(Draft draft, double offer) => repeats.Find(draft, offer, at);

    public override ValueTask<string?> NameAsync(Draft draft, CancellationToken ct) => new(name);

    public override ValueTask<IReadOnlyList<string>> MediaTypesAsync(Draft draft, CancellationToken ct) => new(mediaTypes);

    public override ValueTask<Found?> ClassifyAsync(Draft draft, string text, IReadOnlyList<string> before, CancellationToken ct) => new((Found?)null);

    public override ValueTask<ThreadContext> ContextAsync(Draft draft, CancellationToken ct) => new(context);
}
