using System.Buffers;
using System.Text.Json;

namespace Parley.Client;

/// <summary>Rows on their way in one request, kept as bytes so that the request can be repeated.</summary>
sealed class RowBatch
{
    readonly ArrayBufferWriter<byte> lines = new();

    public int Count { get; private set; }

    public void Add(SyncRow row)
    {
        lines.Write(JsonSerializer.SerializeToUtf8Bytes(row, Wire.Default.SyncRow));
        lines.Write("\n"u8);
        Count++;
    }

    public HttpContent ToContent()
    {
        var content = new ReadOnlyMemoryContent(lines.WrittenMemory);
        content.Headers.ContentType = new("application/x-ndjson");
        return content;
    }

    /// <summary>The report of the whole sync, given what was reported before and this request's own report.</summary>
    public SyncProgress After(SyncProgress before, SyncProgress own)
    {
        var linesBefore = before.Done + before.Failed;
        return new SyncProgress(
            before.Done + own.Done,
            before.Failed + own.Failed,
            [.. own.Failures.Select(failure => failure with { Line = failure.Line + linesBefore })]);
    }
}
