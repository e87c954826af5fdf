using System.Xml;

namespace Parley.Attachments.Content;

/// <summary>
/// Word, Excel and PowerPoint files of the Office Open XML family (ECMA-376, part 2): what each part is said to be, and what
/// each points to, without macros, embedded objects, fields that run something and anything fetched from elsewhere.
/// </summary>
static class OfficeDocument
{
    const string Types = "[Content_Types].xml", Family = "application/vnd.openxmlformats-officedocument.";

    /// <summary>Bytes of a list of parts or relations.</summary>
    const int LongestList = 4 * 1024 * 1024;

    static readonly Dictionary<string, string> Documents = new(StringComparer.OrdinalIgnoreCase)
    {
        [Family + "wordprocessingml.document.main+xml"] = Family + "wordprocessingml.document",
        [Family + "spreadsheetml.sheet.main+xml"] = Family + "spreadsheetml.sheet",
        [Family + "presentationml.presentation.main+xml"] = Family + "presentationml.presentation",
    };

    static readonly string[] Macros = ["vbaproject", "vbadata", "macroenabled", "macrosheet", "dialogsheet", "attachedtoolbars"];
    static readonly string[] Objects = ["oleobject", "activex", "ms-package", "x-msdownload", "htmlcontrol", "spreadsheetml.connections"];
    static readonly string[] HarmfulRelations =
        ["attachedtemplate", "oleobject", "control", "activexcontrolbinary", "vbaproject", "wordvbadata", "afchunk", "externallink", "externallinkpath", "xlexternallinkpath", "subdocument", "mailmergesource", "xlmacrosheet", "xlintlmacrosheet", "frame"];

    public static bool Holds(IReadOnlyList<ZipEntry> entries) => entries.Any(e => IsTypes(e.Name));

