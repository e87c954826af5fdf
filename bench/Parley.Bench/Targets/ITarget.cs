using System.Runtime.InteropServices;
using Parley.Bench.Driver;

namespace Parley.Bench.Targets;

/// <summary>The only surface the load generator knows of a server under load.</summary>
interface ITarget : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The server's process; its children count as its own.</summary>
    int ServerPid { get; }

    /// <summary>The database's process when the server uses one.</summary>
    int? DatabasePid { get; }

    /// <summary>Whether the sender's own connection also gets the message (its other windows would).</summary>
    bool EchoesToSender { get; }

    /// <summary>The last number known of each conversation; the checker moves it on.</summary>
    long[] LastSeq { get; }

    /// <summary>Connects everybody; live messages go into the ledger until disconnected.</summary>
    Task ConnectAsync(Ledger ledger, CancellationToken ct);

    Task DisconnectAsync();

    /// <summary>Waits until everything that follows from what was sent is done as well. Throws when it does not come to an end.</summary>
    Task SettleAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Sends one message and returns after its acknowledgement or refusal. Throws only when the connection broke.</summary>
    ValueTask<SendAnswer> SendAsync(int conversation, int side, Guid id, string text, CancellationToken ct);

    /// <summary>What is stored in a conversation behind a number, ascending.</summary>
    Task<IReadOnlyList<Stored>> ReadAfterAsync(int conversation, long seq, CancellationToken ct);
}

/// <summary>Status as in HTTP: 201 stored, 429 or 503 refused.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct SendAnswer(int Status, long Seq, int RetryAfter);

[StructLayout(LayoutKind.Auto)]
readonly record struct Stored(long Seq, Guid Id);
