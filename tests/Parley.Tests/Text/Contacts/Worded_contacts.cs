using Parley.Text.Contacts;

namespace Parley.Tests.Text.Contacts;

/// <summary>Wordings that no rule foresaw are found by a model, and what only sounds like one is a hint.</summary>
public sealed class Worded_contacts
{
    static readonly ContactSettings Market = ContactSamples.Market;

    [Fact]
    public void A_tenth_of_the_samples_is_found_by_the_model_alone_in_most_languages()
    {
        var alone = ContactSamples.Leaks.Where(l => ContactSamples.Find(l.Messages).Findings.Any(f => f.Reason == Worded.Reason)).ToList();
        Assert.True(alone.Count > ContactSamples.Leaks.Count / 10, $"{alone.Count} of {ContactSamples.Leaks.Count}");
        Assert.True(alone.Select(l => l.Language).Distinct().Count() >= 12);
        Assert.All(alone, l => Assert.False(ContactFinder.ByRules(l.Messages, Market).Leak));
    }

    [Fact]
    public void Findings_say_what_their_words_speak_of_and_where()
    {
        var found = ContactSamples.Leaks.SelectMany(l => ContactSamples.Find(l.Messages).Findings.Where(f => f.Reason == Worded.Reason).Select(f => (l.Messages, f))).ToList();
        Assert.True(found.Select(f => f.f.Kind).Distinct().Count() >= 6);
        Assert.All(found, f => Assert.NotEmpty(f.f.Text(f.Messages)));
    }

    [Fact]
    public void Who_has_no_use_for_what_the_model_sees_alone_is_told_the_rest_unchanged()
    {
        static IEnumerable<string> Rest(ContactReport report) => report.Findings.Where(f => f.Reason != Worded.Reason).Select(f => $"{f.Kind} {f.Reason} {f.Confidence} {string.Join(',', f.Spans)}");
        foreach (var (_, messages) in ContactSamples.Leaks.Concat(ContactSamples.Clean))
        {
            var (all, ruled) = (ContactFinder.Find(messages, Market), ContactFinder.FindRuled(messages, Market));
            Assert.Equal(Rest(all), Rest(ruled));
            Assert.Equal((all.MayHoldCard, all.Complete), (ruled.MayHoldCard, ruled.Complete));
        }
    }

    [Theory]
    [InlineData("please engrave \"call me when you get home\" on the back of the key ring")]
    [InlineData("auf den Becher bitte \"schreib mir mal wieder\", in Rot")]
    public void What_is_to_be_written_on_a_thing_is_a_hint_only(string message) => Assert.False(ContactSamples.Find(message).Leak);

    [Fact]
    public void Quotation_marks_around_everything_hide_nothing() => Assert.True(ContactSamples.Find("\"call me on whatsapp\"").Leak);

    [Theory]
    [InlineData("I was told never to pay outside, is that a scam?")]
    [InlineData("paper plane garland please")]
    public void What_only_sounds_like_it_stays_as_a_hint(string message)
    {
        Assert.True(ContactFinder.ByRules([message], Market).Leak);
        Assert.All(ContactSamples.Find(message).Findings, f => Assert.True(f.Confidence < ContactReport.Certain));
        Assert.NotEmpty(ContactSamples.Find(message).Findings);
    }

    [Fact]
    public void What_is_written_out_is_found_whatever_stands_around_it()
    {
        const string Talk = "thank you so much, the parcel arrived in time and my mother loves the green one with the bird on it. ";
        Assert.All(["mail wool.house@gmx.de", "07700 900461 is mine", "www.woolhouse.net", "@wool.house on insta", "null eins sieben eins dreiundneunzig zwanzig null null sieben"], leak => Assert.True(ContactSamples.Find(Talk + leak).Leak, leak));
    }
}
