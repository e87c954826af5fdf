namespace Parley.Text.Contacts.Words;

/// <summary>Names of messengers, networks and mail providers, as they are written and as they are hidden, and what is said around them.</summary>
static class Channels
{
    public static readonly (Concept Concept, string Phrases)[] All =
    [
        (Concept.Messenger, """
            whatsapp*; whats app*; what's app; whatsap; watsapp; watsap*; whatapp; wattsapp; whattsapp; telegram*; telegrm; viber*; wechat*; we chat; weixin; skype*; signal app; in signal; on signal; via signal; over signal; signal me; auf signal; uber signal; sur signal; por signal; en signal; su signal; na signalu; threema; kakaotalk; kakao talk; kakao id; zalo; imo app; facetime; messenger; imessage; line id; line app; on line id; google hangouts; messenger*; hangouts; google chat; google meet; zoom call
            вотсап*; ватсап*; ватсапп*; вацап*; вотсапп*; уотсап*; телеграм*; телеграмм*; вайбер*; вибер*; скайп*; скайпе
            واتساب; واتس; واتسآب; وتساب; وتس اب; واتس اب; الواتس; تليجرام; تلجرام; تيليجرام; تلغرام; تليقرام; فايبر; سكايب; ايمو
            व्हाट्सएप; व्हाट्सऐप; वाट्सएप; वॉट्सऐप; व्हाट्सप्प; वाट्सअप; टेलीग्राम; टेलिग्राम
            微信; 薇信; 威信; 微 信; 微x; 电报; 電報; 飞书; ライン交換; lineで; ラインで; ライン教; line交換; lineid; lineのid; ラインのid; カカオ; テレグラム; ワッツアップ; スカイプ; ディスコード
            """),
        (Concept.SlangMessenger, """
            un whats; tu whats; mi whats; por whats; un wasap; un wsp; un zap; um zap; um whats; een appje; een app; ein whatsapp; un wpp
            zap zap; zapzap; wpp; no whats; pelo whats; meu whats; seu whats; o whats; teu whats; wapp; wzp; wsp; wsap; whtsapp; whtsap; w app; wa me; wa.me; zapp; zapinho; ws app; whatsp; wathsapp; wassap; wassup app; whatts; guasap; guasap*; wasap*; wassap; guatsap; uatsap*; uozzap; uozap; uazzap; uotsap; vatsap*; vatsapp*; wotsap*; wattsap; vats app; watsappie; appje; app me even; app me; appen; appt me; whatsappje; tg; tele gram; telega; telegr; insta gram; snap chat; wattpad app; ватс; вотс; вацапе; тг; телега; телегу; телеге; телеграмчик*; телегой; в личку телег; вк личка
            加v; 加vx; vx; 加微; 加薇; 加wx; wx; vx号; v信; 徽信; 微❤; 维信; 卫星; 加个v; 加个微; q号; 加q; 加qq; qq; qq号; 扣扣; 企鹅号; 小飞机; 纸飞机; 绿泡泡; ラインやって; らいん; ライン追加; ﾗｲﾝ
            व्हाट्स; वाट्सप
            """),
        (Concept.Social, """
            instagram*; insta; instagrm; inst; insta dm; ig; i g; ig dm; facebook*; face book; fb; f b; fbook; facebk; snapchat*; snap; snapchat; tiktok*; tik tok*; twitter*; pinterest*; discord*; disc server; reddit*; vkontakte; vk; v k; threads app; mastodon; bluesky; linkedin*; tumblr; kik; youtube channel; twitch; etsy; ebay; vinted; shopify; whatnot; depop; patreon; ko fi; kofi; kleinanzeigen; ebay kleinanzeigen; marktplaats; avito; shopee; mercari; olx; leboncoin; le bon coin; subito; wallapop; shpock; mercadolibre; mercado libre; mercado livre; aliexpress; temu; meesho; flipkart; letgo; dolap; dolapta; sahibinden*; allegro; gumtree; craigslist; poshmark; tradera; bazos; milanuncios; linktree; link tree; onlyfans; gram; the gram; metamessenger; sc; тикток*; инстаграм*; инста; инсте; инсту; инстаграмм*; фейсбук*; вконтакте; вк; одноклассник*; дискорд*; директ; в директ
            انستقرام; انستجرام; انستغرام; انستا; الانستا; سناب; سناب شات; فيسبوك; فيس بوك; الفيس; تيك توك; تويتر; ديسكورد
            इंस्टाग्राम; इंस्टा; फेसबुक; instagram pe; insta pe
            闲鱼; 拼多多; 京东; メルカリ; ヤフオク; ラクマ; авито; озон*; вайлдберриз*; юла; юле; حراج; سوق مفتوح; दोलाप; 小红书; 抖音; 微博; 快手; 脸书; ins; qq空间; 闲鱼; 淘宝; インスタ*; インスタグラム; ツイッター; フェイスブック; ティックトック; 
            feysbuk; instagramdan; instadan; face te; feis; feisbuk; face; no direct; direct do insta; in direct; en instagram
            """),
        (Concept.Nickname, """
            blue one with the f; with the f; camera icon; ghost icon; plane icon; bird icon; phone icon; camera logo; ghost logo; app with a camera; app con la camara; app con el telefono; app con el avion; app mit dem telefon; app mit der kamera; app mit dem geist; appli avec le telephone; appli avec l'appareil; appli avec le fantome; app com o telefone; app com a camera; app col telefono; app con la cornetta; app con la fotocamera; aplikacja ze sluchawka; aplikacja z aparatem; telefon ikonlu; kamera ikonlu; app met het telefoontje; app met de camera; ايقونة الهاتف; phone wale icon; camera wale app; 电话图标; 照相机图标; カメラのマーク; 電話のマーク; с трубкой; с самолетиком; с фотоаппаратом
            green logo; green icon; blue logo; blue icon; purple icon; pink icon; app with the green; app with the blue; app with the ghost; app with the bird; app with the camera; app with the phone; app with the paper; app with a plane; with the green logo; with the little plane; the plane one; the ghost one; chat app; chatting app; texting app; messaging app; camera one; little red book; app de mensajes; app de mensajeria; nachrichten app; messenger app; app de messages; messagerie instantanee; app de mensagem; app di messaggi; mesajlasma uygulama*; berichten app; تطبيق المراسلة; chat wala app; 聊天软件; チャットアプリ; メッセージアプリ; メッセンジャーアプリ
            green app; green one with the phone; green messenger; the green bubble*; green chat app; blue app; blue f; blue messenger; bird app; blue bird; paper plane app; paper plane; paper airplane; camera app; purple app; purple phone app; ghost app; yellow ghost; yellow app; the app with the ghost; the photo app; pink camera app; green phone app; app with the green icon; app with the phone icon; app with the plane; the plane app; the book of faces; face book site; meta app; the z app; clock app; the gram app; the other app; another app; a different app; another chat; other messenger; a messenger; the messenger app; your favourite messenger
            app verde; aplicacion verde; la verde; el verde; por el verde; por la verde; el azul del avion; el avioncito; avioncito de papel; la del avioncito; app del telefono verde; el pajarito; la camarita; el fantasmita; la f azul
            grune app; grune app mit dem horer; die grune; der grune messenger; grunen app; grunen messenger; gruner messenger; papierflieger; papierflieger app; blaue app; blauen app; das blaue f; kamera app; vogel app; geist app; gelbe app; andere app; andere messenger; einen messenger
            le vert avec le telephone; sur le vert; appli verte; l'appli verte; application verte; appli bleue; l'avion en papier; avion en papier; l'oiseau bleu; le bleu avec le f; la camera rose; le fantome jaune; petit fantome; autre appli; une autre application; autre messagerie
            verdinho; o verdinho; app verde; aplicativo verde; no verdinho; zapinho verde; aviaozinho; aviao de papel; app do passarinho; app azul; outro app; outro aplicativo; fantasminha
            app verde; quella verde; sull'app verde; l'aeroplanino; aeroplanino; aereo di carta; app dell'aereo; quella col telefono; l'uccellino; altra app; un'altra app; la f blu; fantasmino
            zielona aplikacja; zielonej aplikacji; zielonym komunikatorze; na zielonym; zielony komunikator; papierowy samolot*; niebieskie f; niebieskim f; aplikacja z duszkiem; innej aplikacji; inny komunikator; innym komunikatorze
            yesil uygulama*; yesil olan; yesilden; mavi f; kagit ucak; ucakli uygulama; kus uygulamasi; sari hayalet; baska uygulama*; diger uygulama; baska bir uygulama*
            groene app; groene appje; de groene; papieren vliegtuig*; blauwe f; vogel app; gele spookje; andere app; een andere app; ander kanaal
            التطبيق الاخضر; الاخضر; البرنامج الاخضر; الطيارة الورقية; التطبيق الازرق; برنامج ثاني; تطبيق ثاني; تطبيق اخر; برنامج اخر; الشبح الاصفر
            hare wale app; hara app; hare app; hara wala; hare wale pe; green wale; green wala app; doosre app; dusre app; kisi aur app; हरे वाले; हरा ऐप; हरे ऐप; दूसरे ऐप
            绿色软件; 绿色app; 绿色的那个; 绿色图标; 那个绿的; 绿标; 小绿; 蓝色软件; 蓝鸟; 别的软件; 其他软件; 另一个软件; 换个软件; 另外的app; 緑のアプリ; 緑のやつ; 緑のアイコン; 緑のほう; 別のアプリ; 他のアプリ; 青い鳥; 紙飛行機; カメラのアプリ
            зеленый мессенджер; зеленом мессенджере; зеленое приложение; зеленом приложении; в зеленом; в зеленой; на зеленом; синий самолетик; самолетик; бумажный самолет*; другое приложение; другом приложении; другой мессенджер; другом мессенджере; мессенджер; мессенджере
            """),
        (Concept.Provider, """
            gmail*; g mail; gee mail; geemail; jeemail; gmai; gmale; googlemail; google mail; hotmail*; hot mail; hotmale; outlook com; outlook de; outlook mail; live com; yahoo mail; yahoo com; ymail; icloud*; i cloud; protonmail*; proton mail; proton me; gmx*; web de; t online; tutanota; fastmail; zoho mail; aol com; rediffmail; yandex*; mail ru; mailru; libero it; wp pl; o2 pl; onet pl; interia*; orange fr; wanadoo; laposte; free fr; sfr fr; bol com br; uol com; ziggo nl; kpnmail; 163邮箱; qq邮箱; 163 com; 126邮箱; 谷歌邮箱; gメール; ジーメール; جيميل; جي ميل; هوتميل; ياهو; جوجل ميل; जीमेल; जी मेल; джимейл*; гмейл*; гмаил*; яндекс почт*; мейл ру; мэйл ру; jimeil; dzimejl; cimeyl; jimail
            """),
        (Concept.Saw, """
            follows you; follows your; follow you; follow your; ti segue; te sigue; folgt dir; vous suit; te segue
            ti ho trovato; ti ho trovata; vi ho trovato; vi ho trovati; vi ho scoperto; found you; i found; discovered; came from; read about; heard of you
            saw you*; saw your*; i saw; seen you*; seen your*; seen on; found you on; found you via; found your; found this; discovered you; came across; follow you; following you; i follow; i've been following; love your; loved your; like your; liked your; noticed your; inspired by; as seen; tagged you; i'll tag you; tag you; posted a picture; posted about; review on; recommended on; heard about you; ad on; advert on; sent me here from; your reel; your video; your post; your posts; your page is; your feed; your story
            te vi; la vi; lo vi; os vi; vi tu; vi tus; vi vuestro; los vi; te sigo; os sigo; te encontre; te descubri; he visto; me encantan tus; visto en; te conoci
            habe dein*; habe euch; hab dein*; hab dich; hab euch; gesehen; entdeckt; dir folge; folge dir; folge euch; gefunden habe
            j'ai vu; vu sur; vue sur; vus sur; je vous suis; je te suis; decouvert*; je vous ai; je t'ai vu*; trouve sur; trouvee sur
            vi no; vi na; vi seu; vi o seu; vi sua; vi voce; te vi; achei voce; achei sua; conheci voce; conheci sua; te sigo; sigo voce; descobri
            ho visto; vi ho visto; ti ho visto; visto su; vista su; ti seguo; vi seguo; scoperto; scoperta; trovato su; trovata su
            widzialam; widzialem; zobaczylam; zobaczylem; znalazlam; znalazlem; obserwuje; trafilam; trafilem
            gordum; gorup; gormustum; takip ediyorum; takip ettigim; buldum; rastladim; kesfettim
            gezien; gevonden; volg je; volg jullie; ontdekt; zag je; zag jullie
            شفت; شفتك; شفتكم; رأيت; شاهدت; اتابعك; متابعك; لقيتك
            dekha; dekhi; dekhe; follow karta; follow karti; देखा; देखी; देखे; फॉलो
            看到; 看见; 刷到; 关注了; 看了你; 种草; で見て; で見ま; 拝見; 見つけ; フォローして
            видела; видел; увидела; увидел; нашла вас; нашел вас; подписана; подписан; слежу
            """),
        (Concept.Product, """
            framed; signboard; enamel sign; wooden sign; sign for; sign that says; schild; placa; plaque; panneau; targa; cartel; cartello; tabliczk*; levha*; bordje; لوحة; 看板; 牌子; таблич*
            yarn; wool; paint; ribbon; thread; garn; wolle; laine; lana; fil; wol; sticker; stickers; style; styled; print; prints; printed; poster; posters; mug; mugs; t shirt; tshirt; shirt; logo; logos; icon; icons; template*; theme; themed; case; cases; cover; holder; shaped; cutter; paper; pattern; plush; keyring; keychain; badge; costume; decal; font; frame; cushion; pillow; belt; purse; wallet; card holder; jewelry; jewellery; charm; charms; earring*; cake topper; ornament*; toy; figurine; lamp; gadget; enamel pin; pin badge; listing photo*; background; filter; colour; color; coaster; coasters; patch; hoodie; cookie; cutters; mould; mold; ready; size; sized; format; dimension*; banner; post template; story template; highlight cover*; highlights; emoji; ringtone; doll; embroidery; cross stitch; tote; tattoo
            pegatina*; estilo; taza; camiseta; funda; llavero; plantilla; marco; logotipo; molde; cortador; cartera; color
            aufkleber; stil; tasse; hulle; anhanger; vorlage; rahmen; motiv; ausstecher; portemonnaie; geldborse; sticker set; handyhulle; symbol
            autocollant*; tasse; coque; modele; cadre; porte cle*; portefeuille; emporte piece; motif; tirelire
            adesivo*; caneca; camiseta; capinha; chaveiro; estilo; carteira; cortador; topo de bolo; quadro
            adesiv*; tazza; maglietta; custodia; portachiavi; stile; portafoglio; formina; cornice
            naklejk*; kubek; koszulk*; etui; brelok; wzor; portfel; styl*
            etiket; kupa; tisort; kilif; anahtarlik; tarzi; stili; cuzdan; desen; sablon; kapak; temali
            mok; hoesje; sleutelhanger; sjabloon; stijl; portemonnee; beker
            ملصق; كوب; تيشيرت; جراب; كفر; ميدالية; شكل; محفظة
            स्टिकर; मग; टी शर्ट; कवर; डिज़ाइन; design
            贴纸; 杯子; t恤; 手机壳; 保护壳; 钥匙扣; 款式; 图案; 模具; 风格; 表情包; ステッカー; シール; マグ; tシャツ; ケース; デザイン; 柄; スタンプ; 財布
            наклейк*; кружк*; футболк*; чехол; чехл*; брелок; стиле; шаблон; кошел*; принт
            """),
    ];
}
