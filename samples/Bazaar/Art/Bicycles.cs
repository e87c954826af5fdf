namespace Bazaar.Art;

/// <summary>Whole bicycles in front of a workshop, a garden or a hill.</summary>
static class Bicycles
{
    const double Ground = 500;

    public static void City(Ink ink)
    {
        Yard(ink, "#e8d9c6", "#d9c5ad", "#b7695a");
        Bicycle(ink, "#2f6f6a", "#1f2a2c", upright: true, fat: 9);
        ink.Line("M250 250h-64v-52h92", "#6b5136", 5).Shape("M168 196h120l-14 62h-92z", "#c69a63").Line("M172 214h112M176 232h104", "#8d6638", 3);
        foreach (var (x, color) in new[] { (190, "#d9654f"), (216, "#efc15a"), (244, "#d9654f"), (266, "#f3e6d0") })
            ink.Circle(x, 188, 13, color).Circle(x, 188, 4, "#6b4b2c");
    }

    public static void Electric(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#cfe0e2", "#eaf0ea"));
        for (var i = 0; i < 9; i++)
        {
            var h = ink.Roll(150, 290);
            ink.Rect(i * 92 - 10, 440 - h, 84, h + 10, i % 2 == 0 ? "#b9cbcb" : "#a9bebf");
            for (var y = 460 - h; y < 420; y += 34)
                ink.Rect(i * 92 + 6, y, 14, 18, "#e9f0e6").Rect(i * 92 + 36, y, 14, 18, ink.Roll() > 0.7 ? "#f2d79c" : "#e9f0e6");
        }

        ink.Rect(0, 440, 800, 160, "#8fa3a0").Rect(0, 440, 800, 8, "#7b908d").Rect(0, 530, 800, 6, "#e4e8df", 0, 0.7);
        Bicycle(ink, "#d86f45", "#23282b", upright: true, fat: 12);
        ink.Turned(37, 415, 365, () => ink.Rect(400, 262, 34, 146, "#2a2f33", 10).Rect(408, 276, 18, 8, "#6fd08c", 3));
        ink.Circle(418, 432, 30, "#2a2f33").Circle(418, 432, 16, "#484f55");
    }

    public static void Road(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#f4d9c4", "#f7ebdd"));
        ink.Circle(600, 170, 62, "#f6b27f");
        Landscape.Ridge(ink, 330, 60, "#d9a58c");
        Landscape.Ridge(ink, 390, 40, "#b9826f");
        Landscape.Ridge(ink, 440, 20, "#8b6a63");
        ink.Rect(0, 470, 800, 130, "#6d5a5a").Line("M0 545H800", "#f1e3d0", 5, 0.6);
        Bicycle(ink, "#3b4a78", "#241f26", upright: false, fat: 5);
    }

