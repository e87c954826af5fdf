using Parley.Inbox;
using Parley.Plumbing;

namespace Parley.Tests.Inbox;

/// <summary>What counts as the same word, script by script, and what a query means. Nothing runs here but pure functions.</summary>
public sealed class Search_words
{
    [Theory]
    [InlineData("Crème brûlée", "creme brulee")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRASSE", "straße")]
    [InlineData("Łódź, Øresund, Đà Nẵng", "lodz oresund \"da nang\"")]
    [InlineData("İstanbul'da ılık", "istanbul ilik")]
    [InlineData("ﬁne oﬃce", "fine office")]
    [InlineData("ｆｕｌｌ ｗｉｄｔｈ １２３", "full width 123")]
    [InlineData("Cafe\u0301", "café")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσεύς")]
    [InlineData("Ёлка и йогурт", "елка иогурт")]
    [InlineData("וּמַה שָּׁלוֹם", "ומה שלום")]
    [InlineData("שלום עליכם", "עליכמ")]
    [InlineData("أَهْلًا بِكَ إلى المَدْرَسَة", "اهلا بك الى المدرسه")]
    [InlineData("ســـلام ۱۲۳", "سلام 123")]
    [InlineData("क़िताब", "क़िताब")]
    [InlineData("कल मिलेंगे", "कल")]
    [InlineData("我想退货，谢谢", "退货")]
    [InlineData("我想退货", "想退货")]
    [InlineData("猫が好き", "猫")]
    [InlineData("カメラのレンズ", "かめら")]
    [InlineData("ｶﾞｽ ストーブ", "ガス")]
    [InlineData("สวัสดีครับ ขอบคุณ", "ขอบคุณ")]
    [InlineData("이 상품을 환불해 주세요", "상품 환불")]
    [InlineData("Order ORD-2024-00123 please", "ORD-2024-00123")]
    [InlineData("Order ORD-2024-00123 please", "ord-2024-001")]
    [InlineData("l'huile d'olive", "huile olive")]
    [InlineData("I don’t know", "don't")]
    [InlineData("the refrigerator", "refrig")]
    [InlineData("the refrigerator", "refrigerat")]
    [InlineData("the refrigerator hums", "refrigerator hums")]
    [InlineData("a green bowl", "\"green bowl\"")]
    [InlineData("„grüne Schale“", "„grune schale“")]
    [InlineData("t-shirt", "T-Shirt")]
    [InlineData("100% cotton", "100%")]
    [InlineData("iPhone15手机", "iphone15手机")]
    [InlineData("𠮷野家へ", "𠮷野家")]
    [InlineData("Vi\u00ADsi\u200Cble", "visible")]
    [InlineData("half a \uD800 pair", "pair")]
    public void A_text_is_found(string text, string query)
    {
        var wanted = Wanted.Parse(query);
        Assert.NotEmpty(wanted.FindIn(text)!);
        Assert.Subset(Forms.Of(new Words(text)), wanted.Needed.ToHashSet()); // else the index would hide it
    }

    [Theory]
    [InlineData("a green bowl", "bow ")] // a whole word, since something follows
    [InlineData("a green bowl", "gree bowl")]
    [InlineData("a green bowl", "\"bowl green\"")]
    [InlineData("a green bowl", "\"green bow\"")]
    [InlineData("a bowl, green", "\"green bowl\"")]
    [InlineData("bowl", "bo")] // too short to be a beginning
    [InlineData("ORD-2024-00123", "2024-ORD")]
    [InlineData("我想退货", "退想")]
    [InlineData("कुल", "कल")]
    [InlineData("green", "green bowl")]
    public void A_text_is_not_found(string text, string query) => Assert.Null(Wanted.Parse(query).FindIn(text));

    [Theory]
    [InlineData("Ein Straßenfest", "strasse", "Straße")]
    [InlineData("Crème, brûlée!", "brulee", "brûlée")]
    [InlineData("我想退货，谢谢", "退货", "退货")]
    [InlineData("👍🏽 lamp", "lamp", "lamp")]
    [InlineData("Cafe\u0301 au lait", "cafe", "Cafe\u0301")]
    [InlineData("see ORD-2024-00123.", "ord-2024", "ORD-2024")]
    [InlineData("ﬁne", "fin", "ﬁn")]
    [InlineData("lamps and Lamp", "lamp", "lamp|Lamp")]
    public void A_hit_is_marked_where_it_was_written(string text, string query, string marked)
    {
        var spans = Wanted.Parse(query).FindIn(text)!;
        Assert.Equal(marked, string.Join('|', spans.Select(s => text.Substring(s.Start, s.Length))));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("\"\" -- ++ ***")]
    [InlineData("!?…。、")]
    [InlineData("👍")]
    [InlineData("one two three four five six seven eight nine")]
    public void A_query_without_words_or_with_too_many_is_refused(string? query) => Assert.Equal("invalid-query", Assert.Throws<RefusedException>(() => Wanted.Parse(query)).Refusal.Code);

    [Fact]
    public void A_query_of_ten_thousand_letters_is_refused() => Assert.Equal("invalid-query", Assert.Throws<RefusedException>(() => Wanted.Parse(new string('x', 10_000))).Refusal.Code);

    [Fact]
    public void A_long_text_has_no_more_forms_than_the_limit()
    {
        var text = string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"word{i * 7919}"));
        Assert.InRange(Forms.Of(new Words(text)).Count, Forms.Most, Forms.Most + 5);
        Assert.InRange(Forms.Of(new Words(new string([.. Enumerable.Range(0x4E00, 5000).Select(c => (char)c)]))).Count, Forms.Most, Forms.Most + 5);
    }

    [Fact]
    public void A_snippet_is_short_holds_the_first_hit_and_its_marks_fit()
    {
        var text = string.Concat(Enumerable.Repeat("nothing to see here 👍 ", 40)) + "a needle" + string.Concat(Enumerable.Repeat(" and more of the same", 40));
        var (snippet, spans) = Snippet.Of(text, Wanted.Parse("needle").FindIn(text)!);
        Assert.InRange(snippet.Length, 100, 165);
        Assert.Equal("needle", snippet.Substring(spans[0].Start, spans[0].Length));
        Assert.StartsWith("…", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(snippet)));
    }

    [Fact]
    public void Any_beginning_middle_and_end_of_a_text_can_be_snipped_and_marked()
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => $"w{i} 𠮷é "));
        for (var i = 0; i < 60; i++)
        {
            var (snippet, spans) = Snippet.Of(text, Wanted.Parse($"w{i} ").FindIn(text)!);
            Assert.Equal($"w{i}", snippet.Substring(spans[0].Start, spans[0].Length));
        }
    }
}
