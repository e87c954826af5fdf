namespace Bazaar.Art;

/// <summary>A house in the dunes, a boat on a canal, a house in a tree and one among fruit trees.</summary>
static class Shores
{
    public static void Dune(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#a8cfdf", "#f1eadb"));
        Landscape.Cloud(ink, 180, 120, 1.4);
        Landscape.Cloud(ink, 620, 80, 1);
        ink.Rect(0, 290, 800, 130, ink.Fade("#6fa7b5", "#9cc5c6"));
        Landscape.Ripples(ink, 296, 380, 22, "#ffffff", 0.5);
        ink.Shape("M560 262l44 26h-66zM580 200v62l-36 -6z", "#ffffff").Shape("M586 206l28 52h-28z", "#f0e6d4");
        ink.Shape("M0 420Q120 350 260 392T560 372T820 402V600H0Z", "#ecd9b0");
        ink.Ellipse(330, 470, 170, 12, "#000000", 0.1);
        ink.Rect(240, 372, 230, 96, "#f4f1e8").Shape("M222 376L262 318H450L490 376Z", "#5c6e74").Rect(420, 296, 22, 40, "#a8604a");
        for (var i = 0; i < 3; i++)
            ink.Rect(258 + i * 50, 392, 40, 50, "#8fb9c6", 2).Line(Ink.Path($"M{278 + i * 50} 392v50"), "#ffffff", 3);
        ink.Rect(414, 392, 38, 76, "#c9694c", 2).Circle(445, 432, 3, "#f4e2b4").Rect(226, 464, 258, 12, "#b99c72");
        ink.Shape("M-10 600V500Q140 430 330 492T620 470T820 486V610Z", "#e2c994").Shape("M-10 600V560Q200 500 420 556T820 540V610Z", "#d5b87e");
        for (var i = 0; i < 90; i++)
        {
            var (x, y) = (ink.Roll(0, 800), ink.Roll(480, 600));
            if (x is < 230 or > 520 || y > 545)
                ink.Line(Ink.Path($"M{x:0} {y:0}q{ink.Roll(2, 14):0} {-ink.Roll(20, 44):0} {ink.Roll(14, 34):0} {-ink.Roll(30, 58):0}"), i % 3 == 0 ? "#7f9160" : "#9dab74", 2.6, 0.85);
        }

        for (var i = 0; i < 6; i++)
            ink.Rect(560 + i * 36, 440 + i * 9, 7, 44, "#a58a66", 2);
        ink.Line("M562 452L744 498", "#a58a66", 4);
    }

    public static void Houseboat(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#d9e8dc", "#f3f0dc"));
        Landscape.Ridge(ink, 300, 18, "#b7cba6");
        for (var x = 40; x < 800; x += 150)
            Landscape.Crown(ink, x + ink.Roll(-20, 20), 270, 70, "#8fae80", "#a9c498");
        ink.Rect(0, 350, 800, 20, "#7c9a5e").Rect(0, 366, 800, 234, ink.Fade("#88b0a6", "#4f7f80"));
        ink.Shape("M170 330H610V430H170Z", "#c9694c").Rect(156, 314, 468, 20, "#43393a", 4);
        for (var i = 0; i < 4; i++)
            ink.Rect(196 + i * 78, 352, 54, 46, "#ffe9b8", 6).Line(Ink.Path($"M{223 + i * 78} 352v46"), "#f6f1e4", 4).Rect(190 + i * 78, 402, 66, 10, "#7a4a2e", 2).Ellipse(210 + i * 78, 400, 14, 8, "#6f9a5c").Ellipse(236 + i * 78, 400, 14, 8, "#e7a0a8");
        ink.Rect(520, 350, 58, 80, "#2f4f55", 3).Circle(570, 394, 3.5, "#f4e2b4");
        ink.Shape("M110 430H680Q660 492 600 492H190Q130 492 110 430Z", "#2f3f46").Rect(106, 424, 578, 14, "#e9dfc9", 3);
        ink.Rect(470, 246, 20, 70, "#43393a").Line("M480 240q14 -26 -4 -48t6 -46", "#ffffff", 9, 0.55);
        ink.Rect(230, 300, 60, 10, "#b99c72").Line("M236 310v-34h48v34M310 314v-70", "#8d6a48", 5).Shape("M262 250Q310 200 358 250Z", "#e7c06a");
        foreach (var (x, y) in new[] { (90.0, 520.0), (140, 536), (690, 520) })
            ink.Ellipse(x, y, 20, 9, "#7a5a3c").Circle(x + 16, y - 10, 8, "#3f6b4a").Shape(Ink.Path($"M{x + 23} {y - 11}l9 3l-9 3z"), "#e8a83c");
        Willow(ink, 730, 360);
        Landscape.Ripples(ink, 500, 592, 22, "#ffffff", 0.35);
        ink.Shape("M170 496H610L590 540H200Z", "#c9694c", 0.16);
    }

