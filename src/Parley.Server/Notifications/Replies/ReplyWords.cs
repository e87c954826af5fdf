namespace Parley.Notifications;

/// <summary>Why an answer by mail was not taken, as its writer is told.</summary>
public enum ReplyTrouble
{
    /// <summary>Our receiver does not vouch for the sender.</summary>
    NotSure,
    OtherSender,
    Expired,
    Empty,
    TooLong,
    TooLarge,
    Closed,

    /// <summary>They may not write there, or not any more.</summary>
    NotAllowed,
    Files,

    /// <summary>The text was sent, and not all of the files.</summary>
    SomeFiles,

    /// <summary>Something in the text is not allowed.</summary>
    Refused,

    /// <summary>More mails within an hour than are taken.</summary>
    TooMany,
}

/// <summary>The words for it, in one language.</summary>
sealed record ReplyWords(string Language, string Hello, string Subject, string PartSubject, string Open, string NotSure, string OtherSender, string Expired, string Empty, string TooLong, string TooLarge, string Closed, string NotAllowed, string Files, string SomeFiles, string Refused, string TooMany)
{
    public static ReplyWords For(string? locale, string marketplace) => Find(locale) ?? Find(marketplace) ?? All[0];

    public string Of(ReplyTrouble trouble) => trouble switch
    {
        ReplyTrouble.NotSure => NotSure,
        ReplyTrouble.OtherSender => OtherSender,
        ReplyTrouble.Expired => Expired,
        ReplyTrouble.Empty => Empty,
        ReplyTrouble.TooLong => TooLong,
        ReplyTrouble.TooLarge => TooLarge,
        ReplyTrouble.Closed => Closed,
        ReplyTrouble.NotAllowed => NotAllowed,
        ReplyTrouble.Files => Files,
        ReplyTrouble.SomeFiles => SomeFiles,
        ReplyTrouble.TooMany => TooMany,
        _ => Refused,
    };

    static ReplyWords? Find(string? locale) => locale is null ? null : Array.Find(All, w => locale.Split('-', '_')[0].Equals(w.Language, StringComparison.OrdinalIgnoreCase));

