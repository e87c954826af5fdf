using System.Text;
using System.Xml;

namespace Parley.Attachments.Content;

/// <summary>Text, table and presentation of the OpenDocument family (ISO/IEC 26300), without macros, scripts, embedded objects and anything fetched from elsewhere.</summary>
static class OpenDocument
{
    const string Family = "application/vnd.oasis.opendocument.";

    static readonly string[] Documents = [Family + "text", Family + "spreadsheet", Family + "presentation"];
    static readonly string[] MacroFolders = ["Basic/", "Scripts/", "Dialogs/"];

    /// <summary>Elements that run or fetch something.</summary>
    static readonly HashSet<string> Harmful =
        ["script", "event-listener", "dde-source", "dde-connection", "dde-connection-decl", "object-ole", "plugin", "applet", "floating-frame", "section-source", "table-source", "cell-range-source", "database-source-sql", "auto-reload"];

    public static bool Holds(IReadOnlyList<ZipEntry> entries) => entries is [{ Name: "mimetype" }, ..];

    public static FileContent Read(FileBytes file, IReadOnlyList<ZipEntry> entries, Unpacking unpacking)
    {
        if (entries.Select(e => e.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < entries.Count)
            throw new FlawedException(Flaws.Ambiguous("The document holds a part twice"));
        var type = Encoding.Latin1.GetString(Markup.Pass(file, entries[0], unpacking));
        if (entries[0].IsPacked || !Documents.Contains(type)) throw new FlawedException(Flaws.Unsupported("The file is an archive or a template, and no document, table or presentation."));
        if (!entries.Any(e => e.Name == "content.xml")) throw new FlawedException(Flaws.Damaged("The document has no content."));
        var count = new PageCount();
        foreach (var entry in entries.Skip(1).Where(e => !e.IsFolder)) CheckPart(file, entry, unpacking, count);
        return new FileContent(type, FileClass.Document, Pages: type == Documents[0] ? count.Pages : null);
    }

    static void CheckPart(FileBytes file, ZipEntry entry, Unpacking unpacking, PageCount count)
    {
        if (MacroFolders.Any(f => entry.Name.StartsWith(f, StringComparison.OrdinalIgnoreCase)))
            throw new FlawedException(Flaws.Unsupported("The document holds macros; save it without them."));
        switch (entry.Name[(entry.Name.LastIndexOf('/') + 1)..])
        {
            case "content.xml" or "styles.xml" or "meta.xml":
                var meta = entry.Name == "meta.xml";
                Markup.Read(file, entry, unpacking, xml =>
                {
                    CheckElement(xml);
                    if (meta) count.SeeStatistic(xml);
                });
                break;
            case "manifest.xml":
                Markup.Read(file, entry, unpacking, CheckManifest, typed: true);
                break;
            default:
                Embedding.Check(Markup.Pass(file, entry, unpacking));
                break;
        }
    }

    static void CheckManifest(XmlReader xml)
    {
        if (xml.NodeType == XmlNodeType.Element && Markup.Plain(xml.Name) == "encryption-data") throw new FlawedException(Flaws.Locked);
    }

    /// <summary>Going from slide to slide, which a click may do.</summary>
    static bool OnlyShows(XmlReader xml) =>
        Markup.Attribute(xml, "language") is null && Markup.Attribute(xml, "macro-name") is null
        && Markup.Attribute(xml, "action") is "show" or "next-page" or "previous-page" or "first-page" or "last-page" or "last-visited-page" or "stop";

    static void CheckElement(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element) return;
        var name = Markup.Plain(xml.Name);
        if (Harmful.Contains(name) && !(name == "event-listener" && OnlyShows(xml))) throw new FlawedException(Flaws.Unsafe($"something that runs or fetches by itself ('{name}')"));
        if (!xml.HasAttributes || name == "template" || Markup.Attribute(xml, "href") is not { Length: > 0 } target) return;
        if (name == "a" ? !Embedding.IsPlainLink(target) : Embedding.IsElsewhere(target) || target.StartsWith("../", StringComparison.Ordinal))
            throw new FlawedException(Flaws.Unsafe("a link by which something outside of it is opened or fetched"));
    }
}
