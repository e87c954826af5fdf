using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Decisions for those who tell people of them by mail and elsewhere: the same statement as <see cref="Statements"/> shows.</summary>
public sealed class Rulings(Store store, TimeProvider clock) : IRulings
{
    const int Most = 50;

    public async Task<IReadOnlyList<Ruling>> OfAsync(Guid thread, string person, string? vendor, CancellationToken ct)
    {
        await using var db = store.Open();
        var rows = await db.Set<Decision>().Where(d => d.ConversationId == thread && (d.PersonId == person || (vendor != null && d.VendorId == vendor)) && d.Act != CaseAct.NoViolation && d.Act != CaseAct.Release
            && ((d.Act != CaseAct.MaskText && d.Act != CaseAct.Quarantine) || d.Upheld != null)) // what the policy did is told in the thread; a mail comes when an appeal is decided
            .OrderByDescending(d => d.Id).Take(Most).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return [.. rows.SelectMany(d => Of(d, thread, now))];
    }

    static IEnumerable<Ruling> Of(Decision d, Guid thread, DateTimeOffset now)
    {
        yield return new Ruling(AlertOf(d, thread, appeal: false), DecideCase.Word(d.Act), d.Facts, d.Reference, d.At, d.Until, d.AppealedAt is null && d.AppealUntil > now ? d.AppealUntil : null, null);
        if (d.Upheld is { } upheld) yield return new Ruling(AlertOf(d, thread, appeal: true), DecideCase.Word(d.Act), d.AppealFacts ?? "", d.Reference, d.AppealDecidedAt ?? d.At, upheld ? d.Until : null, null, upheld);
    }

    /// <summary>One for the decision, and another for what became of its appeal.</summary>
    public static Guid AlertOf(Decision decision, Guid thread, bool appeal) => appeal ? PlatformPost.IdFor(thread, decision.Id) : decision.Id;
}
