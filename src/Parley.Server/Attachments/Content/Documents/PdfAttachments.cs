using System.Text;

namespace Parley.Attachments.Content;

/// <summary>A stream that says it is an embedded file, and how it is packed.</summary>
/// <param name="At">Where its data begin.</param>
/// <param name="Length">As it says itself.</param>
readonly record struct PdfEmbedded(int Object, long At, long Length, bool IsPacked, bool IsUsual);

/// <summary>
/// What a PDF says of files within it, word by word (ISO 32000-2, 7.11). Only one is borne: an electronic invoice or order, described in the plainest of ways. Whatever
/// else is said, or said otherwise, is <c>unsafe-document</c>.
/// </summary>
sealed class PdfAttachments
{
    enum Place
    {
        Elsewhere,
        BeforeFiles,
        InFiles,
    }

    static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml" };
    readonly HashSet<int> files = [];
    readonly List<int> numbers = [];
    readonly List<string> called = [];
    Place place;
    bool isNamed, isDescription, hasRelation;

    /// <summary>Whether it says anything of files within it.</summary>
    public bool Any { get; private set; }

    /// <summary>Streams that say they are embedded files.</summary>
    public List<PdfEmbedded> Streams { get; } = [];

    /// <summary>The one object that is a file; refuses none and several.</summary>
    public int Only => place == Place.Elsewhere && !isDescription && files.Count == 1 ? files.Single() : throw Harmful();

    public static FlawedException Harmful() => new(Flaws.Unsafe("embedded files or media"));

    public void See(ReadOnlySpan<char> name)
    {
        isNamed = name is "F" or "UF";
        if (place == Place.BeforeFiles) throw Harmful();
        if (place == Place.InFiles)
        {
            if (numbers.Count > 0 || name is not ("F" or "UF" or "DOS" or "Mac" or "Unix")) throw Harmful();
            return;
        }
        if (name is "EF") (place, isDescription, Any) = (Place.BeforeFiles, true, true);
        else if (name is "EmbeddedFile" or "EmbeddedFiles") Any = true;
        else hasRelation |= name is "AFRelationship";
    }

    public void See(int number)
    {
        isNamed = false;
        if (place == Place.BeforeFiles) throw Harmful();
        if (place == Place.InFiles) numbers.Add(number);
    }

    /// <summary>Another word; of those, only the one that ends a reference may stand among files.</summary>
    public void SeeWord(ReadOnlySpan<char> word)
    {
        isNamed = false;
        if (place == Place.Elsewhere) return;
        if (place == Place.BeforeFiles || word is not "R" || numbers.Count != 2) throw Harmful();
        files.Add(numbers[0]);
        numbers.Clear();
    }

    /// <summary>A text, as its bytes are meant.</summary>
    public void SeeText(ReadOnlySpan<byte> text)
    {
        if (place != Place.Elsewhere) throw Harmful();
        if (isNamed) called.Add(text.StartsWith<byte>([0xfe, 0xff]) ? Encoding.BigEndianUnicode.GetString(text[2..]) : Encoding.Latin1.GetString(text));
        isNamed = false;
    }

    public void Open()
    {
        isNamed = false;
        if (place == Place.InFiles) throw Harmful();
        if (place == Place.BeforeFiles) place = Place.InFiles;
    }

    public void Close()
    {
        isNamed = false;
        if (place == Place.BeforeFiles || numbers.Count > 0) throw Harmful();
        place = Place.Elsewhere;
    }

    /// <summary>The outermost dictionary ended. One that describes a file names it as a standard does, and says what it is to the document.</summary>
    public void EndDictionary()
    {
        if (isDescription && (called.Count == 0 || !called.TrueForAll(Names.Contains) || !hasRelation)) throw Harmful();
        (isDescription, hasRelation) = (false, false);
        called.Clear();
    }

    /// <summary>Another object begins: the one before was whole.</summary>
    public void BeginObject()
    {
        if (place != Place.Elsewhere || isDescription) throw Harmful();
        isNamed = hasRelation = false;
        called.Clear();
    }
}