    static void Yard(Ink ink, string wall, string wallBelow, string door)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade(wall, wallBelow));
        for (var y = 20; y < 450; y += 36)
        {
            for (var x = y / 36 % 2 * -46; x < 800; x += 92)
            {
                if (ink.Roll() < 0.22)
                    ink.Rect(x + 4, y + 4, 84, 28, "#ffffff", 3, 0.16);
            }
        }

        ink.Rect(560, 90, 180, 380, door, 8).Rect(580, 112, 140, 120, "#f1dfc2", 4).Line("M650 112v120M580 172h140", door, 6).Circle(582, 320, 8, "#efd9a8");
        ink.Rect(0, 460, 800, 140, "#a39486").Rect(0, 460, 800, 10, "#8c7d70");
        for (var i = 0; i < 14; i++)
            ink.Ellipse(ink.Roll(0, 800), ink.Roll(490, 590), ink.Roll(16, 40), 4, "#8c7d70", 0.5);
        ink.Shape("M60 470V330q40 -30 80 0v140z", "#7c8f6c", 0).Shape(Vessels.Turned(92, [(44, 400), (42, 430), (32, 470)]), "#b8714f");
        for (var lean = -50; lean <= 50; lean += 20)
            ink.Turned(lean, 92, 405, () => ink.Ellipse(92, 340, 12, 62, lean % 40 == 10 ? "#6d8a5c" : "#819f6e"));
    }

    /// <summary>Wheels at 230 and 590, the bottom bracket at 392, all on <see cref="Ground"/>.</summary>
    static void Bicycle(Ink ink, string frame, string dark, bool upright, double fat)
    {
        const double r = 104, hub = Ground - r;
        ink.Ellipse(410, Ground + 4, 300, 12, "#000000", 0.2);
        Wheel(ink, 222, hub, r, dark, fat, 20);
        Wheel(ink, 598, hub, r, dark, fat, 20);
        var thick = upright ? 13 : 11;
        var (seatX, seatY, headX, headY) = (348.0, upright ? 262.0 : 268.0, upright ? 548.0 : 545.0, upright ? 250.0 : 266.0);
        ink.Line(Ink.Path($"M222 {hub}L396 {hub + 26}L{seatX} {seatY}Z"), frame, thick - 4);
        ink.Line(Ink.Path($"M396 {hub + 26}L{headX + 6} {headY + 46}"), frame, thick + 2);
        ink.Line(upright ? Ink.Path($"M{seatX + 12} {seatY + 54}Q450 380 {headX} {headY + 16}") : Ink.Path($"M{seatX} {seatY + 6}L{headX} {headY + 8}"), frame, thick);
        ink.Line(Ink.Path($"M396 {hub + 26}L{seatX - 10} {seatY - 34}"), frame, thick).Line(Ink.Path($"M{headX - 6} {headY - 26}L{headX + 12} {headY + 62}Q{headX + 24} {hub - 40} 598 {hub}"), frame, thick);
        ink.Line(Ink.Path($"M{seatX - 9} {seatY - 30}l-6 -20"), "#c9ccc8", 8);
        ink.Shape(Ink.Path($"M{seatX - 58} {seatY - 62}q50 -10 104 4q8 8 -6 12q-40 2 -58 12q-44 8 -40 -28z"), dark);
        ink.Line(upright
            ? Ink.Path($"M{headX - 6} {headY - 24}q-4 -42 -16 -46q-34 -8 -62 14")
            : Ink.Path($"M{headX - 6} {headY - 24}h52q30 4 22 36q-8 22 -40 18"), dark, 10);
        if (upright)
        {
            ink.Line(Ink.Path($"M118 {hub - 26}A{r + 18} {r + 18} 0 0 1 318 {hub - 68}"), frame, 7).Line(Ink.Path($"M520 {hub - 96}A{r + 18} {r + 18} 0 0 1 714 {hub - 34}"), frame, 7);
            ink.Circle(headX + 22, headY + 18, 15, "#e9e4d6").Circle(headX + 26, headY + 18, 9, "#f7d98c");
        }

        ink.Line(Ink.Path($"M222 {hub - 14}L396 {hub + 2}M222 {hub + 14}L396 {hub + 50}"), "#55595b", 3);
        ink.Ring(396, hub + 26, 26, 26, "#55595b", 7).Circle(396, hub + 26, 9, dark).Circle(222, hub, 13, "#55595b");
        ink.Line(Ink.Path($"M396 {hub + 26}l34 42M396 {hub + 26}l-34 -42"), dark, 8).Rect(418, hub + 64, 34, 9, dark, 3).Rect(344, hub - 22, 34, 9, dark, 3);
    }

    public static void Wheel(Ink ink, double x, double y, double r, string tyre, double fat, int spokes)
    {
        for (var i = 0; i < spokes; i++)
        {
            var (angle, start) = (Math.Tau * i / spokes, Math.Tau * i / spokes + (i % 2 == 0 ? 1.2 : -1.2));
            ink.Line(Ink.Path($"M{x + Math.Cos(start) * r * 0.1:0.#} {y + Math.Sin(start) * r * 0.1:0.#}L{x + Math.Cos(angle) * r * 0.9:0.#} {y + Math.Sin(angle) * r * 0.9:0.#}"), "#8d9496", r / 80, 0.8);
        }

        ink.Ring(x, y, r - fat / 2, r - fat / 2, tyre, fat).Ring(x, y, r - fat - 3, r - fat - 3, "#c9ccc8", 5).Circle(x, y, r * 0.09, "#6b7173").Circle(x, y, r * 0.04, "#e3e5e2");
    }
}
