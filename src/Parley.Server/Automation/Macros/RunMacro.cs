using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <param name="ClientMessageId">A UUID made by the client for this run; with it a retry sends nothing twice. Needed when the macro answers.</param>
/// <param name="SeenSeq">As when a message is sent.</param>
public sealed record RunBody(Guid Conversation, Guid? ClientMessageId = null, IReadOnlyDictionary<string, string>? Blanks = null, int? SeenSeq = null);

/// <param name="Message">The answer; null when the macro has none, or when people look at it first.</param>
/// <param name="Acts">In their order, each with what became of it.</param>
public sealed record MacroRun(MessageView? Message, bool Repeated, IReadOnlyList<ActReport> Acts);

/// <summary>
/// Runs a macro in a thread: the answer first, then the acts. Where the answer is refused nothing is done; an act that is refused is
/// reported and leaves the others alone.
/// </summary>
public sealed class RunMacro(Templates templates, RenderTemplate render, CarryFiles carry, SendMessage send, Unseal unseal, DoAct doAct, Store store)
{
    public async Task<MacroRun> RunAsync(Member member, Entered who, Macro macro, RunBody body, CancellationToken ct)
    {
        who.ToWrite();
        var sent = macro.TemplateId is { } template ? await AnswerAsync(member, who, template, body, ct) : null;
        var reports = new List<ActReport>();
        foreach (var act in CleanMacro.ReadActs(macro.Acts)) reports.Add(await doAct.RunAsync(who, act, ct));
        return new MacroRun(sent?.Message, sent?.Repeated ?? false, reports);
    }

    async Task<Sent> AnswerAsync(Member member, Entered who, Guid id, RunBody body, CancellationToken ct)
    {
        if (body.ClientMessageId is not { } clientId || clientId == Guid.Empty) throw Refuse.Invalid("clientMessageId", "'clientMessageId' must be a UUID that you make for each run.");
        // What the template says may have changed since the first run; what was sent then is what counts.
        if (await FirstAsync(who, clientId, ct) is { } first) return first;
        var template = (await templates.VisibleAsync(member, ct)).Find(t => t.Id == id && t.Scope != TemplateScope.Me) ?? throw Refuse.TemplateGone();
        var rendered = await render.RunAsync(who, template, body.Blanks, ct);
        var files = rendered.Sendable ? await carry.RunAsync(who.Door, who.Person.Id, clientId, template, ct) : [];
        return await send.RunAsync(who, new MessageBody(clientId, rendered.Text, SeenSeq: body.SeenSeq, Templates: [id], Attachments: files), ct); // what is not filled in is refused there
    }

    async Task<Sent?> FirstAsync(Entered who, Guid clientId, CancellationToken ct)
    {
        await using var db = store.Open();
        var first = await db.Set<Message>().SingleOrDefaultAsync(m => m.ConversationId == who.Door.Id && m.ClientId == clientId, ct);
        if (first is null) return null;
        if (first.Party != who.Side || first.AuthorId != who.Person.Id) throw Refuse.MessageIdReused();
        return new Sent((await unseal.MessagesAsync(who.Door, [first], who.Side, ct))[0], Repeated: true);
    }
}
