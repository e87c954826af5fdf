namespace Parley.Text.Normal;

/// <summary>
/// Letters, digits and signs that look like ASCII ones and that decomposition leaves alone. Taken from Unicode's confusables (UTS #39,
/// confusables.txt) by hand: what stands for a letter or digit in names, numbers and addresses. Russian and Greek words are folded as well,
/// and so are the words they are compared with; only what is compared with Latin words is changed by it.
/// </summary>
static class Confusables
{
    /// <summary>Pairs of a sign and what it becomes.</summary>
    const string Lookalikes =
        "аaеeоoрpсcуyхxіiѕsјjкkмmтtнhвbһhԁdԛqԝwәeүyԍgӏlꙇi" + // Cyrillic small letters
        "αaεeοoρpτtυuνvιiκkηnχxγyωwσoβbμuςc" + // Greek
        "օoսuոnցgհhյjզqԼl" + // Armenian
        "ɑaɡgıiɩiłlŁlđdðdøoØoħhŧtþpƅbɓbƈcɗdɠgƙkƥpƭtʋvƴyʐzɛeɔoǝeɐaɯmʇtʌvʍwɹrᴉiɥhʞkƽs" +
        "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpꞯqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz" + // small capitals
        "ǀ|∣|❘|｜|￨|│|╎|〇0○0◯0⚪0⭕0⓿0" +
        "∕/⁄/⧸/╱/÷/‐-‑-‒-–-—-―-−-﹣-˗-⁃-➖-" +
        "․.‧.·.•.∙.⋅.●.⚫.。.｡.．.﹒.•.・.‚,،,、,，,﹐," +
        "＠@﹫@‘'’'ʼ'′'‛'ʹ'´'`'“\"”\"«\"»\"„\"＃#﹟#：:﹕:∶:×x✕x✖x⨯x✗x" +
        "＿_‿_﹍_【[】]〔[〕]〈<〉>《<》>「\"」\"『\"』\"➕+ßsæaœo" +
        "ةهىيیيکكٱاگكپبۃه";

    static readonly Dictionary<int, char> Pictures = new()
    {
        [0x1F435] = '@', [0x1F412] = '@', [0x1F648] = '@', [0x1F300] = '@', // monkey, cyclone: what the sign is called
        [0x1F534] = '.', [0x1F535] = '.', [0x1F7E2] = '.', [0x1F7E0] = '.', [0x1F7E1] = '.', [0x1F7E3] = '.', [0x1F518] = '.',
        [0x1F590] = '✋', [0x1F91A] = '✋', [0x1F446] = '☝', [0x1F17E] = 'o', [0x1F52F] = '*',
    };

    public static readonly (char Sign, char Plain, Fold How)[] All = [.. Pairs()];

    public static char Emoji(int value) => Pictures.GetValueOrDefault(value, Folding.Nothing);

    static IEnumerable<(char, char, Fold)> Pairs()
    {
        for (var at = 0; at < Lookalikes.Length; at += 2)
        {
            var (sign, plain) = (Lookalikes[at], Lookalikes[at + 1]);
            var how = char.IsLetter(sign) && sign > 0x24f && sign is < '\u0600' or > '\u06ff' || plain == '0' ? Fold.Lookalike : Fold.None;
            yield return (sign, plain, how);
            var large = char.ToUpperInvariant(sign);
            if (large != sign && char.ToLowerInvariant(large) == sign) yield return (large, plain, how);
        }
        yield return ('\u0640', Folding.Nothing, Fold.Mark); // tatweel
        yield return ('\u00ad', Folding.Nothing, Fold.Hidden);
        yield return ('\u034f', Folding.Nothing, Fold.Hidden);
        yield return ('\u0130', 'i', Fold.None);
        yield return ('\u212a', 'k', Fold.Styled);
    }
}
