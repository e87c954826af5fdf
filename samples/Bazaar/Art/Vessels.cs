namespace Bazaar.Art;

/// <summary>Vases and bowls, turned like on a wheel: a profile on the right, mirrored to the left.</summary>
static class Vessels
{
    public static void TallVase(Ink ink)
    {
        Room(ink, "#dfe6e4", "#cfd9d6", "#b98d66", "#a87c57");
        ink.Circle(560, 210, 120, "#f0ede2", 0.7);
        Branch(ink, 400, 170, -16, 190, "#6b5b45", "#d98f74");
        Branch(ink, 404, 170, 9, 230, "#6b5b45", "#e0a58d");
        var body = Turned(400, [(30, 160), (26, 190), (40, 240), (70, 320), (74, 390), (56, 460), (44, 492)]);
        Shadow(ink, 400, 494, 120);
        ink.Shape(body, ink.Fade("#3f5b68", "#27404d", 0.6));
        Glaze(ink, body, "#6fa3a6", 150, 292, 26);
        Shine(ink, body, 352, 330, 16, 150);
        ink.Ellipse(400, 160, 30, 7, "#1d313b");
        Pebble(ink, 560, 500, 46, "#e8e1d2");
        Pebble(ink, 618, 508, 24, "#c7b9a2");
    }

    public static void BottleVase(Ink ink)
    {
        Room(ink, "#efe6d8", "#e6dac7", "#8a9a84", "#7b8c76");
        ink.Rect(110, 90, 190, 240, "#faf5ea", 4).Rect(124, 104, 162, 212, "#d8b48c", 2);
        ink.Shape("M124 316L124 250Q170 205 210 250T286 235L286 316Z", "#b5835a").Circle(240, 160, 24, "#f6e3c2");
        Branch(ink, 470, 250, 12, 200, "#7a6a4f", "#cdb98f", grass: true);
        Branch(ink, 466, 250, -8, 220, "#7a6a4f", "#d8c7a0", grass: true);
        Branch(ink, 468, 250, 28, 170, "#7a6a4f", "#bfa878", grass: true);
        var body = Turned(468, [(20, 248), (17, 290), (26, 320), (92, 370), (112, 425), (84, 480), (58, 496)]);
        Shadow(ink, 468, 497, 140);
        ink.Shape(body, ink.Fade("#7d9468", "#4d6446", 0.5));
        Speckles(ink, body, 468, 250, 500, 115, "#32452f", 120);
        Shine(ink, body, 405, 415, 18, 60);
        ink.Ellipse(468, 248, 20, 5, "#33442e");
    }

    public static void FruitBowl(Ink ink)
    {
        Room(ink, "#e9e3dc", "#ded5ca", "#c9a57e", "#b8936c");
        Window(ink, 90, 70);
        Shadow(ink, 420, 500, 230);
        foreach (var (x, y, r, color) in new[]
        {
            (330.0, 330.0, 54.0, "#e39a3b"), (432, 312, 60, "#d9822b"), (525, 335, 50, "#e8ad4f"), (385, 300, 42, "#c9562f"), (482, 292, 40, "#eab65c"),
        })
        {
            ink.Circle(x, y, r, color).Circle(x - r * 0.3, y - r * 0.35, r * 0.28, "#ffffff", 0.25);
        }

        ink.Shape("M470 256q26 -30 58 -22q-14 30 -58 22z", "#6c8a4f");
        var body = Turned(420, [(240, 338), (232, 372), (190, 440), (118, 488), (84, 500)]);
        ink.Shape(body, ink.Fade("#d9c3a5", "#a98a68", 0.4));
        ink.Inside(body, () =>
        {
            ink.Rect(150, 330, 560, 46, "#f4efe4");
            ink.Line("M180 378Q300 392 420 381T660 377", "#f4efe4", 12);
        });
        Speckles(ink, body, 420, 380, 500, 230, "#7c6247", 90);
        Shine(ink, body, 255, 400, 16, 40);
    }

    public static void StackedBowls(Ink ink)
    {
        Room(ink, "#e3ddd6", "#d7cfc5", "#7f6a5a", "#705c4d");
        ink.Rect(0, 150, 800, 16, "#b79a7c").Rect(0, 166, 800, 8, "#000000", 0, 0.12);
        foreach (var (x, color) in new[] { (120.0, "#c98d6b"), (190, "#e6ded0"), (640, "#7d9aa0") })
            ink.Shape(Turned(x, [(34, 96), (32, 112), (24, 138), (16, 150)]), color);
        Plant(ink, 540, 150);
        Shadow(ink, 390, 500, 190);
        Bowl(ink, 390, 412, "#8fa7a3", "#66817e");
        Bowl(ink, 394, 346, "#e9e0cf", "#cbbda5");
        Bowl(ink, 387, 280, "#d18f6d", "#ac6a4a");
        ink.Turned(-18, 640, 470, () =>
        {
            ink.Rect(560, 478, 150, 12, "#e8d9bb", 6).Ellipse(712, 484, 36, 22, "#e8d9bb").Ellipse(712, 481, 27, 14, "#cdb993");
        });

        static void Bowl(Ink ink, double x, double y, string light, string dark)
        {
            var body = Turned(x, [(150, y), (146, y + 22), (112, y + 66), (70, y + 86), (62, y + 88)]);
            ink.Shape(body, ink.Fade(light, dark, 0.5));
            Speckles(ink, body, x, y, y + 90, 150, dark, 36);
            ink.Ellipse(x, y, 150, 16, dark).Ellipse(x, y + 2, 141, 12, light, 0.55);
            Shine(ink, body, x - 104, y + 34, 14, 18);
        }
    }

