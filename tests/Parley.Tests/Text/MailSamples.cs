using Parley.Text.Mail;

namespace Parley.Tests.Text;

/// <summary>Mails written for this project, as mail programs would have sent them; see the files in <c>Mails</c>.</summary>
static class MailSamples
{
    public const string Said = "Fine, thank you.\n\nCould it be 5 cm wider?";

    public const string Marked = "> Hello Tom,\n>\n> I can make it in walnut or oak. Which one would you like?\n";

    public const string Unmarked = "Hello Tom,\n\nI can make it in walnut or oak. Which one would you like?\n";

    /// <summary>Lines that introduce a quote, in some fifty languages and programs.</summary>
    public static IReadOnlyList<string> Introductions { get; } = [.. Lines("introductions.txt").Where(l => l.Length > 0).Select(l => l.Replace('⏎', '\n'))];

    /// <summary>Blocks of header lines and dividers.</summary>
    public static IReadOnlyList<string> Headers { get; } = string.Join('\n', Lines("headers.txt")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What devices and programs write below a mail.</summary>
    public static IReadOnlyList<string> Devices { get; } = [.. Lines("devices.txt").Where(l => l.Length > 0)];

    /// <summary>Whole mails of which nothing may be lost.</summary>
    public static IReadOnlyList<string> Kept { get; } = string.Join('\n', Lines("kept.txt")).Split("\n.....\n", StringSplitOptions.TrimEntries);

    /// <summary>Whole mails, and what their writers wrote.</summary>
    public static IReadOnlyList<MailSample> Layouts { get; } = [.. File.ReadAllText(Where("layouts.txt")).Split("===== ", StringSplitOptions.RemoveEmptyEntries).Select(Layout)];

    static MailSample Layout(string sample)
    {
        var title = sample[..sample.IndexOf('\n', StringComparison.Ordinal)];
        var parts = sample[(title.Length + 1)..].Split("\n-----\n");
        Assert.True(parts.Length == 2, title);
        var remove = title.StartsWith("Quotes only: ", StringComparison.Ordinal) ? ReplyParts.Quotes : title.StartsWith("Signature: ", StringComparison.Ordinal) ? ReplyParts.Signatures | ReplyParts.Closings : ReplyParts.Usual;
        return new MailSample(title, title.EndsWith(" html", StringComparison.Ordinal), remove, parts[0], parts[1].Trim('\n'));
    }

    static IEnumerable<string> Lines(string file) => File.ReadLines(Where(file)).Where(l => !l.StartsWith("# ", StringComparison.Ordinal));

    static string Where(string file) => Path.Combine(Places.Repository, "tests", "Parley.Tests", "Text", "Mails", file);
}

/// <summary>A mail, what is to be taken from it, and what its writer wrote.</summary>
sealed record MailSample(string Title, bool Html, ReplyParts Remove, string Mail, string Expected);
