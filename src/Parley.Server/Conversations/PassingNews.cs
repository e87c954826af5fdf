using System.Collections.Concurrent;
using System.Text;
using Parley.Access;
using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;
using Parley.Storage.Postgres;

namespace Parley.Conversations;

/// <summary>
/// Carries who is online, who is typing, which agents are in a thread and who asked how often between the nodes of one PostgreSQL. Nothing of it is kept, and nothing depends on it.
/// A node gathers its news for a quarter of a second, says it if other nodes are there, and gives a sign of life every 15 seconds or so.
/// A node that begins to listen, or hears of another for the first time or after a silence, tells everything and asks to be told.
/// </summary>
public sealed partial class PassingNews(Store store, Switchboard switchboard, Presence presence, Doors doors, Announcer announcer, Signs signs, Unseal unseal, Limits limits, TimeProvider clock, ILogger<PassingNews> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250), Pause = TimeSpan.FromSeconds(1), Farewell = TimeSpan.FromSeconds(1);
    const int MostPassing = 5000;

    // A word is the node's id and then lines: "+KEY" and "-KEY" came and went; "t CONVERSATION SIDE PERSON" types;
    // "h CONVERSATION DOING PERSON" is there, or left; "l N BUCKET" so many requests were taken of it; "?" tell me everything; "!" here is everything, forget the rest; "x" I end. Ids hold no white space.
    const string TellMe = "?", Everything = "!", End = "x";
    static readonly Guid Self = Guid.CreateVersion7();
    readonly ConcurrentQueue<string> passing = new();
    readonly ConcurrentDictionary<string, bool> moved = new();
    volatile bool ask, tellEverything;

    /// <summary>Lets the other nodes know that this person types. Returns at once.</summary>
    public void Typing(Entered who) => Pass($"t {who.Door.Id} {(int)who.Side} {who.Person.Id}");

    /// <summary>Lets the other nodes know what this agent does in a thread. Returns at once.</summary>
    public void Here(DueSign sign) => Pass($"h {sign.Conversation} {(int)sign.Doing} {sign.Person}");

    void Pass(string line)
    {
        if (presence.HasOthers && passing.Count < MostPassing) passing.Enqueue(line);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store is not PostgresStore postgres) return Task.CompletedTask; // one node
        switchboard.PresenceChanged += (key, _) =>
        {
            if (presence.HasOthers) moved[key] = true; // whoever is heard of later is told everything
        };
        return Task.WhenAll(ListenAsync(postgres.Whispers, stoppingToken), SpeakAsync(postgres.Whispers, stoppingToken));
    }

    /// <summary>Says goodbye, so that nobody here is shown as online for longer than need be.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (store is not PostgresStore postgres || !presence.HasOthers) return;
        try
        {
            await postgres.Whispers.SayAsync([$"{Self}\n{End}"], CancellationToken.None).WaitAsync(Farewell, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException || StorageTrouble.Explain(e) is not null)
        {
            // they find out by the silence
        }
    }

    async Task SpeakAsync(Whispers whispers, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        var said = DateTimeOffset.MinValue;
        while (await timer.WaitForNextTickAsync(ct))
        {
            presence.ForgetSilent();
            var lines = Take();
            if (lines.Count == 0 && clock.GetUtcNow() - said < presence.SignOfLife) continue;
            try
            {
                await whispers.SayAsync(Words(lines), ct);
                said = clock.GetUtcNow();
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                ask = tellEverything = true; // what was lost is told again with all the rest
            }
        }
    }

    List<string> Take()
    {
        var lines = new List<string>();
        limits.HasOthers = presence.HasOthers;
        while (limits.TryTell(out var told)) lines.Add($"l {told.Taken} {told.Bucket}");
        if (ask) lines.Add(TellMe);
        ask = false;
        while (passing.TryDequeue(out var line)) lines.Add(line);
        if (tellEverything)
        {
            tellEverything = false;
            moved.Clear(); // who moves from now on is told of again
            lines.Add(Everything);
            lines.AddRange(switchboard.Parties.Select(key => "+" + key));
        }
        foreach (var (key, _) in moved)
            if (moved.TryRemove(key, out _)) lines.Add((switchboard.IsOnline(key) ? "+" : "-") + key);
        return lines;
    }

    /// <summary>The lines, in as few words as they fit; one without lines is a sign of life.</summary>
    static List<string> Words(List<string> lines)
    {
        var words = new List<string>();
        var word = new StringBuilder().Append(Self);
        var size = word.Length;
        foreach (var line in lines)
        {
            var more = 1 + Encoding.UTF8.GetByteCount(line);
            if (size + more > Whispers.Longest)
            {
                words.Add(word.ToString());
                word.Clear().Append(Self);
                size = word.Length;
            }
            word.Append('\n').Append(line);
            size += more;
        }
        words.Add(word.ToString());
        return words;
    }

    async Task ListenAsync(Whispers whispers, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await whispers.ListenAsync(() => ask = tellEverything = true, word => Hear(word, ct), ct);
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                Deaf(logger, e.Message);
                await Task.Delay(Pause, clock, ct);
            }
        }
    }

    void Hear(string word, CancellationToken ct)
    {
        var lines = word.Split('\n');
        if (!Guid.TryParse(lines[0], out var node) || node == Self) return;
        if (presence.Heard(node)) ask = tellEverything = true; // who came while neither knew of the other, and who was forgotten in a silence
        foreach (var line in lines.Skip(1))
        {
            if (line == TellMe) tellEverything = true;
            else if (line == Everything) presence.Clear(node);
            else if (line == End) presence.Forget(node);
            else if (line.StartsWith('+') || line.StartsWith('-')) presence.Moved(node, line[1..], line[0] == '+');
            else if (line.StartsWith('t')) _ = TypesAsync(line.Split(' '), ct);
            else if (line.StartsWith('h')) IsHere(line.Split(' '));
            else if (line.StartsWith('l') && line.Split(' ') is [_, var taken, var bucket] && int.TryParse(taken, out var n)) limits.Heard(bucket, n);
        }
    }

    void IsHere(string[] words)
    {
        if (words is [_, var id, var doing, var person] && Guid.TryParse(id, out var conversation) && byte.TryParse(doing, out var what))
            signs.Give(conversation, person, (Doing)what, isOurs: false);
    }

    async Task TypesAsync(string[] words, CancellationToken ct)
    {
        try
        {
            if (words is not [_, var id, var side, var person] || !Guid.TryParse(id, out var conversation) || await doors.FindAsync(conversation, ct) is not { } door) return;
            await announcer.TypingAsync(new Entered(door, (PartyKind)byte.Parse(side), new Person(person, null, default), ReadOnly: true), await unseal.NameAsync(person, ct));
        }
        catch (Exception e) when (e is OperationCanceledException || StorageTrouble.Explain(e) is not null)
        {
            // it will be typed again, or sent
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Presence and typing of other nodes wait for the store: {Why}")]
    static partial void Deaf(ILogger logger, string why);
}
