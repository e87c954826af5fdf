namespace Bazaar.Art;

/// <summary>What landscapes are made of: ridges, trees, clouds, stars.</summary>
static class Landscape
{
    /// <summary>A range of hills across the picture, filled to its bottom.</summary>
    public static void Ridge(Ink ink, double y, double rough, string color, bool sharp = false)
    {
        var points = new List<(double X, double Y)>();
        for (var x = -60.0; x <= ink.Width + 60; x += sharp ? 62 : 110)
            points.Add((x, y + ink.Roll(-rough, rough)));
        var top = sharp ? "M" + string.Join('L', points.Select(p => Ink.Path($"{p.X:0.#} {p.Y:0.#}"))) : Ink.Curve(points);
        ink.Shape(top + Ink.Path($"L{ink.Width + 60} {ink.Height}L-60 {ink.Height}Z"), color);
    }

    public static void Pines(Ink ink, double y, int count, double from, double to, double size, string color)
    {
        for (var i = 0; i < count; i++)
            Pine(ink, from + (to - from) * (i + ink.Roll(0.1, 0.9)) / count, y + ink.Roll(-6, 10), size * ink.Roll(0.7, 1.25), color);
    }

    public static void Pine(Ink ink, double x, double y, double h, string color)
    {
        var w = h * 0.24;
        ink.Shape(Ink.Path($"M{x:0.#} {y - h:0.#}l{w * 0.6:0.#} {h * 0.36:0.#}h{-w * 0.25:0.#}l{w * 0.45:0.#} {h * 0.28:0.#}h{-w * 0.25:0.#}l{w * 0.45:0.#} {h * 0.3:0.#}h{-w * 2:0.#}l{w * 0.45:0.#} {-h * 0.3:0.#}h{-w * 0.25:0.#}l{w * 0.45:0.#} {-h * 0.28:0.#}h{-w * 0.25:0.#}z"), color);
        ink.Rect(x - h * 0.02, y - h * 0.07, h * 0.04, h * 0.08, "#4a3a2c");
    }

    public static void Crown(Ink ink, double x, double y, double r, string dark, string light)
    {
        for (var i = 0; i < 7; i++)
            ink.Circle(x + Math.Cos(i * 0.9) * r * 0.55, y + Math.Sin(i * 0.9) * r * 0.4, r * ink.Roll(0.45, 0.6), dark);
        for (var i = 0; i < 6; i++)
            ink.Circle(x + ink.Roll(-0.6, 0.4) * r, y + ink.Roll(-0.6, 0.2) * r, r * ink.Roll(0.16, 0.3), light, 0.7);
    }

    public static void Cloud(Ink ink, double x, double y, double s, double opacity = 0.8) =>
        ink.Ellipse(x, y, 70 * s, 16 * s, "#ffffff", opacity).Ellipse(x - 24 * s, y - 12 * s, 30 * s, 20 * s, "#ffffff", opacity).Ellipse(x + 18 * s, y - 16 * s, 34 * s, 24 * s, "#ffffff", opacity);

    public static void Stars(Ink ink, int count, double bottom)
    {
        for (var i = 0; i < count; i++)
            ink.Circle(ink.Roll(0, 800), ink.Roll(0, bottom), ink.Roll(0.7, 2.2), "#ffffff", ink.Roll(0.4, 0.95));
    }

    /// <summary>A house seen from its gable: walls of boards, a roof, a door and lit windows.</summary>
    public static void House(Ink ink, double x, double y, double w, double h, string wall, string roof, bool lit)
    {
        var glass = lit ? "#ffd787" : "#dfe9e8";
        ink.Rect(x + w * 0.72, y - h - w * 0.62, w * 0.1, w * 0.4, "#6b5a50");
        ink.Shape(Ink.Path($"M{x} {y}V{y - h}L{x + w / 2} {y - h - w * 0.5}L{x + w} {y - h}V{y}Z"), wall);
        for (var b = x + w / 9; b < x + w - 2; b += w / 9)
            ink.Line(Ink.Path($"M{b:0.#} {y}V{y - h - w * 0.02}"), "#000000", 1.2, 0.16);
        ink.Line(Ink.Path($"M{x - w * 0.09} {y - h + w * 0.09}L{x + w / 2} {y - h - w * 0.5}L{x + w * 1.09} {y - h + w * 0.09}"), roof, w * 0.07);
        ink.Rect(x + w * 0.12, y - h * 0.78, w * 0.26, h * 0.4, glass).Line(Ink.Path($"M{x + w * 0.25} {y - h * 0.78}v{h * 0.4}M{x + w * 0.12} {y - h * 0.58}h{w * 0.26}"), roof, 2.5);
        ink.Rect(x + w * 0.58, y - h * 0.72, w * 0.24, h * 0.72, roof).Rect(x + w * 0.63, y - h * 0.64, w * 0.14, h * 0.22, glass).Circle(x + w / 2, y - h - w * 0.16, w * 0.07, glass);
    }

    public static void Ripples(Ink ink, double top, double bottom, int count, string color, double opacity = 0.35)
    {
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (ink.Roll(-40, 760), ink.Roll(top, bottom));
            ink.Line(Ink.Path($"M{x:0} {y:0}h{ink.Roll(30, 130):0}"), color, ink.Roll(1.5, 4), opacity);
        }
    }
}
