using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>What became of a text that a machine was to say.</summary>
/// <param name="Repeated">It was said before.</param>
/// <param name="Problem">Why it was not said, in a sentence for the team.</param>
public sealed record Saying(bool Repeated, string? Problem);

/// <summary>Says a template or a text for a vendor's team, as it reads in the thread now. What cannot be filled in is not said.</summary>
public sealed class SayByMachine(Templates templates, CarryFiles carry, Register register, IRestrictions restrictions, MessageChecks checks, AutoPost post)
{
    static readonly Dictionary<string, string> NoBlanks = [];

    /// <param name="clientId">Made from the cause and the thread, so that saying it again is free.</param>
    public async Task<Saying> RunAsync(Door door, Subject? subject, string? topic, Guid clientId, Guid? template, string? text, CancellationToken ct)
    {
        if (restrictions.OnWriting("", PartyKind.Vendor, door.VendorId, door.BuyerId) is { } kept) return No(kept.Sentence);
        var values = await ValuesAsync(door, subject, topic, ct);
        if (values.Buyer is null) return No("The buyer has left the marketplace.");
        if (values.Vendor is not { RemovedAt: null }) return No("The vendor has left the marketplace.");
        var source = template is { } id ? (await templates.SharedAsync(door.VendorId, ct)).Find(t => t.Id == id) : null;
        if (template is not null && source is null) return No("The template was deleted.");
        var rendered = source is null ? RenderTemplate.Run(Sources.Understand(text!, "text"), null, values, NoBlanks) : RenderTemplate.Run(source, values, NoBlanks);
        if (rendered.Missing is [var missing, ..]) return No($"'{missing.Name}' has no value here.");
        if (rendered.Blanks is [var blank, ..]) return No($"The blank '{blank.Name}' is for people to fill in.");
        try
        {
            var passed = await checks.PassAsync(new Draft(PartyKind.Vendor, Unseal.Machine, rendered.Text) { Door = door, ClientId = clientId }, ct);
            if (source is { Files.Length: > 0 } && await post.IsSaidAsync(door, clientId, ct)) return new Saying(true, null);
            var said = await post.SayAsync(door, clientId, passed, source is null ? [] : await carry.RunAsync(door, Unseal.Machine, clientId, source, ct), ct);
            return said.Status switch
            {
                AppendStatus.Stored => new Saying(false, null),
                AppendStatus.Repeated => new Saying(true, null),
                AppendStatus.Closed => No("The conversation is closed."),
                AppendStatus.Frozen => No("The marketplace has frozen the conversation."),
                _ => No("The conversation is gone."),
            };
        }
        catch (RefusedException refused) when (refused.Refusal.Status < 500)
        {
            return No(refused.Refusal.Sentence);
        }
    }

    static Saying No(string why) => new(false, why);

    async Task<ThreadValues> ValuesAsync(Door door, Subject? subject, string? topic, CancellationToken ct)
    {
        var buyer = await register.FindPersonAsync(door.BuyerId, ct);
        return new ThreadValues(buyer is { RemovedAt: null } ? buyer : null, await register.FindVendorAsync(door.VendorId, ct), null, subject, topic);
    }
}
