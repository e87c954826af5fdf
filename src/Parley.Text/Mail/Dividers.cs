namespace Parley.Text.Mail;

/// <summary>Lines that part a mail: "-----Original Message-----", "Begin forwarded message:", "Please reply above this line", rulers.</summary>
static class Dividers
{
    const int Longest = 400;
    const string Ornaments = "-_=*~#+<>|[]–— ─━.·•‐";

    /// <summary>What a line announces; null for a line that announces nothing.</summary>
    public static RemovalReason? Of(ReadOnlySpan<char> line)
    {
        if (line.Length > Longest) return null;
        Span<char> buffer = stackalloc char[Longest];
        var text = buffer[..Letters.Clean(line, buffer)];
        if (text.Length < 6) return null;
        var core = text.Trim(Ornaments).TrimEnd(": ");
        if (core.IsEmpty) return null;
        var before = text.IndexOf(core[..1]);
        var ornate = before >= 2 || text.Length - before - core.Length >= 3;
        if ((ornate || text[^1] == ':') && MailWords.Forwarded.Begins(core) is var forward and > 0 && core.Length - forward <= (ornate ? 60 : 0)) return RemovalReason.Forward;
        if (ornate && MailWords.Original.Begins(core) is var original and > 0 && (core.Length - original <= 12 || core[original..].TrimStart().StartsWith("----"))) return RemovalReason.Quote;
        if (ornate && core.Length <= 40 && MailWords.Original.Ends(core) && text.Length - core.Length >= 6) return RemovalReason.Quote;
        if (Notes(core, text.Length - core.Length)) return RemovalReason.Quote;
        return (ornate || core.Length is > 15 and <= 70) && MailWords.Above.In(core) && (ornate || AsksToWrite(core)) ? RemovalReason.ReplyMarker : null;
    }

    /// <summary>A line of dashes or underscores.</summary>
    public static bool IsRuler(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length >= 3 && line.Trim("-_=*~–— ─━").IsEmpty;
    }

    /// <summary>A ruler long enough for nobody to have typed it.</summary>
    public static bool IsLongRuler(ReadOnlySpan<char> line) => IsRuler(line) && line.Trim().Length >= 20;

    /// <summary>Lotus Notes: "Kaya ---14.05.2024 15:07:10---Walnut tray".</summary>
    static bool Notes(ReadOnlySpan<char> core, int ornaments)
    {
        var open = core.IndexOf("---");
        if (open < 1 || ornaments > 3) return false;
        var stamp = core[(open + 3)..];
        var close = stamp.IndexOf("---");
        return close is > 9 and < 30 && LineFacts.Of(stamp[..close]) is { Full: true, Time: true };
    }

    /// <summary>Without ornaments it must be all the line says.</summary>
    static bool AsksToWrite(ReadOnlySpan<char> core) => core.Count(' ') <= 9 && MailWords.Answer.In(core);
}
