using System.Globalization;
using System.Text;
using Bazaar.Market;

namespace Bazaar.Art;

/// <summary>Writes one SVG drawing. Units are those of the view box; colours are #rrggbb.</summary>
public sealed class Ink(string key, int width = 800, int height = 600)
{
    readonly StringBuilder body = new();
    int rolls;
    int names;

    public int Width => width;

    public int Height => height;

    /// <summary>The next number from zero to one; the same sequence for the same key.</summary>
    public double Roll() => Seed.Number($"{key}:{rolls++}", 10_000) / 10_000.0;

    public double Roll(double from, double to) => from + (to - from) * Roll();

    public Ink Add(FormattableString markup)
    {
        body.Append(markup.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public Ink Rect(double x, double y, double w, double h, string fill, double round = 0, double opacity = 1) =>
        Add($"<rect x='{x:0.#}' y='{y:0.#}' width='{w:0.#}' height='{h:0.#}' rx='{round:0.#}' fill='{fill}' opacity='{opacity:0.##}'/>");

    public Ink Ellipse(double x, double y, double rx, double ry, string fill, double opacity = 1) =>
        Add($"<ellipse cx='{x:0.#}' cy='{y:0.#}' rx='{rx:0.#}' ry='{ry:0.#}' fill='{fill}' opacity='{opacity:0.##}'/>");

    public Ink Circle(double x, double y, double r, string fill, double opacity = 1) => Ellipse(x, y, r, r, fill, opacity);

    public Ink Ring(double x, double y, double rx, double ry, string stroke, double thick, double opacity = 1) =>
        Add($"<ellipse cx='{x:0.#}' cy='{y:0.#}' rx='{rx:0.#}' ry='{ry:0.#}' fill='none' stroke='{stroke}' stroke-width='{thick:0.#}' opacity='{opacity:0.##}'/>");

    public Ink Shape(string path, string fill, double opacity = 1) =>
        Add($"<path d='{path}' fill='{fill}' opacity='{opacity:0.##}'/>");

    public Ink Line(string path, string stroke, double thick, double opacity = 1) =>
        Add($"<path d='{path}' fill='none' stroke='{stroke}' stroke-width='{thick:0.#}' stroke-linecap='round' stroke-linejoin='round' opacity='{opacity:0.##}'/>");

    /// <summary>A vertical run from one colour to another; returns what to fill with.</summary>
    public string Fade(string top, string bottom, double slant = 0)
    {
        var name = $"f{names++}";
        Add($"<linearGradient id='{name}' x1='0' y1='0' x2='{slant:0.##}' y2='1'><stop offset='0' stop-color='{top}'/><stop offset='1' stop-color='{bottom}'/></linearGradient>");
        return $"url(#{name})";
    }

    /// <summary>A glow that fades out; returns what to fill with.</summary>
    public string Glow(string color, double strength)
    {
        var name = $"g{names++}";
        Add($"<radialGradient id='{name}'><stop offset='0' stop-color='{color}' stop-opacity='{strength:0.##}'/><stop offset='1' stop-color='{color}' stop-opacity='0'/></radialGradient>");
        return $"url(#{name})";
    }

    /// <summary>What is drawn inside is cut off at the outline of a path.</summary>
    public Ink Inside(string path, Action draw)
    {
        var name = $"c{names++}";
        Add($"<clipPath id='{name}'><path d='{path}'/></clipPath><g clip-path='url(#{name})'>");
        draw();
        return Add($"</g>");
    }

    public Ink Turned(double degrees, double x, double y, Action draw)
    {
        Add($"<g transform='rotate({degrees:0.#} {x:0.#} {y:0.#})'>");
        draw();
        return Add($"</g>");
    }

    public Ink Moved(double x, double y, double scale, Action draw)
    {
        Add($"<g transform='translate({x:0.#} {y:0.#}) scale({scale:0.###})'>");
        draw();
        return Add($"</g>");
    }

    /// <summary>A path; numbers in the text are written the same in every culture.</summary>
    public static string Path(FormattableString d) => d.ToString(CultureInfo.InvariantCulture);

    /// <summary>A soft curve through points (Catmull-Rom, written as cubic Béziers).</summary>
    public static string Curve(IReadOnlyList<(double X, double Y)> points, bool move = true)
    {
        var path = new StringBuilder(move ? Path($"M{points[0].X:0.#} {points[0].Y:0.#}") : "");
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var (before, from, to) = (points[Math.Max(i - 1, 0)], points[i], points[i + 1]);
            var after = points[Math.Min(i + 2, points.Count - 1)];
            path.Append(Path($"C{from.X + (to.X - before.X) / 6:0.#} {from.Y + (to.Y - before.Y) / 6:0.#} {to.X - (after.X - from.X) / 6:0.#} {to.Y - (after.Y - from.Y) / 6:0.#} {to.X:0.#} {to.Y:0.#}"));
        }

        return path.ToString();
    }

    public override string ToString() =>
        $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' height='{height}'>{body}</svg>";
}
