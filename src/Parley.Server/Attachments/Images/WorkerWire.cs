using System.Buffers.Binary;

namespace Parley.Attachments.Images;

/// <summary>Which renditions a request asks for.</summary>
[Flags]
enum Wanted : byte
{
    None = 0,
    Full = 1,
    Large = 2,
    Small = 4,
    All = Full | Large | Small,

    /// <summary>What its codes hold; alone, or with <see cref="Grey"/>.</summary>
    Codes = 8,
    Grey = 16,
}

/// <summary>What goes to a worker before the picture's bytes: type, wanted renditions, pixel limit, length. Little endian.</summary>
readonly record struct WorkerRequest(ImageType Type, Wanted Wanted, long Pixels, int Length)
{
    public const int Size = 14;

    public void Write(Span<byte> to)
    {
        to[0] = (byte)Type;
        to[1] = (byte)Wanted;
        BinaryPrimitives.WriteInt64LittleEndian(to[2..], Pixels);
        BinaryPrimitives.WriteInt32LittleEndian(to[10..], Length);
    }

    public static WorkerRequest Read(ReadOnlySpan<byte> from) =>
        new((ImageType)from[0], (Wanted)from[1], BinaryPrimitives.ReadInt64LittleEndian(from[2..]), BinaryPrimitives.ReadInt32LittleEndian(from[10..]));
}

enum ReplyKind : byte
{
    /// <summary>Said once, when the worker has started.</summary>
    Ready = 1,

    /// <summary>A rendition; its bytes follow.</summary>
    Rendition = 2,

    /// <summary>The picture is done with; <see cref="WorkerReply.What"/> is the verdict.</summary>
    Verdict = 3,

    /// <summary>What a code holds; its UTF-8 follows.</summary>
    Code = 4,

    /// <summary>Not all of the codes could be read.</summary>
    Unread = 5,

    /// <summary>Grey pixels follow.</summary>
    Grey = 6,
}

/// <summary>What a worker says. It may be in somebody else's hands by then, so whoever reads it believes nothing.</summary>
readonly record struct WorkerReply(ReplyKind Kind, byte What, ImageType Type, int Width, int Height, int Length)
{
    public const int Size = 15;

    /// <summary>No rendition is larger: 50 megapixels of incompressible PNG are 200 MB.</summary>
    public const int MaxLength = 1 << 30;

    public void Write(Span<byte> to)
    {
        to[0] = (byte)Kind;
        to[1] = What;
        to[2] = (byte)Type;
        BinaryPrimitives.WriteInt32LittleEndian(to[3..], Width);
        BinaryPrimitives.WriteInt32LittleEndian(to[7..], Height);
        BinaryPrimitives.WriteInt32LittleEndian(to[11..], Length);
    }

    public static WorkerReply Read(ReadOnlySpan<byte> from) => new((ReplyKind)from[0], from[1], (ImageType)from[2],
        BinaryPrimitives.ReadInt32LittleEndian(from[3..]), BinaryPrimitives.ReadInt32LittleEndian(from[7..]), BinaryPrimitives.ReadInt32LittleEndian(from[11..]));

    /// <summary>Null unless this is a rendition that was asked for, within bounds.</summary>
    public RenditionInfo? AsRendition(Wanted wanted) =>
        Kind == ReplyKind.Rendition && Type.MediaType() is { } mediaType && Width > 0 && Height > 0 && Length is > 0 and <= MaxLength
        && wanted.HasFlag(Flag((Rendition)What)) && What is >= (byte)Rendition.Full and <= (byte)Rendition.Small
            ? new RenditionInfo((Rendition)What, mediaType, Width, Height, Length)
            : null;

    /// <summary>Whether these are the grey pixels that were asked for, within bounds.</summary>
    public bool IsGrey(Wanted wanted) => Kind == ReplyKind.Grey && wanted.HasFlag(Wanted.Grey) && Width is > 0 and <= Looking.GreyEdge && Height is > 0 and <= Looking.GreyEdge && Length == Width * Height;

    public bool IsCode => Kind == ReplyKind.Code && Length is > 0 and <= CodeReader.MostBytes;

    public static Wanted Flag(Rendition rendition) => rendition switch
    {
        Rendition.Full => Wanted.Full,
        Rendition.Large => Wanted.Large,
        Rendition.Small => Wanted.Small,
        _ => Wanted.None,
    };
}
