using System.Collections.Frozen;

namespace Parley.Text.Normal;

/// <summary>What a word means where digits are spelled out.</summary>
enum NumberPart : byte
{
    Unit,
    Teen,
    Ten,
    Hundred,
    Thousand,

    /// <summary>The next digit so many times ("double", "triple").</summary>
    Times,

    /// <summary>It may stand between digits without ending the number ("then", "and").</summary>
    Filler,
}

/// <summary>A word of a spelled number, with the languages it belongs to as bits.</summary>
readonly record struct NumberWord(NumberPart Part, int Value, int Languages);

/// <summary>
/// Digits and numbers as words in fourteen languages (Hindi in both scripts; Arabic and Russian also as they are typed in Latin letters),
/// folded. Fused numbers ("zweiundvierzig", "trentaquattro") are made from their parts.
/// </summary>
static class NumberWords
{
    /// <summary>The longest word that is looked for.</summary>
    public const int Longest = 22;

    /// <summary>Words that are numbers only among other numbers: they mean something else everywhere.</summary>
    const string Common = " do to on an set set. an. six. sat char das ek tri sei o oh per due ate as not us une un uno una um uma een ein eine en one dos das bir edin odin and y e i ve und et so ";

    /// <summary>Words among them that mostly stand behind a number as a preposition or a conjunction.</summary>
    const string Links = " do to on set an as us so per ate not en y e i ve und et and ein une sat oh due o ";

