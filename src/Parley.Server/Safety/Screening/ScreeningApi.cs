using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <param name="Text">As far as it is written; at most 5,000 characters.</param>
public sealed record DraftBody(string Text);

/// <summary>As a thread is opened, with the text as far as it is written.</summary>
public sealed record OpeningDraftBody(string Text, string? Vendor = null, SubjectRef? Subject = null, string? Buyer = null, string? Topic = null, string? Item = null);

/// <param name="Verdict">What would happen to it now.</param>
/// <param name="Policy">By which version.</param>
public sealed record DraftCheck(Measure Verdict, int Policy, IReadOnlyList<TextFinding> Findings);

public sealed record HeldList(IReadOnlyList<OwnHeld> Items);

/// <summary>What would be said of a message while it is written, and what became of those that people look at first.</summary>
public static class ScreeningApi
{
    public static void MapScreening(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/conversations").WithTags("Safety").ForPerson();
        group.MapPost("/draft-check", CheckOpening).WithName("checkOpeningDraft");
        group.MapPost("/{id:guid}/draft-check", CheckDraft).WithName("checkDraft").Accepts<DraftBody>("application/json");
        group.MapGet("/{id:guid}/held", GetHeld).WithName("getHeldMessages");
    }

    static async Task<Ok<DraftCheck>> CheckDraft(Guid id, Person me, HttpContext http, Doors doors, Screen screen, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        var body = await Bodies.ReadAsync<DraftBody>(http);
        return TypedResults.Ok(await SayAsync(screen, new Draft(who.ToWrite().Side, me.Id, body.Text) { Door = who.Door }, ct));
    }

    static async Task<Ok<DraftCheck>> CheckOpening(Body<OpeningDraftBody> body, Person me, OpenConversation open, Screen screen, CancellationToken ct)
    {
        var b = body.Value;
        var (side, thread) = await open.MeantAsync(me, new OpenBody(new MessageBody(Guid.Empty, b.Text), b.Vendor, b.Subject, b.Buyer, b.Topic, b.Item), ct);
        return TypedResults.Ok(await SayAsync(screen, new Draft(side, me.Id, b.Text) { Door = await open.FindAsync(thread, ct), Opens = thread }, ct));
    }

    /// <summary>A draft may be empty still; but what could never be sent is refused as it would be then.</summary>
    static async Task<DraftCheck> SayAsync(Screen screen, Draft draft, CancellationToken ct)
    {
        if (Texts.IsVisible(draft.Text) && TextShape.FlawOf(draft.Text, 5000) is { } flaw) throw new RefusedException(flaw);
        if (!Texts.IsVisible(draft.Text)) draft = draft with { Text = "" };
        var judgement = await screen.JudgeAsync(draft, ct);
        return new DraftCheck(judgement is { Measure: Measure.Allow, Cards.Count: > 0 } ? Measure.Mask : judgement.Measure, judgement.Policy.Version, judgement.Told());
    }

    static async Task<Ok<HeldList>> GetHeld(Guid id, Person me, Doors doors, HeldMessages held, CancellationToken ct) =>
        TypedResults.Ok(new HeldList(await held.OwnAsync(await doors.EnterAsync(me, id, ct), ct)));
}
