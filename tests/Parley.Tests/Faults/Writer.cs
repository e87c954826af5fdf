using System.Collections.Concurrent;
using System.Diagnostics;

namespace Parley.Tests.Faults;

/// <summary>Writers who do not give up: each message is sent under its own id until it is acknowledged.</summary>
static class Writer
{
    /// <summary>No answer may take longer, whatever is broken.</summary>
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(12);

    /// <summary>Sends one message after the other until told to stop. A server that is down may not answer; one that answers says 201, 200 or a 503 that tells when to come again.</summary>
    public static async Task WriteAsync(Talk talk, Actor writer, int number, ConcurrentDictionary<(Guid Thread, Guid Client), (int Seq, string Text)> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var (client, text) = (Guid.NewGuid(), $"writer {number} message {i}");
            while (true)
            {
                var watch = Stopwatch.StartNew();
                try
                {
                    var answer = await writer.SayAsync(talk.Id, text, client);
                    Assert.True(watch.Elapsed < Bound, $"An answer took {watch.Elapsed.TotalSeconds} s.");
                    if (answer.Status is 200 or 201)
                    {
                        acknowledged[(talk.Id, client)] = (answer.Get<int>("seq"), answer.Get<string>("text"));
                        break;
                    }
                    answer.Must(503);
                    Assert.Contains("Retry-After", answer.Headers.Keys);
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    // the server is down
                }
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    /// <summary>Every acknowledged message is there exactly once, under its first number, and the numbers have no gap.</summary>
    public static async Task MustBeThereOnceAsync(IEnumerable<Talk> talks, ConcurrentDictionary<(Guid Thread, Guid Client), (int Seq, string Text)> acknowledged)
    {
        foreach (var talk in talks)
        {
            var thread = await talk.Buyer.WholeThreadAsync(talk.Id);
            Assert.Equal(Enumerable.Range(1, thread.Count), thread.Select(m => m.Seq));
            Assert.Equal(thread.Count, thread.Select(m => m.ClientId).Distinct().Count());
            var stored = thread.ToDictionary(m => m.ClientId);
            foreach (var ((_, client), (seq, text)) in acknowledged.Where(a => a.Key.Thread == talk.Id))
                Assert.Equal((seq, text), (stored[client].Seq, stored[client].Text));
        }
    }
}
