namespace Parley.Text.Contacts.Words;

/// <summary>Words for elsewhere, for here, for fees, for pictures that carry a contact, and for web sites of one's own.</summary>
static class Leaving
{
    public static readonly (Concept Concept, string Phrases)[] All =
    [
        (Concept.Here, """
            app; the app; platform; site; this site; website; here; marketplace; this app; this chat; this page; the chat; etsy; checkout; system
            aqui; aca; plataforma; app; sitio; web; la web; pagina; mercado; este chat
            plattform; hier; app; portal; marktplatz; seite; webseite; diese seite; website; dieser chat
            ici; plateforme; appli; l'appli; site; le site; place de marche; messagerie; cette messagerie
            aqui; plataforma; app; site; aplicativo; daqui; marketplace
            qui; piattaforma; app; sito; questo sito; da qui
            tutaj; tu; stad; portal*; platform*; serwis*; aplikacj*; strony; stronie; stad; allegro
            burada*; burasi; buradan; burdan; platform*; site; siteden; sitenin; uygulama*; sistem*; buranin
            hier; platform; site; app; website; deze site; de site; marktplaats
            الموقع; المنصة; التطبيق; هنا; المنصه; البرنامج; من هنا; موقع
            yahan; yaha; app; site; platform; is app; yahan se; यहां; यहाँ; ऐप; साइट; प्लेटफॉर्म; प्लेटफार्म
            平台; 这里; 这儿; 这边; 网站; 站内; 这个软件; 本站; 这; ここ; サイト; アプリ; プラットフォーム; こちら; この場
            сайт*; платформ*; площадк*; приложени*; здесь; тут; отсюда; маркетплейс*; сервис*
            """),
        (Concept.Outside, """
            outside; off; elsewhere; somewhere else; away from; leave; privately; in private; offline; off site; off-site; offsite; off platform; off app; off here; off the books; under the table; without the; bypass; skip; around; avoid; not through; not via; not on; not here; another place; other place; behind the back of; other channel; another way; different place; without going through; cut out; cutting out
            fuera; por fuera; por otro lado; en otro lado; otro lado; otro sitio; otra parte; por privado; en privado; sin pasar; sin la; saltarnos; evitar; sin usar; bajo cuerda; al margen; por otra via; otro medio
            ausserhalb; ausser; woanders; anderswo; privat; unter der hand; schwarz; vorbei; an der plattform vorbei; ohne die; ohne plattform; umgehen; nicht uber; an anderer stelle; abseits; anderen weg; ohne den umweg; nicht hier
            hors; en dehors; dehors; ailleurs; en prive; autrement; sans passer; contourner; au noir; sous la table; sans l'appli; eviter; autre part; un autre moyen; pas ici; de la main a la main
            fora; por fora; de fora; outro lugar; outro canal; em privado; no privado; particular; sem passar; sem o; sem a; evitar; pular; burlar; noutro lado; outro lado; nao por aqui
            fuori; altrove; da un'altra parte; in privato; privatamente; in nero; senza passare; senza la; evitare; saltare; bypassare; esterno; altro canale; altro modo; non qui; al di fuori; aldifuori
            poza; gdzie indziej; gdzies indziej; na boku; prywatnie; pomijajac; z pominieciem; bez posrednictwa; bez portalu; ominac; omijajac; innym miejscu; innej drodze; na lewo; pod stolem; nie tutaj; nie przez
            disinda; disindan; disari; disarida; disaridan; baska yer*; baska yerden; harici; haricinde; ozelden; elden; degil; olmadan; atlayip; atlayalim; farkli yer*; farkli bir; es gecip
            buiten; ergens anders; elders; privé; prive; onderhands; zwart; zonder de; zonder tussenkomst; omzeilen; niet via; niet hier; om de; andere plek; ander kanaal; onder de tafel
            خارج; برا; بره; بدون; برّا; مكان ثاني; مكان اخر; بعيد عن; غير هنا; بشكل خاص; من غير; من برا; بيني وبينك; بيننا
            bahar; baahar; ke bahar; kahin aur; kahi aur; privately; bina; se bahar; alag se; बाहर; कहीं और; बिना; अलग से
            私下; 外面; 别处; 线下; 場外; 平台外; 站外; 绕过; 跳过; 不走; 不经过; 不通过; 别在; 不要在; 别的地方; 其他地方; 另外; 換个地方; 换个地方; 避开; 外で; 以外; 別の場所; 他の場所; 直で; 通さず; 通さない; 介さず; 抜きで; 外部; 個人的に; 経由しない; ではなく; じゃなく
            вне; мимо; в обход; за пределами; без сайта; без площадки; без посредник*; напрямую; другом месте; в другом; другое место; не здесь; не тут; не через; минуя; обойти; уйдем; уйти; на стороне; помимо; в стороне
            """),
        (Concept.Talk, """
            talk; chat; deal; discuss; continue; speak; write; conversation; do it; do this; settle; sort it; sort this; arrange; handle; buy; order; sell; trade; take this; take it; move this; move it; carry on; go; work; reply; better deal; agree; business; do the order; finish; complete; meet; connect; communicate; transaction; sale; contact; payment; pay; reach
            hablar; hablamos; hablemos; charlar; seguir; seguimos; sigamos; tratar; tratarlo; acuerdo; negociar; cerrar; vender; comprar; conversar; arreglar; arreglamos; hacerlo; hacemos; lo vemos; trato; venta; pedido; contacto
            schreiben; weiterschreiben; reden; weiterreden; machen; regeln; abwickeln; sprechen; verhandeln; klaren; kaufen; bestellen; verkaufen; unterhalten; austauschen; handeln; besprechen; laufen; deal; geschaft; kontakt
            continuer; parler; discuter; s'arranger; arranger; arrange; faire; traiter; conclure; vendre; acheter; commander; ecrire; vente; echanger; regler ca; voir ca; fait; affaire; transaction; contact
            falar; conversar; continuar; combinar; negociar; fechar; comprar; vender; tratar; acertar; resolver; fazer; venda; negocio; falamos; fechamos
            parlare; parliamo; parlarne; sentiamoci; sentirci; continuare; continuiamo; trattare; accordarci; mettersi d'accordo; accordo; scrivere; comprare; vendere; concludere; fare; facciamo; vendita; affare; ordine
            piszmy; pisac; rozmawiac; pogadac; pogadajmy; dogadac; dogadajmy; dogadamy; zalatwic; zalatwmy; kontynuowac; sprzedac; kupic; umowic; ustalic; rozliczyc; transakcj*; sprzedaz; zamowic
            konusalim; konusmak; yazisalim; yazismak; devam; anlasalim; anlasmak; anlasiriz; halledelim; gorusalim; goruselim; satis; alisveris; yapalim; yaparim; siparis; konus
            praten; chatten; schrijven; verder; verder praten; regelen; afspreken; afhandelen; bespreken; kopen; verkopen; doen; deal; overleggen; verkoop; bestellen
            نتكلم; نكمل; نتفاهم; نتفق; الكلام; نحكي; نتعامل; التعامل; نبيع; تشتري; البيع; نتواصل; نخلص; نسوي; الشراء
            baat; deal; karte; karenge; karo; kar; khareed; le lo; order; bechna; bech; बात; डील; खरीद; सौदा; ऑर्डर
            聊; 说; 谈; 交易; 买; 下单; 卖; 沟通; 联系; 成交; 话し; 話す; やりとり; やり取り; 取引; 連絡; 購入; 売; 注文; 相談; 進め; 交渉
            поговорим; обсудим; договоримся; говорить; общаться; общаемся; продолжим; писать; сделк*; купить; продам; продаж*; куплю; решим; оформим; заказ*; сделаем; спишемся; пишите
            """),
        (Concept.Fee, """
            fee; fees; commission; cut; percentage; charges; takes 10; take 10; surcharge; their share; takes a share; service charge
            comision; comisiones; tarifa; tarifas; cobran; gastos de gestion; porcentaje
            gebuhr*; provision; provisionen; kosten sparen; abzuge; servicegebuhr*; prozente
            frais; commission; commissions; prend 10; pourcentage; sans frais
            taxa; taxas; comissao; comissoes; cobram; porcentagem
            commissione; commissioni; provvigion*; trattenuta; percentuale; spese di servizio
            prowizj*; oplat; oplaty; bez oplat; koszty portalu
            komisyon*; kesinti*; ucret; pay aliyor; hizmet bedeli
            kosten; commissie; provisie; servicekosten; toeslag; percentage
            عمولة; عمولات; رسوم; نسبة; خصم الموقع
            commission; fee; charges; kamishan; कमीशन; फीस; शुल्क; चार्ज
            抽成; 手续费; 佣金; 扣点; 扣费; 服务费; 提成; 抽佣; 手数料; 仲介料; マージン
            комисси*; процент; проценты; процентов; сбор; сборы; наценк*
            """),
        (Concept.Cheaper, """
            cheaper; discount; better price; better deal; less; save; save money; lower price; special price; % off; 10% off; 20% off; 15% off; knock off; avoid paying; saves us; half price; good price
            mas barato; barato; descuento; ahorras; ahorramos; ahorrar; mejor precio; rebaja; menos; sale mejor
            gunstiger; billiger; rabatt; sparen; weniger; besserer preis; nachlass; spart
            moins cher; reduction; remise; rabais; economis*; moins; meilleur prix; port offert
            mais barato; desconto; economiza*; menos; sai mais em conta; melhor preco; mais em conta
            costa meno; sconto; risparmi*; meno; prezzo migliore; conviene
            taniej; rabat*; znizk*; oszczed*; mniej; lepsza cena
            ucuz; daha ucuz; indirim*; daha uygun; tasarruf; daha iyi fiyat
            goedkoper; korting; scheelt; bespaar*; minder; betere prijs; voordeliger
            ارخص; خصم; اوفر; توفر; توفير; سعر افضل; اقل
            sasta; discount; saste; kam; bach jay*; bachega; bachat; सस्ता; छूट; डिस्काउंट; बचत; बचेगा
            便宜; 优惠; 打折; 省; 更低; 划算; 安く; 割引; 値引き; お得; 安い
            дешевле; скидк*; выгодн*; сэконом*; меньше; экономи*
            """),
        (Concept.Direct, """
            direct; directly; straight; personally; private sale; between us; just us; person to person; without middleman; no middleman; cut the middleman; yourself; myself
            directo; directamente; entre nosotros; sin intermediarios; en mano; a mi
            direkt; direkt an mich; unter uns; ohne umweg; personlich; direktkauf
            direct; directement; en direct; entre nous; sans intermediaire
            direto; diretamente; entre nos; direto comigo; sem intermediario*
            diretto; direttamente; tra noi; senza intermediari
            bezposrednio; miedzy nami; bez posrednik*
            direkt; dogrudan; aramizda; direk; aracisiz
            rechtstreeks; direct; onder ons; zonder tussenpersoon
            مباشرة; مباشر; على حسابي; بيننا; على طول
            seedha; seedhe; direct; direct hi; aapas mein; सीधे; सीधा; डायरेक्ट
            直接; 我们私下; 直接给; 直接转; 直接; 直で; 直取引; 個人間
            напрямую; лично; между нами; напрямик; без посредников
            """),
        (Concept.Picture, """
            sticker on; lid; tag; on the box; inside the box; parcel; sticker inside; on the packaging; thank you card; aufkleber auf; auf der karte; sur la carte; dans le colis; no cartao; na caixa; nella scatola; na pudelku; kutuda; in de doos; fotoğraftaki; упаковке; на коробке; 盒子里; 包装上; 箱の中
            photo; photos; pic; pics; picture; pictures; image; images; screenshot; label; last photo; gallery; in the picture; watermark; business card; card in the box; card inside; a card; flyer; leaflet; banner; slip; in the box; in the parcel; packaging; profile pic; my profile; back of; attached; attachment; thumbnail
            foto; fotos; imagen; imagenes; etiqueta; captura; tarjeta; paquete; caja; perfil; en la caja
            foto; fotos; bild; bildern; bilder; etikett; karte; visitenkarte; paket; profilbild; im paket; letztes bild; anhang; zettel
            photo; photos; image; images; etiquette; carte de visite; une carte; la carte; colis; boite; profil; carton; piece jointe
            foto; fotos; imagem; imagens; etiqueta; cartao; cartaozinho; embalagem; pacote; caixa; perfil; anexo
            foto; immagine; immagini; etichetta; bigliettino; biglietto; scatola; pacco; profilo; allegato
            zdjec*; fotk*; foto; obrazk*; etykiet*; wizytowk*; paczce; paczka; karteczk*; zalacznik*
            foto; fotograf*; resim*; resm*; gorsel*; etiket*; kart; kartvizit*; kutu*; paket*; profil*; ekte
            foto; foto's; fotos; plaatje; afbeelding; label; kaartje; visitekaartje; pakket; doos; pakje; bijlage
            الصورة; صورة; الصور; بالصورة; البطاقة; كرت; الكرت; الكرتون; العلبة; المرفق
            photo; foto; tasveer; pic; card; dibba; packet; फोटो; तस्वीर; कार्ड; डिब्बे; पैकेट
            图; 图片; 照片; 相册; 截图; 卡片; 名片; 包裹; 小卡片; 第二张; 最后一张; 图里; 写真; 画像; 名刺; カード; 箱; ラベル; 枚目; 添付
            фото; фотк*; фотографи*; картинк*; изображени*; визитк*; коробк*; посылк*; открытк*; скрин*; вложени*; снимк*
            """),
        (Concept.Qr, """
            qr; qr code; qr-code; qrcode; q r code; qr codes; barcode square; square code; square barcode; black and white square; codigo qr; code qr; qr kod; qr kodu; karekod*; kare kod*; kod qr; kodzik; quadratischer code; qr koda
            二维码; 扫码; 二維碼; qrコード; コード; 二次元コード; qr код*; кьюар*; куар код*; الباركود; رمز الاستجابة; كيو ار; كود qr; رمز qr; क्यूआर; क्यू आर
            """),
        (Concept.Scan, """
            scan; scanning; point your camera; hold your camera; snap it; escanea; escanear; escaneas; escanea el; scanne; scannen; scannst; scanner; scannez; flashe; flashez; flasher; escaneie; escaneia; escanear; aponte; inquadra; scansiona; scansionare; zeskanuj; skanuj; zeskanowac; okut; okutun; tara; taratin; tarayin; scan de; scan even; امسح; امسحي; صور الكود; سكان; scan karo; scan kar; स्कैन; 扫; 扫一下; 扫描; 长按; 识别; スキャン; 読み取; 読み込; отсканируй*; сканируй*; наведи*; считай*
            """),
        (Concept.Site, """
            shop s site; shop's website; shop site; our shop's site; my store's site; my brand's site; web de mi tienda; seite meines shops; site de ma boutique; site da minha loja; sito del mio negozio; strona mojego sklepu; magazamin sitesi; site van mijn winkel
            my website; my own website; own website; my site; my own site; my webshop; my web shop; my own shop; my online shop; my store; my own store; our website; our site; our own site; our own website; our webshop; our shop online; our own shop; my web; my page; my webpage; my homepage; my shopify; my etsy; my ebay; my blog; my portfolio; my domain; the official site; my link; link in my bio; link in bio; bio link; linktree; my other shop; my other store; my own page; shop's website; web address; own store
            mi web; mi pagina; mi sitio; mi tienda online; mi propia web; nuestra web; nuestra pagina; mi sitio web; mi pagina web; mi propia tienda; link en mi bio; enlace en mi bio; link en la bio; tienda propia; mi web propia
            meine website; meine webseite; meiner website; meiner webseite; meinem shop; meinen shop; mein shop; eigenen shop; eigener shop; eigene seite; eigenen seite; meine seite; meiner seite; meine homepage; meiner homepage; unsere website; unserer website; unseren shop; unserem shop; onlineshop; online shop; eigenen webshop; mein webshop; link in bio; link in meiner bio; eigenen onlineshop
            mon site; mon propre site; ma boutique en ligne; notre site; ma page; mon site web; site perso; site internet; mon site internet; ma propre boutique; lien en bio; lien dans ma bio; mon blog; notre boutique en ligne
            meu site; meu proprio site; minha loja; minha loja online; minha pagina; nosso site; loja propria; site proprio; link na bio; link da bio; meu blog; no site; minha loja virtual
            il mio sito; mio sito; nostro sito; il mio negozio online; mio negozio online; mia pagina; mio shop; sito personale; link in bio; mio e commerce; sito ufficiale; proprio sito
            moja strona; mojej stronie; moja strone; mojego sklepu; moim sklepie; wlasnym sklepie; wlasnej stronie; wlasna strone; nasza strona; naszej stronie; moj sklep; sklep internetowy; sklepie internetowym; link w bio; mojej stronie www
            kendi sitem*; sitem; sitemden; sitemizden; sitemize; web sitem*; internet sitem*; kendi magazam*; bizim site*; online magazam*; biodaki link; profilimdeki link; linkim
            mijn website; mijn site; mijn eigen site; mijn eigen website; mijn webshop; eigen webshop; onze website; onze webshop; mijn eigen webshop; eigen site; link in bio; link in mijn bio; mijn winkel online
            موقعي; موقعنا; متجري; متجرنا; صفحتي; الرابط في البايو; رابط البايو; موقعي الخاص; متجري الخاص; متجري الالكتروني
            meri website; meri site; mere website; meri shop; apni website; apni site; mere page; link bio; bio mein link; मेरी वेबसाइट; मेरी साइट; अपनी वेबसाइट; हमारी वेबसाइट; मेरे पेज
            官网; 我的网站; 我们网站; 自己的网站; 我的店; 独立站; 我网店; 我的网店; 主页链接; 主页有; 自社サイト; 自分のサイト; 私のサイト; うちのサイト; ホームページ; 公式サイト; 当店のサイト; 自分のショップ; プロフのリンク; プロフィールのリンク; 自サイト
            мой сайт; моем сайте; моём сайте; мой собственный сайт; своем сайте; нашем сайте; наш сайт; своем магазине; моем магазине; мой магазин; интернет магазин*; ссылка в шапке; ссылка в профиле; ссылка в био; личный сайт; личном сайте; свой сайт
            """),
        (Concept.Search, """
            find us; найдете нас; найдешь меня; найдете меня; найдешь нас; nos encuentras; me encuentras; findest uns; findest mich; nous trouverez; me trouverez; me acha; nos acha; mi trovi; ci trovi; znajdziesz nas; znajdziesz mnie; bizi bul; beni bulursun; vind je ons; vind je me; تلاقيني; تلقاني; mil jayenge; mil jaunga
            such auf; suche auf; such mal; look for; look us up; look me up; busca en; buscame en; cerca su; cherche sur; procura no; szukaj na; ara bul; zoek op; ابحث عن; search kar; 搜一下; 検索して; ищи в; найди в; поищи в
            google; google it; google me; google us; google for; just google; search for; look up; type in; search engine; find it on google; browser; on the web; search online; first result; look it up; bing
            busca; buscame; buscanos; googlea; en google; buscar; pon en google; en internet
            google; googel*; googeln; such nach; suche nach; im netz; gib ein; in google; suchmaschine
            cherchez; cherche; tapez; tape; sur google; googlez; sur internet
            procura; busca; pesquisa; pesquise; no google; joga no google; busque; procure
            cerca; su google; cercami; cercate; digita; googla; in rete
            wpisz; w google; wygoogluj; wyszukaj; poszukaj; googlach; szukaj; w necie
            google da; googledan; googleda; google'da; google'a; arat; aratin; googla; internette
            zoek; google; googelen; zoek op; tik in; op google
            جوجل; قوقل; ابحث; ابحثي; دور; في النت
            google karo; google kar; google pe; search karo; dhundo; गूगल; सर्च
            百度; 谷歌; 搜; 搜索; 百度一下; グーグル; 検索; ググって; ググれば; ググ
            погугли*; загугли*; в гугле; гугл; в яндексе; поищи*; найдите; найди; поиск; поиске; вбей; наберите в
            """),
    ];
}
