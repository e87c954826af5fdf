using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>The conversation that a message is for, as far as it is known; the id is missing while the message is the one that opens it.</summary>
public sealed record SignOffThread(Guid? Id, string Vendor, string Buyer, SubjectRef? Subject, string? Topic);

/// <param name="From"><c>buyer</c>, <c>vendor</c>, or <c>machine</c> for what rules, templates and schedules say for a vendor.</param>
/// <param name="Author">The person's id; null for a machine.</param>
/// <param name="EditOf">The <c>seq</c> of the message that gets this text.</param>
public sealed record SignOffMessage(Guid? ClientMessageId, string From, string? Author, string Text, int Attachments, int? EditOf = null);

/// <summary>
/// Shows each message to the marketplace before it is stored, where the operator wants that, and keeps to its answer: <c>204</c>, or
/// <c>{"verdict": "allow"}</c>, or <c>{"verdict": "refuse", "reason": "..."}</c>, whose reason (at most 300 characters) its author reads. Asked
/// after all checks, before anything is sealed. Without an answer in time the declared behaviour holds.
/// </summary>
public sealed partial class SignOff(HostCall host, Store store, IOptions<CallbackOptions> options, ILogger<SignOff> logger)
{
    sealed record Question(SignOffThread Conversation, SignOffMessage Message);

    sealed record Answer(string Verdict, string? Reason = null);

    public bool IsOn => options.Value.SignOffUrl.Length > 0;

    /// <summary>Refuses with the marketplace's reason, or with 503 where its silence means no.</summary>
    public async Task RequireAsync(Door door, SignOffMessage message, CancellationToken ct)
    {
        if (!IsOn) return;
        await using var db = store.Open();
        var about = await db.Set<Conversation>().Where(c => c.Id == door.Id).Select(c => new { c.SubjectKind, c.SubjectId, c.Topic }).SingleOrDefaultAsync(ct);
        await RequireAsync(new SignOffThread(door.Id, door.VendorId, door.BuyerId, about?.SubjectKind is { } kind ? new SubjectRef(kind.Word(), about.SubjectId!) : null, about?.Topic), message, ct);
    }

    public async Task RequireAsync(SignOffThread thread, SignOffMessage message, CancellationToken ct)
    {
        if (!IsOn) return;
        var limit = TimeSpan.FromMilliseconds(options.Value.SignOffMilliseconds);
        var answer = await host.AskAsync(options.Value.SignOffUrl, "message.before-send", new Question(thread, message), limit, ct);
        var refusal = Understand(answer) switch
        {
            { Verdict: "allow" } => null,
            { Verdict: "refuse" } no => Refuse.ByMarketplace(no.Reason),
            _ when options.Value.SignOffOnFailure == "allow" => null,
            _ => Refuse.Unavailable("The marketplace's check of messages"),
        };
        // A retry of what is stored has its first result, whatever the marketplace thinks of it now.
        if (refusal is not null && !await IsStoredAsync(thread.Id, message.ClientMessageId, ct)) throw refusal;
    }

    Answer? Understand(HostAnswer answer)
    {
        if (!answer.Answered || answer.Status == 410)
        {
            NoAnswer(logger, answer.Status == 410 ? "gone" : answer.Outcome);
            return null;
        }
        if (answer.Status == 204) return new Answer("allow");
        try
        {
            if (JsonSerializer.Deserialize<Answer>(answer.Body, JsonSerializerOptions.Web) is { Verdict: "allow" or "refuse" } understood) return understood;
        }
        catch (JsonException)
        {
            // no verdict
        }
        NoAnswer(logger, "not-understood");
        return null;
    }

    async Task<bool> IsStoredAsync(Guid? thread, Guid? client, CancellationToken ct)
    {
        if (thread is null || client is null) return false;
        await using var db = store.Open();
        return await db.Set<Message>().AnyAsync(m => m.ConversationId == thread && m.ClientId == client, ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "The marketplace gave no verdict on a message: {Outcome}")]
    static partial void NoAnswer(ILogger logger, string outcome);
}
