using Parley.Conversations;
using Parley.Live;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A rule asks one of the team to look at a thread.</summary>
public sealed record RuleNoticePush(Guid ConversationId, Guid Rule, string Name);

/// <summary>Tells one person of a vendor's team, wherever they are connected for that vendor; nobody else hears it.</summary>
public sealed class TellNotice(Store store, Switchboard switchboard, TimeProvider clock) : IFactTeller
{
    public FactKind Kind => FactKind.RuleNoticed;

    /// <summary>This node's connections at once, those of others when they find the fact.</summary>
    public async Task RunAsync(Door door, Rule rule, string person, CancellationToken ct)
    {
        await store.WriteAsync(db =>
        {
            db.Add(new Fact { Kind = Kind, ConversationId = door.Id, Subject = $"{rule.Id} {person} {rule.Name}", Node = Node.Id, At = clock.GetUtcNow() });
            return db.SaveChangesAsync(ct);
        }, ct);
        Push(door, rule.Id!.Value, person, rule.Name);
    }

    public Task TellAsync(Door door, Fact fact, CancellationToken ct)
    {
        if (fact.Subject?.Split(' ', 3) is [var id, var person, var name] && Guid.TryParse(id, out var rule)) Push(door, rule, person, name);
        return Task.CompletedTask;
    }

    void Push(Door door, Guid rule, string person, string name) =>
        switchboard.Push(door.KeyOf(PartyKind.Vendor), "rule-notice", new RuleNoticePush(door.Id, rule, name), line => line.PersonId == person);
}
