namespace Bazaar.Art;

/// <summary>Cabins by the lake, on the mountain, under the lights and among pines.</summary>
static class Places
{
    public static void Lake(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#f3d6bd", "#f7ecdd"));
        ink.Circle(230, 190, 52, "#f5b98a");
        Landscape.Cloud(ink, 560, 110, 1.3, 0.6);
        Landscape.Cloud(ink, 90, 90, 0.8, 0.5);
        Landscape.Ridge(ink, 270, 40, "#b6c3bf");
        Landscape.Ridge(ink, 310, 26, "#8fa8a2");
        Landscape.Pines(ink, 372, 16, -10, 460, 90, "#4f7268");
        Landscape.Pines(ink, 376, 12, 380, 820, 120, "#3d5f57");
        ink.Rect(0, 372, 800, 228, ink.Fade("#a9c1bd", "#5f8386"));
        ink.Ellipse(230, 400, 46, 8, "#f8d3ac", 0.7).Ellipse(230, 430, 30, 6, "#f8d3ac", 0.5).Ellipse(230, 462, 40, 5, "#f8d3ac", 0.4);
        ink.Shape("M440 372H820V420Q640 436 440 372Z", "#6d8560");
        Landscape.House(ink, 520, 398, 150, 84, "#9c5a3f", "#3b2d26", lit: true);
        ink.Shape("M524 412h140l-10 60h-120z", "#9c5a3f", 0.25);
        ink.Shape("M470 412h46l-150 116h-74z", "#a9835c").Line("M330 528v34M392 470v30M470 424v24", "#6d5238", 8);
        for (var i = 0; i < 9; i++)
            ink.Line(Ink.Path($"M{302 + i * 20} {524 - i * 13}l{64 - i * 3} 0"), "#7f6040", 2, 0.6);
        ink.Shape("M120 500h130q-14 34 -40 34h-60q-24 0 -30 -34z", "#b5614a").Shape("M120 500h130l-4 8h-122z", "#e7cfae").Line("M150 500l-40 46M215 500l46 40", "#7f6040", 4);
        Landscape.Ripples(ink, 400, 590, 26, "#ffffff");
    }

    public static void Alp(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#8fb7d3", "#e4eef0"));
        Peak(ink, 250, 90, 420, 330, "#7f97a8");
        Peak(ink, 560, 50, 430, 380, "#6c8698");
        ink.Rect(0, 350, 800, 250, ink.Fade("#eef4f4", "#d5e3e3"), 0, 0.9);
        for (var i = 0; i < 11; i++)
            Landscape.Cloud(ink, ink.Roll(0, 800), ink.Roll(352, 410), ink.Roll(1, 2), 0.85);
        ink.Shape("M-10 600V470Q180 400 400 436T810 420V600Z", ink.Fade("#8fae6f", "#6c8f55"));
        Landscape.Pines(ink, 452, 5, 20, 230, 110, "#44694f");
        Landscape.Pines(ink, 440, 3, 640, 790, 100, "#3d6049");
        Landscape.House(ink, 360, 458, 190, 92, "#8a5a38", "#4a3426", lit: false);
        ink.Rect(352, 440, 206, 22, "#a3a49c", 3);
        for (var i = 0; i < 9; i++)
            ink.Ellipse(364 + i * 23, 451 + i % 2 * 3, 10, 7, "#8b8c84");
        for (var i = 0; i < 46; i++)
            ink.Circle(ink.Roll(0, 800), ink.Roll(490, 595), ink.Roll(2, 4.5), (i % 3) switch { 0 => "#f3d25e", 1 => "#ffffff", _ => "#c98fc0" }, 0.9);
        ink.Line("M60 600Q160 520 300 506T400 462", "#d9cba6", 12, 0.8);
    }

