namespace Parley.Text.Contacts.Words;

/// <summary>Words that stand around what is said. No rule asks for them; the worded model reads them, so that what it learnt of one language holds for the others.</summary>
static class Around
{
    public static readonly (Concept Concept, string Phrases)[] All =
    [
        (Concept.Look, """
            look; look at; looking; see; check; zoom; zoom in; read; watch; view; closely; flip; turn over; mira; mirad; mire; amplia; lee; fijate; revisa; echa un vistazo; dale la vuelta; schau*; guck*; sieh; lies; zoom*; dreh; vergrosser*; regarde*; voir; lis; lisez; zoome*; retourne*; olha; olhe; veja; ve; leia; amplia; vira
            guarda; guardi; vedi; leggi; ingrandisci; gira; spojrz; zobacz; popatrz; przyjrzyj; przeczytaj; powieksz; odwroc; bak; bakin; oku; incele; yakinlastir; cevir; kijk*; zie; lees; draai; شوف; شوفي; اقرا; كبر; اقلب; انظر; dekho; dekh; padho; देखो; देखें; पढ़ो; 看; 仔细看; 放大; 翻过来; 見て; ご覧; 読んで; 拡大; посмотри*; смотри*; гляньте; прочит*; увеличь*; переверн*
            """),
        (Concept.Named, """
            name; named; called; nick; nickname; username; user name; same name; handle; title; spelled; nombre; me llamo; usuario; apodo; mismo nombre; como apareces; como sales; name wie; heisst; heisse; benutzername; namen; gleicher name; nom; pseudo; identifiant; meme nom; t'appelles; nome; usuario; apelido; mesmo nome; stesso nome; utente; ti chiami; nazwa; nazwe; nazwa sklepu; nick; ta sama nazwa; isim; ismi; adi; kullanici adi; ayni isim; naam; gebruikersnaam; zelfde naam; heet
            اسم; اسمي; الاسم; نفس الاسم; يوزر; يوزرك; naam; isi naam; username; नाम; इसी नाम; 名字; 店名; 昵称; 用户名; 同名; 名前; 同じ名前; ユーザー名; имя; имени; ник; название; логин; тем же именем
            """),
        (Concept.Quick, """
            faster; quicker; sooner; instantly; right away; within minutes; quick; easier; simpler; more convenient; better there; rarely; seldom; hardly; always online; mas rapido; antes; al momento; enseguida; mas facil; rapido; casi no; poco; schneller; sofort; gleich; einfacher; bequemer; selten; plus vite; tout de suite; rapide; plus simple; plus facile; rarement; mais rapido; na hora; mais facil; quase nao; piu veloce; subito; piu facile; piu comodo; poco; prima
            szybciej; od razu; latwiej; wygodniej; rzadko; daha hizli; hemen; daha kolay; az giriyorum; sneller; meteen; makkelijker; handiger; weinig; zelden; اسرع; بسرعة; على طول; اسهل; قليل; jaldi; turant; aasan; kam aata; जल्दी; आसान; तुरंत; 快; 秒回; 马上; 方便; 不常; 早い; 早く; すぐ; 楽; あまり見; быстрее; сразу; проще; удобнее; редко
            """),
        (Concept.There, """
            there; over there; on there; in there; the other; other one; ahi; alli; por alla; por ahi; alla; dort; da druben; druben; la bas; la dedans; la; ali; por la; lah; li; la dove; tam; orada; oradan; ora; daar; ginds; هناك; wahan; udhar; वहाँ; वहां; 那边; 那里; そちら; あちら; そっち; туда; там
            """),
        (Concept.Money, """
            money; cash; pounds; dollars; euros; quid; bucks; payment; bank; account; transfer; wire; dinero; plata; euros; banco; cuenta; ingreso; efectivo; geld; euro; konto; bank; bar; kohle; argent; sous; fric; compte; banque; especes; liquide; dinheiro; grana; conta; banco; soldi; denaro; contanti; conto; banca; pieniadze; kase; gotowk*; konto; bank; zl; para; parayi; hesap; hesaba; banka; nakit; lira; geld; rekening; contant; euro; فلوس; المبلغ; البنك; حساب; كاش; paisa; paise; rupaye; khata; bank; पैसे; पैसा; खाता; बैंक; 钱; 现金; 银行; 卡号; 账户; お金; 現金; 口座; 銀行; деньги; наличк*; счет; банк; рубл*; реквизит*
            """),
        (Concept.Give, """
            give; gimme; leave; leave me; hand; hand over; pass; share; drop; send; send me; let me have; dame; dejame; deja; pasa; pasame; facilita; mandame; da; gib; gibst; hinterlass*; schick; schicken; lass; nenn; donne; donnez; laisse; laissez; file; filez; passe; envoie; envoyez; da; deixa; passa; manda; dammi; lasciami; lasci; mi lasci; passa; mi dia; mandami
            daj; podaj; zostaw; prosze zostawic; wyslij; przekaz; ver; verin; birak; birakin; yolla; at; atin; gonder; geef; laat; achterlaten; stuur; deel; اعطني; عطني; اعطيني; خلي; اترك; ارسل; ارسلي; do; dedo; chhod; bhejo; bhej; दो; दीजिए; छोड़; भेज; 给; 留; 发; 告诉; ください; 下さい; 教えて; 送って; 残して; дай; дайте; оставь*; скинь*; пришли*; передай*; кинь*
            """),
        (Concept.Net, """
            internet; online; web; net; search; engine; browser; webshop; networks; social; socials; social media; network; en linea; redes; redes sociales; buscador; red; netz; online; suchmaschine; netzwerk*; soziale*; en ligne; reseaux; moteur de recherche; reseau; redes; rede; buscador; em rede; in rete; social; rete; motore di ricerca; w sieci; w necie; mediach; wyszukiwark*; spolecznosciow*; internet*; sosyal; sosyal medya; arama motoru; online; socials; zoekmachine; sociale; الانترنت; مواقع التواصل; السوشيال; محرك البحث; online; social media; net pe; सोशल मीडिया; इंटरनेट; 网上; 搜索引擎; 社交; 网店; ネット; 検索; オンライン; интернет*; сети; соцсет*; поисковик*; онлайн
            """),
        (Concept.Person, """
            driver; courier; brother; cousin; husband; wife; son; daughter; colleague; boss; friend; team; delivery man; delivery guy; chofer; repartidor; hermano; mensajero; primo; marido; fahrer; bote; bruder; kollege; mann; frau; livreur; frere; mari; chauffeur; collegue; entregador; motoboy; irmao; marido; corriere; fratello; autista; marito; kurier*; brat; kierowc*; maz; kurye; usta; kardes*; esim; koerier; bezorger; broer; chauffeur; المندوب; السائق; اخوي; زوجي; delivery wal*; bhai; driver; भाई; डिलीवरी वाले; 快递员; 师傅; 司机; 哥; 配達員; ドライバー; 夫; 担当; курьер*; мастер*; водител*; брат; муж
            """),
        (Concept.Noted, """
            note; note it; jot; remember; save it; screenshot; write down; keep it; apunta; anota; apuntate; guarda; guardalo; notier*; merk; schreib auf; speicher*; screenshot; note; notez; enregistre*; retiens; anota; anote; salva; guarda; segna; segnati; annota; salva; zapisz; zanotuj; zapamietaj; not al; kaydet; yaz kenara; noteer; schrijf op; onthoud; bewaar; سجل; احفظ; اكتب; note karo; likh lo; save kar; लिख लो; नोट; 记一下; 记下; 截图; 存一下; メモ; 控えて; 保存; запиш*; сохрани*; запомни*
            """),
        (Concept.Watched, """
            they read; reads along; monitored; watched; blocked; blocks; block; ban; bans; banned; censored; censors; not allowed; can't write; cannot write; can't put; can't post; won't let me; hide numbers; filtered; filters; get starred; deletes it; leen todo; lo bloquean; bloquean; censuran; no me deja; no puedo escribir*; no puedo poner*; mitgelesen; liest mit; lesen mit; gesperrt; zensiert; darf hier nicht; darf ich hier nicht; loschen das; ils lisent; surveill*; bloque*; censure*; je ne peux pas l'ecrire; efface*; leem tudo; bloqueiam; censuram; nao posso escrever; nao deixa; apagam
            leggono tutto; bloccano; censurano; non posso scriver*; cancellano; czytaja; blokuja; kasuja; nie moge tu; nie pozwala; okuyorlar; engelliyor*; izin vermiyor; siliyor*; yazamam; yazamiyorum; lezen mee; geblokkeerd; mag hier niet; mag het hier; wissen; يقرون; يحظرون; يحذف*; ما اقدر اكتب; ممنوع; block ho; sab padhte; nahi likh sakt*; likhne nahi; नहीं लिख सकत*; 屏蔽; 不能写; 不让发; 被删; 有人看; 和谐; 書けません; 消され; 監視; 禁止; блокиру*; удаляют; читают; нельзя писать; писать нельзя; не пропускает; не дает
            """),
        (Concept.They, """
            they; them; these guys; support; admins; moderators; middlemen; middle people; company; ellos; soporte; los de la web; die leute; denen; support; moderation; betreiber; eux; ils; le support; la plateforme prend; eles; suporte; loro; assistenza; oni; ich; nimi; onlar; destek; zij; ze; hun; هم; معهم; الادارة; unko; wo log; unka; वे लोग; 他们; 客服; 官方; 彼ら; 運営; они; им; ними; поддержк*
            """),
        (Concept.Club, """
            group; group chat; channel; community; mailing list; newsletter; broadcast list; members; club; invite; invitation; grupo; canal; comunidad; lista; gruppe; kundengruppe; kanal; verteiler; groupe; canal; communaute; grupo; canal; lista; gruppo; canale; comunita; grup*; kanal; grup; grubum*; kanal*; groep; kanaal; klantengroep; قروب; القناة; قناة; جروب; المجموعة; group; channel; ग्रुप; चैनल; 群; 频道; 群里; グループ; チャンネル; группу; группа; группе; канал
            """),
        (Concept.Program, """
            app; apps; application; chat; messenger; chat program; messaging; video call; video; voice; voice note; voice message; audio; by voice; aplicacion; app de chat; videollamada; audio; de viva voz; nota de voz; anwendung; videoanruf; sprachnachricht; mundlich; appli; messagerie; visio; vocal; de vive voix; aplicativo; chamada de video; audio; por voz; videochiamata; vocale; a voce; aplikacj*; komunikator*; wideorozmow*; glosowo; czat; uygulama*; goruntulu; sesli; sohbet; chatapp; videobellen; spraakbericht; mondeling; برنامج; تطبيق; مكالمة فيديو; صوت; فويس; app; video call; voice; ऐप; वीडियो कॉल; 软件; 视频聊; 语音; 聊天软件; アプリ; ビデオ通話; 音声; 声で; приложени*; мессенджер*; видеозвон*; голос*; чат
            """),
        (Concept.Between, """
            between us; just us; our secret; privately; quietly; off record; the old way; without them; aside; separately; informally; entre nosotros; aparte; a la antigua; en confianza; unter uns; privat; wie fruher; extra; separat; entre nous; a part; a l'ancienne; entre a gente; a parte; separado; do jeito antigo; tra noi; a parte; alla vecchia; miedzy nami; osobno; po staremu; aramizda; ayrica; eski usul; onder ons; apart; ouderwets*; بيننا; لحاله; aapas mein; alag se; आपस में; अलग से; 单独; 我们之间; 私下; 二人の間; 別で; 別途; 個別; между нами; отдельно; по старинке; лично
            """),
        (Concept.No, """
            not; no; never; don't; won't; can't; doesn't; isn't; nor; without; nada; nunca; no; sin; ni; nicht; kein; keine; keinen; nie; nein; ohne; pas; jamais; non; aucun; sans; ne; nao; nunca; nem; sem; non; mai; senza; nessun*; nie; bez; nigdy; zadn*; degil; yok; hayir; asla; olmadan; niet; geen; nooit; nee; zonder; لا; ما; مو; ليس; بدون; ولا; nahi; nahin; mat; bina; नहीं; मत; बिना; ना; 不; 没; 别; 没有; 不要; ません; ない; なし; なく; нет; не; без; никогда; ни
            """),
        (Concept.Things, """
            sketch; drawing; design; draft; logo; file; files; pdf; photo; photos; boceto; dibujo; diseno; archivo; entwurf; zeichnung; datei; skizze; croquis; dessin; fichier; maquette; arte; desenho; arquivo; disegno; bozzetto; file; szkic*; projekt*; plik*; rysun*; cizim; tasarim; dosya*; schets; ontwerp; bestand; tekening; التصميم; الملف; الرسم; design; file; naksha; डिज़ाइन; फाइल; 设计; 文件; 图纸; デザイン; ファイル; 図案; эскиз*; макет*; файл*; рисун*
            """),
    ];
}
