using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;
using Thread = Parley.Conversations.Thread;

namespace Parley.Automation;

/// <summary>
/// Passes a buyer on: opens, or finds, their thread with the other vendor about the same, and a line in both names the other. Nothing is
/// closed and no message goes over: what the buyer wrote to one vendor they wrote to that one. To the platform: a line that tells both
/// sides, a fact for whoever works off such, and a label. Each once for each thread and whom it is passed on to, so that vendors who pass
/// buyers on to each other come to an end; and nobody is passed back to whom they came from.
/// </summary>
public sealed class PassOn(Store store, Routes routes, Register register, OpenConversation open, PlatformPost platform, KeepLabels labels, FileThreads file, TimeProvider clock)
{
    public const string Platform = "platform", LabelName = "Asked the platform";

    /// <returns>Null when it was done before in this thread; otherwise that it is done, or why not.</returns>
    public async Task<(bool Done, string? Problem)?> RunAsync(Happening happening, Rule rule, string to, CancellationToken ct)
    {
        if (to == Platform) return await AskAsync(happening.Door, rule, ct) ? (true, null) : null;
        var about = ThreadWith(to, happening);
        if (await FindProblemAsync(happening.Door, to, about, ct) is { } problem) return (false, problem);
        return await PassAsync(happening.Door, to, about, ct) ? (true, null) : null;
    }

    /// <summary>About the same, as far as it concerns them: an order that they have no share in is not theirs to see.</summary>
    static Thread ThreadWith(string vendor, Happening happening)
    {
        var (talk, subject) = (happening.Conversation, happening.Subject);
        var theirs = subject is not null && (subject.BuyerId is null || Cards.VendorsOf(subject).Contains(vendor));
        return theirs ? new Thread(vendor, talk.BuyerId, subject!.Kind, subject.Id, null) : new Thread(vendor, talk.BuyerId, null, null, talk.Topic);
    }

    async Task<string?> FindProblemAsync(Door door, string to, Thread about, CancellationToken ct)
    {
        if (!await routes.AllowsAsync(door.VendorId, to, ct)) return "The marketplace does not let this vendor pass buyers on to them.";
        if (await register.FindVendorAsync(to, ct) is not { RemovedAt: null }) return "They have left the marketplace.";
        if (!await register.IsPresentAsync(PartyKind.Buyer, door.BuyerId, ct)) return "The buyer has left the marketplace.";
        if (await register.AgentRoleAsync(to, door.BuyerId, ct) is not null) return "The buyer works for them.";
        var known = await open.FindAsync(about, ct);
        return known is not null && await IsSaidAsync(door, LineId(known.Id, door.VendorId, door.Id), ct) ? "They passed the buyer on to this vendor." : null;
    }

    async Task<bool> PassAsync(Door door, string to, Thread about, CancellationToken ct)
    {
        var theirs = await open.EnsureAsync(about, ct);
        var (own, other) = (await register.FindVendorAsync(door.VendorId, ct), await register.FindVendorAsync(to, ct));
        await SayAsync(theirs, LineId(door.Id, to, theirs.Id), "conversation-passed-on", new { direction = "from", vendor = door.VendorId, name = own?.Name, conversation = door.Id }, ct);
        // Last, so that who hears of it again after a crash in between does the rest.
        return await SayAsync(door, LineId(door.Id, to, door.Id), "conversation-passed-on", new { direction = "to", vendor = to, name = other?.Name, conversation = theirs.Id }, ct);
    }

    async Task<bool> AskAsync(Door door, Rule rule, CancellationToken ct)
    {
        var line = LineId(door.Id, Platform, door.Id);
        if (await IsSaidAsync(door, line, ct)) return false;
        await LabelAsync(door, rule, ct);
        await store.WriteAsync(db =>
        {
            db.Add(new Fact { Kind = FactKind.PlatformAsked, ConversationId = door.Id, Subject = $"{rule.Id}", Node = Node.Id, At = clock.GetUtcNow() });
            return db.SaveChangesAsync(ct);
        }, ct);
        return await SayAsync(door, line, "platform-asked", new { by = PartyKind.Vendor }, ct);
    }

    /// <summary>A help for the team's eyes: where there are too many labels it is left out.</summary>
    async Task LabelAsync(Door door, Rule rule, CancellationToken ct)
    {
        var role = new Role(PartyKind.Vendor, door.VendorId);
        try
        {
            var known = (await labels.ReadAsync(role, ct)).Items.FirstOrDefault(l => l.Name == LabelName);
            var label = known ?? (await labels.AddAsync(role, new LabelBody(LabelName, LabelColour.Purple), ct)).Label;
            await file.RunAsync(By.Machine(rule.Name), [door], new Act { Type = "addLabel", Label = label.Id }, ct);
        }
        catch (RefusedException refused) when (refused.Refusal.Status < 500)
        {
        }
    }

    async Task<bool> IsSaidAsync(Door door, Guid line, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Message>().AnyAsync(m => m.ConversationId == door.Id && m.ClientId == line, ct);
    }

    /// <summary>False when it was said before.</summary>
    async Task<bool> SayAsync(Door door, Guid id, string type, object data, CancellationToken ct) =>
        (await platform.SayAsync(door, id, type, data, clock.NowMicros(), null, ct)).Status == AppendStatus.Stored;

    /// <summary>The client id of the line that tells, in one of the two threads, that it was passed on.</summary>
    static Guid LineId(Guid from, string to, Guid conversation) =>
        PlatformPost.IdFor(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{from} to {to}"))[..16], bigEndian: true), conversation);
}