    static readonly string[] Languages =
    [
        // 0-9 | 10-19 | 20-90 | hundred | thousand | times two, three, four | fillers | two hundred to nine hundred
        "zero/oh/o/nought/naught/nil/ziro,one/won/wan,two,three,four/fower,five,six,seven,eight,nine/niner|ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen|twenty,thirty,forty/fourty,fifty,sixty,seventy,eighty,ninety|hundred/hundreds|thousand|double/dbl,triple/treble,quadruple|then/and/followed/by/next/plus/after/that/again/comma/dash/space/hyphen/minus/dot/point/digits/digit/more/finally/lastly/end/last",
        "cero/zero,uno/un/una,dos,tres,cuatro/quatro,cinco,seis/sies,siete,ocho,nueve|diez,once,doce,trece,catorce,quince,dieciseis,diecisiete,dieciocho,diecinueve|veinte,treinta,cuarenta,cincuenta,sesenta,setenta,ochenta,noventa|cien/ciento/cientos|mil|doble,triple,cuadruple|y/luego/despues/guion/punto/seguido/de/finalmente/final/al/por/ultimo|doscientos/doscientas,trescientos/trescientas,cuatrocientos,quinientos/quinientas,seiscientos,setecientos,ochocientos,novecientos",
        "null/nul,eins/ein/eine/eynz,zwei/zwo,drei,vier,fuenf/funf,sechs,sieben,acht,neun|zehn,elf,zwolf/zwoelf,dreizehn,vierzehn,funfzehn/fuenfzehn,sechzehn,siebzehn,achtzehn,neunzehn|zwanzig,dreisig/dreissig,vierzig,funfzig/fuenfzig,sechzig,siebzig,achtzig,neunzig|hundert|tausend|doppel/doppelt/zweimal,dreifach/dreimal,vierfach/viermal|und/dann/danach/strich/minus/punkt/gefolgt/von/zum/schluss/zuletzt/ende|zweihundert,dreihundert,vierhundert,funfhundert/fuenfhundert,sechshundert,siebenhundert,achthundert,neunhundert",
        "zero,un/une,deux,trois,quatre,cinq,six,sept,huit,neuf|dix,onze,douze,treize,quatorze,quinze,seize,dixsept,dixhuit,dixneuf|vingt/vingts,trente,quarante,cinquante,soixante,septante,huitante/octante,nonante|cent/cents|mille|double,triple,quadruple|et/puis/ensuite/apres/tiret/point/suivi/de/enfin/finalement|deuxcents,troiscents,quatrecents,cinqcents,sixcents,septcents,huitcents,neufcents",
        "zero,um/uma,dois/duas,tres,quatro,cinco,seis/meia,sete,oito,nove|dez,onze,doze,treze,catorze/quatorze,quinze,dezesseis/dezasseis,dezessete/dezassete,dezoito,dezenove/dezanove|vinte,trinta,quarenta,cinquenta,sessenta,setenta,oitenta,noventa|cem/cento|mil|duplo/dobro,triplo,quadruplo|e/depois/ponto/traco/tracinho/finalmente/final/no|duzentos,trezentos,quatrocentos,quinhentos,seiscentos,setecentos,oitocentos,novecentos",
        "zero,uno/un/una,due,tre,quattro,cinque,sei,sette,otto,nove|dieci,undici,dodici,tredici,quattordici,quindici,sedici,diciassette,diciotto,diciannove|venti,trenta,quaranta,cinquanta,sessanta,settanta,ottanta,novanta|cento|mila/mille|doppio,triplo,quadruplo|e/poi/punto/trattino/infine/alla/fine|duecento,trecento,quattrocento,cinquecento,seicento,settecento,ottocento,novecento",
        "zero,jeden/jedna,dwa/dwie,trzy,cztery,piec,szesc,siedem,osiem,dziewiec|dziesiec,jedenascie,dwanascie,trzynascie,czternascie,pietnascie,szesnascie,siedemnascie,osiemnascie,dziewietnascie|dwadziescia,trzydziesci,czterdziesci,piecdziesiat,szescdziesiat,siedemdziesiat,osiemdziesiat,dziewiecdziesiat|sto|tysiac|podwojne,potrojne,poczworne|i/potem/dalej/kreska/kropka|dwiescie,trzysta,czterysta,piecset,szescset,siedemset,osiemset,dziewiecset",
        "sifir,bir,iki,uc,dort,bes,alti,yedi,sekiz,dokuz|on|yirmi,otuz,kirk,elli,altmis,yetmis,seksen,doksan|yuz|bin|cift,uclu,dortlu|ve/sonra/nokta/tire",
        "nul,een/1tje,twee,drie,vier,vijf,zes,zeven,acht,negen|tien,elf,twaalf,dertien,veertien,vijftien,zestien,zeventien,achttien,negentien|twintig,dertig,veertig,vijftig,zestig,zeventig,tachtig,negentig|honderd|duizend|dubbel/dubbele,driedubbel/driedubbele,viermaal|en/dan/daarna/streepje/punt/gevolgd/door|tweehonderd,driehonderd,vierhonderd,vijfhonderd,zeshonderd,zevenhonderd,achthonderd,negenhonderd",
        "صفر/زيرو/sifr,واحد/wahid,اثنين/اثنان/اتنين/ithnan/ithnain,ثلاثة/ثلاث/تلاتة/thalatha,اربعة/اربع/arbaa,خمسة/خمس/khamsa,ستة/ست/sitta,سبعة/سبع/sabaa,ثمانية/ثماني/ثمان/تمانية/thamania,تسعة/تسع/tisaa|عشرة/عشر|عشرين/عشرون,ثلاثين/ثلاثون,اربعين/اربعون,خمسين/خمسون,ستين/ستون,سبعين/سبعون,ثمانين/ثمانون,تسعين/تسعون|مية/مئة/ميه|الف|دبل,تربل|ثم/بعدها/و/بعدين/شرطة|ميتين/مئتين,ثلاثمية/ثلاثمئة,اربعمية/اربعمئة,خمسمية/خمسمئة,ستمية/ستمئة,سبعمية/سبعمئة,ثمنمية/ثمانمئة,تسعمية/تسعمئة",
        "shunya/sunya/zero/sifar/शून्य/जीरो/ज़ीरो,ek/एक,do/दो,teen/tin/तीन,char/chaar/चार,panch/paanch/पांच/पाँच/पाच,chhe/che/chah/chhah/cheh/छह/छः/छे/छ,saat/sat/सात,aath/ath/आठ,nau/नौ|das/दस,gyarah/ग्यारह,barah/बारह,terah/तेरह,chaudah/चौदह,pandrah/पंद्रह,solah/सोलह,satrah/सत्रह,atharah/अठारह,unnis/उन्नीस|bees/बीस,tees/तीस,chalis/चालीस,pachas/पचास,saath/साठ,sattar/सत्तर,assi/अस्सी,nabbe/नब्बे|sau/सौ|hazar/हजार|double/डबल,triple/ट्रिपल,quadruple|phir/aur/fir/और/फिर/uske/baad",
        "零/〇/〇/圆/洞/ling/líng,一/壹/幺/yi/yao,二/两/貳/贰/兩/er/liang,三/叁/參/san,四/肆/si,五/伍/wu,六/陆/陸/liu,七/柒/拐/qi,八/捌/ba,九/玖/勾/jiu|十/拾||百/佰|千/仟||然后/再/接着/然後",
        "零/ゼロ/ぜろ/れい/レイ/zero/rei,一/いち/イチ/ichi,二/に/ニ/ni,三/さん/サン/san,四/よん/ヨン/し/yon/shi,五/ご/ゴ/go,六/ろく/ロク/roku,七/なな/ナナ/しち/nana/shichi,八/はち/ハチ/hachi,九/きゅう/キュウ/きゅー/kyu/kyuu|十||百|千||の/ノ",
        "ноль/нуль/nol/nul,один/раз/одна/odin,два/две/dva,три/tri,четыре/chetyre,пять/pyat/piat,шесть/shest,семь/sem,восемь/vosem,девять/devyat/deviat|десять,одиннадцать,двенадцать,тринадцать,четырнадцать,пятнадцать,шестнадцать,семнадцать,восемнадцать,девятнадцать|двадцать,тридцать,сорок,пятьдесят,шестьдесят,семьдесят,восемьдесят,девяносто|сто|тысяча|дважды,трижды,четырежды|и/потом/затем/дальше/тире/далее/плюс|двести,триста,четыреста,пятьсот,шестьсот,семьсот,восемьсот,девятьсот",
    ];

