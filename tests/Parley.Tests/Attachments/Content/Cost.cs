using System.Text;
using Parley.Attachments.Content;
using static Parley.Tests.Attachments.Made;

namespace Parley.Tests.Attachments;

/// <summary>What an inspection costs is counted, not timed: bytes read, places sought, memory taken.</summary>
public sealed class What_an_inspection_costs
{
    static byte[] Large(string name) => name switch
    {
        "a.png" => Png(before: Bytes([.. Enumerable.Repeat<object>(Chunk("IDAT", Noise(500_000)), 20)])),
        "a.jpg" => Bytes(Jpeg()[..^2], Noise(10_000_000).Where(b => b != 0xff).ToArray(), 0xff, 0xd9),
        "a.pdf" => Pdf(more: Bytes([.. Enumerable.Repeat<object>(PdfStream("/Filter/DCTDecode", Noise(100_000)), 100)])),
        "a.txt" => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Size 40 x 60\n", 800_000))),
        "a.docx" => Zip([.. WordParts().Select(p => (p.Item1, Encoding.UTF8.GetBytes(p.Item2))), .. Enumerable.Range(0, 20).Select(i => ($"word/media/{i}.png", Noise(500_000)))]),
        "a.mp4" => Bytes(Film(), Box("mdat", Noise(10_000_000))),
        "objects.pdf" => Pdf(more: Bytes(string.Concat(Enumerable.Repeat("9 0 obj <<>> stream\n 1 0 obj ", 300_000)))),
        "strings.pdf" => Pdf(more: Bytes(new string('(', 9_000_000))),
        _ => Bytes(Film(), Bytes([.. Enumerable.Repeat<object>(Box("free", new byte[8]), 15_000)]), Box("mdat", new byte[9_000_000])),
    };

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    [InlineData("a.pdf")]
    [InlineData("a.txt")]
    [InlineData("a.docx")]
    [InlineData("a.mp4")]
    [InlineData("objects.pdf")]
    [InlineData("strings.pdf")]
    [InlineData("boxes.mp4")]
    public void Each_byte_is_read_a_few_times_at_most_and_little_is_kept(string name)
    {
        var bytes = Large(name);
        Assert.True(bytes.Length > 8_000_000);
        Inspect(bytes, name); // what is made once is made
        using var stream = new CountingStream(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Inspector.Inspect(stream, name, new InspectionLimits(), TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(stream.BytesRead <= 4L * bytes.Length, $"{stream.BytesRead} of {bytes.Length} bytes were read");
        Assert.True(stream.Misaligned == 0, "Chunks are read whole.");
        Assert.True(allocated < 4_000_000, $"{allocated} bytes were taken");
    }

    [Fact]
    public void Unpacking_stops_where_the_bound_is()
    {
        var packed = Gzip(new byte[200_000_000]);
        using var stream = new CountingStream(packed);
        Assert.Equal("file-too-complex", Inspector.Inspect(stream, "a.gz", new InspectionLimits(), TestContext.Current.CancellationToken).Flaw?.Code);
        using var strict = new CountingStream(packed);
        Inspector.Inspect(strict, "a.gz", new InspectionLimits { MaxUnpackedBytes = 100_000 }, TestContext.Current.CancellationToken);
        Assert.True(strict.BytesRead <= 2L * packed.Length);
    }

    [Fact]
    public void What_is_read_word_by_word_is_bounded_of_itself()
    {
        var words = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<w:t>{i * 7919}</w:t>"));
        var limits = new InspectionLimits { MaxParsedBytes = 100_000 };
        Assert.Equal("file-too-complex", Verdict(Zip(WordParts(document: $"<w:d>{words}</w:d>")), "a.docx", limits));
        Assert.Equal("file-too-complex", Verdict(Pdf(more: PdfStream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", Zlib(Bytes(words)))), "a.pdf", limits));
        Assert.EndsWith("document", Verdict(Word(("word/media/a.bin1", words)), "a.docx", limits), StringComparison.Ordinal);
    }

    [Fact]
    public void It_stops_when_nobody_waits()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => Inspector.Inspect(new MemoryStream(Png()), "a.png", new InspectionLimits(), stopped.Token));
    }

    sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long BytesRead { get; private set; }
        public int Misaligned { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (Position % (64 * 1024) != 0) Misaligned++;
            var read = base.Read(buffer);
            BytesRead += read;
            return read;
        }
    }
}
