namespace Parley.Tests.Rig;

/// <summary>How vendors' teams are set up in tests.</summary>
public static class Teams
{
    /// <summary>The vendor's agents see only what is theirs from now on.</summary>
    public static async Task SeeOwnAsync(this Shop shop, bool unassigned = false) =>
        (await shop.Agent.PutAsync($"v1/vendors/{shop.VendorId}/team/settings", new { visibility = "own", unassigned })).Must(200);

    /// <summary>Gives the thread to somebody of the team, or with "" to nobody.</summary>
    public static async Task GiveAsync(this World _, Talk talk, string person) =>
        Assert.Equal(1, (await talk.Shop.Agent.PostAsync($"v1/inbox/acts?as={talk.Shop.Agent.As}", new { conversations = new[] { talk.Id }, act = new { type = "assign", agent = person.Length == 0 ? null : person } })).Must(200).Get<int>("acted"));
}
