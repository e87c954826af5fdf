using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Parley.Client;

/// <summary>How records look on the wire: camelCase, enums as lower-case words, absent rather than null.</summary>
static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The body of a call whose address already says <paramref name="inAddress"/>.</summary>
    public static JsonObject Body<T>(T value, params ReadOnlySpan<string> inAddress)
    {
        var body = JsonSerializer.SerializeToNode(value, Json)!.AsObject();
        foreach (var name in inAddress)
            body.Remove(name);
        return body;
    }

    public static byte[] Line(SyncRow row) => JsonSerializer.SerializeToUtf8Bytes(row, Json);

    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
