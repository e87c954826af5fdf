namespace Parley.Tests.Hostile;

/// <summary>Ids in paths and cursors in queries: what is not yours must look as if it never was.</summary>
public sealed class AddressDoor(Talk talk, Talk strangers)
{
    static readonly Guid NeverIssued = Guid.Parse("018f6b2e-0000-7000-8000-00000000dead");

    Actor Me => talk.Buyer;

    public static async Task<Outcome> OutsideAsync(Func<string, Task<Answer>> ask, string id) => Outcome.Of(await ask(id)) with { OfNeverIssued = await ask($"{NeverIssued}") };

    public async Task<Outcome> EverywhereAsync()
    {
        var answers = new List<Answer>();
        var flaw = "";
        Func<Guid, Task<Answer>>[] ways =
        [
            id => Me.ViewAsync(id), id => Me.ReadThreadAsync(id), id => Me.SayAsync(id, "x"), id => Me.EditAsync(id, 1, "x"), id => Me.UnsendAsync(id, 1), id => Me.MarkReadAsync(id, 1),
            id => Me.PostAsync($"v1/conversations/{id}/typing"), id => Me.PutAsync($"v1/conversations/{id}/closure"), id => Me.PutAsync($"v1/conversations/{id}/messages/1/reactions/like"),
        ];
        foreach (var way in ways)
        {
            var (theirs, never) = (await way(strangers.Id), await way(NeverIssued));
            answers.Add(theirs);
            if (theirs.Bare != never.Bare) flaw += $"{theirs.Bare} is told apart from {never.Bare} ";
        }
        return new Outcome(answers, Flaw: flaw.Length > 0 ? flaw : null);
    }

    public async Task<Outcome> CursorAsync(Case c)
    {
        if (c.Forge is null) return Outcome.Of(await Me.InboxAsync($"cursor={Uri.EscapeDataString(c.Text)}"));
        var good = (await talk.Vendor.InboxAsync("limit=1")).Must(200).Get<string>("cursor");
        return Outcome.Of((string)c.Forge["mutation"]! switch
        {
            "bitflip" => await talk.Vendor.InboxAsync($"cursor={(char)(good[0] ^ 1)}{good[1..]}"),
            "other-conversation" => await strangers.Vendor.InboxAsync($"cursor={good}"),
            "other-sort" => await talk.Vendor.InboxAsync($"sort=counterpart&cursor={good}"),
            "expired-key" => await talk.Vendor.InboxAsync($"cursor={Convert.ToBase64String(new byte[8]).TrimEnd('=')}{good[11..]}"),
            "none" => await talk.Vendor.InboxAsync($"cursor={good}"),
            var mutation => throw new NotSupportedException($"The corpus names a mutation '{mutation}' that the runner does not know."),
        });
    }
}
