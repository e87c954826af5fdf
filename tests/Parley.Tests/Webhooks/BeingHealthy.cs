using Microsoft.Extensions.Time.Testing;
using Parley.Webhooks;

namespace Parley.Tests.Webhooks;

/// <summary>What the health page says of webhooks, by itself.</summary>
public abstract class Being_healthy(string kind) : IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    readonly TestStore store = TestStore.Of(kind);

    public async ValueTask InitializeAsync()
    {
        await store.CreateAsync();
        await store.Store.MigrateAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        (store.Store as IDisposable)?.Dispose();
        if (store.Store is IAsyncDisposable later) await later.DisposeAsync();
        Directory.Delete(store.Folder, recursive: true);
    }

    [Theory]
    [InlineData(3, 16, false)]
    [InlineData(3, 14, true)]
    [InlineData(2, 60, true)]
    public async Task An_endpoint_that_fails_for_long_is_told_before_anything_is_parked(int attempts, int minutes, bool healthy)
    {
        await store.Store.WriteAsync(async db =>
        {
            var endpoint = new WebhookEndpoint { Id = Guid.NewGuid(), Url = "https://shop.example/hook", Types = "", Secret = [1], SecretWrappedBy = "key", CreatedAt = Now.AddDays(-1) };
            db.Add(endpoint);
            db.Add(new WebhookDelivery
            {
                Id = Guid.NewGuid(), EndpointId = endpoint.Id, Number = 1, Type = "message.sent", ConversationId = Guid.NewGuid(), Speaker = "buyer", At = Now.AddMinutes(-minutes), Attempts = attempts, DueAt = Now.AddHours(1), Outcome = "refused", Milliseconds = 5,
            });
            await db.SaveChangesAsync();
        }, default);
        var (isHealthy, says) = await WebhooksHealth.AskAsync(store.Store, new FakeTimeProvider(Now), default);
        Assert.Equal(healthy, isHealthy);
        Assert.Equal(!healthy, says.Contains("1 webhooks have been failing for more than 15 minutes", StringComparison.Ordinal));
    }
}

public sealed class Being_healthy_on_sqlite() : Being_healthy("sqlite");

public sealed class Being_healthy_on_postgres() : Being_healthy("postgres");
