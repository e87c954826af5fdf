namespace Parley.Text.Mail;

/// <summary>Recognises what devices and mail programs write below a mail: "Sent from my iPhone", "Gesendet mit der GMX Mail App", "iPhoneから送信".</summary>
static class DeviceLine
{
    const int Longest = 240;

    public static bool Is(ReadOnlySpan<char> line)
    {
        if (line.Length > Longest) return false;
        Span<char> buffer = stackalloc char[Longest];
        var text = WithoutLinks(buffer[..Letters.Clean(line, buffer)]).Trim(" -–—_<>()[]·•.!");
        if (text.Length is < 5 or > 110 || text[^1] == '?') return false;
        if (Sent(text) || Offered(text)) return true;
        return EndsSent(text);
    }

    /// <summary>A device line with its maker's link, as only programs write it.</summary>
    public static bool IsLinked(ReadOnlySpan<char> line) => line.Length <= Longest && line.Contains("aka.ms/", StringComparison.OrdinalIgnoreCase) && Is(line);

    /// <summary>"Sent from my …": after a beginning of mail programs comes a device, in the same clause.</summary>
    static bool Sent(ReadOnlySpan<char> text)
    {
        var length = DeviceWords.Sent.Begins(text);
        if (length == 0) return false;
        var rest = text[length..].TrimStart();
        var clause = Clause(rest);
        if (clause.Count(' ') > 9) return false;
        if (DeviceWords.Device.First(clause) is (>= 0, _) and var device) return device.Start == 0 || DeviceWords.Owned.Begins(clause) > 0 || clause[..device.Start].Count(' ') <= 3 && !Plain(clause[..device.Start]);
        // An unknown make: "Sent from my TI-85".
        return DeviceWords.Owned.Begins(clause) is > 0 and var owned && clause.Length == rest.Length && clause[owned..].Trim() is { Length: > 0 } make && make.Count(' ') <= 2 && make.ContainsAnyInRange('0', '9');
    }

    /// <summary>Only English reads on like a sentence: "sent from way too many devices".</summary>
    static bool Plain(ReadOnlySpan<char> words)
    {
        foreach (var range in words.Split(' '))
            if (words[range] is "way" or "there" or "where" or "here" or "too" or "many" or "you" or "yesterday" or "was" or "is") return true;
        return false;
    }

    /// <summary>"Get Outlook for iOS".</summary>
    static bool Offered(ReadOnlySpan<char> text)
    {
        if (text.Count(' ') > 7) return false;
        var offered = text.Contains("Outlook", StringComparison.OrdinalIgnoreCase) && (text.Contains("iOS", StringComparison.OrdinalIgnoreCase) || text.Contains("Android", StringComparison.OrdinalIgnoreCase) || text.Contains("mobile", StringComparison.OrdinalIgnoreCase));
        if (offered) return DeviceWords.Get.Begins(text) > 0 || DeviceWords.Get.Ends(text) || text.StartsWith("Outlook", StringComparison.OrdinalIgnoreCase) || text.StartsWith("iOS", StringComparison.Ordinal) || text.StartsWith("Android", StringComparison.Ordinal);
        return DeviceWords.Get.Begins(text) is > 0 and var get && DeviceWords.App.Begins(text[get..].TrimStart()) > 0;
    }

    /// <summary>"Von meinem iPhone gesendet", "iPhone'umdan gönderildi", "從我的 iPhone 傳送", "Someone from mobile".</summary>
    static bool EndsSent(ReadOnlySpan<char> text)
    {
        if (text.Length > 90) return false;
        if (DeviceWords.SentLast.Ends(text) && DeviceWords.Device.In(text)) return DeviceWords.SentFirst.Begins(text) > 0 || DeviceWords.Device.Begins(text) > 0;
        return text.Count(' ') <= 3 && DeviceWords.Mobile.Ends(text) && !text.ContainsAny(".,:;") && char.IsUpper(text[0]) | text.StartsWith("via", StringComparison.OrdinalIgnoreCase);
    }

    static ReadOnlySpan<char> Clause(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
            if (text[at] is ',' or ';' or '!' || (text[at] == '.' && at + 1 < text.Length && text[at + 1] == ' ')) return text[..at];
        return text;
    }

    /// <summary>The text up to its first link, be it bare, in brackets or as Markdown writes it.</summary>
    static Span<char> WithoutLinks(Span<char> text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var rest = text[at..];
            if (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                while (count > 0 && text[count - 1] is '<' or '(' or '[' or ' ') count--;
                while (at + 1 < text.Length && text[at + 1] is not (' ' or '>' or ')' or ']')) at++;
                if (at + 1 < text.Length && text[at + 1] != ' ') at++;
            }
            else if (text[at] is not ('[' or ']')) text[count++] = text[at];
        }
        return text[..count];
    }
}
