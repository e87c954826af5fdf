using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Client;

/// <summary>
/// How records look on the wire: camelCase, enums as lower-case words, absent rather than null. Generated at
/// build time, so that programs without reflection (trimmed, native) can use the client too.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SyncRow))]
[JsonSerializable(typeof(SubjectChange))]
[JsonSerializable(typeof(Tier))]
[JsonSerializable(typeof(SubjectCard))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(WebhookSecret))]
[JsonSerializable(typeof(List<TeamMember>))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(SyncLine))]
[JsonSerializable(typeof(JsonNode))]
sealed partial class Wire : JsonSerializerContext
{
    /// <summary>The body of a call whose address already says <paramref name="inAddress"/>.</summary>
    public static JsonObject Body<T>(T value, JsonTypeInfo<T> type, params ReadOnlySpan<string> inAddress)
    {
        var body = JsonSerializer.SerializeToNode(value, type)!.AsObject();
        foreach (var name in inAddress)
            body.Remove(name);
        return body;
    }
}

/// <summary>One line of a sync's answer: progress, or a row that was refused.</summary>
sealed record SyncLine(long? Done, long? Failed, long? Line, Problem? Problem);