    /// <summary>A wall, a table, and light from the left.</summary>
    public static void Room(Ink ink, string wall, string wallBelow, string table, string tableBelow)
    {
        ink.Rect(0, 0, ink.Width, ink.Height, ink.Fade(wall, wallBelow));
        ink.Shape("M0 0L330 0L120 470L0 470Z", "#ffffff", 0.16);
        ink.Rect(0, 470, ink.Width, 130, ink.Fade(table, tableBelow)).Rect(0, 470, ink.Width, 3, "#ffffff", 0, 0.25);
    }

    public static string Turned(double x, IReadOnlyList<(double R, double Y)> profile)
    {
        var right = profile.Select(p => (x + p.R, p.Y)).ToList();
        var left = profile.Reverse().Select(p => (x - p.R, p.Y)).ToList();
        return Ink.Curve(right) + Ink.Path($"L{left[0].Item1:0.#} {left[0].Y:0.#}") + Ink.Curve(left, move: false) + "Z";
    }

    public static void Shadow(Ink ink, double x, double y, double r) =>
        ink.Ellipse(x + r * 0.28, y, r, r * 0.1, "#000000", 0.16).Ellipse(x + r * 0.1, y, r * 0.6, r * 0.06, "#000000", 0.18);

    public static void Shine(Ink ink, string body, double x, double y, double rx, double ry) =>
        ink.Inside(body, () => ink.Turned(6, x, y, () => ink.Ellipse(x, y, rx, ry, "#ffffff", 0.2)));

    public static void Speckles(Ink ink, string body, double x, double top, double bottom, double r, string color, int count) =>
        ink.Inside(body, () =>
        {
            for (var i = 0; i < count; i++)
                ink.Circle(x + ink.Roll(-r, r), ink.Roll(top, bottom), ink.Roll(0.8, 2.6), color, ink.Roll(0.25, 0.7));
        });

    static void Glaze(Ink ink, string body, string color, double top, double line, double drip) =>
        ink.Inside(body, () =>
        {
            var edge = new List<(double, double)>();
            for (var x = 300.0; x <= 500; x += 18)
                edge.Add((x, line + ink.Roll(-drip, drip)));
            ink.Shape(Ink.Curve(edge) + Ink.Path($"L500 {top}L300 {top}Z"), color, 0.9);
            ink.Line(Ink.Curve(edge), "#dfeeea", 3, 0.5);
        });

    static void Branch(Ink ink, double x, double y, double lean, double length, string wood, string leaf, bool grass = false) =>
        ink.Turned(lean, x, y, () =>
        {
            ink.Line(Ink.Path($"M{x} {y}q{ink.Roll(-14, 14):0.#} {-length / 2} 0 {-length}"), wood, grass ? 2.5 : 4);
            for (var i = 0; i < (grass ? 16 : 9); i++)
            {
                var at = y - length * (grass ? 0.55 + 0.45 * i / 16 : 0.25 + 0.75 * i / 9);
                var side = i % 2 == 0 ? 1 : -1;
                var size = grass ? 11 : ink.Roll(12, 19);
                ink.Turned(side * (grass ? 24 : 48), x, at, () =>
                    ink.Ellipse(x, at - size, size * (grass ? 0.24 : 0.48), size, leaf, ink.Roll(0.8, 1)));
            }
        });

    static void Pebble(Ink ink, double x, double y, double r, string color)
    {
        ink.Ellipse(x + 8, y + r * 0.3, r, r * 0.2, "#000000", 0.15);
        ink.Ellipse(x, y, r, r * 0.42, color).Ellipse(x - r * 0.2, y - r * 0.12, r * 0.5, r * 0.14, "#ffffff", 0.35);
    }

    static void Plant(Ink ink, double x, double y)
    {
        for (var lean = -60; lean <= 60; lean += 20)
            ink.Turned(lean, x, y - 40, () => ink.Ellipse(x, y - 84, 11, 46, lean % 40 == 0 ? "#6f8d62" : "#85a276"));
        ink.Shape(Turned(x, [(36, y - 50), (34, y - 30), (24, y)]), "#c8805c");
    }

    static void Window(Ink ink, double x, double y)
    {
        ink.Rect(x, y, 190, 250, "#fbf8f1", 4);
        foreach (var (dx, dy) in new[] { (12, 12), (101, 12), (12, 131), (101, 131) })
            ink.Rect(x + dx, y + dy, 77, 107, ink.Fade("#bcd3dc", "#dbe8e4"), 2);
        ink.Rect(x - 14, y + 250, 218, 12, "#fbf8f1", 3);
    }
}
