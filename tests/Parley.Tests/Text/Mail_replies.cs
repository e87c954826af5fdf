using System.Text.RegularExpressions;
using Parley.Text.Mail;

namespace Parley.Tests.Text;

/// <summary>What a person wrote is found in a mail, whatever the program and the language, and nothing of it is lost.</summary>
public sealed partial class Mail_replies
{
    [Fact]
    public void A_quote_with_marks_goes_with_the_line_that_introduces_it() =>
        Hold(MailSamples.Introductions.Select(i => ($"{MailSamples.Said}\n\n{i}\n\n{MailSamples.Marked}", MailSamples.Said)));

    [Fact]
    public void A_quote_goes_that_brings_its_introduction_along() =>
        Hold(MailSamples.Introductions.Select(i => ($"{MailSamples.Said}\n\n> {i.Replace("\n", "\n> ", StringComparison.Ordinal)}\n{MailSamples.Marked}", MailSamples.Said)));

    [Fact]
    public void Text_below_a_quote_stays() =>
        Hold(MailSamples.Introductions.Where(i => !i.Contains("Original Message", StringComparison.Ordinal)).Select(i => ($"{i}\n{MailSamples.Marked}\n{MailSamples.Said}\n", MailSamples.Said)));

    [Fact]
    public void A_quote_without_marks_goes_when_an_address_introduces_it() =>
        Hold(MailSamples.Introductions.Where(i => i.Contains('@', StringComparison.Ordinal)).Select(i => ($"{MailSamples.Said}\n\n{i}\n\n{MailSamples.Unmarked}", MailSamples.Said)));

    [Fact]
    public void A_header_block_ends_the_reply() =>
        Hold(MailSamples.Headers.SelectMany(h => new[] { ($"{MailSamples.Said}\n\n{h}\n\n{MailSamples.Unmarked}", MailSamples.Said), ($"{MailSamples.Said}\r\n\r\n________________________________\r\n{h}\r\n\r\n{MailSamples.Unmarked}", MailSamples.Said) }));

    [Fact]
    public void What_devices_say_of_themselves_goes() =>
        Hold(MailSamples.Devices.SelectMany(d => new[] { ($"{MailSamples.Said}\n\n{d}\n", MailSamples.Said), ($"{MailSamples.Said}\n\n{d}\n\nOn 14/05/2024 15:07, Kaya via Market wrote:\n{MailSamples.Marked}", MailSamples.Said) }));

    [Fact]
    public void What_only_looks_like_a_quote_or_a_signature_stays() =>
        Hold(MailSamples.Kept.SelectMany(k => new[] { (k, k), ($"{k}\n\nOn 14/05/2024 15:07, Kaya via Market wrote:\n{MailSamples.Marked}", k), ($"{k}\n\nOn 14/05/2024 15:07, Kaya <conv@reply.example> wrote:\n\n{MailSamples.Unmarked}", k) }));

    [Fact]
    public void Mails_of_many_programs_yield_what_their_writers_wrote()
    {
        var wrong = MailSamples.Layouts.Select(l => (l.Title, l.Expected, Found: ReplyParser.Parse(l.Html ? null : l.Mail, l.Html ? l.Mail : null, l.Remove).Text)).Where(l => !Same(l.Expected, l.Found));
        Assert.Empty(wrong.Select(l => $"{l.Title}: {l.Found}"));
    }

    [Fact]
    public void Every_line_is_either_in_the_text_or_shown_as_removed()
    {
        foreach (var mail in MailSamples.Layouts.Where(l => !l.Html).Select(l => l.Mail).Concat(MailSamples.Introductions.Select(i => $"{MailSamples.Said}\n{i}\n{MailSamples.Marked}\nMore.\n-- \nTom")))
        {
            var reply = ReplyParser.Parse(mail);
            var shown = (reply.Text + "\n" + string.Join('\n', reply.Removed.Select(r => r.Text))).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Order();
            Assert.Equal(mail.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Order(), shown);
        }
    }

