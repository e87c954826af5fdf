using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace Parley.Plumbing;

/// <summary>A JSON request body read strictly: UTF-8, no duplicate or unknown properties, no nulls where none belong, bounded size.</summary>
public readonly record struct Body<T>(T Value) : IEndpointParameterMetadataProvider
{
    public static async ValueTask<Body<T>> BindAsync(HttpContext http, ParameterInfo parameter) => new(await Bodies.ReadAsync<T>(http));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

public static class Bodies
{
    /// <summary>The largest JSON body, in bytes. A message of 5,000 characters fits three times over.</summary>
    public const int Limit = 64 * 1024;

    public static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = 32,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new InstantJson() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RefuseNullsInLists } },
    };

    /// <summary>A list of objects or texts holds no nulls; the serializer's own null checks end at the list.</summary>
    static void RefuseNullsInLists(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { IsValueType: false })
            type.OnDeserialized = static list =>
            {
                foreach (var element in (System.Collections.IEnumerable)list)
                    if (element is null) throw new JsonException("A list holds null.");
            };
    }

    /// <param name="limit">In bytes, where a list has more to say than a message.</param>
    public static async ValueTask<T> ReadAsync<T>(HttpContext http, int limit = Limit)
    {
        RequireJson(http.Request);
        if (http.Request.ContentLength > limit) throw Refuse.TooLarge(limit);
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > limit) throw Refuse.TooLarge(limit);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            try
            {
                return Parse<T>(read.Buffer);
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    /// <summary>Reads one JSON object; used for request bodies and for the rows of a sync.</summary>
    public static T Parse<T>(in ReadOnlySequence<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
            var value = JsonSerializer.Deserialize<T>(ref reader, Strict) ?? throw Refuse.Invalid("body", "Send a JSON object.");
            if (reader.Read()) throw Refuse.MalformedJson();
            return value;
        }
        catch (JsonException e)
        {
            throw Explain(json, e);
        }
    }

    static void RequireJson(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0) throw Refuse.UnsupportedMediaType("application/json");
        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)))
            throw Refuse.UnsupportedMediaType("application/json");
    }

    /// <summary>Only after a failure: is it the syntax, a repeated property, or the shape?</summary>
    static RefusedException Explain(in ReadOnlySequence<byte> json, JsonException error)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1024 });
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) _ = reader.GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refuse.MalformedJson();
        }
        if (error.Message.Contains("uplicate", StringComparison.Ordinal)) return Refuse.DuplicateProperty();
        var inside = error.Path is { Length: > 2 } path ? path[2..] : null;
        if (Quoted(error.Message, "missing required properties including: ") is { } missing)
            return Refuse.Invalid(Within(inside, missing), $"'{Within(inside, missing)}' is missing.");
        if (Quoted(error.Message, "The JSON property ") is { } unknown)
            return Refuse.Invalid(inside ?? unknown, $"'{inside ?? unknown}' is not a field of this body. See the API reference for its shape.");
        var field = inside ?? "body";
        return Refuse.Invalid(field, $"'{field}' is of the wrong type. See the API reference for its shape.");
    }

    static string Within(string? inside, string field) => inside is null ? field : $"{inside}.{field}";

    /// <summary>The first quoted name after the serializer's words; null when it said something else.</summary>
    static string? Quoted(string message, string words)
    {
        var start = message.IndexOf(words + "'", StringComparison.Ordinal);
        if (start < 0) return null;
        start += words.Length + 1;
        var end = message.IndexOf('\'', start);
        return end < 0 ? null : message[start..end];
    }
}