    /// <summary>An Excel file <paramref name="nested"/> in another document, as behind each chart, carries no further one.</summary>
    public static FileContent Read(FileBytes file, IReadOnlyList<ZipEntry> entries, Unpacking unpacking, bool nested)
    {
        var parts = new Dictionary<string, ZipEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries.Where(e => !e.IsFolder))
            if (!parts.TryAdd(entry.Name, entry)) throw new FlawedException(Flaws.Ambiguous("The document holds a part twice"));
        var typeOf = ReadTypes(file, entries.Single(e => IsTypes(e.Name)), unpacking);
        foreach (var name in parts.Keys) CheckType(typeOf(name));
        var mains = parts.Keys.Select(typeOf).Where(Documents.ContainsKey).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (mains is not [var main]) throw new FlawedException(Flaws.Unsupported("The file is an archive or a template, and no document, table or presentation."));
        foreach (var entry in parts.Values.Where(e => !IsTypes(e.Name))) CheckPart(file, entry, unpacking, typeOf, main, nested);
        return new FileContent(Documents[main], FileClass.Document, Pages: PagesOf(file, parts, unpacking, typeOf, main));
    }

    /// <summary>Of a text as whoever saved it counted them, of a presentation its slides; a table has none.</summary>
    static int? PagesOf(FileBytes file, Dictionary<string, ZipEntry> parts, Unpacking unpacking, Func<string, string> typeOf, string main)
    {
        if (main.Contains("presentationml", StringComparison.OrdinalIgnoreCase))
            return parts.Keys.Count(name => typeOf(name).Equals(Family + "presentationml.slide+xml", StringComparison.OrdinalIgnoreCase)) is > 0 and var slides ? slides : null;
        if (!main.Contains("wordprocessingml", StringComparison.OrdinalIgnoreCase) || !parts.TryGetValue("docProps/app.xml", out var properties) || properties.Length > LongestList) return null;
        var count = new PageCount();
        try
        {
            Markup.Read(file, properties, unpacking, count.SeeProperty);
        }
        catch (FlawedException flawed) when (flawed.Flaw.Code == Flaws.Damaged("").Code)
        {
            return null; // nobody opens a document for its properties
        }
        return count.Pages;
    }

    static bool IsTypes(string name) => name.Equals(Types, StringComparison.OrdinalIgnoreCase);

    /// <summary>What each part is: by its own name, else by its ending.</summary>
    static Func<string, string> ReadTypes(FileBytes file, ZipEntry list, Unpacking unpacking)
    {
        var (byName, byEnding) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        ReadList(file, list, unpacking, xml =>
        {
            var type = Markup.Attribute(xml, "ContentType") ?? "";
            var added = Markup.Plain(xml.Name) switch
            {
                "Override" => byName.TryAdd((Markup.Attribute(xml, "PartName") ?? "").TrimStart('/'), type),
                "Default" => byEnding.TryAdd(Markup.Attribute(xml, "Extension") ?? "", type),
                _ => true,
            };
            if (!added) throw new FlawedException(Flaws.Ambiguous("The document says of a part twice what it is"));
        });
        return name => byName.GetValueOrDefault(name) ?? byEnding.GetValueOrDefault(FileKinds.EndingOf(name)) ?? "";
    }

    static void ReadList(FileBytes file, ZipEntry list, Unpacking unpacking, Action<XmlReader> element)
    {
        if (list.Length > LongestList) throw new FlawedException(Flaws.TooComplex("The document has too many parts."));
        Markup.Read(file, list, unpacking, xml =>
        {
            if (xml.NodeType == XmlNodeType.Element) element(xml);
        });
    }

    static void CheckType(string type)
    {
        if (Macros.Any(m => type.Contains(m, StringComparison.OrdinalIgnoreCase))) throw new FlawedException(Flaws.Unsupported("The document holds macros; save it without them."));
        if (Objects.Any(o => type.Contains(o, StringComparison.OrdinalIgnoreCase))) throw new FlawedException(Flaws.Unsafe("an embedded object or a connection to data elsewhere"));
        if (type.Contains("externalLink", StringComparison.OrdinalIgnoreCase)) throw new FlawedException(Flaws.Unsafe("links to other files"));
    }

    static void CheckPart(FileBytes file, ZipEntry entry, Unpacking unpacking, Func<string, string> typeOf, string main, bool nested)
    {
        if (entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
            ReadList(file, entry, unpacking, xml => CheckRelation(xml, typeOf, main));
        else if (entry.Name.StartsWith("word/", StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || typeOf(entry.Name).Equals(main, StringComparison.OrdinalIgnoreCase))
        {
            var fields = new OfficeFields();
            Markup.Read(file, entry, unpacking, fields.See);
        }
        else if (entry.Name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            Markup.Read(file, entry, unpacking, CheckAction);
        else if (!nested && entry.Name.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            CheckNested(file, entry, unpacking);
        else Embedding.Check(Markup.Pass(file, entry, unpacking));
    }

    static void CheckRelation(XmlReader xml, Func<string, string> typeOf, string main)
    {
        if (Markup.Plain(xml.Name) != "Relationship") return;
        var (type, target) = (Markup.Attribute(xml, "Type") ?? "", Markup.Attribute(xml, "Target") ?? "");
        var kind = type[(type.LastIndexOf('/') + 1)..].ToLowerInvariant();
        var external = "External".Equals(Markup.Attribute(xml, "TargetMode"), StringComparison.OrdinalIgnoreCase) || Embedding.IsElsewhere(target);
        if (HarmfulRelations.Contains(kind)) throw new FlawedException(Flaws.Unsafe(kind == "attachedtemplate" ? "a link to a template" : $"a link of the kind '{kind}'"));
        if (external && (kind != "hyperlink" || !Embedding.IsPlainLink(target))) throw new FlawedException(Flaws.Unsafe("a link by which something outside of it is opened or fetched"));
        if (kind == "officedocument" && !typeOf(target.TrimStart('/')).Equals(main, StringComparison.OrdinalIgnoreCase))
            throw new FlawedException(Flaws.Ambiguous("The document does not begin where it says"));
    }

    /// <summary>What a click on a slide does: going elsewhere is fine, starting something is not.</summary>
    static void CheckAction(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element || !xml.HasAttributes || Markup.Plain(xml.Name) is not ("hlinkClick" or "hlinkHover" or "hlinkMouseOver")) return;
        if (Markup.Attribute(xml, "action") is { } action && (action.StartsWith("ppaction://program", StringComparison.OrdinalIgnoreCase) || action.StartsWith("ppaction://macro", StringComparison.OrdinalIgnoreCase) || action.StartsWith("ppaction://ole", StringComparison.OrdinalIgnoreCase)))
            throw new FlawedException(Flaws.Unsafe("an action that starts a program"));
    }

    static void CheckNested(FileBytes file, ZipEntry entry, Unpacking unpacking)
    {
        if (entry.Length > Archives.MaxNested) throw new FlawedException(Flaws.Unsafe("an embedded table that is too large to be checked"));
        using var whole = new MemoryStream((int)entry.Length);
        using (var unpacked = Unpacked.Of(file, entry, unpacking)) unpacked.CopyTo(whole);
        using var inner = new FileBytes(whole, default);
        var entries = ZipDirectory.Read(inner, unpacking);
        if (!Holds(entries)) throw new FlawedException(Flaws.Unsafe("an archive"));
        Read(inner, entries, unpacking, nested: true);
    }
}