    static readonly ReplyWords[] All =
    [
        new("en", "Hello {0},", "Your mail was not delivered", "Not all files of your mail were delivered", "Open the conversation",
            "A mail came in your name, and it could not be verified that it is from you. It was not delivered. If you wrote it, please write in the conversation instead.",
            "Somebody wrote to the address that is yours alone, from another address. It was not delivered. If it was you, write from the address that the marketplace knows.",
            "The address that you answered to is no longer valid. Your mail was not delivered. Please write in the conversation.",
            "No new text was found in your mail, so nothing was delivered.", "Your mail is too long, or holds something that a message cannot hold. It was not delivered. Please write in the conversation.",
            "Your mail is too large. It was not delivered. Please send large files in the conversation.", "This conversation is closed, and your mail was not delivered. Reopen it to write again.",
            "You cannot write in this conversation any more. Your mail was not delivered.", "The files of your mail cannot be taken, so nothing was delivered. Please send them in the conversation, where you see why.",
            "Your text was delivered. Some files were not, because of their kind, size or number. Please send them in the conversation, where you see why.", "Something in your mail is not allowed in a message. It was not delivered. Please write in the conversation, where you see why.", "You sent more mails within an hour than are taken. This one was not delivered. Please write in the conversation."),
        new("de", "Hallo {0},", "Ihre E-Mail wurde nicht zugestellt", "Nicht alle Dateien Ihrer E-Mail wurden zugestellt", "Unterhaltung öffnen",
            "In Ihrem Namen kam eine E-Mail, von der sich nicht prüfen ließ, ob sie von Ihnen ist. Sie wurde nicht zugestellt. Falls Sie sie geschrieben haben, schreiben Sie bitte in der Unterhaltung.",
            "Jemand hat von einer anderen Adresse an die Adresse geschrieben, die nur Ihnen gehört. Das wurde nicht zugestellt. Falls Sie es waren: Schreiben Sie von der Adresse, die der Marktplatz kennt.",
            "Die Adresse, an die Sie geantwortet haben, gilt nicht mehr. Ihre E-Mail wurde nicht zugestellt. Bitte schreiben Sie in der Unterhaltung.",
            "In Ihrer E-Mail fand sich kein neuer Text, deshalb wurde nichts zugestellt.", "Ihre E-Mail ist zu lang oder enthält etwas, das in eine Nachricht nicht passt. Sie wurde nicht zugestellt. Bitte schreiben Sie in der Unterhaltung.",
            "Ihre E-Mail ist zu groß. Sie wurde nicht zugestellt. Bitte senden Sie große Dateien in der Unterhaltung.", "Diese Unterhaltung ist geschlossen, und Ihre E-Mail wurde nicht zugestellt. Öffnen Sie sie wieder, um zu schreiben.",
            "Sie können in dieser Unterhaltung nicht mehr schreiben. Ihre E-Mail wurde nicht zugestellt.", "Die Dateien Ihrer E-Mail können nicht angenommen werden, deshalb wurde nichts zugestellt. Bitte senden Sie sie in der Unterhaltung; dort sehen Sie, warum.",
            "Ihr Text wurde zugestellt. Einige Dateien nicht, wegen ihrer Art, Größe oder Anzahl. Bitte senden Sie sie in der Unterhaltung; dort sehen Sie, warum.", "Etwas in Ihrer E-Mail ist in einer Nachricht nicht erlaubt. Sie wurde nicht zugestellt. Bitte schreiben Sie in der Unterhaltung; dort sehen Sie, warum.", "Sie haben innerhalb einer Stunde mehr E-Mails gesendet, als angenommen werden. Diese wurde nicht zugestellt. Bitte schreiben Sie in der Unterhaltung."),
        new("es", "Hola, {0}:", "Su correo no se ha entregado", "No se han entregado todos los archivos de su correo", "Abrir la conversación",
            "Ha llegado un correo en su nombre y no se ha podido comprobar que sea suyo. No se ha entregado. Si lo escribió usted, escriba en la conversación.",
            "Alguien ha escrito desde otra dirección a la dirección que es solo suya. No se ha entregado. Si fue usted, escriba desde la dirección que conoce el mercado.",
            "La dirección a la que respondió ya no es válida. Su correo no se ha entregado. Escriba en la conversación.",
            "En su correo no había texto nuevo, así que no se ha entregado nada.", "Su correo es demasiado largo o contiene algo que no cabe en un mensaje. No se ha entregado. Escriba en la conversación.",
            "Su correo es demasiado grande. No se ha entregado. Envíe los archivos grandes en la conversación.", "Esta conversación está cerrada y su correo no se ha entregado. Ábrala de nuevo para escribir.",
            "Ya no puede escribir en esta conversación. Su correo no se ha entregado.", "Los archivos de su correo no se pueden aceptar, así que no se ha entregado nada. Envíelos en la conversación; allí verá por qué.",
            "Su texto se ha entregado. Algunos archivos no, por su tipo, tamaño o número. Envíelos en la conversación; allí verá por qué.", "Algo en su correo no está permitido en un mensaje. No se ha entregado. Escriba en la conversación; allí verá por qué.", "Ha enviado en una hora más correos de los que se aceptan. Este no se ha entregado. Escriba en la conversación."),
        new("fr", "Bonjour {0},", "Votre e-mail n’a pas été remis", "Tous les fichiers de votre e-mail n’ont pas été remis", "Ouvrir la conversation",
            "Un e-mail est arrivé en votre nom, sans qu’il soit possible de vérifier qu’il vient de vous. Il n’a pas été remis. Si vous l’avez écrit, écrivez plutôt dans la conversation.",
            "Quelqu’un a écrit, depuis une autre adresse, à l’adresse qui n’est qu’à vous. Cela n’a pas été remis. Si c’était vous, écrivez depuis l’adresse que la place de marché connaît.",
            "L’adresse à laquelle vous avez répondu n’est plus valable. Votre e-mail n’a pas été remis. Écrivez dans la conversation.",
            "Votre e-mail ne contenait pas de nouveau texte, rien n’a donc été remis.", "Votre e-mail est trop long ou contient quelque chose qu’un message ne peut contenir. Il n’a pas été remis. Écrivez dans la conversation.",
            "Votre e-mail est trop volumineux. Il n’a pas été remis. Envoyez les gros fichiers dans la conversation.", "Cette conversation est fermée et votre e-mail n’a pas été remis. Rouvrez-la pour écrire.",
            "Vous ne pouvez plus écrire dans cette conversation. Votre e-mail n’a pas été remis.", "Les fichiers de votre e-mail ne peuvent pas être acceptés, rien n’a donc été remis. Envoyez-les dans la conversation ; vous y verrez pourquoi.",
            "Votre texte a été remis. Certains fichiers ne l’ont pas été, à cause de leur type, de leur taille ou de leur nombre. Envoyez-les dans la conversation ; vous y verrez pourquoi.", "Quelque chose dans votre e-mail n’est pas permis dans un message. Il n’a pas été remis. Écrivez dans la conversation ; vous y verrez pourquoi.", "Vous avez envoyé en une heure plus d’e-mails qu’il n’en est accepté. Celui-ci n’a pas été remis. Écrivez dans la conversation."),
        new("ar", "مرحبًا {0}،", "لم يُسلَّم بريدك", "لم تُسلَّم كل ملفات بريدك", "افتح المحادثة",
            "وصل بريد باسمك ولم يمكن التحقق من أنه منك، فلم يُسلَّم. إن كنت أنت من كتبه فاكتب في المحادثة.",
            "كتب أحدهم من عنوان آخر إلى العنوان الخاص بك وحدك، فلم يُسلَّم. إن كنت أنت فاكتب من العنوان الذي يعرفه السوق.",
            "العنوان الذي أجبت إليه لم يعد صالحًا، فلم يُسلَّم بريدك. اكتب في المحادثة.",
            "لم يوجد نص جديد في بريدك، فلم يُسلَّم شيء.", "بريدك طويل جدًا أو فيه ما لا تتسع له رسالة، فلم يُسلَّم. اكتب في المحادثة.",
            "بريدك كبير جدًا، فلم يُسلَّم. أرسل الملفات الكبيرة في المحادثة.", "هذه المحادثة مغلقة ولم يُسلَّم بريدك. افتحها من جديد لتكتب.",
            "لم يعد بإمكانك الكتابة في هذه المحادثة، فلم يُسلَّم بريدك.", "لا يمكن قبول ملفات بريدك، فلم يُسلَّم شيء. أرسلها في المحادثة لترى السبب.",
            "سُلِّم نصك، ولم تُسلَّم بعض الملفات بسبب نوعها أو حجمها أو عددها. أرسلها في المحادثة لترى السبب.", "في بريدك ما لا يُسمح به في رسالة، فلم يُسلَّم. اكتب في المحادثة لترى السبب.", "أرسلت خلال ساعة رسائل بريد أكثر مما يُقبل، ولم تُسلَّم هذه الرسالة. اكتب في المحادثة."),
    ];
}