    [Fact]
    public void Each_removal_says_why()
    {
        var reply = ReplyParser.Parse("Fine.\n\nSent from my iPhone\n\n-- \nTom\n\nOn 14/05/2024 15:07, Kaya wrote:\n> Hello\n\nMore.\n\n---------- Forwarded message ---------\nFrom: Ann <a@example.org>\nDate: Mon, 13 May 2024\nSubject: x\n\nHi");
        Assert.Equal("Fine.\n\nMore.", reply.Text);
        Assert.Equal([RemovalReason.Device, RemovalReason.Signature, RemovalReason.Quote, RemovalReason.Forward], reply.Removed.Select(r => r.Reason));
        Assert.Equal("-- \nTom", reply.Removed[1].Text);
        Assert.StartsWith("On 14/05/2024 15:07, Kaya wrote:\n> Hello", reply.Removed[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_was_asked_for_is_taken_away()
    {
        const string mail = "Fine.\n\nBest regards,\nTom Baker\n+44 113 496 0000\n\n-- \nTom\n\nOn 14/05/2024 15:07, Kaya wrote:\n> Hello";
        Assert.Equal(mail.Replace("-- \n", "--\n", StringComparison.Ordinal), ReplyParser.Parse(mail, null, ReplyParts.None).Text); // no spaces at the ends of lines
        Assert.EndsWith("--\nTom", ReplyParser.Parse(mail, null, ReplyParts.Quotes).Text, StringComparison.Ordinal);
        Assert.EndsWith("0000", ReplyParser.Parse(mail).Text, StringComparison.Ordinal);
        Assert.Equal("Fine.", ReplyParser.Parse(mail, null, ReplyParts.Usual | ReplyParts.Closings).Text);
        var forwarded = "FYI\n\n---------- Forwarded message ---------\nFrom: Ann <a@example.org>\nSubject: x\n\nHi\n> quoted";
        Assert.Equal(forwarded, ReplyParser.Parse(forwarded, null, ReplyParts.Quotes).Text);
        Assert.Equal("FYI", ReplyParser.Parse(forwarded).Text);
    }

    [Fact]
    public void A_mail_that_would_become_empty_keeps_its_text()
    {
        foreach (var mail in (string[])["> Hello", "--\nTom", "Sent from my iPhone", "On 14/05/2024 15:07, Kaya wrote:\n> Hello"]) Assert.Equal(mail, ReplyParser.Parse(mail).Text);
        Assert.Equal("Hello", ReplyParser.Parse(null, "<blockquote type=cite>Hello</blockquote>").Text);
    }

    [Fact]
    public void Plain_text_counts_unless_there_is_nothing_in_it()
    {
        Assert.Equal("plain", ReplyParser.Parse("plain", "<p>html</p>").Text);
        Assert.Equal("html", ReplyParser.Parse(" \n\t", "<p>html</p>").Text);
        Assert.Equal("", ReplyParser.Parse(null).Text);
        Assert.Equal("", ReplyParser.Parse("", "").Text);
        Assert.Equal("", ReplyParser.Parse(null, "<div style='display:none'>x</div>").Text);
    }

    [Fact]
    public void Broken_mails_are_read_and_lose_no_line()
    {
        var random = new Random(7);
        var pieces = MailSamples.Layouts.SelectMany(l => l.Mail.Split('\n', '>')).Concat(MailSamples.Devices).Append(">").Append("> ").Append("").Append("-- ").Append("<div>").Append("</blockquote>").Append("\u202e").Append("```").ToArray();
        for (var round = 0; round < 3_000; round++)
        {
            var mail = string.Join(random.Next(3) == 0 ? " " : "\n", Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (random.Next(4) == 0 && mail.Length > 2) mail = mail.Remove(random.Next(mail.Length - 1), 1);
            var reply = ReplyParser.Parse(mail);
            Assert.Equal(Letters(mail), Letters(reply.Text) + reply.Removed.Sum(r => Letters(r.Text)));
            ReplyParser.Parse(null, mail, ReplyParts.Usual | ReplyParts.Closings);
        }
        static int Letters(string text) => text.Count(char.IsLetterOrDigit);
    }

    [Fact]
    public void The_work_grows_with_a_hostile_mails_length_and_no_faster()
    {
        var wrong = new List<string>();
        foreach (var (name, (make, html)) in HostileMails.All)
        {
            var mail = make(200_000);
            var lines = html ? HtmlLines.Of(mail) : MailLines.OfPlain(mail);
            ReplyParser.Parse(lines, ReplyParts.Usual | ReplyParts.Closings);
            if (lines.Work > 100L * mail.Length) wrong.Add($"{name}: {lines.Work / mail.Length} for each letter");
        }
        Assert.Empty(wrong);
    }

    static void Hold(IEnumerable<(string Mail, string Expected)> samples)
    {
        var wrong = samples.Select(s => (s.Mail, s.Expected, Found: ReplyParser.Parse(s.Mail).Text)).Where(s => !Same(s.Expected, s.Found));
        Assert.Empty(wrong.Select(s => $"{s.Mail}\n=> {s.Found}"));
    }

    /// <summary>But for spaces at the ends of lines, and the number of blank ones.</summary>
    static bool Same(string one, string other) => Spaces().Replace(one, "\n").Trim() == Spaces().Replace(other, "\n").Trim();

    [GeneratedRegex(@"[ \t]*\r?\n\s*")]
    private static partial Regex Spaces();
}
