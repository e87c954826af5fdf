using System.Diagnostics;
using System.Text.Json;

namespace Parley.BrowserTests;

/// <summary>The shop's service worker takes in the server's and shows what is pushed.</summary>
public sealed class ANoticeInTheBrowser(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Shown = "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(n => [n.title, n.body, n.tag, n.dir, n.lang, n.data && n.data.url].join('|'))";

    [Fact]
    public async Task A_push_is_shown_one_for_each_thread_and_what_is_not_ours_is_left_alone()
    {
        var window = await OpenAsync("maya");
        await window.Context.GrantPermissionsAsync(["notifications"], new() { Origin = Stage.Shop });
        await window.GoAsync("/");
        var session = await window.Context.NewCDPSessionAsync(window.Page);
        var registered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            foreach (var one in told!.Value.GetProperty("registrations").EnumerateArray())
                if (one.GetProperty("scopeURL").GetString() == $"{Stage.Shop}/") registered.TrySetResult(one.GetProperty("registrationId").GetString()!);
        };
        await session.SendAsync("ServiceWorker.enable");
        await window.Page.EvaluateAsync("async () => { await navigator.serviceWorker.register('/sw.js'); await navigator.serviceWorker.ready; }");
        var id = await registered.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var url = $"{Stage.Shop}/messages";
        string[] expected = [$"Clay & Co|2 new messages|thread-1|ltr|en|{url}", "الطين|رسالة جديدة|thread-2|rtl|ar|"];
        // Chromium forgets a notification that a page asks about between its being written down and its being on display: then all are pushed again.
        var watch = Stopwatch.StartNew();
        var next = TimeSpan.Zero;
        await Eventually.TrueAsync(async () =>
        {
            if (watch.Elapsed >= next)
            {
                await PushAllAsync();
                next = watch.Elapsed + TimeSpan.FromSeconds(5);
            }
            return expected.Order(StringComparer.Ordinal).SequenceEqual((await window.Page.EvaluateAsync<string[]>(Shown)).Order(StringComparer.Ordinal));
        }, "both threads are shown, once each", TimeSpan.FromSeconds(60));

        async Task PushAllAsync()
        {
            await PushAsync(new { parley = 1, title = "Clay & Co", body = "New message", tag = "thread-1", url, lang = "en", dir = "ltr", unread = 1, urgent = false });
            await PushAsync(new { title = "the shop's own", body = "not ours" });
            await PushAsync(new { parley = 1, title = "الطين", body = "رسالة جديدة", tag = "thread-2", url = "javascript:alert(1)", lang = "ar", dir = "rtl", unread = 2, urgent = true });
            await PushAsync(new { parley = 1, title = "Clay & Co", body = "2 new messages", tag = "thread-1", url, lang = "en", dir = "ltr", unread = 3, urgent = false });
        }
        Task PushAsync(object notice) => session.SendAsync("ServiceWorker.deliverPushMessage", new Dictionary<string, object> { ["origin"] = Stage.Shop, ["registrationId"] = id, ["data"] = JsonSerializer.Serialize(notice) });
    }
}
