namespace Parley.Text.Mail;

/// <summary>How devices and mail programs name themselves below a mail, in their languages.</summary>
static class DeviceWords
{
    /// <summary>How such a line begins.</summary>
    public static readonly Wording Sent = new(
        "sent from", "sent via", "sent with", "sent using", "sent by", "sent on", "from my", "sent through", "this email was sent from", "this message was sent from", "this mail was sent from", "written on my", "typed on my", "posted from", "envoyé", "message envoyé", "composed on",
        "envoyé de", "envoyé depuis", "envoyé à partir de", "envoyé à partir d'", "envoyé avec", "envoyé par", "envoyé via", "envoyé d'", "envoyé du", "envoye de", "provenance :", "télécharger",
        "gesendet von", "gesendet mit", "gesendet über", "gesendet via", "gesendet aus", "gesendet vom", "diese nachricht wurde von", "diese nachricht wurde mit", "diese e-mail wurde von", "diese mail wurde von", "diese nachricht wurde über", "versendet mit", "versendet von", "mobil gesendet", "von meinem", "von meiner",
        "enviado desde", "enviado de", "enviado do", "enviado da", "enviado a través de", "enviado através do", "enviado através de", "enviado a partir do", "enviado a partir de", "enviado con", "enviado com", "enviado por", "enviado mediante", "enviado pelo", "enviado via", "enviat des de", "enviat amb", "enviada do", "enviado em",
        "inviato da", "inviato dal", "inviato dall'", "inviato dalla", "inviato con", "inviato tramite", "inviata da", "spedito da", "inviato dal mio",
        "verzonden vanaf", "verzonden met", "verzonden via", "verzonden door", "verzonden vanuit", "verstuurd vanaf", "verstuurd met", "verstuurd via", "verstuurd vanuit", "verzonden van", "gestuurd vanaf",
        "wysłane z", "wysłano z", "wysłane za pomocą", "wysłane przez", "wysłano za pomocą", "wysłane ze", "wiadomość wysłana z", "wysłana z",
        "skickat från", "skickat med", "skickades från", "skickat via", "skickade från", "sendt fra", "sendt med", "sendt via", "sendt fra min", "lähetetty", "saadetud", "nosūtīts no", "išsiųsta iš",
        "odesláno z", "odesláno ze", "odesláno pomocí", "odoslané z", "odoslané pomocou", "poslano z", "poslano s", "poslano sa", "poslano iz", "poslato sa", "poslato iz", "послато са", "испратено од",
        "отправлено с", "отправлено из", "отправлено со", "отправлено через", "отправлено при помощи", "отправлено с помощью", "послано из", "надіслано з", "надіслано із", "відправлено з", "надіслано за допомогою", "надіслано через", "изпратено от", "изпратено чрез", "адпраўлена з",
        "gönderen:", "tarafından gönderildi", "στάλθηκε από", "απεστάλη από", "εστάλη από", "στάλθηκε με", "küldve", "elküldve", "küldte:", "trimis de pe", "trimis din", "trimis cu", "trimis de la", "trimis prin",
        "được gửi từ", "đã gửi từ", "gửi từ", "dikirim dari", "terkirim dari", "dihantar dari", "dihantar daripada", "dikirim menggunakan", "أرسل من", "أُرسل من", "تم الإرسال من", "مرسل من", "مُرسل من", "أرسلت من", "أُرسلت من", "فرستاده شده از", "ارسال شده از", "ارسال از", "נשלח מ", "נשלח מה", "נשלח באמצעות", "ส่งจาก", "ส่งแล้วจาก", "मेरे",
        "发自", "發自", "发送自", "從我的", "从我的", "寄件自", "傳送自", "來自", "来自", "送信元", "私の", "나의", "내", "보낸 사람:") { Open = false };

    /// <summary>Marks the device as somebody's.</summary>
    public static readonly Wording Owned = new("my", "a", "an", "the", "mon", "ma", "mi", "meinem", "meiner", "mein", "mijn", "mio", "mia", "meu", "minha", "min", "mitt", "mit", "moje", "mojego", "mého", "mojho", "mog", "moj", "моего", "мого", "моя", "il mio", "il", "le", "la", "o", "de mi", "del", "der", "dem", "einem", "een", "en", "um", "unui", "το", "my mobile");

