using Parley.Storage;

namespace Parley.Safety.Policies;

/// <summary>What happens to which finding, where.</summary>
/// <param name="Name">Small letters, digits and '-'; shown with each decision.</param>
/// <param name="What">Kinds of findings, or names of own lists.</param>
/// <param name="Stages">At these; null for all.</param>
/// <param name="From">Of messages of the buyer, or of the vendor; null for both.</param>
/// <param name="Tiers">Of vendors in these tiers only.</param>
/// <param name="FirstContact">Only in threads in which the other side has not answered yet.</param>
/// <param name="Flag">Whether people are to look at it afterwards. What is held is flagged always.</param>
/// <param name="Harm">How much it presses, 1 to 100.</param>
/// <param name="Quarantine">Whether a buyer's first message goes to the vendor's spam folder.</param>
/// <param name="Say">What the author reads, instead of our own words.</param>
public sealed record PolicyRule(
    string Name, IReadOnlyList<string> What, Measure Do, IReadOnlyList<Stage>? Stages = null, PartyKind? From = null, IReadOnlyList<string>? Tiers = null,
    bool FirstContact = false, bool Flag = false, int Harm = 30, bool Quarantine = false, string? Say = null)
{
    public bool Fits(string kind, Situation at) =>
        What.Contains(kind) && (Stages is null || Stages.Contains(at.Stage)) && (From is null || From == at.From)
        && (Tiers is null || (at.Tier is not null && Tiers.Contains(at.Tier))) && (!FirstContact || at.FirstContact);
}

/// <summary>Words, patterns and domains of the operator's own. Its name is a kind of finding.</summary>
/// <param name="Words">Words and phrases, found whole, whatever their case, accents and disguise.</param>
/// <param name="Patterns">Regular expressions without look-around and back references.</param>
/// <param name="Domains">Hosts, with all below them: of links and of mail addresses.</param>
public sealed record OwnList(string Name, IReadOnlyList<string>? Words = null, IReadOnlyList<string>? Patterns = null, IReadOnlyList<string>? Domains = null);

/// <summary>A policy as it is written and kept.</summary>
/// <param name="Rules">The first that fits a finding decides; where none does, it is allowed.</param>
/// <param name="States">Which stage the host's own words for a subject's state mean; added to those known.</param>
/// <param name="Hosts">Links to these hosts, and to those below them, are nothing that is found.</param>
public sealed record PolicyBody(IReadOnlyList<PolicyRule> Rules, IReadOnlyList<OwnList>? Lists = null, IReadOnlyDictionary<string, Stage>? States = null, IReadOnlyList<string>? Hosts = null);