    public static void Aurora(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#0c1630", "#24405a"));
        Landscape.Stars(ink, 120, 380);
        foreach (var (y, color, wide) in new[] { (150.0, "#57e0a5", 130.0), (210, "#4fc3c9", 90), (110, "#9d7be0", 70) })
        {
            var points = Enumerable.Range(0, 9).Select(i => (X: i * 112.0 - 50, Y: y + ink.Roll(-60, 60))).ToList();
            var low = points.Select(p => (p.X, p.Y + wide)).Reverse().ToList();
            ink.Shape(Ink.Curve(points) + Ink.Path($"L{low[0].X:0} {low[0].Item2:0}") + Ink.Curve(low, move: false) + "Z", ink.Fade(color, "#24405a"), 0.42);
            foreach (var (x, top) in points)
                ink.Line(Ink.Path($"M{x + 30:0} {top:0}v{wide * 0.9:0}"), color, 16, 0.13);
        }

        Landscape.Ridge(ink, 370, 50, "#1f3347", sharp: true);
        Landscape.Ridge(ink, 430, 20, "#dfe9ef");
        Landscape.Pines(ink, 470, 9, -20, 300, 150, "#16293a");
        Landscape.Pines(ink, 470, 8, 560, 830, 140, "#1a3041");
        ink.Ellipse(430, 440, 200, 120, ink.Glow("#ffce85", 0.55));
        ink.Shape("M320 490L440 270L560 490Z", "#2b211c").Shape("M344 484L440 308L536 484Z", "#ffcf7f").Line("M440 308V484M392 396H488M366 444H514", "#5a3f28", 5);
        ink.Line("M312 496L440 262L568 496", "#f2f6f8", 12);
        ink.Rect(0, 484, 800, 116, ink.Fade("#e6eef3", "#b9cbd8")).Shape("M400 486h80l60 114H330z", "#ffdf9f", 0.45);
        ink.Ellipse(640, 500, 60, 14, "#4a3426").Ellipse(640, 496, 52, 9, "#7fb4bd").Line("M620 480q6 -18 0 -36M644 476q6 -20 0 -40M664 482q6 -16 0 -32", "#ffffff", 5, 0.4);
    }

    public static void PineHut(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#dfe5d6", "#f2eedd"));
        ink.Circle(560, 150, 60, "#faf3d8");
        Landscape.Pines(ink, 420, 22, -20, 820, 170, "#b4c4ab");
        Landscape.Pines(ink, 455, 14, -20, 820, 240, "#84a07f");
        ink.Rect(0, 440, 800, 160, ink.Fade("#a8ad7c", "#7f8a5b"));
        Landscape.Pines(ink, 500, 3, -40, 240, 360, "#45664f");
        Landscape.Pines(ink, 500, 2, 600, 820, 400, "#3c5b47");
        ink.Ellipse(410, 506, 190, 14, "#000000", 0.16);
        ink.Shape("M262 502L410 196L558 502Z", "#33403c").Shape("M300 502L410 274L520 502Z", "#c08a5a");
        for (var y = 300; y < 502; y += 17)
            ink.Line(Ink.Path($"M{410 - (y - 274) * 0.482:0} {y}H{410 + (y - 274) * 0.482:0}"), "#8d5f39", 1.5, 0.5);
        ink.Shape("M382 356L410 298L438 356Z", "#ffe3a3").Rect(374, 404, 72, 98, "#33403c", 3).Rect(384, 414, 52, 46, "#ffe3a3").Line("M410 414v46", "#33403c", 4);
        ink.Rect(330, 498, 160, 14, "#8d6a48", 2).Rect(318, 510, 184, 12, "#75563a", 2);
        ink.Rect(470, 226, 18, 60, "#55504a").Line("M480 220q-16 -30 6 -54t0 -58", "#ffffff", 10, 0.5);
        for (var i = 0; i < 12; i++)
            ink.Circle(590 + i % 4 * 22 - i / 4 * 6, 494 - i / 4 * 19, 11, "#c9a273").Ring(590 + i % 4 * 22 - i / 4 * 6, 494 - i / 4 * 19, 5, 5, "#8d6a48", 1.5);
        for (var i = 0; i < 40; i++)
            ink.Line(Ink.Path($"M{ink.Roll(0, 800):0} {ink.Roll(530, 600):0}q2 -14 {ink.Roll(-6, 8):0} -20"), "#66733f", 2.5, 0.7);
    }

    static void Peak(Ink ink, double x, double top, double y, double half, string rock)
    {
        ink.Shape(Ink.Path($"M{x - half} {y}L{x - half * 0.4} {top + (y - top) * 0.42}L{x - half * 0.24} {top + (y - top) * 0.36}L{x} {top}L{x + half * 0.3} {top + (y - top) * 0.38}L{x + half * 0.44} {top + (y - top) * 0.36}L{x + half} {y}Z"), rock);
        ink.Shape(Ink.Path($"M{x} {top}L{x + half * 0.3} {top + (y - top) * 0.38}L{x + half * 0.16} {top + (y - top) * 0.32}L{x + half * 0.05} {top + (y - top) * 0.46}L{x - half * 0.06} {top + (y - top) * 0.3}L{x - half * 0.17} {top + (y - top) * 0.4}L{x - half * 0.24} {top + (y - top) * 0.36}Z"), "#f6fafb");
        ink.Shape(Ink.Path($"M{x} {top}L{x + half * 0.3} {top + (y - top) * 0.38}L{x + half * 0.44} {top + (y - top) * 0.36}L{x + half} {y}H{x + half * 0.3}Z"), "#000000", 0.1);
    }
}