    const int German = 2, French = 3, Spanish = 1, Italian = 5, Dutch = 8, Chinese = 11, Japanese = 12, Russian = 13;

    /// <summary>Languages whose numbers are counted 60 + 12 and 4 × 20.</summary>
    public const int CountsInTwenties = 1 << French;

    static readonly FrozenDictionary<string, NumberWord> Words = Build();
    static readonly FrozenDictionary<string, NumberWord>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenSet<char> Beginnings = Words.Keys.Select(k => k[0]).ToFrozenSet();

    /// <summary>What a folded word is.</summary>
    public static bool Is(ReadOnlySpan<char> word, out NumberWord number)
    {
        number = default;
        return word.Length is > 0 and <= Longest && Beginnings.Contains(word[0]) && Lookup.TryGetValue(word, out number);
    }

    /// <summary>A word that is mostly something else; alone among other words it is no digit.</summary>
    public static bool IsCommon(ReadOnlySpan<char> word) => CommonWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>A common word that rather goes on with the sentence than with a number written in digits.</summary>
    public static bool IsLink(ReadOnlySpan<char> word) => LinkWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    static readonly FrozenSet<string> LinkWords = Links.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenSet<string> CommonWords = Common.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    static FrozenDictionary<string, NumberWord> Build()
    {
        var words = new Dictionary<string, NumberWord>(StringComparer.Ordinal);
        for (var language = 0; language < Languages.Length; language++)
        {
            var columns = Languages[language].Split('|');
            Column(columns[0], NumberPart.Unit, 0, 1);
            Column(columns[1], NumberPart.Teen, 10, 1);
            Column(columns[2], NumberPart.Ten, 20, 10);
            Column(columns[3], NumberPart.Hundred, 100, 0);
            Column(columns[4], NumberPart.Thousand, 1000, 0);
            Column(columns[5], NumberPart.Times, 2, 1);
            foreach (var filler in columns[6].Split('/', StringSplitOptions.RemoveEmptyEntries)) Add(filler, NumberPart.Filler, 0);
            if (columns.Length > 7) Column(columns[7], NumberPart.Hundred, 200, 100);
            Fused(columns);

            void Column(string column, NumberPart part, int first, int step)
            {
                if (column.Length == 0) return;
                var all = column.Split(',');
                for (var at = 0; at < all.Length; at++)
                    foreach (var word in all[at].Split('/')) Add(word, part, first + at * step);
            }

            void Add(string word, NumberPart part, int value)
            {
                var folded = new string(NormalText.Of(word).Signs);
                if (folded.Length is 0 or > Longest || char.IsAsciiDigit(folded[0])) return;
                if (!words.TryGetValue(folded, out var there)) words[folded] = new NumberWord(part, value, 1 << language);
                else if (there.Part == part && there.Value == value) words[folded] = there with { Languages = there.Languages | 1 << language };
                else if (there.Part == NumberPart.Filler) words[folded] = new NumberWord(part, value, 1 << language);
            }

            void Fused(string[] parts)
            {
                if (language is not (German or Dutch or Italian or Spanish)) return;
                var (units, tens) = (parts[0].Split(','), parts[2].Split(','));
                for (var ten = 0; ten < tens.Length; ten++)
                    for (var unit = 1; unit < 10; unit++)
                        foreach (var tenWord in tens[ten].Split('/'))
                            foreach (var unitWord in units[unit].Split('/'))
                            {
                                var value = 20 + ten * 10 + unit;
                                if (language == German) Add($"{unitWord}und{tenWord}", NumberPart.Teen, value);
                                else if (language == Dutch) Add($"{unitWord}en{tenWord}", NumberPart.Teen, value);
                                else if (language == Italian) Add(unit is 1 or 8 ? tenWord[..^1] + unitWord : tenWord + unitWord, NumberPart.Teen, value);
                                else if (ten == 0) Add($"veinti{unitWord}", NumberPart.Teen, value);
                                else Add($"{tenWord}i{unitWord}", NumberPart.Teen, value);
                            }
            }
        }
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
