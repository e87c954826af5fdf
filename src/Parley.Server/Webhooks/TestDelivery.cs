namespace Parley.Webhooks;

/// <summary>Sends a <c>webhook.test</c> at once, also to an endpoint that is disabled, and says how it went. It is not logged and not tried again.</summary>
public sealed class TestDelivery(Post post, TimeProvider clock)
{
    public async Task<TestView> RunAsync(WebhookEndpoint endpoint, CancellationToken ct)
    {
        var tried = await post.SendAsync(endpoint, Guid.CreateVersion7(clock.GetUtcNow()), 1, Payload.OfTest(clock.GetUtcNow()).Write(), ct);
        return new TestView(tried.Delivered, tried.Outcome, tried.Status, tried.Milliseconds);
    }
}
