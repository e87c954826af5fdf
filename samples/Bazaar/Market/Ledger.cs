using System.Text.Json;

namespace Bazaar.Market;

/// <summary>
/// What has happened since the sample was first started, kept in one small file: when that was, and each change
/// of an order's state together with whether Parley was told. Written to a new file that then takes the old
/// one's place, so that it is always whole.
/// </summary>
public sealed class Ledger
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    readonly Lock gate = new();
    readonly string path;
    Book book;

    public Ledger(string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        path = Path.Combine(folder, "ledger.json");
        book = File.Exists(path)
            ? JsonSerializer.Deserialize<Book>(File.ReadAllText(path), Json)!
            : new Book(now, Introduced: false, []);
        Save();
    }

    public DateTimeOffset FoundedAt => book.FoundedAt;

    /// <summary>Whether the history was brought over once; from then on only the ledger decides an order's state.</summary>
    public bool Introduced => book.Introduced;

    /// <summary>The webhook by which Parley tells the shop what happens, once it was made.</summary>
    public Webhook? Webhook => book.Webhook;

    public void Remember(Webhook webhook)
    {
        lock (gate)
        {
            book = book with { Webhook = webhook };
            Save();
        }
    }

    public string StateOf(Order order)
    {
        lock (gate)
            return book.Changes.LastOrDefault(change => change.OrderId == order.Id)?.State ?? order.SeedState;
    }

    /// <summary>Moves an order to the next state of its course; nothing happens when it is no longer in <paramref name="from"/>.</summary>
    public void Advance(Order order, string from, DateTimeOffset now)
    {
        lock (gate)
        {
            if (StateOf(order) != from || order.Stall.After(from) is not { } next)
                return;
            book = book with { Changes = [.. book.Changes, new Change(order.Id, next.State, now, Told: false)] };
            Save();
        }
    }

    public IReadOnlyList<Change> Untold()
    {
        lock (gate)
            return [.. book.Changes.Where(change => !change.Told)];
    }

    public void MarkTold(Change told)
    {
        lock (gate)
        {
            book = book with { Changes = [.. book.Changes.Select(c => c == told ? c with { Told = true } : c)] };
            Save();
        }
    }

    public void MarkIntroduced()
    {
        lock (gate)
        {
            book = book with { Introduced = true };
            Save();
        }
    }

    void Save()
    {
        var fresh = path + ".new";
        File.WriteAllText(fresh, JsonSerializer.Serialize(book, Json));
        File.Move(fresh, path, overwrite: true);
    }

    sealed record Book(DateTimeOffset FoundedAt, bool Introduced, IReadOnlyList<Change> Changes, Webhook? Webhook = null);
}

/// <summary>An order went over to a state.</summary>
public sealed record Change(string OrderId, string State, DateTimeOffset At, bool Told);

/// <summary>A webhook of the shop's, and what signs its events.</summary>
public sealed record Webhook(Guid Id, string Secret);
