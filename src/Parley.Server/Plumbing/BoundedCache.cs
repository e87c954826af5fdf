using System.Collections.Concurrent;

namespace Parley.Plumbing;

/// <summary>A thread-safe cache of at most about <paramref name="capacity"/> entries; when full it forgets a quarter, oldest stamp first.</summary>
public sealed class BoundedCache<TKey, TValue>(int capacity) where TKey : notnull
{
    readonly ConcurrentDictionary<TKey, Entry> entries = new();
    long stamp;
    int trimming;

    sealed class Entry(TValue value, long stamp)
    {
        public readonly TValue Value = value;
        public long Stamp = stamp;
    }

    public bool TryGet(TKey key, out TValue value)
    {
        if (entries.TryGetValue(key, out var entry))
        {
            entry.Stamp = stamp;
            value = entry.Value;
            return true;
        }
        value = default!;
        return false;
    }

    public void Set(TKey key, TValue value)
    {
        entries[key] = new Entry(value, Interlocked.Increment(ref stamp));
        if ((stamp & 127) == 0 && entries.Count > capacity) Trim();
    }

    public void Forget(TKey key) => entries.TryRemove(key, out _);

    public void Clear() => entries.Clear();

    void Trim()
    {
        if (Interlocked.Exchange(ref trimming, 1) == 1) return;
        var horizon = entries.Select(e => e.Value.Stamp).Order().ElementAt(entries.Count / 4);
        foreach (var (key, entry) in entries)
            if (entry.Stamp <= horizon) entries.TryRemove(key, out _);
        Volatile.Write(ref trimming, 0);
    }
}
