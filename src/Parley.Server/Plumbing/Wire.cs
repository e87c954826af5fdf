using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Plumbing;

/// <summary>How everything is written out, over HTTP and live alike.</summary>
public static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // The answers are application/json and never part of a page, so letters of all scripts stay as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new InstantJson() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Makes the framework's own JSON the same.</summary>
    public static void CopyTo(JsonSerializerOptions options)
    {
        options.Encoder = Json.Encoder;
        options.PropertyNamingPolicy = Json.PropertyNamingPolicy;
        options.NumberHandling = JsonNumberHandling.Strict; // bodies are read as strictly; the document says so
        foreach (var converter in Json.Converters) options.Converters.Add(converter);
    }
}
