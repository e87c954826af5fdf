namespace Parley.Plumbing;

/// <summary>
/// A bounded cache of what was read from the store: what was read before a <see cref="Forget"/> is not kept after it.
/// To read: <see cref="TryGet"/>, then <see cref="Begin"/>, ask the store, <see cref="Keep"/>. A hit takes no lock.
/// </summary>
public sealed class ReadCache<TKey, TValue>(int capacity) where TKey : notnull
{
    const int Stripes = 1024;
    readonly BoundedCache<TKey, TValue> entries = new(capacity);
    readonly int[] forgotten = new int[Stripes];
    readonly Lock gate = new();

    public bool TryGet(TKey key, out TValue value) => entries.TryGet(key, out value);

    /// <summary>A stamp to take before the store is asked.</summary>
    public int Begin(TKey key) => Volatile.Read(ref forgotten[StripeOf(key)]);

    /// <summary>Keeps the value, unless the key (or, rarely, another of its stripe) was forgotten since the stamp was taken.</summary>
    public void Keep(TKey key, int stamp, TValue value)
    {
        lock (gate)
            if (forgotten[StripeOf(key)] == stamp) entries.Set(key, value);
    }

    public void Forget(TKey key)
    {
        lock (gate)
        {
            forgotten[StripeOf(key)]++;
            entries.Forget(key);
        }
    }

    static int StripeOf(TKey key) => (int)((uint)key.GetHashCode() % Stripes);
}
