using Parley.Text.Models;
using Parley.Text.Spam;

namespace Parley.Tests.Text.Classifiers;

/// <summary>Spam is told from what people write, with reasons, the same on each run, and what operators decide is learnt.</summary>
public sealed class Spam_scores
{
    static readonly string[] Solicitations =
    [
        "Dear seller, we bring 1000 real followers and five star reviews to your shop, only 20 dollars, reply now",
        "You have WON a £500 gift card! Claim now by confirming your card",
        "Earn 400 a day working from home, no experience, limited seats, contact me",
        "Gana dinero desde casa, 300 euros al día, sin experiencia, escríbeme",
        "Wir bieten 100 Google-Bewertungen für Ihren Shop, schnell und diskret",
        "Votre compte sera suspendu, confirmez vos coordonnées bancaires maintenant",
    ];

    static readonly string[] Talk =
    [
        "Hello, is the green vase still available? I'd need it before Friday",
        "Can you send me the tracking number for order 20418 please",
        "¿Me lo puedes guardar hasta el lunes?",
        "Könnten Sie den Namen Anna eingravieren?",
        "Merci beaucoup, le colis est bien arrivé !",
        "The card came today and it is lovely, thank you",
    ];

    [Fact]
    public void Solicitations_score_above_what_buyers_and_makers_write()
    {
        var model = SpamModel.For(SpamKind.Market);
        Assert.All(Solicitations, s => Assert.True(model.Score(s) > Talk.Max(model.Score), s));
        Assert.All(Talk, t => Assert.False(model.Judge(t).IsSpam, t));
    }

    [Fact]
    public void Disguised_letters_do_not_hide_spam()
    {
        var model = SpamModel.For(SpamKind.Market);
        const string Plain = "Earn 400 a day working from home, no experience, limited seats, contact me";
        var lookalike = Plain.Replace('a', 'а').Replace('e', 'е').Replace('o', 'о');
        var hidden = string.Join('\u200B', Plain.ToCharArray());
        Assert.All([lookalike, hidden], t => Assert.True(model.Judge(t).IsSpam, t));
    }

