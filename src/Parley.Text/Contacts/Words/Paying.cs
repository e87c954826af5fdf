namespace Parley.Text.Contacts.Words;

/// <summary>Words for money that passes the checkout by, and for the checkout.</summary>
static class Paying
{
    public static readonly (Concept Concept, string Phrases)[] All =
    [
        (Concept.PayService, """
            paypal*; pay pal; pp f&f; pay pall; paypall; paypa; zelle; venmo; cash app; cashapp; $cashtag; cashtag; apple cash; apple pay cash; revolut*; monzo; transferwise; payoneer; skrill; neteller; western union; moneygram; money gram; remitly; worldremit; bitcoin*; btc; usdt; tether; crypto; cryptocurrency; ethereum; eth wallet; litecoin; dogecoin; binance; coinbase; wallet address; google pay; gpay; g pay; facebook pay; interac; e transfer; etransfer; e-transfer; payid; pay id; osko; beem; sort code; swift bic; routing number; account number; sepa; sepa transfer; stripe link; payment link; my paypal link; paypal me; paypalme; buy me a coffee; square link; sumup; amazon gift card*; itunes card*; steam card*; google play card*; gift card code*
            bizum; bizums; mercado pago; mercadopago; nequi; daviplata; yape; clabe; cbu; oxxo; transferencia directa; paypal amigos; zelle; cripto; criptomonedas; halcash
            uberweisung; bankuberweisung; kontonummer; bankverbindung; paydirekt; giropay; klarna sofort; sofortuberweisung; uberweisen; uberweis; uberweise; freunde und familie; freunde & familie; paypal freunde; twint; kwitt; bar auf die hand; vorkasse; krypto; paysafecard; paysafe
            lydia; paylib; virement; virement bancaire; un rib; mon rib; wero; paysafecard; entre proches; pcs; mandat cash; sumeria; crypto; western union; transcash
            pix; chave pix; um pix; via pix; por pix; no pix; mb way; mbway; picpay; pic pay; mercado pago; multibanco; transferencia bancaria; deposito na conta; cripto; nubank; pagseguro; 
            postepay; postpay; poste pay; satispay; bonifico; bancomat pay; ricarica postepay; ricarica; sull'iban; buddybank; tinaba; criptovalut*
            blik; blika; blikiem; przelew*; na konto; numer konta; przelewem na konto; revolucie; revolutem; krypto; bitcoinem; przekaz; paysafecard
            papara*; havale*; eft; iban*; ibana; ibanim; havale yap; paycell; tosla; kripto; hesabima; hesap numaram; 
            tikkie; tikkies; betaalverzoek; betaalverzoekje; tikkie betaling; payconiq; bankoverschrijving; overschrijving; overmaken; rekeningnummer; bunq; crypto
            تحويل بنكي; تحويل; حول لي; حولي; حوّل; ايبان; الايبان; باي بال; بايبال; ستي سي باي; stc pay; stcpay; ويسترن يونيون; فودافون كاش; انستاباي; انستا باي; بيتكوين; حسابي البنكي; كاش يو
            phonepe; phone pe; paytm; upi; upi id; bhim; bhim upi; gpay; google pay; neft; imps; rtgs; khate mein; khate me; फोनपे; फोन पे; पेटीएम; यूपीआई; गूगल पे; गूगलपे; जीपे; बैंक ट्रांसफर; खाते
            支付宝; 微信支付; 微信转账; 微信转; 转账; 轉帳; 银行卡; 卡号; 打款; 汇款; 红包; 比特币; 收款码; 付款码; 转我; 打到我; 银行转账; paypay; ペイペイ; line pay; linepay; メルペイ; 振込; 振り込; 銀行振込; 口座; ビットコイン; 送金; 現金書留; アマギフ; アマゾンギフト; 仮想通貨
            сбербанк*; сбер; на сбер; тинькофф*; т банк; киви; qiwi; юмани; юмоней; на карту; номер карты; перевод на карту; переводом на карту; переводом; перевод; сбп; по сбп; по номеру телефона; вебмани; webmoney; биткоин*; крипт*; пейпал*; пэйпал*; палпал
            """),
        (Concept.PayWays, """
            wise; chime; starling; rib; iban; account mein; account me; bank transfer; wire transfer; wire; transfer; cash; in cash; cash in hand; cheque; check; money order; gift card; gift cards; giftcard; voucher codes; invoice; invoice you; bank details; bank account; my account; account details; deposit; half upfront; cash on delivery; cod; cash in the envelope; envelope; postal order; prepaid card; card number; my bank
            en efectivo; efectivo; transferencia; cheque; contra reembolso; contrarreembolso; cuenta bancaria; mi cuenta; tarjeta regalo; giro; ingreso; deposito
            bar; bargeld; barzahlung; in bar; scheck; rechnung; nachnahme; mein konto; konto; gutscheinkarte; gutscheincode; auf mein konto; anzahlung
            especes; en especes; en liquide; liquide; cheque; mandat; carte cadeau; mon compte; compte bancaire; acompte; contre remboursement; facture
            dinheiro; em dinheiro; transferencia; boleto; deposito; conta; minha conta; cheque; na entrega; vale presente; a vista; contra reembolso
            contanti; in contanti; assegno; contrassegno; vaglia; mio conto; buono regalo; carta regalo; acconto
            gotowk*; gotowka; za pobraniem; czek; karta podarunkowa; kartę podarunkową; moje konto; zaliczk*; do reki
            nakit; elden; cek; kapida odeme; hediye karti; hesap; hesaba; kapora
            contant; cash; cheque; rembours; cadeaukaart; bankrekening; aanbetaling; mijn rekening
            كاش; نقد; نقدا; شيك; الدفع عند الاستلام; بطاقة هدايا; عربون; حساب; الحساب
            cash; nakad; cheque; account; advance; cod; gift card; नकद; कैश; चेक; खाता; एडवांस
            现金; 支票; 货到付款; 礼品卡; 购物卡; 定金; 现款; 現金; 代引; 着払い; 小切手; ギフトカード; ギフト券; 手渡し
            наличны*; налом; нал; наличкой; чек; наложенн*; подарочн* карт*; предоплат*; карту; задаток; на счет
            """),
        (Concept.PayVerb, """
            pay; paying; pay me; pay us; pays; paid; send me; send us; send the money; send money; send payment; send it to; send the payment; send £; send $; send €; transfer; transfer to; wire; wire me; deposit; take; accept; accepted; works for me; works for us; only please; only; ok?; prefer; refund; just; could you; use; do; invoice; forward; by; via; through; using; with; my; your
            pagar; paga; pagas; pagame; pagarme; pague; pagueme; te pago; pagarte; pago; enviame; envia; mandame; manda; hazme; haz; me haces; acepto; aceptas; hacer; por; con; mi
            zahlen; zahl; zahlst; bezahl; bezahlen; bezahlst; zahle; bezahle; schick; sende; schicke; senden; uberweis; nehme; akzeptiere; geht; gehts; per; via; mit; mein; lieber; nur
            payer; payez; paye; paie; reglez; regle; regler; me reglez; envoyez; envoie; j'accepte; je prends; acceptez; verser; versez; par; via; avec; mon; ou; plutot
            paga; pagar; pague; me paga; pagamento; manda; mande; envia; transfere; transferir; deposita; aceito; aceita; faz; faca; por; via; com; meu; fazer; pode ser
            paga; pagami; pagare; paghi; pagamento; mandami; manda; invia; fammi; fai; ricarica; accetto; accetti; accettate; con; tramite; mio; su; preferisco
            zaplac*; placic; placisz; plac; plas; zaplata; przelej; przelac; wyslij; wplac; wplata; przyjmuje; przez; moj; moje; tylko; mozna; moze byc; robie
            ode; odeme; odersen; oderim; odeyin; odeyebilir*; gonder; gonderin; gonderirsen; yolla; at; atarsan; yap; yapin; kabul; ile; uzerinden; benim; yatir; aliyorum
            betaal; betalen; betaling; betaalt; stuur; stuur maar; maak over; overmaken; accepteer; via; met; mijn; per; liever; graag; kan
            ادفع; ادفعي; الدفع; دفع; حول; حولي; ارسل; ارسلي; حولها; تحول; اقبل; عن طريق; عبر; على
            pay; bhej; bhejo; bhejna; bhej do; kar do; de do; dedo; transfer kar; payment; le lunga; karo; pe; se; par; mein; भेज; भेजो; पेमेंट; भुगतान; पैसे; ट्रांसफर; कर दो; दे दो; पर
            付; 转; 给我; 打; 汇; 付款; 支付; 转给; 用; 收; 走; 发; 払; 払って; 支払; 送って; 送金; 振り; 入金; で; お願い
            оплат*; заплат*; плати*; переведи*; переведите; перевести; скинь*; скинуть; кинь*; перевод*; отправь*; отправьте; платеж*; принимаю; на; через; только; лучше; можно; деньги
            """),
        (Concept.Checkout, """
            checkout; check out; at the checkout; in the checkout; through the site; on the site; on this site; on the platform; through the platform; via the platform; through the app; in the app; here; marketplace; the website; payment page; basket; cart; payment option; payment options; option; credit card declined; declined; failed; error; charged; refund me; installments; instalments; money back; bought; at checkout; when i pay; charged twice; checkout page; klarna
            en la web; en la pagina; por la plataforma; en la plataforma; aqui; a plazos; al finalizar; en el carrito; la app; checkout; al pagar; opcion; opciones
            hier; auf der seite; uber die plattform; an der kasse; kasse; im warenkorb; warenkorb; auf raten; checkout; bezahlseite; kaufabwicklung; zahlungsart; zahlungsarten; auf rechnung
            ici; sur le site; via le site; la plateforme; au panier; panier; en 3 fois; en plusieurs fois; au moment de payer; a la commande; le paiement; page de paiement
            aqui; no site; pelo site; na plataforma; pela plataforma; no carrinho; carrinho; parcelado; parcelar; checkout; na hora de pagar
            qui; sul sito; tramite il sito; dal sito; piattaforma; carrello; a rate; alla cassa; checkout; cassa; al pagamento
            tutaj; tu; na stronie; przez strone; przez portal; w koszyku; koszyku; koszyk; na raty; platnosc*; przy zamowieniu; serwisie
            site uzerinden; siteden; sitede; burada; buradan; taksit*; sepet*; odeme sayfasi*; platform uzerinden; uygulamadan
            hier; op de site; via de site; via het platform; winkelmand; winkelwagen; afrekenen; bij het afrekenen; kassa; termijnen; checkout; achteraf betalen
            عبر الموقع; في الموقع; من الموقع; بالموقع; المنصة; هنا; السلة; عند الدفع; اقساط; تقسيط; التطبيق; صفحة الدفع
            site pe; app pe; yahan; checkout; cart; emi; kist; platform pe; साइट पर; ऐप पर; यहां; यहाँ; किस्त; चेकआउट; कार्ट
            平台; 分期; 购物车; 结账; 下单时; 页面; 官方; ここ; サイト; カート; 分割; 決済; 決済画面; レジ; アプリ; 支払い方法
            на сайте; через сайт; здесь; корзин*; рассрочк*; при оформлении; через платформу; на платформе; оформлени*; через приложение
            """),
        (Concept.PaySaid, """
            transfer to you; pay you direct*; pay you outside; pay you in; not pay here; off the books; under the table; pay outside; paying outside; payment outside; outside the checkout; outside checkout; skip the checkout; skip checkout; bypass the checkout; without the checkout; avoid the fees; avoid fees; avoid the fee; skip the fees; save on fees; save the fees; no fees for both; no fee for both; dodge the fees; without the fee; without fees; without the fees; friends and family; friends & family; f&f; f & f; fnf; as a friend; family and friends; goods and services off; mark it as returned; mark as returned; pay the rest in cash; the rest in cash; rest in cash; cash in the envelope; cash in an envelope; forward the difference; send the difference; more than the price; overpay; send me the codes; send me the code; send the codes; scratch the code; gift card codes; holds my money; hold my money; keeps my money; pay me directly; pay me direct; pay directly to me; pay direct; paying direct; pay me in cash; cash is better; transfer directly; transfer direct; bank transfer directly; straight to my account; straight to my bank; direct to my bank; directly to my account; to my bank account; into my account; to my account; invoice you myself; invoice you directly; send you an invoice; my bank details; my account details; my sort code; my iban; my paypal; my venmo; my cashapp; my cash app; my zelle; my revolut; my monzo; buy gift cards; gift cards and; put 1 dollar; list it for 1; one dollar listing; only for the deposit; pay half here; half here half; the rest outside; rest directly; cut out the platform; cut out the middle; pay when we meet; private payment; pay privately
            pagar por fuera; pago por fuera; paga por fuera; fuera del checkout; sin comision; sin comisiones; nos ahorramos la comision; amigos y familiares; amigos y familia; como amigo; a familiares; pagame directo; pagame directamente; pago directo; a mi cuenta; en mi cuenta; el resto en efectivo; el resto en mano; te hago factura aparte; hazme un bizum; por bizum; un bizum
            ohne gebuhren; gebuhren sparen; gebuhr sparen; sparen uns die gebuhr*; freunde und familie; freunde & familie; paypal freunde; an freunde; per freunde; als freund; bar auf die hand; den rest in bar; rest bar; direkt uberweisen; uberweise direkt; direkt bezahlen; direkt auf mein konto; auf mein konto; ausserhalb bezahlen; am system vorbei; ohne rechnung; unter der hand; direkt an mich; meine iban; meine bankverbindung; schick mir das geld
            sans frais; sans commission; entre proches; proches et amis; amis et famille; le reste en especes; le reste en liquide; payer en dehors; paiement en dehors; hors plateforme; paiement direct; payez directement; virement direct; directement sur mon compte; sur mon compte; de la main a la main; au noir; mon rib; mon iban; me reglez en especes; me payez en liquide; evite les frais; eviter les frais
            pagar por fora; paga por fora; pagamento por fora; por fora; sem taxa; sem taxas; sem comissao; amigos e familia; o resto em dinheiro; direto pra mim; direto na minha conta; na minha conta; minha chave; chave pix; me faz um pix; faz um pix; manda um pix; manda pix; faz o pix; pix direto; deposito direto; escapa da taxa; foge da taxa
            niente commissioni; senza commissioni; amici e familiari; amici e parenti; tra amici; il resto in contanti; pagare fuori; pagamento fuori; paga fuori; direttamente sul mio conto; sul mio conto; bonifico diretto; pagami direttamente; paga direttamente; paghi direttamente; in nero; mio iban; sulla mia postepay; evitiamo le commissioni; saltiamo le commissioni
            bez prowizji; bez oplat; reszta gotowka; reszte gotowka; reszta w gotowce; poza portalem; poza platforma; zaplac bezposrednio; przelew bezposredni; bezposrednio na konto; na moje konto; moj numer konta; rodzina i znajomi; dla znajomych; ominiemy prowizje; zaoszczedzimy na prowizji; blikiem na telefon; blik na telefon; blik na numer
            komisyonsuz; komisyon odemeden; komisyon yok; arkadas ve aile; kalanini elden; kalani nakit; gerisini nakit; elden ode; elden odeme; dogrudan hesabima; hesabima; direkt hesabima; ibanima; iban atayim; iban atarim; iban at; site disi; site disinda ode; disaridan ode; elden nakit
            buiten de site; buiten het platform; buiten de app; zonder kosten; zonder commissie; vrienden en familie; de rest contant; rest contant; rest cash; direct betalen; rechtstreeks betalen; rechtstreeks naar mijn; naar mijn rekening; op mijn rekening; direct naar mijn rekening; mijn rekeningnummer; scheelt kosten; een tikkie; tikkie sturen; stuur een tikkie; stuur je een tikkie
            بدون عمولة; بدون رسوم; خارج الموقع; برا الموقع; الباقي كاش; الباقي نقدا; على حسابي; لحسابي; في حسابي; ادفع لي مباشرة; الدفع مباشرة; حول لي; حولي لي; بدون الموقع; العائلة والاصدقاء
            fee bach; commission bach; bina commission; bina fee; baaki cash; baki cash; direct account; mere account; mere khate; direct payment; seedha payment; bahar payment; bahar pay; dost ke naam; कमीशन बच; बिना कमीशन; बाकी कैश; मेरे खाते; सीधे खाते; सीधा पेमेंट; बाहर पेमेंट
            不走平台; 绕过平台; 平台外付; 私下付; 私下转; 直接转账; 直接转给; 直接打; 免手续费; 省手续费; 没有手续费; 我的支付宝; 加支付宝; 支付宝转; 微信转账; 微信付; 付现金; 打我卡; 我的账户; 我账户; 余款现金; 手数料なし; 手数料がかから; 手数料を; 手数料浮; 手数料かから; 直接振込; 直接振り込; 直接払; 私の口座; 個人口座; 残りは現金; 直接取引; 直取引; 口座に; サイト外で; サイトを通さず; paypayで
            без комиссии; мимо кассы; в обход сайта; мимо сайта; остальное наличными; остаток наличными; на мою карту; мне на карту; на карту; напрямую на карту; переведите напрямую; оплата напрямую; оплатите напрямую; платите напрямую; мой счет; на мой счет; друзья и семья; близким; сэкономим комиссию; сэкономим на комиссии
            """),
        (Concept.Cancel, """
            cancel here and; cancel the order here; cancel the order and pay; cancel the order and i; cancel it here; cancel this order and; cancela el pedido; cancelas el pedido y; cancela la compra; cancelamos el pedido; cancelamos y; storniere die bestellung und; storniere hier; stornieren hier und; on annule la commande; annulez la commande et; annule la commande et; annulez ici; annulez et; cancela o pedido; cancele o pedido; cancela aqui; cancelamos o pedido; annulla l'ordine; annulli l'ordine; annulliamo l'ordine; annullo l'ordine; anuluj zamowienie; anulujemy zamowienie; anuluj tutaj; anuluj i; siparisi iptal et; siparisi iptal edin; iptal et; buradan iptal; iptal edip; annuleer de bestelling; annuleer hier; annuleer en; الغي الطلب; الغ الطلب; نلغي الطلب; order cancel karo; order cancel kar; cancel karke; ऑर्डर कैंसिल; 取消订单; 先取消; 退款后; キャンセルして; отмени заказ; отмените заказ; отменим заказ; отменяем заказ; отмените здесь; cancel; cancelar; cancela; cancelamos; storniere; stornieren; stornierst; annuler; annule; annulez; annullare; annulla; anuluj; anulujemy; iptal; annuleer; annuleren; الغاء; الغي; cancel karo; 取消; キャンセル; отмени*
            """),
    ];
}
