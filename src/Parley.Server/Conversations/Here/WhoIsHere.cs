using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public sealed record DoingBody(Doing Doing);

/// <param name="Doing"><c>reading</c> or <c>writing</c>.</param>
public sealed record HereView(string Id, string Name, Doing Doing, DateTimeOffset Since);

/// <summary>All of the vendor's team who are in the thread now. Only the team's own connections hear it.</summary>
public sealed record HerePush(Guid ConversationId, IReadOnlyList<HereView> Agents);

/// <summary>Shows a vendor's team which of them are in a thread. The buyer never learns of it, and nothing of it is stored.</summary>
public sealed class WhoIsHere(Signs signs, PassingNews otherNodes, Doors doors, Register register, ThreadLines lines, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    /// <summary>Somebody of the team gives a sign; to be repeated every ten seconds or so for as long as it is true.</summary>
    public void Give(Entered who, Doing doing)
    {
        if (doing == Doing.Writing) who.ToWrite();
        signs.Give(who.Door.Id, who.Person.Id, doing, isOurs: true);
    }

    /// <summary>Whoever came first stands first; who is no longer in the team is left out.</summary>
    public async Task<IReadOnlyList<HereView>> OfAsync(Door door, CancellationToken ct)
    {
        var agents = new List<HereView>();
        foreach (var (person, doing, since) in signs.Of(door.Id))
            if (await register.AgentRoleAsync(door.VendorId, person, ct) is not null)
                agents.Add(new HereView(person, (await register.FindPersonAsync(person, ct))?.Name ?? "", doing, since));
        return agents;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var due = signs.Take();
            foreach (var sign in due.Where(d => d.IsOurs)) otherNodes.Here(sign);
            foreach (var conversation in due.Where(d => d.IsNews).Select(d => d.Conversation).Distinct()) await TellAsync(conversation, stoppingToken);
        }
    }

    async Task TellAsync(Guid conversation, CancellationToken ct)
    {
        try
        {
            if (await doors.FindAsync(conversation, ct) is not { } door || !lines.IsOnline(door, PartyKind.Vendor)) return;
            await lines.PushAsync(door, PartyKind.Vendor, null, "here", new HerePush(conversation, await OfAsync(door, ct)));
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            // a courtesy; it comes right with the next change, or when the thread is opened
        }
    }
}
