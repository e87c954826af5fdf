using Parley.Text.Contacts;

namespace Parley.Tests.Text.Contacts;

/// <summary>Messages written for this project in fourteen languages; see <c>leaks.txt</c> and <c>clean.txt</c>. Numbers and names in them are made up.</summary>
static class ContactSamples
{
    public static readonly ContactSettings Market = new(["market.example"], ["118-4471903-2231"]);

    public static IReadOnlyList<(string Language, string[] Messages)> Leaks { get; } = Read("leaks.txt");

    public static IReadOnlyList<(string Language, string[] Messages)> Clean { get; } = Read("clean.txt");

    public static ContactReport Find(params string[] messages) => ContactFinder.Find(messages, Market);

    /// <summary>The texts a finding stands for.</summary>
    public static string Text(this ContactFinding finding, params string[] messages) => string.Join('|', finding.Spans.Select(s => messages[s.Message][s.Start..s.End]));

    static List<(string, string[])> Read(string file) =>
        [.. File.ReadLines(Path.Combine(Places.Repository, "tests", "Parley.Tests", "Text", "Contacts", file)).Where(l => l.Length > 0 && l[0] != '#').Select(l => (l[..2], l[3..].Split(" /// ")))];
}
