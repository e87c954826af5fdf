using System.Collections.Frozen;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>Endings of domains (IANA's root zone: all of countries, and the general ones in use), which of them are words, and what looks like a domain and is a file.</summary>
static class Domains
{
    const string Countries = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";
    const string General = "com net org info biz name pro edu gov mil int mobi app dev page shop store online site website web tech space xyz club live life blog art design studio gallery gift gifts boutique fashion jewelry clothing shoes coffee cafe bar pub restaurant kitchen house home garden toys games media photo photos pictures video music band news press email link click top vip win bid trade market markets sale deals discount promo world global today group team company agency solutions services support systems network digital cloud host hosting software academy school works zone city town land farm family love social chat pink red blue green black gold rocks fun ink wiki kids baby beauty salon hair skin fit health care dental dog pet wine beer pizza bike cars auto moto taxi travel tours holiday flights hotel camp ski surf golf run bingo casino bet poker loan cash money credit finance fund tax law legal expert guru ninja cool wtf lol sexy xxx adult dating cat eus gal paris london berlin koeln hamburg wien tirol bayern ruhr saarland nyc istanbul ist moscow tokyo osaka kyoto asia africa lat tel asso bzh alsace corsica amsterdam frl gent vlaanderen brussels scot wales irish swiss immo versicherung reise reisen kaufen handwerk schule tienda moda viajes maison";
    const string Other = "рф рус москва онлайн сайт дети ею бел укр みんな ストア セール コム 中国 中國 公司 网络 网店 商店 在线 台湾 香港 भारत السعودية امارات مصر شبكة موقع تونس";

    /// <summary>Endings that are words of a language: behind a full stop without a space they mostly begin a sentence.</summary>
    const string Words = "me no is it in so to at be my es de am do la us as et id pm al ma se si li na pa sa ne ni ca ci co by je ki nu vi ve eu st re sh mu ml ms mo va la im ai ee il my ge gu sc sm sr so to tv pl today here app cash cool fun home house red blue green black gold art love life live name pro shop store page photo photos pictures video sale deals market baby kids family works run care fit top win bar pub cafe news gift gifts ist pro gal eus mil design studio garden kitchen music games press support world web site link";
    const string Files = "pdf zip rar jpg jpeg png gif svg dxf ai eps psd tif tiff webp heic doc docx xls xlsx csv txt rtf odt mp3 mp4 mov avi wav stl obj step dwg cdr ttf otf html htm php js css json xml exe apk ics vcf gz tar 7z epub mobi pes dst exp jef vp3 hus sew studio3 cut brushset procreate pm";

    static readonly FrozenSet<string> Endings = Set($"{Countries} {General} {Other}");
    static readonly FrozenSet<string> WordEndings = Set(Words);
    static readonly FrozenSet<string> FileEndings = Set(Files);
    static readonly FrozenSet<string> SpokenEndings = Set("com net org shop store co de fr es it pl nl br uk ru cn jp in tr eu io me info biz online site app gg ly be ch at pt mx ar us dev xyz studio art рф ру ком");

    public static bool IsEnding(ReadOnlySpan<char> label) => Endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label) || label.StartsWith("xn--", StringComparison.Ordinal);

    public static bool IsWord(ReadOnlySpan<char> label) => WordEndings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label);

    public static bool IsFile(ReadOnlySpan<char> label) => FileEndings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label);

    /// <summary>Endings that people spell out ("dot com").</summary>
    public static bool IsSpoken(ReadOnlySpan<char> label) => SpokenEndings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label);

    static FrozenSet<string> Set(string words) => words.Split(' ').Select(w => new string(NormalText.Of(w).Signs)).ToFrozenSet(StringComparer.Ordinal);
}
