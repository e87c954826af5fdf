using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Tests.Operations;

/// <summary>The API's document that is checked in is the one the server serves. PARLEY_WRITE_OPENAPI=1 writes it anew.</summary>
public sealed class The_document(CommonSqlite world) : Facts(world)
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_in_the_repository_is_the_one_that_is_served()
    {
        var file = Path.Combine(Places.Repository, "docs", "openapi.json");
        var served = (await World.Anyone().GetAsync("openapi/v1.json")).Must(200).Json.ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("PARLEY_WRITE_OPENAPI") == "1") await File.WriteAllTextAsync(file, served);
        Assert.True(File.Exists(file), "docs/openapi.json is missing; PARLEY_WRITE_OPENAPI=1 writes it.");
        Assert.True(await File.ReadAllTextAsync(file) == served, "docs/openapi.json is not what the server serves; PARLEY_WRITE_OPENAPI=1 writes it anew.");
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_every_operation_has_a_name_and_says_who_may_call_it()
    {
        var document = (await World.Anyone().GetAsync("openapi/v1.json")).Must(200);
        Assert.StartsWith("3.1", document.Get<string>("openapi"), StringComparison.Ordinal);
        var names = new HashSet<string>();
        foreach (var (path, operations) in document.Json["paths"]!.AsObject())
            foreach (var (method, operation) in operations!.AsObject().Where(o => o.Key is "get" or "put" or "post" or "delete"))
            {
                Assert.True(names.Add(operation!.Get<string>("operationId")), $"{method} {path} has no name of its own");
                if (!path.StartsWith("/health/", StringComparison.Ordinal)) Assert.True(operation?["security"] is JsonArray { Count: > 0 }, $"{method} {path} does not say who may call it");
            }
    }

    [Fact]
    public async Task The_reference_page_fetches_nothing_from_elsewhere()
    {
        var page = (await World.Anyone().GetAsync("scalar/")).Must(200).Body;
        Assert.Contains("\"withDefaultFonts\":false", page.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_property_says_what_it_is_and_a_schema_requires_what_a_thread_and_its_row_have_in_common()
    {
        var schemas = (await World.Anyone().GetAsync("openapi/v1.json")).Must(200).Json.At("components.schemas")!.AsObject();
        Assert.Empty(schemas.SelectMany(s => Silent(s.Key, s.Value!)));
        Assert.Equal(["null", "string"], schemas["ConversationRow"]!.Items("properties.owesSince.type").Select(t => (string)t!).Order());
        Assert.Equal("string", schemas["ConversationRow"]!.Get<string>("properties.at.type"));
        Assert.Superset(Required("ConversationRow"), Required("ConversationView"));
        Assert.Contains("you", Required("ConversationView"));

        HashSet<string> Required(string schema) => [.. schemas[schema]!.Items("required").Select(r => (string)r!)];
    }

    /// <summary>The properties and items in this schema that say neither their type nor where to find it.</summary>
    static IEnumerable<string> Silent(string where, JsonNode schema)
    {
        var parts = (schema["properties"]?.AsObject() ?? []).Select(p => ($"{where}.{p.Key}", p.Value!)).ToList();
        if (schema["items"] is { } items) parts.Add(($"{where}[]", items));
        foreach (var choice in new[] { "anyOf", "oneOf", "allOf" })
            if (schema[choice] is JsonArray some) parts.AddRange(some.Select((s, i) => ($"{where}.{choice}{i}", s!)));
        foreach (var (name, part) in parts)
        {
            if (!new[] { "type", "$ref", "anyOf", "oneOf", "allOf", "enum" }.Any(part.AsObject().ContainsKey)) yield return name;
            foreach (var inner in Silent(name, part)) yield return inner;
        }
    }

    [Fact]
    public async Task Pages_of_other_origins_are_not_let_in()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "v1/me");
        preflight.Headers.Add("Origin", "https://evil.test");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        Assert.DoesNotContain("Access-Control-Allow-Origin", (await World.Anyone().SendAsync(preflight)).Headers.Keys);
        using var live = new HttpRequestMessage(HttpMethod.Post, "realtime/negotiate?negotiateVersion=1");
        live.Headers.Add("Origin", "https://evil.test");
        (await (await World.NewBuyerAsync()).SendAsync(live)).MustRefuse(403, "forbidden");
    }
}
