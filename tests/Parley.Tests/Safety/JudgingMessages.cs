using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Market;
using Parley.Safety;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Storage;
using Parley.Text.Contacts;

namespace Parley.Tests.Safety;

/// <summary>What is found around a text: what comes with it, whom it is from, what it is about. Pure: the surroundings are given.</summary>
public sealed class JudgingMessages
{
    sealed class Given : Surroundings
    {
        public int Asked { get; private set; }
        public string[] Media { get; init; } = [];
        public Found? Match { get; init; }
        public ThreadContext Context { get; init; } = new(SubjectKind.Listing, null, null, true, [], []);

        public override ValueTask<Beside> BesideAsync(Draft draft, CancellationToken ct) => new(Beside.Nothing);

        public override bool MaybeFirst(Draft draft) => Context.FirstContact;

        public override Repetition? Repeated(Draft draft, double offer) => new(Count(new Found(Kinds.Repeated, "repeated.many", 0, 0)), new Family("text 1"));

        public override ValueTask<IReadOnlyList<string>> NamesAsync(Draft draft, CancellationToken ct) => new((string[])["Bea"]);

        public override ValueTask<IReadOnlyList<string>> MediaTypesAsync(Draft draft, CancellationToken ct) => new(Media);

        public override ValueTask<Found?> ClassifyAsync(Draft draft, string text, IReadOnlyList<string> before, CancellationToken ct) => new(Count(Match));

        public override ValueTask<ThreadContext> ContextAsync(Draft draft, CancellationToken ct) => new(Context);

        Found? Count(Found? found)
        {
            Asked++;
            return found;
        }
    }

    static Judging Of(Surroundings around, PartyKind from = PartyKind.Buyer, string text = "Is it still there?") =>
        new(new Draft(from, "somebody", text) { ClientId = Guid.NewGuid(), Attachments = [Guid.NewGuid()] }, around, new Lookalikes(null!, Options.Create(new SafetyOptions())), ContactSettings.None, DomainSet.Empty);

    static Policy Holding(params string[] kinds) => Policy.Of(1, new PolicyBody([new("held", kinds, Measure.Hold)]));

    [Theory]
    [InlineData("image/webp", Kinds.Image)]
    [InlineData("audio/mp4", Kinds.Audio)]
    [InlineData("video/mp4", Kinds.Video)]
    [InlineData("application/zip", Kinds.Archive)]
    [InlineData("application/pdf", Kinds.Document)]
    public async Task A_file_is_of_the_kind_that_the_policy_names(string media, string kind)
    {
        foreach (var asked in Kinds.Files)
        {
            var judgement = await Of(new Given { Media = [media] }).ByAsync(Holding(asked), default);
            Assert.Equal(asked == kind ? Measure.Hold : Measure.Allow, judgement.Measure);
        }
    }

    [Fact]
    public async Task A_first_message_about_nothing_is_noticed_and_no_other()
    {
        async Task<Measure> MeasureAsync(SubjectKind? about, bool first) => (await Of(new Given { Context = new(about, null, null, first, [], []) }).ByAsync(Holding(Kinds.NoSubject), default)).Measure;
        Assert.Equal((Measure.Hold, Measure.Allow, Measure.Allow), (await MeasureAsync(null, true), await MeasureAsync(null, false), await MeasureAsync(SubjectKind.Order, true)));
    }

    [Fact]
    public async Task A_vendors_tier_and_side_decide_with_the_rest()
    {
        var policy = Policy.Of(1, new PolicyBody([new("gold", [Kinds.Image], Measure.Allow, Tiers: ["gold"]), new("vendors", [Kinds.Image], Measure.Refuse, From: PartyKind.Vendor), new("buyers", [Kinds.Image], Measure.Hold)]));
        async Task<Measure> MeasureAsync(PartyKind from, string? tier) => (await Of(new Given { Media = ["image/png"], Context = new(SubjectKind.Order, "paid", tier, false, [], []) }, from).ByAsync(policy, default)).Measure;
        Assert.Equal((Measure.Allow, Measure.Refuse, Measure.Hold), (await MeasureAsync(PartyKind.Vendor, "gold"), await MeasureAsync(PartyKind.Vendor, "iron"), await MeasureAsync(PartyKind.Buyer, null)));
    }

    [Fact]
    public async Task However_many_policies_ask_each_thing_is_looked_for_once()
    {
        var around = new Given { Match = new Found(Kinds.Classifier, "classifier.match", 0, 0) };
        var judging = Of(around);
        var policy = Holding(Kinds.Repeated, Kinds.Classifier);
        Assert.Equal(2, (await judging.ByAsync(policy, default)).Ruled.Count);
        Assert.Equal(2, (await judging.ByAsync(policy, default)).Ruled.Count);
        Assert.True((await judging.ByAsync(Holding(Kinds.Phone), default)).IsClean);
        Assert.Equal(2, around.Asked);
    }

    [Fact]
    public async Task Of_a_vendors_first_words_only_an_offer_is_compared_with_others_and_the_policy_may_hold_it()
    {
        var policy = Policy.Of(1, new PolicyBody([new("offers-to-many", [Kinds.Repeated], Measure.Hold, From: PartyKind.Vendor)]));
        async Task<Measure> MeasureAsync(string text, bool first) => (await Of(new Given { Context = new(SubjectKind.Order, "paid", null, first, [], []) }, PartyKind.Vendor, text).ByAsync(policy, default)).Measure;
        Assert.Equal((Measure.Hold, Measure.Allow, Measure.Allow), (await MeasureAsync(OneToMany.Offer, true), await MeasureAsync(OneToMany.Offer, false), await MeasureAsync("Your bowls are packed.", true)));
    }

    [Fact]
    public async Task One_text_to_many_is_none_once_the_other_side_has_answered()
    {
        var judgement = await Of(new Given { Context = new(SubjectKind.Listing, null, null, true, [], []) }).ByAsync(Holding(Kinds.Repeated), default);
        Assert.Equal(Measure.Hold, judgement.Measure);
        Assert.Equal(Measure.Allow, (await Of(new Given { Context = new(SubjectKind.Listing, null, null, false, [], []) }).ByAsync(Holding(Kinds.Repeated), default)).Measure);
    }
}
