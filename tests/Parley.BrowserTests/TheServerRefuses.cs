namespace Parley.BrowserTests;

/// <summary>The real server says no; the page says it well, in place, and in the reader's language.</summary>
public sealed class TheServerRefuses(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static readonly LocatorAssertionsToBeVisibleOptions InAWhile = new() { Timeout = 30_000 };
    static int agents;

    [Fact]
    public async Task An_agent_who_may_only_read_when_the_message_goes_out_is_told_so_under_it()
    {
        var (desk, conversation, agent) = await OpenDeskAsync();
        await desk.Context.SetOfflineAsync(true); // so that it is written before the page can know
        await desk.Thread.WriteAsync("May I still write?");
        await Stage.TellAsync(HttpMethod.Put, $"/v1/vendors/nordlicht/agents/{agent}", new { role = "read-only" });
        await desk.Context.SetOfflineAsync(false);
        var failure = desk.Thread.Message("May I still write?").GetByRole(AriaRole.Alert);
        await Expect(failure).ToContainTextAsync("Your account may not see or do this.");
        await desk.Page.EvaluateAsync("() => document.querySelector('parley-inbox').setAttribute('locale', 'de')");
        await Expect(failure).ToContainTextAsync("Ihr Konto darf das nicht.");

        await desk.OpenThreadAsync(conversation);
        await Expect(desk.Thread.View.GetByText("You cannot write in this conversation.")).ToBeVisibleAsync();
        await Expect(desk.Thread.Field).ToHaveCountAsync(0);
        Assert.DoesNotContain("May I still write?", await (await Stage.AsAsync("ina")).TextsAsync(conversation));
    }

    [Fact]
    public async Task An_agent_who_leaves_the_team_finds_the_open_desk_closed_and_one_who_comes_back_finds_it_open()
    {
        var (desk, _, agent) = await OpenDeskAsync();
        await desk.StayAsync();
        await Stage.TellAsync(HttpMethod.Delete, $"/v1/vendors/nordlicht/agents/{agent}");
        await MustBeClosedAsync(desk);
        await Stage.TellAsync(HttpMethod.Put, $"/v1/vendors/nordlicht/agents/{agent}", new { role = "agent" });
        await Expect(desk.Inbox.Rows.First).ToBeVisibleAsync(InAWhile);
        await desk.WasNotReloadedAsync();
    }

    [Fact]
    public async Task Somebody_else_at_a_desk_finds_it_closed()
    {
        var stranger = await OpenAsAsync(await Stage.NewcomersTokenAsync(), "ina");
        await stranger.GoAsync("/vendor/nordlicht");
        await MustBeClosedAsync(stranger, "Not found");
    }

    [Fact]
    public async Task An_operator_in_a_conversation_is_told_that_it_takes_a_case()
    {
        var conversation = await (await Stage.MeetAsync()).BeginAsync();
        var olivia = await OpenAsync("olivia");
        await olivia.GoAsync($"/messages?conversation={conversation}");
        await MustBeClosedAsync(olivia);
        await Expect(olivia.Page.GetByText("only through a case")).ToBeVisibleAsync();
    }

    /// <summary>One place says it, and nothing else is there to see.</summary>
    internal static async Task MustBeClosedAsync(Window window, string title = "No access")
    {
        var said = window.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Heading, new() { Name = title });
        await Expect(said).ToBeVisibleAsync(InAWhile);
        await Expect(window.Page.Locator("parley-inbox .empty")).ToHaveCountAsync(1);
        await Expect(window.Inbox.List).ToHaveCountAsync(0);
        await Expect(window.Thread.View).ToHaveCountAsync(0);
    }

    /// <summary>The desk with a thread open, of an agent who is new in the team.</summary>
    async Task<(Window Desk, string Conversation, string Agent)> OpenDeskAsync()
    {
        var conversation = await (await Stage.MeetAsync()).BeginAsync();
        var agent = $"new-agent-{Interlocked.Increment(ref agents)}";
        var token = await Stage.TokenAsync(agent, "Nora New");
        await Stage.TellAsync(HttpMethod.Put, $"/v1/vendors/nordlicht/agents/{agent}", new { role = "agent" });
        var desk = await OpenAsAsync(token, "ina");
        await desk.OpenThreadAsync(conversation);
        return (desk, conversation, agent);
    }
}
