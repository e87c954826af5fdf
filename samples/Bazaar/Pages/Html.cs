using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Bazaar.Pages;

/// <summary>
/// A piece of a page that may go out as it is. <c>Html.Of($"&lt;p&gt;{name}&lt;/p&gt;")</c> takes the literal parts as
/// markup and encodes every hole, unless the hole is a piece of a page itself.
/// </summary>
public readonly record struct Html(string Value) : IResult
{
    public static readonly Html Nothing = new("");

    public static Html Of(Writer writer) => new(writer.ToString());

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Value)));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        return httpContext.Response.WriteAsync(Value, httpContext.RequestAborted);
    }

    public override string ToString() => Value;

    /// <summary>Collects an interpolated string; the compiler calls it.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Writer(int literalLength, int formattedCount)
    {
        static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        readonly StringBuilder text = new(literalLength + formattedCount * 16);

        public void AppendLiteral(string markup) => text.Append(markup);

        public void AppendFormatted(Html piece) => text.Append(piece.Value);

        public void AppendFormatted(Html? piece) => text.Append(piece?.Value);

        public void AppendFormatted(IEnumerable<Html> pieces) => text.Append(Join(pieces).Value);

        public void AppendFormatted(string? value) => text.Append(value is null ? "" : Encoder.Encode(value));

        public void AppendFormatted<T>(T value) =>
            AppendFormatted(Convert.ToString(value, CultureInfo.InvariantCulture));

        public override string ToString() => text.ToString();
    }
}
