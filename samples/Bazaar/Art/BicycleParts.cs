namespace Bazaar.Art;

/// <summary>Close views of what a workshop works on.</summary>
static class BicycleParts
{
    public static void Drivetrain(Ink ink)
    {
        Bench(ink, "#2f4f55", "#274248");
        Gear(ink, 250, 330, 168, 40, "#d8d2c4", "#b7b0a0");
        ink.Circle(250, 330, 104, "#2f4f55");
        for (var i = 0; i < 5; i++)
            ink.Turned(i * 72, 250, 330, () => ink.Shape("M232 330L240 214h20L268 330z", "#c3bcac").Circle(250, 222, 8, "#7d776a"));
        ink.Circle(250, 330, 44, "#a59e8f").Circle(250, 330, 18, "#3c3a36");
        foreach (var (r, teeth, light) in new[] { (112.0, 28, "#8d8f8c"), (94, 24, "#a3a5a1"), (76, 19, "#b9bab5"), (58, 15, "#cfcfc9"), (42, 11, "#e3e2dc") })
            Gear(ink, 600, 330, r, teeth, light, "#6f716e");
        ink.Circle(600, 330, 18, "#3c3a36");
        Chain(ink, "M258 160L596 264", 17);
        Chain(ink, "M256 500L604 398", 17);
        ink.Shape("M640 500q60 -20 70 -70l20 8q-6 74 -78 92z", "#26282a").Circle(652, 512, 22, "#3b3e40").Circle(716, 432, 18, "#3b3e40");
    }

    public static void Brake(Ink ink)
    {
        Bench(ink, "#d9ccb9", "#c9baa4");
        ink.Circle(360, 320, 226, "#000000", 0.12).Circle(350, 310, 226, "#c9ccc8").Circle(350, 310, 150, "#d2c5b1");
        for (var i = 0; i < 36; i++)
        {
            var (angle, r) = (Math.Tau * i / 36, i % 3 == 0 ? 206 : i % 3 == 1 ? 188 : 170);
            ink.Circle(350 + Math.Cos(angle) * r, 310 + Math.Sin(angle) * r, 9, "#a39a8b");
        }

        for (var i = 0; i < 6; i++)
            ink.Turned(i * 60, 350, 310, () => ink.Shape("M334 310L352 154h22L372 310z", "#3a4a4f"));
        ink.Circle(350, 310, 66, "#3a4a4f").Circle(350, 310, 34, "#e3e0d6").Circle(350, 310, 16, "#55595b");
        for (var i = 0; i < 6; i++)
            ink.Turned(i * 60 + 30, 350, 310, () => ink.Circle(350, 262, 7, "#d7b36a"));
        ink.Line("M560 170C700 90 690 20 730 -10", "#1f2426", 12);
        ink.Shape("M480 140q70 -40 116 20l26 60q10 40 -30 54l-70 10q-50 -70 -42 -144z", "#2f6f6a").Shape("M500 156q50 -26 82 18l16 40q-60 -4 -98 -58z", "#ffffff", 0.16);
        ink.Circle(530, 190, 12, "#e3e0d6").Circle(572, 238, 12, "#e3e0d6");
        ink.Shape("M640 420q40 60 0 84q-40 -24 0 -84z", "#d98b3a", 0.9).Ellipse(628, 470, 6, 12, "#ffffff", 0.5);
    }

    public static void Wheel(Ink ink)
    {
        Bench(ink, "#e6dfd2", "#d8cfbe");
        Tools(ink);
        ink.Shape("M310 600L350 330h22L362 600zM490 600L450 330h-22L438 600z", "#3a4a4f").Rect(250, 566, 300, 34, "#2c393d", 6);
        Bicycles.Wheel(ink, 400, 300, 232, "#23282b", 16, 32);
        ink.Rect(300, 512, 70, 12, "#d86f45", 4).Rect(430, 512, 70, 12, "#d86f45", 4).Circle(400, 300, 26, "#3a4a4f").Circle(400, 300, 11, "#e3e0d6");
        ink.Line("M400 84v34", "#d86f45", 8);
    }

    static void Bench(Ink ink, string wall, string below)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade(wall, below));
        for (var y = 30; y < 600; y += 60)
        {
            for (var x = 30; x < 800; x += 60)
                ink.Circle(x, y, 3, "#000000", 0.12);
        }
    }

    static void Tools(Ink ink)
    {
        ink.Turned(10, 90, 150, () => ink.Rect(82, 110, 18, 180, "#8d9496", 9).Ring(91, 104, 20, 20, "#8d9496", 12).Ring(91, 300, 16, 16, "#8d9496", 10));
        ink.Rect(690, 90, 12, 120, "#c9ccc8", 4).Rect(682, 200, 28, 110, "#d86f45", 10);
        ink.Rect(736, 120, 10, 110, "#c9ccc8", 4).Rect(729, 220, 24, 90, "#2f6f6a", 10);
        ink.Line("M60 420q50 -30 90 0l-12 60q-30 20 -66 0z", "#b8935f", 6).Line("M88 430v60M112 430v60", "#b8935f", 4);
    }

    static void Gear(Ink ink, double x, double y, double r, int teeth, string light, string edge)
    {
        var points = new List<string>();
        for (var i = 0; i < teeth * 4; i++)
        {
            var (angle, reach) = (Math.Tau * i / (teeth * 4), i % 4 < 2 ? r : r * 0.93);
            points.Add(Ink.Path($"{x + Math.Cos(angle) * reach:0.#} {y + Math.Sin(angle) * reach:0.#}"));
        }

        ink.Shape($"M{string.Join('L', points)}Z", light).Ring(x, y, r * 0.88, r * 0.88, edge, 2, 0.8);
    }

    static void Chain(Ink ink, string path, double thick) =>
        ink.Line(path, "#1f2426", thick)
            .Add($"<path d='{path}' fill='none' stroke='#9aa09e' stroke-width='{thick - 7}' stroke-dasharray='20 9' stroke-linecap='round'/>")
            .Add($"<path d='{path}' fill='none' stroke='#3a3f40' stroke-width='5' stroke-dasharray='1 28' stroke-linecap='round'/>");
}
