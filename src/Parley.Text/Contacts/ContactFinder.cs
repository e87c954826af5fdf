namespace Parley.Text.Contacts;

/// <summary>
/// Finds ways of contact and of payment outside the marketplace in consecutive messages of one sender, however they are disguised. A pure
/// function of its arguments, whose time grows with their length and nothing else.
/// </summary>
/// <remarks>
/// The messages are folded (<see cref="Normal.NormalText"/>), then looked at in turn by those who know addresses, accounts, spoken addresses,
/// numbers, names, and words. Numbers with check digits that hold are exempt; a number its writer calls an order's or a size is a hint only.
/// </remarks>
public static class ContactFinder
{
    /// <summary>Finds in one message, or in a few consecutive ones of the same sender, the oldest first.</summary>
    public static ContactReport Find(IReadOnlyList<string> messages, ContactSettings? settings = null)
    {
        var scene = new Scene(messages, settings ?? ContactSettings.None);
        if (scene.Signs.Length > 0)
        {
            Links.Find(scene);
            Codes.Find(scene);
            Spoken.Find(scene);
            Phones.Find(scene);
            Handles.Find(scene);
            Intents.Find(scene);
        }
        var score = 0.0;
        foreach (var finding in scene.Findings)
            if (finding.Kind != ContactKind.Card) score = Math.Max(score, finding.Confidence);
        return new ContactReport(scene.Findings, score, scene.Text.Complete);
    }
}
