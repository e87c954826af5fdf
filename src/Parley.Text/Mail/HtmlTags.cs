using System.Collections.Frozen;

namespace Parley.Text.Mail;

/// <summary>The elements that make a difference to a mail's text.</summary>
enum HtmlTag : byte
{
    Other,
    A,
    B,
    Blockquote,
    Body,
    Br,
    Center,
    Div,
    Dl,
    Font,
    Form,
    Head,
    Heading,
    Hr,
    Html,
    I,
    Img,
    Input,
    Li,
    Link,
    Meta,
    Ol,
    P,
    Pre,

    /// <summary>What is in it is no text.</summary>
    Raw,
    Section,
    Span,
    Table,
    Tbody,
    Td,
    Tr,
    U,
    Ul,
}

/// <summary>How elements stand in a text.</summary>
static class HtmlTags
{
    static readonly FrozenDictionary<string, HtmlTag>.AlternateLookup<ReadOnlySpan<char>> Known = All().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static HtmlTag Of(ReadOnlySpan<char> name) => name switch
    {
        "p" or "P" => HtmlTag.P,
        "br" or "BR" => HtmlTag.Br,
        _ => Known.TryGetValue(name, out var tag) ? tag : HtmlTag.Other,
    };

    /// <summary>Stands on lines of its own.</summary>
    public static bool IsBlock(HtmlTag tag) => tag is HtmlTag.Blockquote or HtmlTag.Body or HtmlTag.Center or HtmlTag.Div or HtmlTag.Dl or HtmlTag.Form or HtmlTag.Heading or HtmlTag.Hr or HtmlTag.Html or HtmlTag.Li or HtmlTag.Ol
        or HtmlTag.P or HtmlTag.Pre or HtmlTag.Section or HtmlTag.Table or HtmlTag.Tbody or HtmlTag.Tr or HtmlTag.Ul;

    /// <summary>A blank line is above it.</summary>
    public static bool IsApart(HtmlTag tag) => tag is HtmlTag.P or HtmlTag.Heading or HtmlTag.Blockquote or HtmlTag.Pre or HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Table;

    /// <summary>Has no content.</summary>
    public static bool IsVoid(HtmlTag tag) => tag is HtmlTag.Br or HtmlTag.Hr or HtmlTag.Img or HtmlTag.Input or HtmlTag.Link or HtmlTag.Meta;

    static Dictionary<string, HtmlTag> All()
    {
        var all = new Dictionary<string, HtmlTag>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in Enum.GetValues<HtmlTag>())
            if (tag is not (HtmlTag.Other or HtmlTag.Heading or HtmlTag.Raw)) all[tag.ToString()] = tag;
        foreach (var name in (string[])["h1", "h2", "h3", "h4", "h5", "h6"]) all[name] = HtmlTag.Heading;
        foreach (var name in (string[])["article", "aside", "header", "footer", "main", "nav", "figure", "address", "dd", "dt", "fieldset"]) all[name] = HtmlTag.Section;
        foreach (var name in (string[])["style", "script", "title", "noscript", "xmp", "iframe", "template", "svg", "xml"]) all[name] = HtmlTag.Raw;
        all["th"] = HtmlTag.Td;
        all["strong"] = HtmlTag.B;
        all["em"] = HtmlTag.I;
        all["thead"] = all["tfoot"] = HtmlTag.Tbody;
        all["base"] = all["col"] = HtmlTag.Link;
        return all;
    }
}
