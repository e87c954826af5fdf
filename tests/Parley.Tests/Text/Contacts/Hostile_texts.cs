using Parley.Text.Normal;

namespace Parley.Tests.Text.Contacts;

/// <summary>Texts made to take long are read in bounded time, and what is not read is said.</summary>
public sealed class Hostile_texts
{
    static readonly Dictionary<string, Func<int, string>> All = new()
    {
        ["marks on one letter"] = n => "a" + new string('\u0301', n),
        ["digits"] = n => new string('7', n),
        ["digits with spaces"] = n => Many("07700 900461 ", n),
        ["single digits"] = n => Many("1 ", n),
        ["number words"] = n => Many("null eins zweiundvierzig ", n),
        ["fused number words"] = n => Many("zweizweizwei", n),
        ["lookalikes"] = n => Many("O0lI", n),
        ["at signs"] = n => new string('@', n),
        ["dots"] = n => new string('.', n),
        ["labels"] = n => Many("a.", n),
        ["mails"] = n => Many("a@b.c", n),
        ["schemes"] = n => Many("http://", n),
        ["brackets"] = n => "http://a.com/" + new string('(', n),
        ["at and dot words"] = n => Many("at dot ", n),
        ["spaced letters"] = n => Many("a ", n),
        ["names"] = n => Many("whatsapp telegram insta ", n),
        ["prefixes of names"] = n => Many("whatsap", n),
        ["zero width"] = n => Many("\u200b\u200c7", n),
        ["surrogates"] = n => new string('\ud83d', n),
        ["pay and refuse"] = n => Many("paypal never my number photo ", n),
        ["codes"] = n => Many("de12 ", n),
        ["letters"] = n => new string('o', n),
        ["one"] = n => Many("one", n),
    };

    [Fact]
    public void Megabytes_are_read_up_to_the_limit_and_the_rest_is_said()
    {
        var slow = new List<string>();
        foreach (var (name, make) in All)
        {
            ContactSamples.Find(make(500));
            var text = make(2_000_000);
            var used = Enumerable.Range(0, 3).Select(_ => Used(text)).Min();
            if (used > 200) slow.Add($"{name}: {used:0} ms");
            Assert.False(ContactSamples.Find(text).Complete, name);
        }
        Assert.Empty(slow);
    }

    [Fact]
    public void Ten_thousand_marks_on_a_digit_hide_nothing()
    {
        var marks = new string('\u0336', 10_000);
        Assert.True(ContactSamples.Find($"0{marks}7700 900461").Leak);
    }

    [Fact]
    public void A_text_of_the_limits_length_is_read_whole()
    {
        var text = new string('x', NormalText.Most - 13) + " 07700 900461";
        Assert.True(ContactSamples.Find(text) is { Complete: true, Leak: true });
        Assert.False(ContactSamples.Find(text + "!").Complete);
    }

    static double Used(string text)
    {
        var before = Environment.CpuUsage.TotalTime;
        ContactSamples.Find(text);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    static string Many(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
