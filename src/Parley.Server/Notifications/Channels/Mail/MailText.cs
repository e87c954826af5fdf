using System.Text;

namespace Parley.Notifications;

/// <summary>The part of a mail that every program shows. Others' words stand behind marks, line by line.</summary>
static class MailText
{
    public static string Of(MailView view)
    {
        var (words, text) = (view.Words, new StringBuilder());
        text.Append(view.Hello).Append("\n\n");
        foreach (var section in view.Sections)
        {
            text.Append(section.Title).Append('\n');
            foreach (var word in section.Words)
            {
                text.Append('\n').Append(words.Fill(words.WrittenBy, word.From)).Append('\n');
                foreach (var line in word.Text?.Split('\n') ?? []) text.Append("> ").Append(line).Append('\n');
                if (word.Files.Count > 0) text.Append(words.Fill(words.Files, string.Join(", ", word.Files))).Append('\n');
            }
            if (section.Words.Count == 0) text.Append(words.Fill(words.Hidden, view.Marketplace)).Append('\n');
            if (section.More > 0) text.Append(words.More(section.More)).Append('\n');
            if (section.Url is { } url) text.Append('\n').Append(words.Open).Append(": ").Append(url).Append('\n');
            text.Append('\n');
        }
        text.Append(view.CanAnswer ? words.Fill(words.Answer, view.FromName) : words.NoAnswer).Append("\n\n-- \n").Append(words.Fill(words.Reason, view.Marketplace)).Append('\n');
        foreach (var (label, url) in Footer(view)) text.Append(label).Append(": ").Append(url).Append('\n');
        return text.ToString();
    }

    /// <summary>What can be done about these mails.</summary>
    public static IEnumerable<(string Label, string Url)> Footer(MailView view)
    {
        if (view.Links.Preferences is { } preferences) yield return (view.Words.Preferences, preferences);
        if (view.Links.Mute is { } mute) yield return (view.Words.Mute, mute);
        if (view.Links.Stop is { } stop) yield return (view.Words.Stop, stop);
    }
}
