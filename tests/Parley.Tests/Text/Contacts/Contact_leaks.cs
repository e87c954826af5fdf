using Parley.Text.Contacts;

namespace Parley.Tests.Text.Contacts;

/// <summary>What leads out of the marketplace is found, in fourteen languages and however it is disguised; what only looks like it is not.</summary>
public sealed class Contact_leaks
{
    [Fact]
    public void Samples_of_fourteen_languages_are_found()
    {
        Assert.True(ContactSamples.Leaks.Select(l => l.Language).Distinct().Count() >= 14);
        Assert.Empty(ContactSamples.Leaks.Where(l => !ContactSamples.Find(l.Messages).Leak).Select(l => $"{l.Language} {string.Join(" /// ", l.Messages)}"));
    }

    [Fact]
    public void Samples_of_ordinary_talk_are_not()
    {
        Assert.True(ContactSamples.Clean.Select(l => l.Language).Distinct().Count() >= 14);
        Assert.Empty(ContactSamples.Clean.Where(l => ContactSamples.Find(l.Messages).Leak).Select(l => $"{l.Language} {string.Join(" /// ", l.Messages)}"));
    }

    [Theory]
    [InlineData("ring 07700 900461 tonight", "07700 900461", ContactKind.Phone)]
    [InlineData("+49 171 3920 099 bitte", "+49 171 3920 099", ContactKind.Phone)]
    [InlineData("it is zero seven seven double zero, nine hundred, four six one", "zero seven seven double zero, nine hundred, four six one", ContactKind.Phone)]
    [InlineData("meine ist null eins sieben eins dreiundneunzig zwanzig null null sieben", "null eins sieben eins dreiundneunzig zwanzig null null sieben", ContactKind.Phone)]
    [InlineData("c'est zéro six quatre-vingt-dix-huit soixante-douze vingt et un trente", "zéro six quatre-vingt-dix-huit soixante-douze vingt et un trente", ContactKind.Phone)]
    [InlineData("0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣4️⃣6️⃣1️⃣ ok", "0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣4️⃣6️⃣1️⃣", ContactKind.Phone)]
    [InlineData("num: ０７７００９００４６１", "０７７００９００４６１", ContactKind.Phone)]
    [InlineData("O77OO 9OO46l", "O77OO 9OO46l", ContactKind.Phone)]
    [InlineData("0\u200b7\u200b7\u200b0\u200b0\u200b9\u200b0\u200b0\u200b4\u200b6\u200b1", "0\u200b7\u200b7\u200b0\u200b0\u200b9\u200b0\u200b0\u200b4\u200b6\u200b1", ContactKind.Phone)]
    [InlineData("write wool.house@gmx.de please", "wool.house@gmx.de", ContactKind.Mail)]
    [InlineData("wool.house (at) gmx (dot) de", "wool.house (at) gmx (dot) de", ContactKind.Mail)]
    [InlineData("ｗｏｏｌ＠ｇｍｘ．ｄｅ", "ｗｏｏｌ＠ｇｍｘ．ｄｅ", ContactKind.Mail)]
    [InlineData("it's on https://wool.example.net/shop?x=1.", "https://wool.example.net/shop?x=1", ContactKind.Link)]
    [InlineData("wool-house dot com has it", "wool-house dot com", ContactKind.Link)]
    [InlineData("I'm @wool.house on insta", "@wool.house", ContactKind.Handle)]
    [InlineData("DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00", ContactKind.Iban)]
    [InlineData("my card is 4111 1111 1111 1111", "4111 1111 1111 1111", ContactKind.Card)]
    public void A_finding_says_what_it_is_and_where(string message, string piece, ContactKind kind) =>
        Assert.Contains((kind, piece), ContactSamples.Find(message).Findings.Where(f => f.Confidence >= ContactReport.Certain).Select(f => (f.Kind, f.Text(message))));

    [Theory]
    [InlineData("drill bits 2 2.5 3 3.5 4 5 6 8")]
    [InlineData("Bohrer 2 3 4 5 6 8 10 12 dabei?")]
    [InlineData("agujas 2 2,5 3 3,5 4 4,5 5")]
    [InlineData("rings 48 50 52 54 56 58")]
    public void Sizes_that_grow_are_no_number(string message) => Assert.False(ContactSamples.Find(message).Leak);

    [Theory]
    [InlineData("call me, 06 12 34 56 78")]
    [InlineData("1 2 3 4 5 6 5 5 0 1 4 4, call me")]
    [InlineData("0 1 2 3 4 5 6 7 8 9 1, call me")]
    public void A_number_that_mostly_grows_is_one(string message) => Assert.True(ContactSamples.Find(message).Leak);

    [Fact]
    public void The_last_word_of_a_label_calls_nobody()
    {
        Assert.False(ContactSamples.Find("sipariş numaram 0532 884 1029").Leak);
        Assert.True(ContactSamples.Find("numaram 0532 884 1029").Leak);
        Assert.True(ContactSamples.Find("siparişim için numaram 0532 884 1029").Leak);
    }

    [Fact]
    public void A_card_is_reported_and_is_no_leak() => Assert.False(ContactSamples.Find("4111 1111 1111 1111").Leak);

    [Theory]
    [InlineData("is it like https://market.example/listing/07700900461 or https://help.market.example/x ?")]
    [InlineData("market.example/shop/wool")]
    public void The_marketplaces_own_links_are_none(string message) => Assert.Empty(ContactSamples.Find(message).Findings);

    [Theory]
    [InlineData("https://market.example.evil.net/x")]
    [InlineData("https://notmarket.example/x")]
    [InlineData("https://market.example@evil.net/")]
    public void Hosts_that_only_look_like_the_marketplaces_are_links(string message) => Assert.True(ContactSamples.Find(message).Leak);

    [Theory]
    [InlineData("1Z999AA10123456784")]
    [InlineData("RB 123 456 785 GB")]
    [InlineData("ISBN 978-0-14-143951-8")]
    [InlineData("4006381333931")]
    [InlineData("it says 9400 1000 0000 0000 0000 00")]
    [InlineData("118-4471903-2231 again")]
    public void Numbers_with_check_digits_and_known_ones_are_exempt(string message) => Assert.DoesNotContain(ContactSamples.Find(message).Findings, f => f.Kind is ContactKind.Phone or ContactKind.Iban);

    [Fact]
    public void A_number_that_is_called_an_orders_is_a_hint_only()
    {
        var found = Assert.Single(ContactSamples.Find("order number 07700900461").Findings);
        Assert.Equal(("phone.labelled", 0.2), (found.Reason, found.Confidence));
        Assert.True(ContactSamples.Find("call me, 07700900461, about the order").Leak);
    }

    [Fact]
    public void A_number_in_pieces_is_found_across_messages_with_a_span_in_each()
    {
        string[] messages = ["it is 0770", "0 900", "461 ok"];
        var found = Assert.Single(ContactSamples.Find(messages).Findings);
        Assert.Equal("0770|0 900|461", found.Text(messages));
    }

    [Fact]
    public void Every_span_lies_in_its_message()
    {
        var random = new Random(11);
        var pieces = ContactSamples.Leaks.Concat(ContactSamples.Clean).SelectMany(l => l.Messages).SelectMany(m => m.Split(' ')).Concat(["\u200d", "0\u0301\u0302", "𝟘𝟙", "🙂", "\ud83d", "ß", "@", ".", "://", "(", "七", "x_y.insta", "_"]).ToArray();
        for (var round = 0; round < 3_000; round++)
        {
            string[] messages = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(0, 14)).Select(_ => pieces[random.Next(pieces.Length)])))];
            foreach (var finding in ContactSamples.Find(messages).Findings)
            {
                Assert.InRange(finding.Confidence, 0, 1);
                Assert.NotEmpty(finding.Spans);
                Assert.All(finding.Spans, s => Assert.True(s.Message < messages.Length && s.Start >= 0 && s.Start < s.End && s.End <= messages[s.Message].Length));
            }
        }
    }
}
