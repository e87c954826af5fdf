using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A message ready for the log, with what is needed to announce it once it is durable.</summary>
public sealed record Letter(Door Door, Send Send, string Text, ReplySource? Quote, bool Silent = false)
{
    public IReadOnlyList<FileEntry> Files { get; init; } = [];
    public IReadOnlyList<Mask> Masks { get; init; } = [];
}

/// <summary>The message answered to, already opened.</summary>
public sealed record ReplySource(int Seq, PartyKind Party, string AuthorId, Content? Content);

/// <summary>
/// The one door for messages, whoever writes them. Letters that arrive while a commit runs go into the next one together;
/// nothing waits for company. There is one writer, so order is kept; a second one would wait for the same parties' rows
/// (docs/decisions/0005). When a commit is through, senders get their number and the announcements leave in commit order.
/// A full queue refuses at once: what is acknowledged stays prompt, and nothing is dropped later.
/// </summary>
public sealed partial class Postbox(IMessageLog log, Announcer announcer, IOptions<StoreOptions> options, ILogger<Postbox> logger) : BackgroundService
{
    readonly BlockingCollection<Waiting> letters = [];
    readonly Channel<(Letter, Appended)[]> announcements = Channel.CreateUnbounded<(Letter, Appended)[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    int waiting;

    sealed record Waiting(Letter Letter, TaskCompletionSource<Appended> Done);

    /// <summary>True when one more letter would have to wait too long.</summary>
    public bool IsFull => Volatile.Read(ref waiting) >= options.Value.QueueLimit;

    /// <summary>True while letters wait: what has time stands back.</summary>
    public bool IsBusy => Volatile.Read(ref waiting) > 0;

    /// <summary>Completes when the letter is durable, or with what kept it from being stored. Throws <c>overloaded</c> at once when the queue is full.</summary>
    public Task<Appended> PostAsync(Letter letter)
    {
        if (IsFull) throw Refuse.Overloaded();
        return Enqueue(letter);
    }

    /// <summary>As <see cref="PostAsync"/>, for work that waits its turn instead of being refused (imports, the platform's own messages).</summary>
    public async Task<Task<Appended>> PostPatientlyAsync(Letter letter, CancellationToken ct)
    {
        while (Volatile.Read(ref waiting) >= options.Value.QueueLimit / 2) await Task.Delay(5, ct);
        return Enqueue(letter);
    }

    Task<Appended> Enqueue(Letter letter)
    {
        var done = new TaskCompletionSource<Appended>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            letters.Add(new Waiting(letter, done));
        }
        catch (InvalidOperationException) // the server is going down
        {
            throw Refuse.Unavailable("The store");
        }
        Interlocked.Increment(ref waiting);
        return done.Task;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default), Task.Run(AnnounceAsync, CancellationToken.None));

    /// <summary>Takes no more letters, writes those it has, and ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        letters.CompleteAdding();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
    }

    /// <summary>On a thread of its own: the store's answers would wait in the pool's queue behind all the requests that arrive meanwhile.</summary>
    void Write()
    {
        var batch = new List<Waiting>(options.Value.BatchSize);
        foreach (var first in letters.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < options.Value.BatchSize && letters.TryTake(out var next)) batch.Add(next);
            Commit(batch);
            Interlocked.Add(ref waiting, -batch.Count);
        }
        announcements.Writer.TryComplete();
    }

    void Commit(List<Waiting> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var outcomes = log.Append(batch.ConvertAll(w => w.Letter.Send));
            CommitFigures.Record(batch.Count, Stopwatch.GetElapsedTime(started));
            announcements.Writer.TryWrite([.. batch.Select((w, i) => (w.Letter, outcomes[i])).Where(p => p.Item2.Status == AppendStatus.Stored && !p.Letter.Silent)]);
            for (var i = 0; i < batch.Count; i++) batch[i].Done.TrySetResult(outcomes[i]);
        }
        catch (Exception e) when (batch.Count > 1 && StorageTrouble.Explain(e) is null)
        {
            BadBatch(logger, e, batch.Count);
            foreach (var one in batch) Commit([one]); // the bad one fails alone
        }
        catch (Exception e)
        {
            CommitFailed(logger, e, batch.Count);
            foreach (var one in batch) one.Done.TrySetException(e);
        }
    }

    async Task AnnounceAsync()
    {
        await foreach (var stored in announcements.Reader.ReadAllAsync())
            foreach (var (letter, appended) in stored)
            {
                try
                {
                    await announcer.SentAsync(letter, appended);
                }
                catch (Exception e)
                {
                    NotAnnounced(logger, e, letter.Send.ConversationId, appended.Seq); // it is stored; the feed brings it
                }
            }
    }

    [LoggerMessage(1, LogLevel.Warning, "A batch of {Count} messages failed; they are tried one by one")]
    static partial void BadBatch(ILogger logger, Exception error, int count);

    [LoggerMessage(2, LogLevel.Error, "A commit of {Count} messages failed; their senders were told to try again")]
    static partial void CommitFailed(ILogger logger, Exception error, int count);

    [LoggerMessage(3, LogLevel.Warning, "Message {Seq} of {ConversationId} could not be pushed")]
    static partial void NotAnnounced(ILogger logger, Exception error, Guid conversationId, int seq);
}