    public static void Treehouse(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#e8efd9", "#d3e0bd"));
        for (var i = 0; i < 10; i++)
            ink.Rect(ink.Roll(0, 800), 60, ink.Roll(12, 26), 540, "#a9bb93", 0, 0.55);
        ink.Rect(0, 520, 800, 80, ink.Fade("#93a86d", "#75904f"));
        Trunk(ink, 270, 46);
        Trunk(ink, 540, 54);
        ink.Line("M540 330Q620 280 690 300M270 300Q190 250 120 262", "#75665a", 20);
        ink.Rect(226, 380, 372, 18, "#7f6040", 3).Line("M280 450L330 396M530 450L480 396", "#7f6040", 11);
        ink.Shape("M290 380V270H520V380Z", "#b98352").Shape("M268 276L405 176L542 276Z", "#4f5d4a");
        for (var x = 312; x < 520; x += 23)
            ink.Line(Ink.Path($"M{x} 272V380"), "#8d5f39", 1.5, 0.5);
        ink.Circle(352, 320, 29, "#4f5d4a").Circle(352, 320, 22, "#ffe6a8").Line("M352 298v44M330 320h44", "#4f5d4a", 4).Rect(436, 300, 50, 80, "#4f5d4a", 3).Rect(446, 310, 30, 32, "#ffe6a8", 2);
        for (var x = 232; x <= 592; x += 30)
            ink.Line(Ink.Path($"M{x} 380v-38"), "#8d6a48", 4);
        ink.Line("M230 342H290M520 342H596", "#8d6a48", 6).Line("M412 398L388 560M446 398L424 560", "#8d6a48", 7);
        for (var y = 416; y < 556; y += 20)
            ink.Line(Ink.Path($"M{411 - (y - 398) * 0.148:0} {y}h33"), "#8d6a48", 5);
        foreach (var (x, y, r) in new[] { (110.0, 150.0, 130.0), (280, 90, 130), (470, 70, 130), (650, 120, 140), (740, 240, 90), (60, 270, 80) })
            Landscape.Crown(ink, x, y, r, ink.Roll() > 0.5 ? "#6f9152" : "#7fa05e", "#a9c47c");
        ink.Ellipse(690, 290, 15, 20, "#8a6d50").Circle(684, 280, 6, "#fff3d0").Circle(697, 280, 6, "#fff3d0").Circle(684, 280, 2.5, "#2a211a").Circle(697, 280, 2.5, "#2a211a");
        for (var i = 0; i < 30; i++)
            ink.Turned(ink.Roll(-40, 40), 400, 900, () => ink.Ellipse(400 + ink.Roll(-60, 60), ink.Roll(340, 400) + 200, 4, 12, "#5d7a3e", 0.7));
    }

