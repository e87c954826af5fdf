namespace Parley.Tests.Hostile;

/// <summary>What the host says of its people and subjects.</summary>
public sealed class HostDoor(World world, Talk talk)
{
    public async Task<Outcome> TitleAsync(string title) =>
        Outcome.Of(await world.HostClient.PutAsync($"v1/subjects/listing/{World.NewId("listing")}", new { vendor = talk.Shop.VendorId, title }));

    /// <summary>Where it wants to hear what happens.</summary>
    public async Task<Outcome> WebhookAsync(string url)
    {
        var answer = await world.HostClient.PostAsync("v1/webhooks", new { url });
        if (answer.Status == 201) (await world.HostClient.DeleteAsync($"v1/webhooks/{answer.Get<Guid>("id")}")).Must(204);
        return Outcome.Of(answer);
    }

    public async Task<Outcome> PersonAsync(object body)
    {
        var id = World.NewId("hostile");
        var answer = await world.HostClient.PutAsync($"v1/users/{id}", body);
        return answer.Status >= 300 ? Outcome.Of(answer) : Outcome.Of(answer) with { StoredText = (await world.HostClient.GetAsync($"v1/users/{id}")).Must(200).Get<string>("name") };
    }
}
