using System.Diagnostics;
using Parley.Text.Repeats;
using Parley.Text.Spam;

namespace Parley.Tests.Text.Classifiers;

/// <summary>One message to many is found whoever sends it and however it is dressed; people who honestly repeat themselves are left alone.</summary>
public sealed class Repeated_solicitations
{
    static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    readonly RepeatWindow window = Window();

    [Fact]
    public void A_spun_offer_is_caught_at_the_fourth_maker_at_the_latest()
    {
        string[] spun =
        [
            "Hello, our studio films product videos for small shops from $40. Delivered in two days. Message me for samples today.",
            "Hi, our team shoots product clips for small stores from $35. Delivered in two days. Write to me for samples today.",
            "Dear Oak & Iron, hello, our studio films product videos for handmade shops from $40. Message me for samples now. Delivered in three days.",
            "Hello 🔥 our studio shoots product videos for small shops from $45. Delivered in two days ✅ Message me for smaples today. x8fk2",
        ];
        var answers = spun.Select((t, i) => Send("spinner", $"maker{i}", t, i * 40)).ToList();
        Assert.Single(answers.Select(a => a.Cluster).Distinct());
        Assert.False(answers[0].IsSolicitation);
        Assert.True(answers[3].IsSolicitation);
        Assert.Equal((4, 1, 4), (answers[3].Copies, answers[3].Senders, answers[3].Recipients));
    }

    [Fact]
    public void A_ring_of_senders_is_one_campaign()
    {
        var answers = Enumerable.Range(0, 6).Select(i => Send($"ring{i % 3}", $"maker{i}", $"Hi, we give loans up to ${i + 1}0,000 in 24h, bad credit is ok. Reply with the amount that you need.", i * 5)).ToList();
        Assert.Single(answers.Select(a => a.Cluster).Distinct());
        Assert.All(answers.Skip(3), a => Assert.True(a.IsSolicitation));
    }

    [Fact]
    public void Letters_in_disguise_do_not_make_another_text()
    {
        const string Plain = "Notice: your shop will be closed within 24 hours. Confirm your card number by replying to this message.";
        var first = Send("thief", "a", Plain, 0);
        var second = Send("thief", "b", Plain.Replace('o', 'о').Replace('e', 'е').Replace('a', 'а'), 1);
        var third = Send("thief", "c", string.Concat(Plain.Select(c => $"{c}\u200B")), 2);
        Assert.Equal(first.Cluster, second.Cluster);
        Assert.Equal(first.Cluster, third.Cluster);
        Assert.Equal(RepeatRule.Disguised, second.Why);
        Assert.True(third.IsSolicitation);
    }

    [Fact]
    public void What_everybody_asks_is_no_solicitation()
    {
        string[] questions = ["Hi, is this still available?", "Do you ship to Norway?", "What are the measurements of this please?", "¿Sigue disponible?", "Vielen Dank, es ist wunderschön!", "Könnten Sie mir bitte sagen, wie lange der Versand nach Österreich dauert?"];
        Assert.All(questions, q => Assert.All(Enumerable.Range(0, 40), i => Assert.False(Send($"buyer{i}", $"maker{i}", q, i * 7).IsSolicitation, q)));
    }

    [Fact]
    public void One_who_asks_several_makers_for_a_quote_is_no_solicitor()
    {
        string[] quotes =
        [
            "Hello! I'm looking for a cherry wood crib, 60 x 120 cm, with a low rail. Could you make one and what would it cost?",
            "Guten Tag, ich suche ein Regal aus Buche, 90 x 30 cm. Könnten Sie das bauen und was würde es kosten?",
            "Bonjour, je cherche une bague en argent taille 54 avec une gravure. Quel serait votre prix et le délai ?",
            "Hola, busco una lámpara de cerámica de 40 cm en azul. ¿La podrías hacer y qué precio tendría?",
        ];
        Assert.All(quotes, q => Assert.All(Enumerable.Range(0, 5), i => Assert.False(Send("buyer", $"maker{i}", q, i * 150).IsSolicitation, q)));
    }

    [Fact]
    public void Shops_may_tell_those_who_ordered_the_same_as_often_as_they_like()
    {
        Assert.All(Enumerable.Range(0, 30), i =>
        {
            var answer = window.Add(new("shop", $"buyer{i}", Noon.AddMinutes(i), $"Hi, your order #{1000 + i} has shipped today. Thank you for your support!", HasOrder: true));
            Assert.False(answer.IsSolicitation);
            Assert.Null(answer.Cluster);
        });
        Assert.Equal(0, window.Count);
    }

    [Fact]
    public void Beyond_what_anybody_asks_for_even_a_question_is_a_campaign()
    {
        var answers = Enumerable.Range(0, 12).Select(i => Send("asker", $"maker{i}", "Hello, I am looking for a cherry wood crib, 60 x 120 cm, could you make one and what would it cost?", i * 300)).ToList();
        Assert.All(answers.Take(5), a => Assert.False(a.IsSolicitation));
        Assert.True(answers[^1].IsSolicitation);
    }

    [Fact]
    public void What_was_sent_before_the_window_is_forgotten()
    {
        const string Offer = "We sell 1000 real followers for your shop for 15 dollars, guaranteed and fast, message me now";
        for (var i = 0; i < 3; i++) Send("seller", $"maker{i}", Offer, i);
        var late = Send("seller", "maker9", Offer, 60 * 24 * 4);
        Assert.False(late.IsSolicitation);
        Assert.Equal((1, 1), (late.Copies, window.Count));
    }

    [Fact]
    public void Memory_is_bounded()
    {
        var small = Window(new RepeatOptions { Capacity = 50 });
        for (var i = 0; i < 500; i++) small.Add(new($"s{i}", $"r{i}", Noon.AddSeconds(i), $"Question number {i} about the {Word(i)} {Word(i * 7)} {Word(i * 13)}", false));
        Assert.Equal(50, small.Count);
    }

    [Fact]
    public void Reasons_are_the_words_that_two_variants_share()
    {
        Send("seller", "a", "We sell 1000 real followers for your shop for 15 dollars, guaranteed", 0);
        Send("seller", "b", "We sell 2000 real followers for your store for 15 dollars, guaranteed", 1);
        const string Text = "Hello Anna! We sell 5000 real followers for your shop for 25 dollars, guaranteed";
        var answer = Send("seller", "c", Text, 2);
        Assert.True(answer.IsSolicitation);
        Assert.NotEmpty(answer.Reasons);
        Assert.Contains(answer.Reasons, r => Text.Substring(r.Start, r.Length).Contains("followers for your", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_made_to_take_long_do_not()
    {
        Send("s", "r", "warm", 0);
        Assert.All(HostileTexts.Long.Concat(HostileTexts.Odd), t => Assert.InRange(HostileTexts.Took(() => Send("s", "r", t, 1)), 0, 200));
    }

    [Fact]
    public void A_flood_of_copies_does_not_make_each_dearer()
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 4_000; i++) Send("flood", $"r{i}", "We sell 1000 real followers for your shop for 15 dollars, guaranteed and fast, message me now", i / 100);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
    }

    RepeatAnswer Send(string sender, string recipient, string text, double minutes) => window.Add(new(sender, recipient, Noon.AddMinutes(minutes), text, HasOrder: false));

    static RepeatWindow Window(RepeatOptions? options = null) => new(options ?? new(), SpamModel.For(SpamKind.Market).Score);

    static string Word(int i) => string.Concat(Enumerable.Range(0, 6).Select(k => (char)('a' + (i * 31 + k * (i % 17 + 3)) % 26)));
}
