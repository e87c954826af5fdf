namespace Parley.Text.Mail;

/// <summary>What is put below mails without their writers: device lines, lists' addresses, disclaimers, virus scanners' greetings.</summary>
static class Footers
{
    static readonly Wording Confidential = new("confidential", "confidentiality", "privileged", "vertraulich", "vertrauliche", "confidentiel", "confidentielle", "confidentiels", "confidencial", "confidenciales", "confidenciais", "riservato", "riservate", "riservatezza", "vertrouwelijk", "vertrouwelijke",
        "poufne", "poufna", "poufny", "konfidentiell", "fortroligt", "fortrolig", "luottamuksellinen", "důvěrné", "конфиденциальн", "конфіденційн", "gizli", "gizlidir", "εμπιστευτικ", "bizalmas", "confidențial", "機密", "机密", "기밀", "سرية", "סודי") { Open = true };

    static readonly Wording Receiver = new("intended recipient", "recipient", "addressee", "received this", "in error", "by mistake", "empfänger", "irrtümlich", "adressat", "destinataire", "destinataires", "par erreur", "destinatario", "destinatarios", "por error", "por engano", "destinatário", "per errore", "destinatari",
        "ontvanger", "geadresseerde", "per ongeluk", "ten onrechte", "adresat", "odbiorc", "omyłk", "mottagare", "av misstag", "modtager", "ved en fejl", "mottaker", "vastaanottaj", "příjemc", "omylem", "получател", "по ошибке", "адресат", "отримувач", "alıcı", "yanlışlıkla", "παραλήπτη", "címzett", "destinatarului", "din greșeală", "受信者", "誤って", "收件人", "误收", "수신인", "잘못", "المستلم", "הנמען") { Open = true };

    static readonly Wording Scanned = new("virus-free", "virenfrei", "avast", "avg.com", "mcafee", "scanned for viruses", "checked for viruses", "auf viren geprüft", "auf viren überprüft", "sans virus", "libre de virus", "livre de vírus", "priva di virus", "virusvrij", "не содержит вирусов", "проверено на вирусы", "вирусов нет", "wolna od wirusów", "zkontrolována");

    static readonly Wording Listed = new("mailing list", "unsubscribe", "mailman/listinfo", "listinfo", "to unsubscribe", "google groups", "you received this message because", "you are receiving this", "abbestellen", "désabonner", "cancelar la suscripción", "list archives", "list info");

    static readonly Wording Trees = new("please consider the environment", "think before you print", "save paper", "denken sie an die umwelt", "bitte prüfen sie, ob diese", "pensez à l'environnement", "avant d'imprimer", "piense en el medio ambiente", "antes de imprimir", "denk aan het milieu", "prima di stampare", "pensa all'ambiente", "environment before printing");

    /// <summary>How many lines at the end of the paragraph that begins at <paramref name="first"/> are none of the writer's; 0 for none.</summary>
    public static int Take(MailLines lines, int first, int end, out RemovalReason reason)
    {
        reason = RemovalReason.Device;
        if (lines[end - 1].Quoted) return 0;
        if (DeviceLine.Is(lines.Said(end - 1)) && !Continues(lines, first, end - 1)) return 1;
        if (end - first == 2 && lines[first].Length + lines[first + 1].Length < 200 && DeviceLine.Is($"{lines.Said(first).Trim()} {lines.Said(first + 1).Trim()}")) return 2;
        reason = RemovalReason.Footer;
        if (Dividers.IsLongRuler(lines.Said(end - 1)) && first == end - 1) return 1;
        if (end - first > 14 || first == 0) return 0;
        var paragraph = lines.Between(first, end);
        if (paragraph.Length > 4_000) return 0;
        var ruled = Dividers.IsRuler(lines.Said(first));
        if (Confidential.In(paragraph) && Receiver.In(paragraph) && paragraph.Length > 100) return end - first;
        if (Trees.In(paragraph) || (Scanned.In(paragraph) && paragraph.Length < 260 && !paragraph.Contains('?'))) return end - first;
        return ruled && end - first >= 2 && Dividers.IsLongRuler(lines.Said(first)) && (Listed.In(paragraph) || paragraph.Contains("://", StringComparison.Ordinal)) ? end - first : NameOf(lines, first, end, out reason);
    }

    /// <summary>"I took the picture yesterday⏎from my phone": the line is the rest of a long one.</summary>
    static bool Continues(MailLines lines, int first, int at) => at > first && lines[at - 1].Length >= 40 && lines.Said(at).TrimStart() is [>= 'a' and <= 'z', ..];

    /// <summary>"-Abhishek Kona": a dash, at least two names, nothing else in the last paragraph.</summary>
    static int NameOf(MailLines lines, int first, int end, out RemovalReason reason)
    {
        reason = RemovalReason.Signature;
        var line = lines.Said(first).Trim();
        return end - first == 1 && line.Length is > 4 and < 40 && line[0] == '-' && line[1] is not (' ' or '-') && line.Count(' ') is 1 or 2 && Introductions.Name(line[1..]) && !line.ContainsAnyInRange('0', '9') && AllProper(line[1..]) ? 1 : 0;
    }

    static bool AllProper(ReadOnlySpan<char> words)
    {
        foreach (var range in words.Split(' '))
            if (words[range].IsEmpty || !char.IsUpper(words[range][0])) return false;
        return true;
    }
}
