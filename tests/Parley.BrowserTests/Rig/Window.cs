using System.Collections.Concurrent;
using System.Text.Json;

namespace Parley.BrowserTests.Rig;

/// <summary>A browser window of one person; a second <see cref="TabAsync">tab</see> shares its storage, another window does not.</summary>
public sealed class Window(string person, Stage stage, IBrowserContext context, IPage page) : IAsyncDisposable
{
    readonly ConcurrentQueue<string> console = Listen(page);
    readonly Requests requests = new(page);

    public string Person => person;

    public IBrowserContext Context => context;

    public IPage Page => page;

    public ThreadScreen Thread => new(page);

    public InboxScreen Inbox => new(page);

    public DeskScreen Desk => new(page);

    public FilesScreen Files => new(page);

    public AnswerScreen Answer => new(page);

    public SafetyScreen Safety => new(page);

    public PageScreen Pages => new(this);

    public string Console => string.Join('\n', console);

    /// <summary>A second tab of the same person in the same browser.</summary>
    public async Task<Window> TabAsync() => new(person, stage, context, await context.NewPageAsync());

    public Task GoAsync(string path) => page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });

    /// <summary>The person's message centre, or the vendor's desk, with the thread open.</summary>
    public async Task OpenThreadAsync(string conversation)
    {
        await GoAsync(PageOf(conversation));
        await Expect(Thread.Log).ToBeVisibleAsync();
        await Expect(Thread.Messages.First).ToBeVisibleAsync();
    }

    public async Task OpenInboxAsync()
    {
        await GoAsync(PageOf(null));
        await Expect(Inbox.Rows.First).ToBeVisibleAsync();
    }

    /// <summary>The desk of a team for which the shop has no page: the element goes over to it.</summary>
    public async Task OpenTeamAsync(string vendor, string folder = "all")
    {
        await page.AddInitScriptAsync($"sessionStorage['parley:desk:vendor:{vendor}'] = 'folder={folder}&sort=time'; document.addEventListener('DOMContentLoaded', () => document.querySelector('parley-inbox').setAttribute('as', 'vendor:{vendor}'));");
        await GoAsync("/vendor/nordlicht");
        await Expect(Desk.View).ToBeVisibleAsync();
    }

    /// <summary>Waits until the page has asked all it wanted to know: from then on it learns by push alone.</summary>
    public Task SettledAsync() => Eventually.TrueAsync(() => Task.FromResult(requests.AreOver), "the page has nothing left to ask");

    /// <summary>Marks the page, so that <see cref="WasNotReloadedAsync"/> can tell a reload.</summary>
    public Task StayAsync() => page.EvaluateAsync("() => { globalThis.__stayed = true; }");

    public async Task WasNotReloadedAsync() =>
        Assert.True(await page.EvaluateAsync<bool>("() => globalThis.__stayed === true"), "The page was loaded anew.");

    /// <summary>What has been announced so far.</summary>
    public Task<string[]> SaidAsync() => page.EvaluateAsync<string[]>("() => __watch.said");

    public Task<string> FocusedAsync() => page.EvaluateAsync<string>("""
        () => {
          let at = document.activeElement;
          while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
          return at ? [at.localName, at.className, at.getAttribute('aria-label') ?? ''].join(' ').trim() : 'nothing';
        }
        """);

    /// <summary>The page, and whatever scrolls inside the elements, fits into the width of the window.</summary>
    public async Task FitsItsWidthAsync(string what)
    {
        var wide = await page.EvaluateAsync<string[]>("""
            () => {
              const wide = [];
              const root = document.scrollingElement;
              if (root.scrollWidth > root.clientWidth) wide.push(`page ${root.scrollWidth} > ${root.clientWidth}`);
              const look = node => {
                for (const element of node.querySelectorAll('*')) {
                  if (element.shadowRoot) look(element.shadowRoot);
                  const { overflowX } = getComputedStyle(element);
                  if (node !== document && /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1)
                    wide.push(`${element.localName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`);
                }
              };
              look(document);
              return wide;
            }
            """);
        Assert.True(wide.Length == 0, $"{what} at {page.ViewportSize!.Width} px is too wide: {string.Join("; ", wide)}");
    }

    /// <summary>Every picture in view, also inside the elements, is drawn.</summary>
    public Task PicturesAreThereAsync() => page.WaitForFunctionAsync("""
        () => {
          const waiting = root => [...root.querySelectorAll('*')].some(element => {
            if (element.shadowRoot && waiting(element.shadowRoot)) return true;
            if (element.localName !== 'img' || element.complete || !element.checkVisibility()) return false;
            const { top, bottom } = element.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          });
          return !waiting(document);
        }
        """);

    public async Task LeaveTracesAsync(string folder, string name)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-console.log"), Console);
        if (page.IsClosed) return;
        try
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), Timeout = 5_000 });
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or JsonException)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-no-screenshot.txt"), e.Message);
        }
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    string PageOf(string? conversation) =>
        (Vendor is { } vendor ? $"/vendor/{vendor}" : "/messages") + (conversation is null ? "" : $"?conversation={conversation}");

    string? Vendor => person switch
    {
        "ina" or "jonas" => "nordlicht",
        "tomas" or "aylin" => "kettenwerk",
        "greta" or "paulo" => "hinterland",
        _ => null,
    };

    static ConcurrentQueue<string> Listen(IPage page)
    {
        var lines = new ConcurrentQueue<string>();
        page.Console += (_, message) => lines.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => lines.Enqueue($"uncaught: {error}");
        page.RequestFailed += (_, request) => lines.Enqueue($"failed: {request.Method} {request.Url} {request.Failure}");
        return lines;
    }
}
