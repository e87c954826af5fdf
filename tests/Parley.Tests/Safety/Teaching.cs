using System.Text.Json.Nodes;

namespace Parley.Tests.Safety;

/// <summary>What people decided comes out as labelled texts, by a command that stands in the log.</summary>
public abstract class Teaching(World world) : Facts(world)
{
    async Task<string> DecidedAsync(object decision)
    {
        var text = $"Is lamp {Guid.NewGuid():N} still there?";
        var talk = await World.NewTalkAsync(text);
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), decision)).Must(200);
        return text;
    }

    [Fact]
    public async Task Decided_texts_leave_with_their_labels_and_the_log_says_who_took_them_and_why()
    {
        var guilty = await DecidedAsync(new { act = "warn", facts = "You asked for something that is not allowed here.", ground = "rule", reference = "Rule 7" });
        var innocent = await DecidedAsync(new { act = "no-violation" });
        var (file, who) = (Path.Combine(World.Store.Folder, $"labels-{Guid.NewGuid():N}.jsonl"), $"owner-{Guid.NewGuid():N}");
        Assert.NotEqual(0, (await Tool.ParleyAsync(World.Environment(), "labels", "export", file, "--who", who)).Code); // not without a reason
        Assert.False(File.Exists(file));
        Assert.Contains("texts are in", (await Tool.ParleyAsync(World.Environment(), "labels", "export", file, "--who", who, "--reason", "Teaching the spam model")).Done(), StringComparison.Ordinal);
        var rows = File.ReadLines(file).Select(l => JsonNode.Parse(l)!).ToList();
        var one = Assert.Single(rows, r => r.Get<string>("text") == guilty);
        Assert.Equal(("violation", "report", "warn"), (one.Get<string>("label"), one.Get<string>("kind"), one.Get<string>("act")));
        Assert.Contains("scam", one.Items("found").Select(f => (string)f!));
        Assert.Equal("no-violation", Assert.Single(rows, r => r.Get<string>("text") == innocent).Get<string>("label"));
        var entry = Assert.Single((await World.NewOperator("analyst").AuditAsync($"who={who}")).Must(200).Json.Items());
        Assert.Equal("labels-exported", entry.Get<string>("what"));
        Assert.EndsWith(" texts: Teaching the spam model", entry.Get<string>("reason"), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.NotEqual(0, (await Tool.ParleyAsync(World.Environment(), "labels", "export", file, "--who", who, "--reason", "Again")).Code); // nothing is written over
    }
}

public sealed class Teaching_on_sqlite(CommonSqlite world) : Teaching(world);

public sealed class Teaching_on_postgres(CommonPostgres world) : Teaching(world);
