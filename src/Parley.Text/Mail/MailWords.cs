using System.Collections.Frozen;

namespace Parley.Text.Mail;

/// <summary>Words of mail programs in the languages they speak. Facts about them, gathered from their dialogues.</summary>
static class MailWords
{
    /// <summary>The verb of an introduction.</summary>
    public static readonly Wording Wrote = new(
        "wrote", "writes", "sent", "said", "Quoting", // English
        "schrieb", "schrieben", "hat geschrieben", "geschrieben", "Zitat von", // German
        "a écrit", "a ecrit", "écrivait", "écrit", "a écris", "Citation de", // French
        "escribió", "escribio", "ha escrito", "escrigué", "va escriure", "ha escrit", "escribiu", "idatzi du", // Spanish, Catalan, Galician, Basque
        "escreveu", "escreveram", // Portuguese
        "ha scritto", "scrisse", "ha scritto quanto segue", // Italian
        "schreef", "geschreven", "schrijft", // Dutch
        "napisał", "napisała", "napisana przez", "napisał(a)", "pisze", "pisał", "użytkownik", // Polish
        "skrev", "har skrevet", "følgende", "följande", // Scandinavian
        "kirjoitti", "kirjutas", "rakstīja", "parašė", "rašė", // Finnish, Baltic
        "napsal", "napsala", "napsal(a)", "napísal", "napísala", "napísal(a)", "odesílatel", "napisao", "napisala", "napisao/la", "je napisao", "piše", "напишал", // Czech, Slovak, South Slavic
        "написал", "написала", "написал(а)", "пишет", "пишете", "пользователь", "пише", "написав", "написала", "написав(ла)", "написа", "је написао", "напісаў", // Cyrillic
        "yazdı", "yazmış", "şunu yazdı", "şunları yazdı", "yazdi", // Turkish
        "έγραψε", "έγραψαν", "ο χρήστης", // Greek
        "írta", "ezt írta", "írta a következőt", // Hungarian
        "a scris", "scris", // Romanian
        "đã viết", "menulis", "schrieben Sie", "skrifaði", "shkroi", "yazıb", // Vietnamese, Indonesian, Icelandic, Albanian
        "كتب", "كتبت", "تمت كتابة ما يلي بواسطة", "نوشت", "نوشته است", // Arabic, Persian
        "כתב", "כתבה", "כתב/ה", "מאת", // Hebrew
        "写道", "寫道", "写到", "来信", "於", "撰寫", "のメール", "書きました", "さんが書きました", "さんは書きました", "님이 작성", "작성", "썼습니다", "님이 쓴 글", "쓴 글", // East Asia
        "เขียน", "เขียนว่า", "ने लिखा", "লিখেছেন", "எழுதியது");

    /// <summary>How introductions begin that follow text on its own line.</summary>
    public static readonly Wording Openings = new("On", "At", "Am", "Le", "El", "Il", "Em", "Op", "Den", "W dniu", "Dne", "Dňa", "Pada", "Vào", "Στις", "Pe", "În", "Il giorno");

    /// <summary>Someone who speaks of himself introduces no quote of a mail program's.</summary>
    public static readonly Wording First = new("I", "I've", "ich", "j'ai", "he escrito", "ho scritto", "ik", "jag", "jeg", "minä", "я", "написал я");

    /// <summary>Small words in names.</summary>
    public static readonly FrozenSet<string> Particles = FrozenSet.Create(
        "via", "von", "van", "de", "der", "den", "di", "da", "do", "dos", "del", "della", "la", "le", "du", "des", "bin", "al", "el", "and", "und", "et", "y", "e", "&", "-", "–", "|", "/", "at", "om", "um", "kl",
        "hat", "heeft", "has", "user", "o", "o.", "ο/η", "h", "p.m", "a.m", "pm", "am", "уж", "от", "from", "klo", "kell", "v", "à", "às", "las", "alle", "ore", "г", "р", "님", "님이", "さん", "på", "for", "für", "pour");

    /// <summary>What stands between dashes above an earlier mail.</summary>
    public static readonly Wording Original = new(
        "Original Message", "Original", "Original E-mail", "Original Email", "Original Mail", "Reply Message", "Previous Message", "Replied message", "Originalnachricht",
        "Ursprüngliche Nachricht", "Ursprüngliche Mail", "Ursprüngliche E-Mail", "Antwort Nachricht", "Urspr. Nachricht", "Original-Nachricht",
        "Message d'origine", "Message original", "Message initial", "Mensaje original", "Mensaje de respuesta", "Missatge original", "Mensaxe orixinal", "Mensagem original",
        "Messaggio originale", "Oorspronkelijk bericht", "Oorspronkelijke bericht", "Origineel bericht", "Wiadomość oryginalna", "Oryginalna wiadomość", "Wiadomość pierwotna", "Treść oryginalnej wiadomości",
        "Ursprungligt meddelande", "Originalmeddelande", "Ursprungligt mejl", "Oprindelig meddelelse", "Original meddelelse", "Oprindelig besked", "Opprinnelig melding", "Originalmelding", "Opprinnelig e-post",
        "Alkuperäinen viesti", "Algne sõnum", "Původní zpráva", "Původní e-mail", "Pôvodná správa", "Izvorna poruka", "Originalna poruka", "Izvirno sporočilo", "Исходное сообщение", "Оригинальное сообщение", "Первоначальное сообщение",
        "Вихідне повідомлення", "Оригінальне повідомлення", "Оригинално съобщение", "Оригинална порука", "Orijinal İleti", "Orijinal mesaj", "Özgün İleti", "Asıl mesaj", "Αρχικό μήνυμα", "Eredeti üzenet", "Mesaj original", "Mesajul original",
        "Thư gốc", "Tin nhắn gốc", "Pesan asli", "Mesej asal", "الرسالة الأصلية", "رسالة أصلية", "پیام اصلی", "הודעה מקורית", "ההודעה המקורית", "ข้อความต้นฉบับ", "ข้อความเดิม", "मूल संदेश",
        "原始邮件", "原始郵件", "原邮件", "原始訊息", "回复的原邮件", "回复邮件", "元のメッセージ", "元のメール", "オリジナルメッセージ", "原本メッセージ", "원본 메시지", "원본 메일", "원본메일", "받은메일");

