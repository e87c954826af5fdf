using System.Collections.Frozen;

namespace Parley.Text.Mail;

/// <summary>The labels of mail headers in the languages of mail programs, in small letters.</summary>
static class HeaderWords
{
    public static readonly FrozenDictionary<string, HeaderField>.AlternateLookup<ReadOnlySpan<char>> Fields = All().ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    const string From = "from|von|absender|de|expéditeur|da|van|od|od kogo|nadawca|från|avsändare|fra|lähettäjä|saatja|no|nuo|от|от кого|отправитель|від|відправник|kimden|gönderen|από|feladó|küldő|de la|expeditor|"
        + "từ|người gửi|dari|pengirim|من|المرسل|از|فرستنده|מאת|จาก|发件人|寄件者|寄件人|发信人|差出人|送信者|送信元|보낸 사람|보낸사람|보낸이|발신|od koho|odesílatel|odosielateľ|pošiljatelj|šalje|pošilja|од|подател|प्रेषक|remitente|remetente|mittente|afzender|avsender|afsender|nga|frá";

    const string To = "to|an|empfänger|à|a|pour|destinataire|para|destinatario|destinatário|per a|aan|do|komu|do kogo|adresat|odbiorca|till|mottagare|til|modtager|mottaker|vastaanottaja|kenelle|saaja|kam|kam|kellele|кому|для|получатель|кому|до|одержувач|kime|alıcı|kime|προς|címzett|"
        + "către|catre|la|destinatar|đến|tới|người nhận|kepada|ke|untuk|إلى|الى|المرسل إليه|به|گیرنده|אל|ถึง|收件人|收件者|收信人|宛先|送信先|받는 사람|받는사람|받는이|수신|za|prima|prejemnik|primatelj|komu|adresát|за|до|प्रति|til|për|kome";

    const string Sent = "sent|gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviado em|enviada|enviada em|enviat|enviat el|inviato|inviato il|verzonden|verstuurd|wysłano|wysłane|wysłany|data wysłania|skickat|sendt|lähetetty|saadetud|nosūtīts|išsiųsta|"
        + "отправлено|отправлен|дата отправки|надіслано|відправлено|gönderildi|gönderilme tarihi|gönderilen|στάλθηκε|εστάλη|απεστάλη|elküldve|küldve|küldés ideje|trimis|đã gửi|ngày gửi|dikirim|terkirim|dihantar|تم الإرسال|أرسلت|تاريخ الإرسال|ارسال|ارسال شده|נשלח|ส่งแล้ว|ส่ง|ส่งเมื่อ|วันที่ส่ง|"
        + "发送时间|发送日期|寄件日期|傳送時間|已傳送|送信日時|送信日|보낸 날짜|보낸 시간|보낸날짜|보낸시간|날짜시간|odesláno|odoslané|poslano|poslato|изпратено|послато|भेजा गया|sendur|dërguar";

    const string Date = "date|datum|le|fecha|data|data/hora|päiväys|päivämäärä|pvm|kuupäev|дата|tarih|ημερομηνία|ημ/νία|dátum|dată|data e ora|ngày|tanggal|tarikh|التاريخ|تاريخ|תאריך|วันที่|日期|时间|時間|日付|日時|날짜|일시|dato|datums|दिनांक|dags|d.d|date de|data e dërgimit";

    const string Subject = "subject|betreff|betr|objet|sujet|asunto|assumpte|gaia|assunto|oggetto|onderwerp|betreft|temat|ämne|emne|aihe|teema|temats|tema|тема|относно|предмет|konu|θέμα|tárgy|subiect|subiectul|chủ đề|tiêu đề|perihal|subjek|judul|subyek|الموضوع|موضوع|נושא|เรื่อง|หัวเรื่อง|"
        + "主题|主題|主旨|标题|件名|題名|제목|předmět|predmet|zadeva|naslov|наслов|विषय|efni|subjekti";

    const string Other = "cc|bcc|kopie|copie|copie à|kopia|kopi|kopio|копия|копія|bilgi|cc to|кк|dw|ccn|cco|másolatot kap|ktoś|cópia|copia|κοιν|κοινοποίηση|نسخة|نسخه|עותק|สำเนา|สำเนาถึง|抄送|副本|ccに|참조|kópia|v kopii|kopija|kp|ud|"
        + "reply-to|antwort an|répondre à|responder a|rispondi a|antwoord aan|reply to|risposta|répondre|odpowiedź do|svara till|ответ на|ответить|回复|返信先|importance|wichtigkeit|priorität|priority|importance|importancia|prioridad|priorité|priorità|prioriteit|prioritet|tärkeys|важность|önem|önem derecesi|重要性|重要度|"
        + "attachments|attachment|anlagen|anlage|anhänge|pièces jointes|pièce jointe|adjuntos|datos adjuntos|anexos|allegati|allegato|bijlagen|bijlage|załączniki|bilagor|vedlegg|vedhæftede filer|liitteet|вложения|ekler|附件|添付ファイル|첨부|첨부 파일|on behalf of|im auftrag von|mailed-by|signed-by|message-id|sensitivity|organisation|organization|x-mailer|mime-version|content-type|return-path|received";

    static Dictionary<string, HeaderField> All()
    {
        var all = new Dictionary<string, HeaderField>();
        foreach (var (names, field) in new[] { (From, HeaderField.From), (To, HeaderField.To), (Sent, HeaderField.Sent), (Date, HeaderField.Date), (Subject, HeaderField.Subject), (Other, HeaderField.Other) })
            foreach (var name in names.Split('|')) all[name] = field | all.GetValueOrDefault(name);
        return all;
    }
}
