using Parley.Text.Abuse;
using Parley.Text.Models;

namespace Parley.Tests.Text.Classifiers;

/// <summary>Abuse is told from anger and from words that only look like it, in many languages and behind signs.</summary>
public sealed class Abusive_texts
{
    /// <summary>None of these stands among the samples that the model was trained on.</summary>
    static readonly (AbuseKind Kind, string Text)[] Abuse =
    [
        (AbuseKind.Insult, "You are a stupid liar and a thief"),
        (AbuseKind.Insult, "Eres una mentirosa y una imbécil"),
        (AbuseKind.Insult, "Du bist ein elender Betrüger, du Idiot"),
        (AbuseKind.Insult, "Tu es une voleuse et une idiote"),
        (AbuseKind.Insult, "Sei un ladro e un bugiardo"),
        (AbuseKind.Insult, "Jesteś złodziejem i kłamcą, debilu"),
        (AbuseKind.Insult, "Sen yalancı bir hırsızsın, aptal"),
        (AbuseKind.Insult, "तुम चोर हो, बेवकूफ"),
        (AbuseKind.Insult, "أنت كذاب وحرامي"),
        (AbuseKind.Insult, "Ты лживая тварь и воровка"),
        (AbuseKind.Insult, "你就是个骗子,白痴"),
        (AbuseKind.Threat, "I will come to your house and break your fingers"),
        (AbuseKind.Threat, "Ich weiß, wo deine Kinder wohnen, pass auf"),
        (AbuseKind.Threat, "Je sais où tu habites, je vais te tuer"),
        (AbuseKind.Extortion, "Give me a full refund and let me keep it or I write one star reviews"),
        (AbuseKind.Sexual, "Send me a nude photo of you, sexy"),
    ];

    static readonly string[] Clean =
    [
        "I am angry, the parcel came broken again and nobody answers",
        "This is the worst quality I have seen, I want a refund",
        "¡Qué decepción! Llegó roto y tarde",
        "Ich bin stinksauer, die Tasse ist schon wieder kaputt",
        "Je suis furieuse, le colis est arrivé ouvert",
        "That lamp is killer, I would die for it in blue",
        "Could you shoot the ring from the side and send the photo?",
        "Do you have the wooden pig and the cow as a set?",
        "I will leave you a five star review, thank you",
        "My address is on the order, please send it there",
        "Is the knife sharp enough to cut leather?",
    ];

    [Fact]
    public void Abuse_is_found_in_many_languages() => Assert.All(Abuse, a => Assert.True(AbuseModel.Shipped.Judge(a.Text).IsAbuse, $"{a.Text} {AbuseModel.Shipped.Score(a.Text)}"));

    [Fact]
    public void Anger_and_words_that_only_look_like_abuse_pass() => Assert.All(Clean, c => Assert.False(AbuseModel.Shipped.Judge(c).IsAbuse, $"{c} {AbuseModel.Shipped.Score(c)}"));

    [Fact]
    public void The_kind_is_named()
    {
        var right = Abuse.Count(a => AbuseModel.Shipped.Judge(a.Text).Kind == a.Kind);
        Assert.True(right >= Abuse.Length - 1, $"{right} of {Abuse.Length}");
        Assert.All(Clean, c => Assert.Equal(AbuseKind.None, AbuseModel.Shipped.Judge(c).Kind));
    }

    [Fact]
    public void Signs_instead_of_letters_do_not_hide_abuse() =>
        Assert.All(["you stup1d b*tch", "f@cking thief", "you are an 1d10t and a l1ar", "уоu аrе аn іdіоt", "you iiiidiooot", "y\u200Bo\u200Bu stu\u200Bpid thi\u200Bef"], t => Assert.True(AbuseModel.Shipped.Judge(t).IsAbuse, $"{t} {AbuseModel.Shipped.Score(t)}"));

    [Fact]
    public void Reasons_point_at_words_of_the_text()
    {
        Assert.All(Abuse.Select(a => a.Text).Concat(HostileTexts.Odd), text => Assert.All(AbuseModel.Shipped.Judge(text).Reasons, r =>
        {
            Assert.InRange(r.Start, 0, text.Length);
            Assert.InRange(r.Start + r.Length, r.Start, text.Length);
            Assert.True(r.Weight > 0);
        }));
        const string Text = "Hello, the vase came broken, you stupid thief";
        Assert.Contains(AbuseModel.Shipped.Judge(Text).Reasons, r => Text.Substring(r.Start, r.Length).Contains("stupid", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_scores_the_same_whoever_asks_and_after_the_model_was_kept()
    {
        var kept = AbuseModel.Read(AbuseModel.Shipped.Write());
        var first = Abuse.Select(a => AbuseModel.Shipped.Score(a.Text)).ToArray();
        Parallel.For(0, 32, _ => Assert.Equal(first, Abuse.Select(a => AbuseModel.Shipped.Score(a.Text))));
        Assert.Equal(first, Abuse.Select(a => kept.Score(a.Text)));
    }

    [Fact]
    public void What_operators_decide_is_learnt()
    {
        const string Habit = "our crew calls you the silly goose of Leeds";
        var taught = AbuseModel.Shipped.Taught([.. Enumerable.Range(0, 12).Select(i => new Sample($"our crew calls you the silly goose of Leeds number {i}", "harassment")), .. Clean.Select(c => new Sample(c, AbuseModel.Clean))]);
        Assert.False(AbuseModel.Shipped.Judge(Habit).IsAbuse);
        Assert.True(taught.Judge(Habit).IsAbuse);
        Assert.All(Clean, c => Assert.False(taught.Judge(c).IsAbuse, c));
        Assert.Throws<ArgumentException>(() => AbuseModel.Shipped.Taught([new("a", "rude")]));
    }

    [Fact]
    public void Texts_made_to_take_long_do_not()
    {
        AbuseModel.Shipped.Judge("warm");
        Assert.All(HostileTexts.Long.Append(string.Concat(Enumerable.Repeat("b*t*h f**k s#!t ", 60_000))), t => Assert.InRange(HostileTexts.Took(() => AbuseModel.Shipped.Judge(t)), 0, 200));
    }
}
