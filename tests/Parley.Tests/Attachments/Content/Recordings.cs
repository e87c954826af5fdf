using Parley.Attachments.Content;
using static Parley.Tests.Attachments.Made;

namespace Parley.Tests.Attachments;

public sealed class Inspecting_recordings
{
    static byte[] Mp3Frame => Bytes(0xff, 0xfb, 0x90, 0x00, new byte[413]); // 128 kbit/s at 44.1 kHz
    static byte[] Mp3 => Bytes(Mp3Frame, Mp3Frame, Mp3Frame, Mp3Frame, Mp3Frame);
    static byte[] Id3(byte[] tag) => Bytes("ID3\x04\0\0", 0, 0, tag.Length >> 7, tag.Length & 0x7f, tag);
    static byte[] AacFrame => Bytes(0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc, new byte[9]); // 16 bytes
    static byte[] OggPage(string packet, int flags) => Bytes("OggS\0", flags, new byte[20], 1, packet.Length, packet);
    static byte[] Wav => Riff("WAVE", Bytes(RiffChunk("fmt ", Bytes(1, 0, 1, 0, new byte[12])), RiffChunk("data", new byte[100])));
    static byte[] Flac => Bytes("fLaC", 0x80, 0, 0, 34, new byte[34], 0xff, 0xf8, new byte[10]);
    static byte[] Element(byte[] id, byte[] content) => Bytes(id, 0x10 | content.Length >> 24, (content.Length >> 16) & 0xff, (content.Length >> 8) & 0xff, content.Length & 0xff, content);

    static byte[] WebM(int track, string kind = "webm", bool live = false)
    {
        byte[] tracks = Element([0x16, 0x54, 0xae, 0x6b], Element([0xae], Bytes(Element([0x83], [(byte)track]), Element([0xe0], Bytes(Element([0xb0], Big16(640)), Element([0xba], Big16(480)))))));
        byte[] head = Element([0x1a, 0x45, 0xdf, 0xa3], Element([0x42, 0x82], Bytes(kind)));
        return live ? Bytes(head, 0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, tracks, 0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, new byte[50])
            : Bytes(head, Element([0x18, 0x53, 0x80, 0x67], Bytes(tracks, Element([0x1f, 0x43, 0xb6, 0x75], new byte[50]))));
    }

    public static TheoryData<string, byte[], string> Honest => new()
    {
        { "a.mp3", Mp3, "audio/mpeg" }, { "b.mp3", Bytes(Id3(new byte[300]), Mp3, "TAG", new byte[125]), "audio/mpeg" },
        { "a.aac", Bytes(AacFrame, AacFrame, AacFrame, AacFrame), "audio/aac" }, { "a.m4a", Film("M4A ", "soun"), "audio/mp4" },
        { "a.ogg", Bytes(OggPage("OpusHead........", 2), OggPage("x", 4)), "audio/ogg" }, { "a.opus", OggPage("OpusHead", 2), "audio/ogg" },
        { "a.wav", Wav, "audio/wav" }, { "a.flac", Flac, "audio/flac" }, { "a.webm", WebM(2), "audio/webm" }, { "voice.webm", WebM(2, live: true), "audio/webm" },
        { "film.webm", WebM(1), "video/webm" }, { "a.mp4", Film(), "video/mp4" }, { "a.mov", Film("qt  "), "video/quicktime" },
    };

    [Theory]
    [MemberData(nameof(Honest), DisableDiscoveryEnumeration = true)]
    public void Honest_sound_and_film_is_known_by_its_bytes(string name, byte[] bytes, string type)
    {
        var inspection = Inspect(bytes, name);
        Assert.Null(inspection.Flaw);
        Assert.Equal(type, inspection.Content?.MediaType);
        Assert.Equal(type.StartsWith("audio", StringComparison.Ordinal) ? FileClass.Audio : FileClass.Video, inspection.Content?.Class);
        if (inspection.Content?.Class == FileClass.Video) Assert.Equal((640, 480), (inspection.Content.Width, inspection.Content.Height));
        Assert.NotNull(Inspect(bytes, "a.pdf").Flaw);
    }

    [Theory]
    [MemberData(nameof(Honest), DisableDiscoveryEnumeration = true)]
    public void Cut_off_or_altered_anywhere_nothing_is_thrown(string name, byte[] bytes, string type)
    {
        Assert.NotEmpty(type);
        for (var length = 0; length < bytes.Length; length++) Assert.True(Inspect(bytes[..length], name) is var cut && cut.Content is null != cut.Flaw is null);
        for (var i = 0; i < Math.Min(bytes.Length, 600); i++)
            foreach (var b in new byte[] { 0, 0x7f, 0x80, 0xff })
            {
                var altered = (byte[])bytes.Clone();
                altered[i] = b;
                Assert.True(Inspect(altered, name) is var other && other.Content is null != other.Flaw is null);
            }
    }

