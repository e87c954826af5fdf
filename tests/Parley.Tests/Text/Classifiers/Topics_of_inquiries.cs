using Parley.Text.Models;
using Parley.Text.Topics;

namespace Parley.Tests.Text.Classifiers;

/// <summary>What an inquiry is about is told in four languages, with reasons.</summary>
public sealed class Topics_of_inquiries
{
    /// <summary>None of these stands among the samples that the model was trained on.</summary>
    static readonly (Topic Topic, string Text)[] Inquiries =
    [
        (Topic.Shipping, "How much would delivery to Denmark be?"),
        (Topic.Shipping, "¿Cuánto cuesta el envío a Marruecos?"),
        (Topic.Shipping, "Was kostet die Lieferung nach Luxemburg?"),
        (Topic.Shipping, "Combien coûte la livraison en Espagne ?"),
        (Topic.Availability, "Is the green scarf still available in large?"),
        (Topic.Availability, "¿Tienes todavía la bufanda verde?"),
        (Topic.Availability, "Ist der grüne Schal noch verfügbar?"),
        (Topic.Availability, "L'écharpe verte est-elle encore disponible ?"),
        (Topic.ProductSpecs, "What are the dimensions of the tray and is it dishwasher safe?"),
        (Topic.ProductSpecs, "Aus welchem Holz ist das Tablett?"),
        (Topic.Customization, "Could you engrave our initials on the lid?"),
        (Topic.Customization, "Pouvez-vous graver nos initiales sur le couvercle ?"),
        (Topic.OrderStatus, "Any update on my order? The tracking has not moved since Tuesday"),
        (Topic.OrderStatus, "¿Dónde está mi paquete? El seguimiento no cambia"),
        (Topic.OrderChange, "Please cancel my order, I bought it by mistake"),
        (Topic.OrderChange, "Ich habe die falsche Adresse angegeben, können Sie sie in der Bestellung ändern?"),
        (Topic.Returns, "I would like to return the shoes, who pays for sending them back?"),
        (Topic.Returns, "Quisiera devolver los zapatos y recibir el reembolso"),
        (Topic.Payment, "Can I pay with PayPal or by bank transfer?"),
        (Topic.Payment, "Meine Kreditkarte wurde zweimal belastet"),
        (Topic.PriceNegotiation, "Would you give me a discount if I take six?"),
        (Topic.PriceNegotiation, "Vous me feriez une remise si j'en prends six ?"),
        (Topic.Complaint, "The vase arrived broken and one cup is missing"),
        (Topic.Complaint, "Die Vase kam zerbrochen an, ich bin enttäuscht"),
        (Topic.Other, "Thank you so much, it is beautiful!"),
        (Topic.Other, "Bonjour"),
    ];

    [Fact]
    public void Plain_inquiries_are_told_apart_in_four_languages() =>
        Assert.All(Inquiries, i => Assert.Equal((i.Topic, i.Text), (TopicModel.Shipped.Of(i.Text), i.Text)));

    [Fact]
    public void Reasons_point_at_words_of_the_text()
    {
        Assert.All(Inquiries.Select(i => i.Text).Concat(HostileTexts.Odd), text =>
        {
            var answer = TopicModel.Shipped.Judge(text);
            Assert.InRange(answer.Probability, 0, 1);
            Assert.All(answer.Reasons, r =>
            {
                Assert.InRange(r.Start, 0, text.Length);
                Assert.InRange(r.Start + r.Length, r.Start, text.Length);
                Assert.True(r.Weight > 0);
            });
        });
        const string Refund = "Hello Anna, quick one: when will I get my refund for the returned hat?";
        var spoken = TopicModel.Shipped.Judge(Refund);
        Assert.Equal(Topic.Returns, spoken.Topic);
        Assert.Contains(spoken.Reasons, r => Refund.Substring(r.Start, r.Length).Contains("refund", StringComparison.Ordinal) || Refund.Substring(r.Start, r.Length).Contains("returned", StringComparison.Ordinal));
    }

    [Fact]
    public void A_topic_is_the_same_whoever_asks_and_after_it_was_kept()
    {
        var kept = TopicModel.Read(TopicModel.Shipped.Write());
        var first = Inquiries.Select(i => TopicModel.Shipped.Judge(i.Text).Probability).ToArray();
        Parallel.For(0, 32, _ => Assert.Equal(first, Inquiries.Select(i => TopicModel.Shipped.Judge(i.Text).Probability)));
        Assert.Equal(first, Inquiries.Select(i => kept.Judge(i.Text).Probability));
    }

    [Fact]
    public void What_operators_decide_is_learnt()
    {
        string[] circle = ["When does the Tuesday knitting circle meet?", "Is the knitting circle on this week?", "Can I join the knitting circle?", "Where is the knitting circle held?"];
        var taught = TopicModel.Shipped.Taught([.. circle.SelectMany(c => Enumerable.Repeat(new Sample(c, "other"), 3))]);
        Assert.Equal(Topic.Other, taught.Of("Does the knitting circle meet this week?"));
        Assert.All(Inquiries.Where(i => i.Topic is Topic.Returns or Topic.Payment), i => Assert.Equal(i.Topic, taught.Of(i.Text)));
        Assert.Throws<ArgumentException>(() => TopicModel.Shipped.Taught([new("a", "weather")]));
    }

    [Fact]
    public void Texts_made_to_take_long_do_not()
    {
        TopicModel.Shipped.Judge("warm");
        Assert.All(HostileTexts.Long, t => Assert.InRange(HostileTexts.Took(() => TopicModel.Shipped.Judge(t)), 0, 200));
    }

    [Fact]
    public void Bytes_of_another_model_are_refused() =>
        Assert.Throws<InvalidDataException>(() => TopicModel.Read(Parley.Text.Spam.SpamModel.For(Parley.Text.Spam.SpamKind.Market).Write()));
}
