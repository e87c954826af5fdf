namespace Parley.Text.Contacts;

/// <summary>
/// Finds ways of contact and of payment outside the marketplace in consecutive messages of one sender, however they are disguised. A pure
/// function of its arguments, whose time grows with their length and nothing else.
/// </summary>
/// <remarks>
/// The messages are folded (<see cref="Normal.NormalText"/>), then looked at in turn by those who know addresses, accounts, spoken addresses,
/// numbers, names, and words, by rules and then by a model. Numbers with check digits that hold are exempt; a number its writer calls an order's or a size is a hint only.
/// </remarks>
public static class ContactFinder
{
    /// <summary>Finds in one message, or in a few consecutive ones of the same sender, the oldest first.</summary>
    public static ContactReport Find(IReadOnlyList<string> messages, ContactSettings? settings = null)
    {
        var scene = new Scene(messages, settings ?? ContactSettings.None);
        Worded.Judge(scene, Rules(scene));
        return Report(scene);
    }

    /// <summary>
    /// The same for who has no use for what only the model of wordings sees (<see cref="ContactReport.ByWording"/>): where the rules found nothing, so that nothing is to
    /// be doubted, the model is not asked.
    /// </summary>
    public static ContactReport FindRuled(IReadOnlyList<string> messages, ContactSettings? settings = null)
    {
        var scene = new Scene(messages, settings ?? ContactSettings.None);
        var written = Rules(scene);
        if (scene.Findings.Count > 0) Worded.Judge(scene, written);
        return Report(scene);
    }

    /// <summary>The same by rules alone.</summary>
    internal static ContactReport ByRules(IReadOnlyList<string> messages, ContactSettings settings)
    {
        var scene = new Scene(messages, settings);
        Rules(scene);
        return Report(scene);
    }

    /// <summary>Lets all finders look; returns how many findings do not rest on words alone.</summary>
    internal static int Rules(Scene scene)
    {
        var written = 0;
        if (scene.Signs.Length > 0)
        {
            Links.Find(scene);
            Codes.Find(scene);
            Spoken.Find(scene);
            Phones.Find(scene);
            Handles.Find(scene);
            written = scene.Findings.Count;
            Intents.Find(scene);
        }
        return written;
    }

    static ContactReport Report(Scene scene)
    {
        var score = 0.0;
        foreach (var finding in scene.Findings)
            if (finding.Kind != ContactKind.Card) score = Math.Max(score, finding.Confidence);
        return new ContactReport(scene.Findings, score, scene.Text.Complete) { MayHoldCard = scene.MayHoldCard, Folded = scene.Text };
    }
}