    /// <summary>Devices, systems and mail programs; the word may go on.</summary>
    public static readonly Wording Device = new(
        "iPhon", "iPad", "iPod", "iOS", "iCloud", "Mac", "Android", "Samsung", "Galaxy", "BlackBerry", "Huawei", "Honor", "Xiaomi", "Redmi", "Mi Phone", "POCO", "Pixel", "Nexus", "OnePlus", "Oppo", "Vivo", "Realme", "Nokia", "Lumia", "Xperia", "Motorola", "Moto ", "HTC", "LG ", "ZTE", "Alcatel", "Fairphone", "Windows", "Surface", "Palm", "Treo", "Kindle", "Verizon", "T-Mobile", "AT&T", "Sprint", "Vodafone",
        "Outlook", "Hotmail", "Gmail", "Inbox by", "Yahoo", "AOL", "GMX", "WEB.DE", "Web.de", "freenet", "T-Online", "Telekom Mail", "1&1", "IONOS", "Proton", "Tutanota", "Tuta ", "Posteo", "Spark", "Airmail", "Mailbox", "Thunderbird", "K-9", "FairEmail", "Aqua", "BlueMail", "Blue Mail", "TypeApp", "Boxer", "Nine", "Edison", "Superhuman", "Newton", "Canary", "Mailspring", "Mailbird", "eM Client", "Zoho", "Zimbra", "Roundcube", "myMail", "Mail.ru", "Почт", "Яндекс", "Yandex", "Rambler", "Mail ", "mail", "Orange", "SFR", "laposte", "Libero", "Virgilio", "Tiscali", "Alice", "UOL", "BOL", "Seznam", "Onet", "Wirtualna", "Interia", "QQ", "网易", "NetEase", "126", "163", "Foxmail", "Naver", "네이버", "Daum", "Hanmail", "Rediff", "Missive", "HEY", "Shortwave", "Fastmail", "Polymail", "Twobird", "CloudMagic", "Email", "e-mail",
        "phone", "smartphone", "mobile", "cell", "cellphone", "tablet", "device", "handheld", "handset", "Handy", "Mobiltelefon", "Mobilgerät", "Gerät", "mobil", "móvil", "mÃ³vil", "celular", "teléfono", "telefono", "téléphone", "portable", "appareil", "dispositivo", "telemóvel", "telefone", "cellulare", "telefonino", "tableta", "tablette", "telefoon", "toestel", "apparaat", "telefon", "mobiltelefon", "komórk", "urządzeni", "puheli", "laitte", "zařízení", "zariadeni", "uređaj", "телефон", "смартфон", "планшет", "устройств", "пристро", "τηλέφωνο", "κινητό", "συσκευή", "készülék", "dispozitiv", "điện thoại", "ponsel", "perangkat", "هاتف", "جوال", "موبايل", "تلفن", "גלאי", "טלפון", "מהנייד", "אייפון", "אנדרואיד", "เครื่อง", "โทรศัพท์", "手机", "手機", "小米", "华为", "三星", "스마트폰", "휴대폰", "아이폰", "갤럭시", "スマートフォン", "携帯", "アイフォン", "आईफ़ोन", "айфон") { Open = true };

    /// <summary>Programs that offer themselves.</summary>
    public static readonly Wording App = new("BlueMail", "Blue Mail", "TypeApp", "Outlook", "the Outlook", "Spark", "Yahoo Mail", "Proton Mail", "ProtonMail", "Boxer", "myMail", "Mail.ru", "Edison", "Superhuman");

    /// <summary>How programs offer themselves.</summary>
    public static readonly Wording Get = new("get", "download", "obtener", "obtén", "descargar", "descarga", "obtenir", "obtenez", "télécharger", "téléchargez", "holen sie sich", "hol dir", "laden sie", "herunterladen", "outlook herunterladen", "scarica", "ottieni", "obter", "obtenha", "baixar", "baixe", "pobierz", "skaffa", "hämta", "hent", "få", "hanki", "lataa", "download de", "downloaden", "загрузить", "скачать", "получить",
        "завантажити", "отримати", "získat", "získejte", "získať", "stáhnout", "edinin", "indir", "alın", "yükle", "λήψη", "αποκτήστε", "κατεβάστε", "beszerzése", "letöltése", "descărcați", "obțineți", "preuzmi", "nabavite", "tải", "dapatkan", "unduh", "احصل على", "الحصول على", "הורד", "קבל", "รับ", "获取", "下载", "取得", "下載", "を入手", "を入手する", "の取得", "다운로드", "받기", "aconseguiu", "obteniu");

    /// <summary>How such a line ends in languages that put the verb last.</summary>
    public static readonly Wording SentLast = new("gesendet", "verschickt", "versendet", "geschickt", "geschrieben", "gönderildi", "gönderilmiştir", "gönderdim", "から送信", "から送信されました", "より送信", "で送信", "からの送信", "傳送", "发送", "發送", "传送", "寄出", "送出", "에서 보냄", "보냄", "에서 전송", "에서 보낸 메일", "로 보냄", "küldve", "elküldve", "lähetetty", "से भेजा गया", "ส่ง", "verzonden", "verstuurd", "sent");

    /// <summary>And how it begins there.</summary>
    public static readonly Wording SentFirst = new("von mein", "von meinem", "von meiner", "vom", "von", "az", "a", "diese nachricht wurde", "diese e-mail wurde", "diese mail wurde", "mobil", "mit der", "mit dem", "从我的", "從我的", "我的", "从", "從", "由", "私の", "マイ", "나의", "내", "mein", "mijn", "benim", "bu e-posta", "bu ileti", "bu mesaj", "मेरे", "este mensaje", "unterwegs") { Open = true };

    /// <summary>"Someone from mobile", "via mobile".</summary>
    public static readonly Wording Mobile = new("from mobile", "via mobile", "from my mobile", "via phone", "from phone", "via iPhone", "via BlackBerry", "by mobile");
}
