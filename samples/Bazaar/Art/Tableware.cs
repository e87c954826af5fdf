namespace Bazaar.Art;

/// <summary>A mug, plates and a teapot.</summary>
static class Tableware
{
    public static void Mug(Ink ink)
    {
        Vessels.Room(ink, "#dce3e6", "#cdd7dc", "#a9b7b3", "#98a8a4");
        ink.Rect(470, 100, 220, 170, "#f5f2ea", 4).Shape("M470 270V215Q520 165 570 210T690 190V270Z", "#4f7480").Circle(640, 145, 20, "#e5b073");
        Book(ink, 500, 450, 220, 22, "#b5614a");
        Book(ink, 516, 428, 190, 22, "#e6d6b4");
        Vessels.Shadow(ink, 330, 494, 130);
        ink.Line("M424 330C510 322 514 440 418 430", "#2f5260", 24).Line("M424 330C510 322 514 440 418 430", "#4a7282", 8, 0.6);
        var body = Vessels.Turned(330, [(104, 270), (105, 320), (103, 400), (94, 462), (76, 494)]);
        ink.Shape(body, ink.Fade("#4a7282", "#274754", 0.6));
        ink.Inside(body, () => ink.Shape("M200 440Q270 424 330 442T470 434V520H200Z", "#d8b892"));
        Vessels.Speckles(ink, body, 330, 440, 495, 100, "#8a6a48", 50);
        Vessels.Shine(ink, body, 262, 360, 14, 70);
        ink.Ellipse(330, 270, 104, 20, "#dfe8e6").Ellipse(330, 273, 95, 15, "#3c2a20");
        foreach (var (x, turn) in new[] { (296, 22), (332, -24), (366, 20) })
            ink.Line(Ink.Path($"M{x} 246c{turn} -34 {-turn} -56 0 -92c{turn * 0.7} -20 {-turn * 0.3} -34 4 -48"), "#ffffff", 7, 0.5);
    }

    public static void Plates(Ink ink)
    {
        ink.Rect(0, 0, 800, 600, ink.Fade("#c9b59a", "#b8a285"));
        for (var y = 40; y < 600; y += 92)
            ink.Line(Ink.Path($"M0 {y}Q200 {y + ink.Roll(-8, 8):0} 400 {y + 2}T800 {y - 3}"), "#8f7757", 2, 0.35);
        ink.Turned(-9, 400, 300, () => ink.Rect(170, 40, 470, 520, "#e9e3d5", 6).Rect(170, 40, 470, 520, "none").Line("M190 60H620V540H190Z", "#c9bea5", 2));
        Plate(ink, 300, 350, 200, "#6d8f97", "#a9c3c4");
        Plate(ink, 500, 250, 190, "#efe9dc", "#d9cdb6");
        Plate(ink, 505, 246, 112, "#6d8f97", "#a9c3c4");
        ink.Turned(12, 690, 330, () => ink.Rect(682, 190, 10, 300, "#e7e2d6", 5).Shape("M672 190q15 -96 30 0v60h-30z", "#e7e2d6").Line("M680 130v70M694 130v70M687 126v74", "#b39c7c", 3));
        ink.Turned(-22, 130, 150, () => ink.Ellipse(130, 110, 12, 44, "#7d9468").Ellipse(104, 140, 11, 38, "#93a97c").Ellipse(156, 140, 11, 38, "#6b8258").Line("M130 90V230", "#5a6d49", 4));

        static void Plate(Ink ink, double x, double y, double r, string glaze, string inner)
        {
            ink.Circle(x + 12, y + 16, r, "#000000", 0.18).Circle(x, y, r, glaze).Circle(x, y, r * 0.97, inner, 0.35);
            ink.Circle(x, y, r * 0.74, glaze).Circle(x, y, r * 0.72, inner);
            var tide = new List<(double, double)>();
            for (var angle = 0.0; angle <= Math.Tau + 0.01; angle += Math.Tau / 22)
                tide.Add((x + Math.Cos(angle) * r * (0.6 + 0.03 * Math.Sin(angle * 5)), y + Math.Sin(angle) * r * (0.6 + 0.03 * Math.Cos(angle * 4))));
            ink.Line(Ink.Curve(tide), "#ffffff", 4, 0.55).Ellipse(x - r * 0.35, y - r * 0.45, r * 0.3, r * 0.1, "#ffffff", 0.22);
        }
    }

    public static void Teapot(Ink ink)
    {
        Vessels.Room(ink, "#f0e3d6", "#e7d5c3", "#8c7460", "#7c6552");
        ink.Rect(520, 80, 170, 210, "#fffaf0", 3).Rect(534, 94, 142, 182, "#a9bfae", 2).Shape("M605 250q-60 -60 0 -130q60 70 0 130z", "#5f7f68").Line("M605 130V262", "#dfe8da", 3);
        Vessels.Shadow(ink, 390, 494, 190);
        ink.Line("M278 300C250 120 530 120 502 300", "#b98a55", 16).Line("M278 300C250 120 530 120 502 300", "#dcb483", 5, 0.7);
        ink.Shape("M520 350C590 350 590 270 640 262L652 280C620 300 620 420 520 440Z", ink.Fade("#f4efe6", "#cfc5b5"));
        var body = Vessels.Turned(390, [(60, 288), (96, 300), (150, 360), (150, 420), (112, 476), (80, 494)]);
        ink.Shape(body, ink.Fade("#faf6ee", "#d3c8b6", 0.7));
        ink.Inside(body, () => ink.Shape("M220 440Q300 415 390 438T560 428V520H220Z", "#6f8793", 0.9).Line("M220 440Q300 415 390 438T560 428", "#ffffff", 4, 0.5));
        Vessels.Speckles(ink, body, 390, 300, 494, 150, "#a5957c", 70);
        Vessels.Shine(ink, body, 286, 380, 16, 46);
        ink.Ellipse(390, 290, 66, 14, "#b8ab96").Shape(Vessels.Turned(390, [(12, 248), (30, 262), (62, 288)]), "#f4eee2").Circle(390, 242, 15, "#6f8793");
        ink.Line("M282 300h-8M498 300h8", "#8b6237", 18);
        Cup(ink, 170, 452);
        Cup(ink, 640, 462);

        static void Cup(Ink ink, double x, double y)
        {
            Vessels.Shadow(ink, x, y + 46, 54);
            ink.Shape(Vessels.Turned(x, [(50, y - 18), (48, y + 10), (30, y + 44)]), "#6f8793").Ellipse(x, y - 18, 50, 10, "#dfe6e4").Ellipse(x, y - 16, 44, 7, "#a8643a");
        }
    }

    static void Book(Ink ink, double x, double y, double w, double h, string color) =>
        ink.Rect(x, y, w, h, color, 3).Rect(x + w - 14, y + 3, 14, h - 6, "#f7f1e4");
}
