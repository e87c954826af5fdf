using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Plumbing;

/// <summary>Instants are UTC with microseconds, stored as microseconds since 1970 in both stores.</summary>
public static class Instants
{
    public static long ToMicros(this DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static long NowMicros(this TimeProvider clock) => clock.GetUtcNow().ToMicros();
}

/// <summary>RFC 3339, always UTC, always microseconds: <c>2026-11-23T20:00:00.123456Z</c>.</summary>
public sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var value)
            ? Instants.FromMicros(value.ToMicros())
            : throw new JsonException("An instant is a string such as 2026-11-23T20:00:00Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[27];
        value.UtcDateTime.TryFormat(text, out var written, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
