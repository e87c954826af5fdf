using System.Text.Json.Nodes;

namespace Parley.Tests.Authorization;

/// <summary>The matrix, run by machine: every operation by every principal on objects of every kind.</summary>
public abstract class AuthorizationFacts(World world) : Facts(world)
{
    /// <summary>Routes that the API's document leaves out.</summary>
    static readonly string[] Undocumented = ["HUB /realtime", "GET /console", "GET /openapi/v1.json", "GET /scalar/", "GET /elements/{file}", "GET /metrics", "GET /dev/mailbox", "GET /dev/mailbox/{id}", "GET /dev/mailbox/{id}/html"];

    /// <summary>One client each: a connection for every cell is more than a machine keeps open.</summary>
    readonly Dictionary<string, Rig.Client> asking = [];

    [Fact]
    public async Task Every_principal_gets_on_every_object_what_the_matrix_says_and_outsiders_learn_nothing()
    {
        var scene = await Scene.SetAsync(World);
        var wrong = new List<string>();
        var answers = new Dictionary<(string Operation, string Principal, string Object), Answer>();
        foreach (var row in Matrix.Rows)
            foreach (var (principal, expected) in row.Expected)
            {
                var answer = answers[(row.Operation, principal, row.Object)] = await AskAsync(scene, row, principal);
                if (answer.Status != expected) wrong.Add($"{row.Operation} by {principal} on {row.Object}: {answer.Status} instead of {expected}. {answer.Body}");
                if (answer.Status >= 400 && !answer.Headers["Content-Type"].StartsWith("application/problem+json", StringComparison.Ordinal)) wrong.Add($"{row.Operation} by {principal} on {row.Object}: {answer.Status} is no problem document");
                if (answer.Body.Contains("canary of strangers", StringComparison.Ordinal)) wrong.Add($"{row.Operation} by {principal} on {row.Object} shows strangers' words");
                if (!Scene.Team.Contains(principal) && answer.Body.Contains(Scene.TeamOnly, StringComparison.Ordinal)) wrong.Add($"{row.Operation} by {principal} on {row.Object} shows the team's notes");
                if (!Scene.Team.Contains(principal) && answer.Body.Contains(Scene.DeskOnly, StringComparison.Ordinal)) wrong.Add($"{row.Operation} by {principal} on {row.Object} shows the team's templates");
            }
        foreach (var ((operation, principal, variant), answer) in answers)
            if (answer.Status == 404 && answers.TryGetValue((operation, principal, "never-issued"), out var never) && (never.Status != 404 || never.Bare != answer.Bare))
                wrong.Add($"{operation} by {principal} on {variant} answers otherwise than for an id that never was:\n  {answer.Bare}\n  {never.Bare}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {answers.Count} cells:\n{string.Join('\n', wrong)}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{answers.Count} cells");
    }

    [Fact]
    public async Task Every_route_has_its_rows_and_every_row_its_route()
    {
        var document = (await World.Anyone().GetAsync("openapi/v1.json")).Must(200);
        var routes = document.Json["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Where(o => o.Value is JsonObject).Select(o => $"{o.Key.ToUpperInvariant()} {path.Key}"))
            .Concat(Undocumented).ToHashSet();
        var rows = Matrix.Rows.Select(r => $"{r.Method} {r.Route}").ToHashSet();
        Assert.True(routes.SetEquals(rows), $"Routes without a row: {string.Join(", ", routes.Except(rows))}. Rows without a route: {string.Join(", ", rows.Except(routes))}.");
    }

    /// <summary>Uploads say in headers what they mean (tus).</summary>
    static HttpRequestMessage Uploading(MatrixRow row, string path, object? body, string type)
    {
        var request = new HttpRequestMessage(new HttpMethod(row.Method), path);
        if (body is byte[] bytes) request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } };
        foreach (var (name, value) in new[] { ("Tus-Resumable", "1.0.0"), ("Upload-Length", "9"), ("Upload-Offset", "0"), ("Upload-Metadata", "filename YS50eHQ=") }) request.Headers.Add(name, value);
        return request;
    }

    async Task<Answer> AskAsync(Scene scene, MatrixRow row, string principal)
    {
        if (!asking.TryGetValue(principal, out var client)) asking[principal] = client = World.Anyone(scene.Principals[principal]);
        var (path, body, type) = scene.Address(row);
        if (row.Route.Contains("upload", StringComparison.Ordinal) || row.Operation == "createUpload" || row.Route.EndsWith("/files", StringComparison.Ordinal)) return await client.SendAsync(Uploading(row, path, body, type));
        if (row.Method != "HUB") return await client.SendAsync(new HttpMethod(row.Method), path, body, type);
        var answer = await client.PostAsync(path.Replace("realtime", "realtime/negotiate", StringComparison.Ordinal) + "&negotiateVersion=1");
        var role = path[(path.IndexOf("as=", StringComparison.Ordinal) + 3)..];
        try
        {
            await using (await Listener.ConnectAsync(World.Server.Address, role, client.Bearer ?? "")) return answer.Status == 200 ? answer : answer with { Code = System.Net.HttpStatusCode.OK };
        }
        catch (HttpRequestException)
        {
            return answer;
        }
    }
}

public sealed class Authorization_on_sqlite(CommonSqlite world) : AuthorizationFacts(world);

public sealed class Authorization_on_postgres(CommonPostgres world) : AuthorizationFacts(world);