    [Fact]
    public void How_long_it_lasts_is_told_before_it_is_played_where_the_file_says_so()
    {
        Assert.Equal(2_500, Lasts(Riff("WAVE", Bytes(RiffChunk("fmt ", Bytes(1, 0, 1, 0, 0x44, 0xac, 0, 0, 40, 0, 0, 0, 1, 0, 8, 0)), RiffChunk("data", new byte[100]))), "a.wav")); // 40 bytes a second
        Assert.Equal(10_000, Lasts(Bytes("fLaC", 0x80, 0, 0, 34, new byte[10], 0x0b, 0xb8, 0x00, 0x00, Big(480_000), new byte[16], 0xff, 0xf8, new byte[10]), "a.flac")); // 48,000 a second
        Assert.Equal(1_994, Lasts(Bytes(OggPage("OpusHead\x01\x01\x38\x01....", 2), "OggS\0", 4, 0, 0x77, 1, new byte[17], 1, 1, "x"), "a.ogg")); // 96,000 samples less what is skipped
        Assert.Equal(61_500, Lasts(Bytes(Box("ftyp", Bytes("M4A ", new byte[4], "M4A ")), Box("moov", Box("mvhd", new byte[12], Big(1_000), Big(61_500), new byte[80]), Box("trak", Box("mdia", Box("hdlr", new byte[8], Bytes("soun"), new byte[12]))))), "a.m4a"));
        byte[] tracks = Element([0x16, 0x54, 0xae, 0x6b], Element([0xae], Element([0x83], [2]))), head = Element([0x1a, 0x45, 0xdf, 0xa3], Element([0x42, 0x82], Bytes("webm")));
        byte[] info = Element([0x15, 0x49, 0xa9, 0x66], Element([0x44, 0x89], Bytes(0x45, 0x9c, 0x40, 0))); // 5,000 ms
        Assert.Equal(5_000, Lasts(Bytes(head, Element([0x18, 0x53, 0x80, 0x67], Bytes(info, tracks, Element([0x1f, 0x43, 0xb6, 0x75], new byte[50])))), "a.webm"));
        byte[] live = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        byte[] ClusterAt(int at, int block) => Bytes(0x1f, 0x43, 0xb6, 0x75, live, Element([0xe7], Big((uint)at)), Element([0xa3], Bytes(0x81, 0, 0, 0, "sound")), Element([0xa3], Bytes(0x81, block >> 8, block & 0xff, 0, "sound")));
        byte[] recorded = Bytes(head, 0x18, 0x53, 0x80, 0x67, live, tracks, ClusterAt(0, 4_980), ClusterAt(5_000, 2_340));
        Assert.Equal(7_340, Lasts(recorded, "voice.webm")); // by its blocks, since a browser's recorder says nothing
        Assert.Equal(7_340, Lasts(Bytes(recorded, 0xa3, 0x84), "voice.webm")); // stopped in the middle
        Assert.Equal(131, Lasts(Bytes(Id3(new byte[300]), Mp3, "TAG", new byte[125]), "a.mp3")); // five frames of 1,152 samples
        Assert.Equal(26_122, Lasts(Bytes(0xff, 0xfb, 0x90, 0x00, new byte[32], "Xing", Big(1), Big(1_000), new byte[369], Mp3), "a.mp3")); // as its first frame says
        Assert.Null(Lasts(Bytes(Mp3, "something else"), "a.mp3"));
        Assert.Equal(93, Lasts(Bytes(AacFrame, AacFrame, AacFrame, AacFrame), "a.aac")); // four frames of 1,024

        static int? Lasts(byte[] bytes, string name)
        {
            var inspection = Inspect(bytes, name);
            Assert.Null(inspection.Flaw);
            return inspection.Content!.Milliseconds;
        }
    }

    [Fact]
    public void What_lies_or_is_of_another_kind_is_refused()
    {
        Assert.Equal("unsupported-file-type", Verdict(Bytes(Box("ftyp", Bytes("mp42", new byte[4], "mp42")), Big(0x7fffffff), "moov", new byte[4]), "a.mp4"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes(Box("ftyp", Bytes("mp42", new byte[4], "mp42")), Big(1), "moov", Big(0x7fffffff), Big(0xffffffff)), "a.mp4"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes(Box("ftyp", Bytes("mp42", new byte[4], "mp42"))), "a.mp4"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes(Box("ftyp", Bytes("jp2 ", new byte[4], "jp2 "))), "a.mp4"));
        Assert.Equal("unsupported-file-type", Verdict(WebM(1, "matroska"), "a.webm"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes(OggPage("\x80theora..", 2)), "a.ogg"));
        Assert.Equal("unsupported-file-type", Verdict(Riff("AVI ", new byte[20]), "a.avi"));
        Assert.Equal("unsupported-file-type", Verdict(Bytes(Id3(new byte[20]), "<html><script>"), "a.mp3"));
        Assert.Equal("unsafe-document", Verdict(Film("qt  ", reference: Box("url ", Big(0), Bytes("https://evil.test"))), "a.mov"));
        Assert.Equal("file-too-complex", Verdict(Bytes(Film(), Bytes([.. Enumerable.Repeat<object>(Box("free"), 20_000)])), "a.mp4"));
    }
}