    [Fact]
    public void Reasons_point_at_words_of_the_text()
    {
        foreach (var (kind, text) in Enum.GetValues<SpamKind>().SelectMany(k => Solicitations.Concat(HostileTexts.Odd).Select(t => (k, t))))
        {
            var answer = SpamModel.For(kind).Judge(text);
            Assert.InRange(answer.Probability, 0, 1);
            Assert.InRange(answer.Reasons.Count, 0, 5);
            Assert.Equal(answer.Reasons.Select(r => r.Weight).OrderDescending(), answer.Reasons.Select(r => r.Weight));
            Assert.All(answer.Reasons, r =>
            {
                Assert.InRange(r.Start, 0, text.Length);
                Assert.InRange(r.Start + r.Length, r.Start, text.Length);
                Assert.True(r.Weight > 0 && (r.Length > 0 || r.Why.StartsWith("text:", StringComparison.Ordinal)), r.ToString());
            });
        }
        const string Prize = "Hi Tom, as promised. You have WON a £500 prize! Claim now";
        var named = SpamModel.For(SpamKind.TextMessage).Judge(Prize).Reasons.Where(r => r.Length > 0).Select(r => Prize.Substring(r.Start, r.Length));
        Assert.Contains(named, n => n.Contains("prize", StringComparison.Ordinal) || n.Contains("WON", StringComparison.Ordinal) || n.Contains("Claim", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_scores_the_same_whoever_asks_and_however_often()
    {
        var model = SpamModel.For(SpamKind.TextMessage);
        var scores = Solicitations.Select(model.Score).ToArray();
        var again = new double[64][];
        Parallel.For(0, again.Length, i => again[i] = [.. Solicitations.Select(model.Score)]);
        Assert.All(again, a => Assert.Equal(scores, a));
        Assert.Equal(scores, Solicitations.Select(SpamModel.Read(model.Write()).Score));
    }

    [Fact]
    public void Texts_made_to_take_long_do_not()
    {
        var model = SpamModel.For(SpamKind.Market);
        model.Judge(Solicitations[0]);
        Assert.All(HostileTexts.Long, t => Assert.InRange(HostileTexts.Took(() => Assert.True(double.IsFinite(model.Judge(t).Probability))), 0, 200));
    }

    [Fact]
    public void Spam_behind_a_long_preface_is_read()
    {
        var model = SpamModel.For(SpamKind.Market);
        var preface = string.Concat(Enumerable.Repeat("hello ", 50_000));
        Assert.True(model.Score(preface + string.Concat(Enumerable.Repeat(Solicitations[2] + " ", 20))) > model.Score(preface) + 1);
    }

    [Fact]
    public void What_operators_decide_is_learnt_and_the_rest_is_not_forgotten()
    {
        var model = SpamModel.For(SpamKind.Market);
        const string Habit = "Have you heard of the weavers' circle at the town hall on Tuesdays?";
        Assert.False(model.Judge(Habit).IsSpam);
        var decisions = Enumerable.Range(0, 12).Select(i => new Sample($"Have you heard of the weavers' circle number {i} at the town hall on Tuesdays?", SpamModel.Spam))
            .Concat(Talk.Select(t => new Sample(t, SpamModel.Ham))).ToList();
        var taught = model.Taught(decisions);
        Assert.True(taught.Judge(Habit).IsSpam);
        Assert.All(Solicitations.Where(s => model.Judge(s).IsSpam), s => Assert.True(taught.Judge(s).IsSpam, s));
        Assert.All(Talk, t => Assert.False(taught.Judge(t).IsSpam, t));
        Assert.Equal(taught.Write(), model.Taught(decisions).Write());
    }

    [Fact]
    public void A_model_of_few_samples_is_the_same_on_each_training()
    {
        var samples = Solicitations.Select(s => new Sample(s, SpamModel.Spam)).Concat(Talk.Select(t => new Sample(t, SpamModel.Ham))).ToList();
        var trained = SpamModel.Train(samples);
        Assert.Equal(trained.Write(), SpamModel.Train(samples).Write());
        Assert.True(trained.Score("earn money from home, contact me now") > trained.Score("is the vase still available"));
    }

    [Fact]
    public void Samples_of_one_kind_or_of_unknown_labels_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SpamModel.Train([new("a", SpamModel.Spam), new("b", SpamModel.Spam)]));
        Assert.Throws<ArgumentException>(() => SpamModel.Train([new("a", SpamModel.Spam), new("b", "good")]));
        Assert.Throws<ArgumentException>(() => SpamModel.Train([]));
    }

    [Fact]
    public void A_model_kept_before_texts_faded_is_still_read()
    {
        const int MarkEnds = 4, Fading = 41;
        var model = SpamModel.For(SpamKind.Market);
        var bytes = model.Write();
        byte[] before = [.. "PLM4"u8, .. bytes.AsSpan(MarkEnds, Fading - MarkEnds), .. bytes.AsSpan(Fading + sizeof(double))];
        Assert.Equal(Solicitations.Select(model.Score), Solicitations.Select(SpamModel.Read(before).Score));
        Assert.Equal(bytes, SpamModel.Read(before).Write());
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        var bytes = SpamModel.For(SpamKind.Comment).Write();
        Assert.Throws<InvalidDataException>(() => SpamModel.Read(Array.Empty<byte>()));
        Assert.Throws<InvalidDataException>(() => SpamModel.Read(bytes.AsMemory(0, 40)));
        Assert.Throws<InvalidDataException>(() => SpamModel.Read(bytes.AsMemory(0, bytes.Length / 2)));
        Assert.Throws<InvalidDataException>(() => SpamModel.Read(bytes.AsMemory(1)));
        Assert.Throws<InvalidDataException>(() => SpamModel.Read(new byte[1000]));
    }
}
