namespace Bazaar.Art;

/// <summary>Lamps and candles, in the evening.</summary>
static class Lights
{
    public static void TableLamp(Ink ink)
    {
        Vessels.Room(ink, "#4a4f52", "#3c4043", "#7a5a42", "#624733");
        ink.Ellipse(400, 300, 420, 340, ink.Glow("#ffd79a", 0.75));
        ink.Rect(110, 120, 150, 200, "#3a3d40", 3).Rect(122, 132, 126, 176, "#6c7f86", 2).Shape("M122 308V250L165 205L200 240L248 190V308Z", "#40545c").Circle(210, 165, 14, "#e9dcc0");
        Vessels.Shadow(ink, 400, 496, 120);
        ink.Rect(392, 250, 16, 70, "#b08a52");
        var foot = Vessels.Turned(400, [(30, 308), (70, 340), (98, 400), (88, 460), (60, 496)]);
        ink.Shape(foot, ink.Fade("#e3c79f", "#a98159", 0.5));
        ink.Inside(foot, () =>
        {
            for (var y = 322; y < 496; y += 15)
                ink.Line(Ink.Path($"M290 {y}Q400 {y + 22} 510 {y}"), "#8a6542", 4, 0.45);
        });
        Vessels.Shine(ink, foot, 345, 400, 14, 56);
        ink.Shape("M318 110H482L548 268H252Z", ink.Fade("#fff3d8", "#ffd694"));
        for (var x = 330; x <= 470; x += 14)
            ink.Line(Ink.Path($"M{x} 110L{400 + (x - 400) * 1.85:0} 268"), "#e7b873", 1.2, 0.4);
        ink.Ellipse(400, 110, 82, 9, "#fffaf0").Ellipse(400, 268, 148, 12, "#fff0cc");
        ink.Rect(560, 440, 120, 16, "#5f7f86", 2).Rect(570, 424, 104, 16, "#c9bfa9", 2).Ellipse(620, 418, 36, 7, "#2d2f31").Ring(606, 415, 16, 8, "#d9c9a4", 3).Ring(640, 415, 16, 8, "#d9c9a4", 3);
    }

    public static void Pendant(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#2f3a3d", "#465357"));
        ink.Ellipse(400, 330, 460, 360, ink.Glow("#ffe2b0", 0.7));
        ink.Shape("M240 330L560 330L760 600H40Z", ink.Fade("#ffe9bf", "#ffd88e"), 0.16);
        ink.Line("M400 0V150", "#1d2426", 4).Rect(388, 140, 24, 26, "#b08a52", 4);
        var bell = Vessels.Turned(400, [(20, 160), (64, 180), (118, 236), (146, 300), (158, 334)]);
        ink.Shape(bell, ink.Fade("#fffdf6", "#ffe4b2"));
        ink.Inside(bell, () =>
        {
            for (var y = 176; y < 336; y += 11)
                ink.Line(Ink.Path($"M230 {y}Q400 {y + 16} 570 {y}"), "#e9bd7a", 2, 0.4);
        });
        ink.Ellipse(400, 334, 158, 18, "#fff2d2").Circle(400, 332, 22, "#ffffff");
        ink.Ellipse(400, 560, 360, 60, "#5b4636").Ellipse(400, 552, 360, 60, "#7b5f48").Ellipse(400, 548, 250, 38, "#ffd99b", 0.25);
        foreach (var (x, color) in new[] { (300.0, "#d18f6d"), (500, "#8fa7a3") })
            ink.Shape(Vessels.Turned(x, [(44, 508), (40, 524), (24, 548)]), color).Ellipse(x, 508, 44, 8, "#f0e6d4");
        ink.Shape(Vessels.Turned(400, [(10, 448), (9, 474), (34, 510), (30, 540), (22, 548)]), "#4f7480").Line("M400 448q-10 -50 6 -84", "#708a5e", 4).Ellipse(388, 396, 8, 18, "#8aa673").Ellipse(416, 380, 8, 18, "#9ab884");
    }

    public static void Candles(Ink ink)
    {
        Vessels.Room(ink, "#54504f", "#454140", "#9c8168", "#846a53");
        ink.Ellipse(330, 200, 300, 260, ink.Glow("#ffcf8a", 0.65)).Ellipse(490, 290, 260, 220, ink.Glow("#ffcf8a", 0.5));
        Holder(ink, 330, 360, 494, 92, "#c8b79b", "#8e7a5c", 200);
        Holder(ink, 492, 430, 500, 88, "#6d8f97", "#45636b", 190);
        ink.Ellipse(640, 496, 60, 14, "#000000", 0.15).Rect(580, 470, 112, 22, "#b5614a", 3).Rect(584, 474, 104, 14, "#efe2c6", 2);
        for (var i = 0; i < 6; i++)
            ink.Turned(-64 + i * 6, 200, 500, () => ink.Rect(198, 420, 4, 80, "#d9c4a0", 2).Circle(200, 418, 5, "#8a3b2c"));

        static void Holder(Ink ink, double x, double top, double bottom, double r, string light, string dark, double candle)
        {
            Vessels.Shadow(ink, x, bottom, r);
            ink.Rect(x - 14, top - candle, 28, candle, ink.Fade("#fff4dd", "#e9d9b8"), 5).Line(Ink.Path($"M{x} {top - candle}v-14"), "#3a2c22", 3);
            ink.Shape(Ink.Path($"M{x} {top - candle - 66}q26 36 0 56q-26 -20 0 -56z"), "#ffc05a").Shape(Ink.Path($"M{x} {top - candle - 40}q12 16 0 28q-12 -12 0 -28z"), "#fff4d0");
            var body = Vessels.Turned(x, [(26, top - 12), (24, top + 10), (30, (top + bottom) / 2), (r * 0.8, bottom - 18), (r, bottom)]);
            ink.Shape(body, ink.Fade(light, dark, 0.5)).Ellipse(x, top - 12, 26, 6, dark).Rect(x - 14, top - 30, 28, 20, "#eadab9");
            Vessels.Speckles(ink, body, x, top, bottom, r, dark, 40);
            Vessels.Shine(ink, body, x - 22, (top + bottom) / 2 + 8, 7, 26);
        }
    }
}
