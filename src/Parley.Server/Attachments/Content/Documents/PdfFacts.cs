namespace Parley.Attachments.Content;

/// <summary>What the names in a PDF's objects say: what no document may hold, how an object stream is packed, how many pages there are.</summary>
sealed class PdfFacts
{
    bool afterType, afterCount, afterLength, isEmbedded, isPages, hasLength, hasFirst, isObjectStream, hasFilter, hasOther;
    int count, flates, last, before, number;
    long length;

    /// <summary>What is said of files within the document.</summary>
    public PdfAttachments Attachments { get; } = new();

    /// <summary>The number of an object whose beginnings are counted, in <see cref="Begun"/>.</summary>
    public int? Watched { get; init; }
    public int Begun { get; private set; }

    /// <summary>Whether the document says where it begins.</summary>
    public bool HasRoot { get; private set; }

    public int Pages { get; private set; }

    /// <summary>Whether a stream that begins now, after its dictionary, holds objects.</summary>
    public bool IsObjectStream => isObjectStream || (hasLength && hasFirst);

    /// <summary>Whether that stream is packed. One that is packed in any but the usual way is refused.</summary>
    public bool IsPacked => hasOther || (hasFilter ? flates != 1 : flates != 0)
        ? throw new FlawedException(Flaws.Unscannable("The PDF packs its objects in an unusual way")) : hasFilter;

    /// <summary>Whether a name is one that no document may hold, and the flaw then.</summary>
    public static FileFlaw? HarmOf(ReadOnlySpan<char> name) => name switch
    {
        "JavaScript" or "JS" => Flaws.Unsafe("a script"),
        "Launch" => Flaws.Unsafe("an action that starts a program"),
        "EmbeddedFile" or "EmbeddedFiles" or "EF" or "RichMedia" => Flaws.Unsafe("embedded files or media"),
        "XFA" => Flaws.Unsafe("a form that can run scripts"),
        "GoToE" or "GoToR" or "ImportData" or "SubmitForm" => Flaws.Unsafe("an action that opens or sends other files"),
        "Encrypt" => Flaws.Locked,
        _ => null,
    };

    public void See(ReadOnlySpan<char> name)
    {
        if (name is not ("EmbeddedFile" or "EmbeddedFiles" or "EF") && HarmOf(name) is { } flaw) throw new FlawedException(flaw);
        Attachments.See(name);
        isPages |= afterType && name is "Pages";
        (afterType, afterCount, afterLength) = (name is "Type", name is "Count", name is "Length");
        switch (name)
        {
            case "Root": HasRoot = true; break;
            case "EmbeddedFile" or "text/xml" or "application/xml": isEmbedded = true; break;
            case "ObjStm": isObjectStream = true; break;
            case "N": hasLength = true; break;
            case "First": hasFirst = true; break;
            case "Filter": hasFilter = true; break;
            case "FlateDecode" or "Fl": flates++; break;
            case "ASCIIHexDecode" or "AHx" or "ASCII85Decode" or "A85" or "LZWDecode" or "LZW" or "RunLengthDecode" or "RL" or "Crypt" or "Predictor": hasOther = true; break;
        }
    }

    public void See(int number)
    {
        Attachments.See(number);
        if (afterCount) count = Math.Max(count, number);
        if (afterLength) length = number;
        (before, last) = (last, number);
        afterType = afterCount = afterLength = false;
    }

    /// <summary>A word that is no number.</summary>
    public void SeeWord(ReadOnlySpan<char> word) => Attachments.SeeWord(word);

    /// <summary>The data of a stream begin here.</summary>
    public void BeginData(long at)
    {
        if (isEmbedded && Attachments.Streams.Count < 2) Attachments.Streams.Add(new PdfEmbedded(number, at, length, hasFilter, !hasOther && flates == (hasFilter ? 1 : 0)));
    }

    public void EndDictionary()
    {
        if (isPages) Pages = Math.Max(Pages, count);
        (isPages, count) = (false, 0);
        Attachments.EndDictionary();
    }

    /// <summary>An object begins, whose number and generation were just seen, or one ended.</summary>
    public void BeginObject(bool begins = false)
    {
        Attachments.BeginObject();
        number = begins ? before : 0;
        if (begins && number == Watched) Begun++;
        isEmbedded = afterLength = false;
        length = 0;
        afterType = afterCount = isPages = hasLength = hasFirst = isObjectStream = hasFilter = hasOther = false;
        count = flates = 0;
    }
}
