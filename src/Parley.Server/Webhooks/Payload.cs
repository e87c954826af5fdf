using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Parley.Plumbing;

namespace Parley.Webhooks;

/// <summary>Which conversation an event is about.</summary>
sealed record About(Guid Id, string Vendor, string Buyer, string? SubjectKind, string? SubjectId, string? Topic);

/// <summary>The body of an event as Standard Webhooks shapes it: what happened, when, and where to look. Some 500 bytes, never 20 kB.</summary>
/// <param name="Timestamp">When it happened, not when it is sent.</param>
sealed record Payload(string Type, DateTimeOffset Timestamp, PayloadData Data)
{
    public static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new InstantJson() } };

    public static Payload Of(string type, DateTimeOffset at, About about, int seq, string? speaker) => new(type, at, new PayloadData(
        new PayloadThread(about.Id, about.Vendor, about.Buyer, about.SubjectKind is { } kind ? new PayloadSubject(kind, about.SubjectId!) : null, about.Topic),
        seq > 0 ? new PayloadMessage(seq, speaker) : null,
        new PayloadLinks($"/v1/conversations/{about.Id}", seq > 0 ? $"/v1/conversations/{about.Id}/messages?after={seq - 1}&limit=1" : null)));

    public static Payload OfTest(DateTimeOffset at) => new(EventTypes.Test, at, new PayloadData(null, null, null));

    public static JsonObject SchemaOf(string type)
    {
        var schema = Shape.GetJsonSchemaAsNode(typeof(Payload), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        var properties = schema["properties"]!.AsObject();
        properties["type"] = new JsonObject { ["const"] = type };
        properties["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Shape);
}

sealed record PayloadData(PayloadThread? Conversation, PayloadMessage? Message, PayloadLinks? Links);

sealed record PayloadThread(Guid Id, string Vendor, string Buyer, PayloadSubject? Subject, string? Topic);

sealed record PayloadSubject(string Kind, string Id);

/// <param name="From">Who spoke.</param>
sealed record PayloadMessage(int Seq, string? From);

/// <summary>Paths of this API, for a person's token.</summary>
sealed record PayloadLinks(string Conversation, string? Message);