    /// <summary>What stands above a mail that is passed on.</summary>
    public static readonly Wording Forwarded = new(
        "Forwarded message", "Forwarded mail", "Begin forwarded message", "Forwarded by", "Forwarded email",
        "Weitergeleitete Nachricht", "Anfang der weitergeleiteten Nachricht", "Weitergeleitete Mail", "Anfang der weitergeleiteten E-Mail", "Weitergeleitet von",
        "Message transféré", "Message réexpédié", "Début du message réexpédié", "Début du message transféré", "Mensaje reenviado", "Inicio del mensaje reenviado", "Missatge reenviat",
        "Mensagem encaminhada", "Mensagem reencaminhada", "Início da mensagem encaminhada", "Início da mensagem reencaminhada", "Messaggio inoltrato", "Inizio messaggio inoltrato", "Inizio del messaggio inoltrato",
        "Doorgestuurd bericht", "Begin doorgestuurd bericht", "Wiadomość przekazana dalej", "Przekazana wiadomość", "Początek przekazywanej wiadomości", "Vidarebefordrat meddelande", "Vidarebefordrat brev", "Vidarebefordrat mejl",
        "Videresendt meddelelse", "Videresendt besked", "Start på videresendt besked", "Videresendt melding", "Videresendt e-post", "Välitetty viesti", "Välitetty viesti alkaa", "Přeposlaná zpráva", "Preposlaná správa", "Proslijeđena poruka", "Posredovano sporočilo",
        "Пересылаемое сообщение", "Пересланное сообщение", "Начало переадресованного сообщения", "Переслане повідомлення", "Препратено съобщение", "İletilen ileti", "İletilmiş mesaj", "İletilen mesaj", "Yönlendirilmiş mesaj",
        "Προωθημένο μήνυμα", "Továbbított üzenet", "Továbbított levél", "Mesaj redirecționat", "Thư được chuyển tiếp", "Pesan yang diteruskan", "Pesan terusan", "رسالة معاد توجيهها", "رسالة مُعاد توجيهها", "הודעה שהועברה",
        "转发的邮件", "转发邮件", "轉寄郵件", "被转发的邮件", "下面是被转发的邮件", "已转发邮件", "転送されたメッセージ", "転送メッセージ", "転送メール", "전달된 메일", "전달된 메시지");

    /// <summary>Asks to write above it: what and where.</summary>
    public static readonly Wording Above = new(
        "above this line", "above the line", "over this line", "over deze lijn", "oberhalb dieser Zeile", "über dieser Zeile", "über diese Linie", "oberhalb dieser Linie", "über dieser Linie", "au-dessus de cette ligne", "au dessus de cette ligne",
        "encima de esta línea", "encima de esta linea", "sobre esta línea", "arriba de esta línea", "acima desta linha", "acima dessa linha", "sopra questa riga", "sopra questa linea", "sopra di questa riga", "al di sopra di questa riga",
        "boven deze lijn", "boven deze regel", "powyżej tej linii", "nad tą linią", "nad tą linijką", "ovanför den här raden", "ovanför denna rad", "över denna rad", "over denne linje", "over denne linjen", "tämän rivin yläpuolelle", "tämän viivan yläpuolelle",
        "nad tento řádek", "nad tímto řádkem", "nad tento riadok", "выше этой строки", "выше этой линии", "над этой строкой", "вище цього рядка", "над цим рядком", "bu satırın üzerine", "bu satırın üstüne", "bu çizginin üzerine",
        "πάνω από αυτή τη γραμμή", "e fölé a sor fölé", "a sor fölé", "ez a vonal fölé", "deasupra acestei linii", "phía trên dòng này", "di atas baris ini", "فوق هذا السطر", "מעל שורה זו", "מעל לשורה זו", "เหนือบรรทัดนี้",
        "在此行上方", "在此线上方", "请在此行以上", "在這一行上方", "在此行以上", "この行より上", "この線より上", "この行の上", "이 줄 위에", "이 선 위에");

    /// <summary>The verbs of such a line.</summary>
    public static readonly Wording Answer = new("reply", "respond", "write", "type", "answer", "antworten", "schreiben", "antworte", "schreibe", "répondez", "répondre", "écrivez", "responda", "responde", "escribe", "escriba", "escreva", "rispondi", "scrivi", "antwoord",
        "reageer", "odpowiedz", "svara", "svar", "skriv", "vastaa", "kirjoita", "odpovězte", "ответ", "ответьте", "напишите", "відповідь", "yanıt", "cevap", "yaz", "απαντήστε", "válasz", "răspunde", "trả lời", "balas", "اكتب", "الرد", "השב", "כתוב", "回复", "回覆", "返信", "記入", "답장", "회신") { Open = true };
}
