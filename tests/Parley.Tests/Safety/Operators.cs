namespace Parley.Tests.Safety;

/// <summary>The platform's own people, and what they do in the console.</summary>
public static class Operators
{
    static int people;

    public static Operator NewOperator(this World world, string role = "moderator")
    {
        var id = $"{role}-of-test-{Interlocked.Increment(ref people)}";
        return new Operator(id, world.Anyone(world.Tokens.For(id, operatorRole: role)));
    }

    /// <summary>Whether the server noted in the audit log that it refused something.</summary>
    public static async Task<bool> NotedAsync(this World world, string what, string about) =>
        (await world.NewOperator("analyst").AuditAsync($"about={Uri.EscapeDataString(about)}&limit=100")).Must(200).Json.Items().Any(e => e.Get<string>("what") == what && e.Get<string>("who") == "parley");

    /// <summary>An operator with a name.</summary>
    public sealed record Operator(string Id, Rig.Client Asks)
    {
        public async Task<Guid> CaseOfAsync(Guid thread) => (await FindAsync(thread)) ?? throw new InvalidOperationException("No open case is about this thread.");

        /// <summary>The open case about a thread, wherever in the queue it is.</summary>
        public async Task<Guid?> FindAsync(Guid thread)
        {
            for (var cursor = ""; ;)
            {
                var page = (await Asks.GetAsync($"v1/cases?limit=100{cursor}")).Must(200);
                if (page.Json.Items().FirstOrDefault(c => c["conversation"] is { } about && about.GetValue<Guid>() == thread) is { } found) return found.Get<Guid>("id");
                if (page.Json["cursor"] is not { } next) return null;
                cursor = $"&cursor={next.GetValue<string>()}";
            }
        }

        public async Task<Guid> ClaimAsync(Guid thread)
        {
            var id = await CaseOfAsync(thread);
            (await Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
            return id;
        }

        public Task<Answer> DecideAsync(Guid @case, object body) => Asks.PostAsync($"v1/cases/{@case}/decision", body);

        public Task<Answer> AuditAsync(string query = "limit=100") => Asks.GetAsync($"v1/audit?{query}");
    }
}
