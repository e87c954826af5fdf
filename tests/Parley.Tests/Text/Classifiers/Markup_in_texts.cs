using Parley.Text.Models;
using Parley.Text.Spam;

namespace Parley.Tests.Text.Classifiers;

/// <summary>Texts that come from pages carry entities and tags; the classifiers read what they stand for.</summary>
public sealed class Markup_in_texts
{
    [Theory]
    [InlineData("I&#39;m &quot;here&quot;", " i'm \"here\" ")]
    [InlineData("one<br />two<BR>three", " one two<br>three ")]
    [InlineData("at <a href=\"http://films.example/watch?v=x&amp;t=2m19s\">2:19</a> she sings", " at 2:19 she sings ")]
    [InlineData("<a href=\"http://shop.example\">look</a>", " http://shop.example\">look ")]
    [InlineData("fish & chips < 5 > 3 &", " fish & chips < 5 > 3 & ")]
    [InlineData("<a href=\"no end", " <a href=\"no end ")]
    public void Entities_and_tags_are_read_as_what_they_stand_for(string text, string read) => Assert.Equal(read, Folded.Of(text).Chars.ToString());

    [Fact]
    public void A_link_to_a_moment_of_a_film_says_no_more_than_its_time()
    {
        var model = SpamModel.For(SpamKind.Comment);
        Assert.Equal(model.Score("best part is at 2:19"), model.Score("best part is at <a href=\"http://films.example/watch?v=x&amp;t=2m19s\">2:19</a>"), 1.5);
    }

    [Fact]
    public void Every_place_lies_in_the_text()
    {
        var random = new Random(5);
        string[] pieces = ["&amp;", "&#39;", "&", "<br />", "<a href=\"http://x.example/?a=1&amp;t=3\">", "<a href=\"", "</a>", "free money", "<", ">", " "];
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.All(SpamModel.For(SpamKind.Comment).Judge(text).Reasons, r => Assert.True(r.Start >= 0 && r.Start + r.Length <= text.Length, text));
        }
    }

    [Fact]
    public void A_million_tags_that_never_end_are_read_in_time()
    {
        var text = string.Concat(Enumerable.Repeat("<a href=\"", 100_000));
        SpamModel.For(SpamKind.Comment).Score("warm");
        Assert.InRange(HostileTexts.Took(() => SpamModel.For(SpamKind.Comment).Score(text)), 0, 200);
    }
}
