namespace Bazaar.Art;

/// <summary>A small face for each person: skin, hair, clothes and ground decided by the id.</summary>
static class Portrait
{
    static readonly string[] Grounds = ["#d9e4dd", "#f0dfcf", "#dbe3ee", "#ecdfe6", "#e8e6d0", "#d5e6e6", "#f0e2e0"];
    static readonly string[] Skins = ["#f2cfb4", "#e5b48f", "#c98f66", "#a46c47", "#7d4e33", "#f6dcc6"];
    static readonly string[] Hairs = ["#2b211d", "#4b3327", "#7a5233", "#b98546", "#9b9a97", "#8c3f2a", "#1b1c22"];
    static readonly string[] Clothes = ["#2f6f6a", "#b5614a", "#4a5f8a", "#8a6a9a", "#c79a4b", "#5f7f56", "#3c4650"];

    public static string Of(string id)
    {
        var ink = new Ink("portrait/" + id, 120, 120);
        string Pick(string[] from) => from[(int)(ink.Roll() * from.Length) % from.Length];
        var (skin, hair, clothes) = (Pick(Skins), Pick(Hairs), Pick(Clothes));
        ink.Rect(0, 0, 120, 120, Pick(Grounds));
        var cut = (int)(ink.Roll() * 5);
        if (cut is 0 or 3)
            ink.Shape("M30 62C26 16 94 16 90 62L96 108H24Z", hair);
        ink.Shape("M14 122Q18 90 60 88Q102 90 106 122Z", clothes).Shape("M48 72h24v18q-12 12 -24 0z", skin).Shape("M48 82q12 10 24 0v5q-12 11 -24 0z", "#000000", 0.12);
        ink.Ellipse(60, 56, 24, 28, skin);
        switch (cut)
        {
            case 0: ink.Shape("M34 58C30 22 88 18 86 58C78 50 72 44 66 36C58 46 46 50 34 58Z", hair); break;
            case 1: ink.Shape("M35 52C32 20 90 18 85 52C82 40 74 36 60 37C46 36 38 40 35 52Z", hair); break;
            case 2: ink.Circle(60, 20, 13, hair).Shape("M35 54C32 22 88 22 85 54C78 40 68 36 60 36C52 36 42 40 35 54Z", hair); break;
            case 3: ink.Shape("M35 60C30 20 92 22 85 60C84 44 70 42 50 34C44 42 38 46 35 60Z", hair); break;
            default:
                for (var i = 0; i < 9; i++)
                    ink.Circle(36 + i * 6, 36 - Math.Sin(i * Math.PI / 8) * 12, 10, hair);
                break;
        }

        ink.Circle(51, 58, 2.4, "#2a211d").Circle(69, 58, 2.4, "#2a211d").Line("M53 70q7 6 14 0", "#9a4f3f", 2.2);
        if (ink.Roll() < 0.28)
            ink.Ring(51, 58, 7, 7, "#3c3a38", 1.8).Ring(69, 58, 7, 7, "#3c3a38", 1.8).Line("M58 57h4", "#3c3a38", 1.8);
        ink.Ellipse(45, 66, 4.5, 3, "#e0705c", 0.22).Ellipse(75, 66, 4.5, 3, "#e0705c", 0.22);
        return ink.ToString();
    }
}

/// <summary>The signs of the marketplace and of its vendors.</summary>
static class Emblem
{
    public static string? Of(string id)
    {
        var ink = new Ink("emblem/" + id, 120, 120);
        switch (id)
        {
            case "bazaar":
                ink.Rect(0, 0, 120, 120, "#1f6f5c", 28).Shape("M22 50L32 26H88L98 50Z", "#f6efe0");
                for (var i = 0; i < 4; i++)
                    ink.Shape(Ink.Path($"M{22 + i * 19} 50h19v6a9.5 9.5 0 0 1 -19 0z"), i % 2 == 0 ? "#e8b765" : "#f6efe0");
                ink.Line("M32 66V96H88V66", "#f6efe0", 7).Rect(52, 74, 16, 22, "#f6efe0", 3);
                break;
            case "nordlicht":
                ink.Rect(0, 0, 120, 120, "#274754").Line("M10 52Q34 20 58 42T112 26", "#7fd1b6", 7, 0.9).Line("M8 36Q36 8 64 28T114 14", "#b7a4e0", 5, 0.7);
                ink.Shape("M28 62H92Q90 96 60 98Q30 96 28 62Z", "#e9dfcc").Rect(48, 96, 24, 6, "#e9dfcc", 2).Line("M32 74Q60 84 88 74", "#c28e62", 5);
                break;
            case "kettenwerk":
                ink.Rect(0, 0, 120, 120, "#f0c75e");
                for (var i = 0; i < 12; i++)
                    ink.Turned(i * 30, 60, 60, () => ink.Rect(54, 14, 12, 18, "#2a2f33", 3));
                ink.Ring(60, 60, 28, 28, "#2a2f33", 13).Circle(60, 60, 9, "#2a2f33");
                break;
            case "hinterland":
                ink.Rect(0, 0, 120, 120, "#dfe5d0").Circle(86, 32, 14, "#f2b877");
                Landscape.Pine(ink, 28, 94, 66, "#5f7f56");
                Landscape.Pine(ink, 98, 94, 52, "#5f7f56");
                ink.Shape("M32 96L62 36L92 96Z", "#33403c").Shape("M50 96L62 68L74 96Z", "#ffdf9a").Rect(0, 94, 120, 26, "#8fa06d");
                break;
            default:
                return null;
        }

        return ink.ToString();
    }
}
