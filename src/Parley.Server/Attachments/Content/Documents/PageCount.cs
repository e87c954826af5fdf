using System.Globalization;
using System.Xml;

namespace Parley.Attachments.Content;

/// <summary>How many pages a document says it has; nonsense counts as nothing said.</summary>
sealed class PageCount
{
    const int Most = 100_000;
    bool inside;

    public int? Pages { get; private set; }

    /// <summary><c>docProps/app.xml</c> of Office Open XML: an element <c>Pages</c> with the number in it.</summary>
    public void SeeProperty(XmlReader xml)
    {
        if (inside && xml.NodeType == XmlNodeType.Text) Take(xml.Value);
        inside = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement && Markup.Plain(xml.Name) == "Pages";
    }

    /// <summary><c>meta.xml</c> of OpenDocument: <c>document-statistic</c> with <c>page-count</c>.</summary>
    public void SeeStatistic(XmlReader xml)
    {
        if (xml.NodeType == XmlNodeType.Element && Markup.Plain(xml.Name) == "document-statistic" && Markup.Attribute(xml, "page-count") is { } count) Take(count);
    }

    void Take(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pages) && pages is > 0 and <= Most) Pages = pages;
    }
}
