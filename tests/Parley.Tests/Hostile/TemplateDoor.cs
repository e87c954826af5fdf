namespace Parley.Tests.Hostile;

/// <summary>Texts of templates: kept or refused, and what a kept one says is what it says.</summary>
public static class TemplateDoor
{
    public static async Task<Outcome> TryAsync(Talk talk, string text)
    {
        var made = await talk.Vendor.PostAsync($"v1/templates?as={talk.Vendor.As}", new { scope = "team", name = "From the corpus", variants = new[] { new { text } } });
        if (made.Status != 201) return Outcome.Of(made);
        var rendered = (await talk.Vendor.PostAsync($"v1/templates/{made.Get<Guid>("id")}/render?as={talk.Vendor.As}", new { conversation = talk.Id })).Must(200);
        var said = rendered.Get<string>("text");
        var meant = text.Replace("{{buyer.firstName}}", talk.Buyer.Name.Split(' ')[0], StringComparison.Ordinal).Replace("{{listing.title}}", "A green bowl", StringComparison.Ordinal);
        return Outcome.Of(made) with { StoredText = said, Flaw = said == meant ? null : $"it says {said}" };
    }
}
