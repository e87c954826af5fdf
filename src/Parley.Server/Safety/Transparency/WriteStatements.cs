using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Writes the period's statements as CSV, in the order of the decisions, page by page: memory does not grow with them.</summary>
public sealed class WriteStatements(Store store)
{
    const int Step = 500;

    public async Task RunAsync(Period period, Stream to, CancellationToken ct)
    {
        await WriteAsync(to, Csv.Line(StatementFields.Names), ct);
        var (at, id) = (period.From, Guid.Empty);
        while (true)
        {
            var page = await PageAsync(at, id, period.To, ct);
            foreach (var statement in page) await WriteAsync(to, Csv.Line(StatementFields.Of(statement)), ct);
            if (page.Count < Step) return;
            (at, id) = (page[^1].At, page[^1].Id);
        }
    }

    async Task<List<StatementFacts>> PageAsync(DateTimeOffset at, Guid id, DateTimeOffset to, CancellationToken ct)
    {
        var restrictions = StatementFields.Restrictions.ToList();
        await using var db = store.Open();
        var rows = await db.Set<Decision>().Where(d => d.At >= at && d.At < to && (d.At > at || d.Id > id) && restrictions.Contains(d.Act)).OrderBy(d => d.At).ThenBy(d => d.Id).Take(Step)
            .Select(d => new
            {
                d.Id, d.Act, d.Ground, d.Reference, d.Source, d.FoundByMachine, d.DecidedByMachine, d.At, d.Until, d.LiftedAt, d.Upheld, d.PersonId, d.VendorId,
                EndedAt = d.Upheld == false ? null : db.Set<Sanction>().Where(s => s.DecisionId == d.Id).Select(s => s.EndedAt).FirstOrDefault(),
                Buyer = db.Set<Conversation>().Where(c => c.Id == d.ConversationId).Select(c => c.BuyerId).FirstOrDefault(),
                SaidAt = db.Set<Message>().Where(m => m.ConversationId == d.ConversationId && m.Seq == d.Seq).Select(m => (DateTimeOffset?)m.At).FirstOrDefault(),
                Reason = db.Set<Report>().Where(r => r.CaseId == d.CaseId).OrderBy(r => r.Id).Select(r => (ReportReason?)r.Reason).FirstOrDefault(),
                Category = db.Set<PublicNotice>().Where(n => n.CaseId == d.CaseId).OrderBy(n => n.At).Select(n => (NoticeCategory?)n.Category).FirstOrDefault(),
            }).ToListAsync(ct);
        return rows.ConvertAll(r => new StatementFacts(r.Id, r.Act, r.Ground, r.Reference, r.Source, r.FoundByMachine, r.DecidedByMachine, r.At, r.EndedAt ?? r.LiftedAt ?? r.Until, r.Upheld, r.VendorId is not null || (r.Buyer is not null && r.Buyer != r.PersonId), r.SaidAt, r.Reason, r.Category));
    }

    static ValueTask WriteAsync(Stream to, string line, CancellationToken ct) => to.WriteAsync(Encoding.UTF8.GetBytes(line), ct);
}
