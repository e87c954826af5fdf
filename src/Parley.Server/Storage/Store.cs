using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Parley.Storage;

/// <summary>The door to the store: reads open a context, writes go through <see cref="WriteAsync{T}"/>.</summary>
public abstract class Store
{
    /// <summary>A short name for logs, health and tests: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>A context for reading. Nothing is tracked unless asked.</summary>
    public abstract ParleyDb Open();

    public abstract IMessageLog MessageLog { get; }

    /// <summary>Applies pending migrations; repeating it changes nothing.</summary>
    public abstract Task MigrateAsync(CancellationToken ct);

    /// <summary>One round trip to the store; throws when it does not answer.</summary>
    public abstract Task PingAsync(CancellationToken ct);

    /// <summary>Builds the model and runs a first query, so that nobody's first request waits half a second for it.</summary>
    public async Task WarmAsync(CancellationToken ct)
    {
        await using var db = Open();
        await db.Set<Fact>().AnyAsync(ct);
    }

    /// <summary>The transactions that run now, one name for each as long as it lives; null when the store does not tell.</summary>
    public virtual Task<HashSet<string>?> RunningAsync(CancellationToken ct) => Task.FromResult<HashSet<string>?>(null);

    /// <summary>Refuses settings under which "acknowledged" would not mean "durable". Null when all is well, else what to change.</summary>
    public abstract Task<string?> FindUnsafeSettingAsync(CancellationToken ct);

    /// <summary>Writes a consistent copy of everything to a file that does not exist yet.</summary>
    public abstract Task BackupAsync(string file, CancellationToken ct);

    /// <summary>Replaces everything by the copy in the file. Returns the file in which what was replaced is kept, or null when it is not.</summary>
    public abstract Task<string?> RestoreAsync(string file, CancellationToken ct);

    /// <summary>Waits for the right to write; on a store with many writers it is free.</summary>
    public abstract ValueTask<IDisposable?> EnterWriteAsync(CancellationToken ct);

    /// <summary>Runs the work in one transaction and commits it; an exception leaves nothing behind, unless it is the commit that got no answer. The work may run only once.</summary>
    public async Task<T> WriteAsync<T>(Func<ParleyDb, Task<T>> work, CancellationToken ct)
    {
        using var turn = await EnterWriteAsync(ct);
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        var result = await work(db);
        await CommitAsync(transaction, ct);
        return result;
    }

    static async Task CommitAsync(IDbContextTransaction transaction, CancellationToken ct)
    {
        using var committing = Node.Committing();
        try
        {
            await transaction.CommitAsync(ct);
        }
        catch
        {
            Node.TakeNewName(); // it may be stored all the same
            throw;
        }
    }

    public Task WriteAsync(Func<ParleyDb, Task> work, CancellationToken ct) =>
        WriteAsync(async db =>
        {
            await work(db);
            return true;
        }, ct);

    /// <summary>An id as a parameter of SQL of our own: the stores keep ids differently.</summary>
    public virtual object IdOf(Guid id) => id;

    /// <summary>Locks rows of one table by id, in the order of their ids, until the transaction ends. Take conversations first, then parties.</summary>
    public abstract Task LockAsync<TKey>(ParleyDb db, string table, IReadOnlyList<TKey> ids, CancellationToken ct) where TKey : struct;

    /// <summary>Until the caller's transaction ends nobody else goes on who asks for the same name: for what has no row yet. Always in the same order.</summary>
    /// <param name="name">At least 8 bytes, of which the first 8 count.</param>
    public virtual Task AloneAsync(ParleyDb db, byte[] name, CancellationToken ct) => Task.CompletedTask; // there is one writer at a time anyway

    /// <summary>As <see cref="LockAsync"/>, but waits for nobody: returns the ids whose rows are there and now locked.</summary>
    public abstract Task<IReadOnlyCollection<TKey>> LockFreeAsync<TKey>(ParleyDb db, string table, IReadOnlyList<TKey> ids, CancellationToken ct) where TKey : struct;
}
