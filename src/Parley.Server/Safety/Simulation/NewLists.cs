using Parley.Safety.Policies;

namespace Parley.Safety.Simulation;

/// <summary>
/// Own lists that the policy in force does not have, or not with these words. Whoever tries a policy chooses them freely, so a trial with a sentence on a list would be a
/// search for who said it: what such a list finds is named once it is in so many messages that it says nothing about any of them.
/// </summary>
public static class NewLists
{
    /// <summary>In fewer messages it is not named where.</summary>
    public const int Least = 20;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Of(PolicyBody proposed, PolicyBody inForce) =>
        [.. (proposed.Lists ?? []).Where(list => !(inForce.Lists ?? []).Any(old => IsSame(list, old))).Select(list => list.Name)];

    static bool IsSame(OwnList one, OwnList other) => one.Name == other.Name && IsSame(one.Words, other.Words) && IsSame(one.Patterns, other.Patterns) && IsSame(one.Domains, other.Domains);

    static bool IsSame(IReadOnlyList<string>? one, IReadOnlyList<string>? other) => (one ?? []).ToHashSet().SetEquals(other ?? []);
}
