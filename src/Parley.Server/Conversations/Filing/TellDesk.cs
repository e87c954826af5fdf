using Parley.Access;
using Parley.Live;
using Parley.Storage;

namespace Parley.Conversations;

/// <param name="What"><c>labels</c>, <c>views</c> or <c>marks</c>: ask for them anew.</param>
public sealed record DeskPush(string What);

/// <summary>
/// What a vendor's team has beside its threads is otherwise now. Those connected are told at once, on other nodes when they find the
/// fact; whoever is not asks for it when they come.
/// </summary>
public sealed class TellDesk(Switchboard switchboard, TimeProvider clock)
{
    /// <summary>Inside the transaction that changed it.</summary>
    /// <param name="person">Whom alone it concerns; null for the whole team.</param>
    public void Record(ParleyDb db, Role team, string what, string? person = null) =>
        db.Add(new Fact { Kind = FactKind.DeskChanged, Subject = Subject(team, what, person), Node = Node.Id, At = clock.GetUtcNow() });

    /// <summary>After it.</summary>
    public void Push(Role team, string what, string? person = null) => Push(Subject(team, what, person));

    public void Push(string subject)
    {
        if (subject.Split(' ') is not [var what, var vendor, .. var person]) return;
        switchboard.Push(Role.KeyOf(PartyKind.Vendor, vendor), "desk", new DeskPush(what), line => person is [] || line.PersonId == person[0]);
    }

    static string Subject(Role team, string what, string? person) => person is null ? $"{what} {team.HolderId}" : $"{what} {team.HolderId} {person}";
}