    public static void Orchard(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#bfe0e6", "#f4f1dc"));
        Landscape.Cloud(ink, 150, 100, 1.2);
        Landscape.Cloud(ink, 520, 70, 0.9);
        Landscape.Ridge(ink, 330, 24, "#b5cf9b");
        Landscape.Ridge(ink, 380, 12, "#98bb78");
        Apple(ink, 110, 420, 84);
        Apple(ink, 700, 410, 96);
        ink.Rect(0, 450, 800, 150, ink.Fade("#86ad62", "#6b964c"));
        ink.Ellipse(400, 476, 240, 14, "#000000", 0.15);
        ink.Rect(220, 310, 300, 150, "#e9dcc0").Shape("M204 314L240 250H512L536 314Z", "#5b6b57");
        for (var y = 326; y < 460; y += 17)
            ink.Line(Ink.Path($"M220 {y}H520"), "#b9a67f", 1.5, 0.5);
        ink.Rect(244, 340, 76, 62, "#8fb9c6", 3).Line("M282 340v62M244 371h76", "#fffaf0", 5).Rect(352, 336, 54, 124, "#c26a4a", 3).Rect(362, 348, 34, 40, "#ffe6a8", 2).Rect(434, 340, 62, 62, "#8fb9c6", 3).Line("M465 340v62", "#fffaf0", 5);
        ink.Shape("M516 330L640 350V362H516Z", "#5b6b57").Rect(516, 452, 130, 12, "#a9835c", 2).Line("M634 360v94", "#a9835c", 7).Rect(206, 458, 324, 12, "#7f6040", 2);
        ink.Circle(260, 478, 17, "#3a3a38").Circle(470, 478, 17, "#3a3a38").Circle(260, 478, 7, "#b9b7ae").Circle(470, 478, 7, "#b9b7ae");
        ink.Line("M560 452v-24h40v24", "#8d6a48", 5).Line("M590 428l14 -26", "#8d6a48", 4);
        ink.Rect(120, 500, 84, 44, "#b08a58", 3).Line("M120 514h84M120 530h84", "#87643a", 3);
        for (var i = 0; i < 7; i++)
            ink.Circle(130 + i * 11, 498 - i % 2 * 6, 9, i % 3 == 0 ? "#e7b64a" : "#cf4f3c");
        for (var i = 0; i < 60; i++)
            ink.Circle(ink.Roll(0, 800), ink.Roll(500, 595), ink.Roll(1.5, 3.5), i % 2 == 0 ? "#ffffff" : "#f3d25e", 0.85);

        static void Apple(Ink ink, double x, double y, double r)
        {
            ink.Line(Ink.Path($"M{x} {y + 60}q6 -60 0 -{r}"), "#75563a", 20);
            Landscape.Crown(ink, x, y - r, r, "#6f9a4f", "#93b96c");
            for (var i = 0; i < 12; i++)
                ink.Circle(x + ink.Roll(-0.8, 0.8) * r, y - r + ink.Roll(-0.6, 0.6) * r, 7, "#d4503c");
        }
    }

    static void Trunk(Ink ink, double x, double w) =>
        ink.Shape(Ink.Path($"M{x - w / 2} 0L{x - w * 0.6} 560q-30 12 -40 24h{w + 90}q-20 -10 -30 -24L{x + w / 2} 0z"), "#85766a")
            .Line(Ink.Path($"M{x - 8} 40q8 120 0 240M{x + 10} 200q-6 160 2 330"), "#6b5d52", 4, 0.6);

    static void Willow(Ink ink, double x, double y)
    {
        ink.Line(Ink.Path($"M{x} {y}q-20 -90 6 -200"), "#6b5a44", 24);
        for (var i = 0; i < 26; i++)
        {
            var at = x - 130 + i * 10;
            ink.Line(Ink.Path($"M{x + (at - x) * 0.3:0} {y - 240}Q{at:0} {y - 250} {at + ink.Roll(-8, 8):0} {y - ink.Roll(-50, 60):0}"), i % 2 == 0 ? "#7f9f5c" : "#94b36e", 6, 0.8);
        }
    }
}
