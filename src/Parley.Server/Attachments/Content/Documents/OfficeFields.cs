using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Parley.Attachments.Content;

/// <summary>Fields of a text document that run a program or fetch a file (DDE, INCLUDETEXT and their kin). An instruction may be spread over many runs.</summary>
sealed partial class OfficeFields
{
    const int Longest = 64 * 1024;

    readonly StringBuilder instruction = new();
    bool within;

    /// <summary>Takes each node of the part in turn.</summary>
    public void See(XmlReader xml)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element:
                var name = Markup.Plain(xml.Name);
                within = name is "instrText" && !xml.IsEmptyElement;
                if (name == "fldChar") Finish();
                if (name == "fldSimple") Check(Markup.Attribute(xml, "instr") ?? "");
                break;
            case XmlNodeType.EndElement:
                within = false;
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when within:
                instruction.Append(xml.Value);
                if (instruction.Length > Longest) throw new FlawedException(Flaws.TooComplex("A field of the document is too long."));
                break;
        }
    }

    /// <summary>An instruction ends where its result, another field or nothing more begins.</summary>
    void Finish()
    {
        Check(instruction.ToString());
        instruction.Clear();
    }

    static void Check(string instruction)
    {
        if (Harmful().IsMatch(instruction)) throw new FlawedException(Flaws.Unsafe("a field that starts a program or fetches a file"));
    }

    [GeneratedRegex(@"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDE|IMPORT|LINK|DATABASE)\b|\b(DDE|DDEAUTO)\b\s+\S", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Harmful();
}
