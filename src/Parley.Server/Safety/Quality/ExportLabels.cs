using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>A text that people decided about, as models are taught by it.</summary>
/// <param name="Label"><c>violation</c> or <c>no-violation</c>.</param>
/// <param name="Kind">What raised it: <c>spam</c>, <c>abuse</c>, <c>report</c>, ...</param>
/// <param name="Found">What was found or reported, in single words.</param>
/// <param name="Group">The case: what was decided together is alike.</param>
public sealed record LabelledText(Guid Id, string Text, string Label, string Kind, IReadOnlyList<string> Found, string Act, Guid Group, DateTimeOffset DecidedAt);

/// <summary>
/// Writes the operators' decisions as labelled texts, a line of JSON each, so that the models learn from false alarms as from the others. It opens
/// messages without a case or a grant; so it is no route but a command, for whoever has the machine and its keys, and stands in the log with
/// a name and a reason. The entry is written before the first text is read: no entry, no text.
/// </summary>
public sealed class ExportLabels(Store store, Doors doors, AuthorKeys keys, Audit audit)
{
    /// <summary>The newest so many.</summary>
    const int Most = 20_000;

    /// <returns>How many texts were written.</returns>
    public async Task<int> RunAsync(string file, string who, string reason, CancellationToken ct)
    {
        var flags = await DecidedAsync(ct);
        await store.WriteAsync(db => audit.WriteAsync(db, new Entry(who, "owner", "labels-exported", "decisions", $"up to {flags.Count} texts: {reason}"), ct), ct);
        var (making, written) = ($"{file}.{Guid.NewGuid():N}", 0);
        try
        {
            await using (var stream = PrivateFiles.Open(making, FileMode.CreateNew))
                await foreach (var text in ReadAsync(flags, ct))
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text, Wire.Json) + "\n"), ct);
                    written++;
                }
            File.Move(making, file);
            return written;
        }
        finally
        {
            File.Delete(making); // half a file is none
        }
    }

    sealed record Decided(Guid Id, Guid CaseId, string Kind, string Findings, Guid Thread, int Seq, DateTimeOffset At);

    async Task<List<Decided>> DecidedAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        return await (from flag in db.Set<Flag>()
                      join @case in db.Set<Case>() on flag.CaseId equals @case.Id
                      where @case.State == CaseState.Decided && @case.DecidedAt != null && flag.ConversationId != null && flag.Seq != null && flag.Kind != "appeal" && flag.Kind != TakeNotice.Kind
                      orderby @case.DecidedAt descending, flag.Id
                      select new Decided(flag.Id, flag.CaseId, flag.Kind, flag.Findings, flag.ConversationId!.Value, flag.Seq!.Value, @case.DecidedAt!.Value)).Take(Most).ToListAsync(ct);
    }

    async IAsyncEnumerable<LabelledText> ReadAsync(List<Decided> flags, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = store.Open();
        foreach (var flag in flags)
        {
            // What was undone on appeal was no violation.
            var decision = await db.Set<Decision>().AsNoTracking().Where(d => d.CaseId == flag.CaseId && d.Act != CaseAct.EndSanction).OrderBy(d => d.Id).Select(d => new { d.Act, d.Upheld }).FirstOrDefaultAsync(ct);
            if (decision is null || await doors.FindAsync(flag.Thread, ct) is not { } door) continue;
            if (await db.Set<Message>().AsNoTracking().SingleOrDefaultAsync(m => m.ConversationId == flag.Thread && m.Seq == flag.Seq, ct) is not { } message) continue;
            if (new Keyring(door, await keys.LoadAsync([message.AuthorId], ct)).FirstOf(message) is not { Text.Length: > 0 } content) continue; // erased, or a file alone
            var violation = Decision.Restricts(decision.Act) && decision.Upheld != false;
            var found = JsonSerializer.Deserialize<List<Finding>>(flag.Findings, Wire.Json) ?? [];
            yield return new LabelledText(flag.Id, content.Text, violation ? "violation" : "no-violation", flag.Kind, [.. found.SelectMany(f => new[] { f.Kind, f.Rule }).Distinct()], DecideCase.Word(decision.Act), flag.CaseId, flag.At);
        }
    }
}
