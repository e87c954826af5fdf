using System.Text.RegularExpressions;

namespace Parley.Attachments.Look;

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static partial class LookMistakes
{
    public static IEnumerable<string> In(LookOptions o)
    {
        if (o.Contacts is not ("off" or "flag" or "refuse")) yield return $"Parley:Look:Contacts is '{o.Contacts}'; write 'off', 'flag' or 'refuse'.";
        if (o.OcrProgram.Length > 0 && !(Path.IsPathFullyQualified(o.OcrProgram) && File.Exists(o.OcrProgram))) yield return $"Parley:Look:OcrProgram is '{o.OcrProgram}', and there is no such file; write the whole path of a program such as /usr/bin/tesseract, or nothing.";
        if (!Languages().IsMatch(o.OcrLanguages)) yield return $"Parley:Look:OcrLanguages is '{o.OcrLanguages}'; write names such as eng or eng+deu.";
        if (o.OcrSeconds is < 1 or > 30) yield return $"Parley:Look:OcrSeconds is {o.OcrSeconds}; write a whole number from 1 to 30.";
        if (o.OcrMemoryMiB is < 64 or > 4096) yield return $"Parley:Look:OcrMemoryMiB is {o.OcrMemoryMiB}; write a whole number from 64 to 4096.";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z_]*(\\+[A-Za-z][A-Za-z_]*)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Languages();
}
