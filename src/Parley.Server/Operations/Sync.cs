using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Host = Parley.Access.Host;

namespace Parley.Operations;

public sealed record SyncProgress(int Done, int Failed, bool Finished);

public sealed record SyncError(int Line, Problem Problem);

/// <summary>
/// <c>POST /v1/sync</c>: up to 100,000 rows of NDJSON up, progress and errors as NDJSON down while it runs. A bad row is reported with
/// its line and leaves the others alone; sending everything again is free. Rows of one kind in a row share a transaction.
/// </summary>
public sealed class Sync(KeepMarket market, Register register, ChangeSubject changeSubject, ImportHistory history)
{
    const int MostRows = 100_000, MostLine = 4 << 20, Chunk = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/sync", Run).WithName("sync").WithTags("Host").ForHost(Scope.MarketWrite).Accepts<SyncProgress>("application/x-ndjson").Produces<SyncProgress>(200, "application/x-ndjson");

    static async Task Run(HttpContext http, Host host, Sync sync, CancellationToken ct)
    {
        if (http.Request.ContentType?.StartsWith("application/x-ndjson", StringComparison.OrdinalIgnoreCase) != true) throw Refuse.UnsupportedMediaType("application/x-ndjson");
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        http.Response.ContentType = "application/x-ndjson";
        await sync.RunAsync(http.Request.BodyReader, http.Response.BodyWriter, host, ct);
    }

    async Task RunAsync(PipeReader input, PipeWriter output, Host host, CancellationToken ct)
    {
        var run = new SyncRun(output);
        var line = 0;
        while (true)
        {
            var read = await input.ReadAsync(ct);
            var buffer = read.Buffer;
            while (TryTakeLine(ref buffer, read.IsCompleted, out var row))
            {
                line++;
                if (line > MostRows) run.Fail(line, Refuse.Invalid("rows", $"One sync takes at most {MostRows} rows. Send the rest in another.").Refusal);
                else if (!row.IsEmpty) await TakeAsync(run, line, row.ToArray(), host, ct);
                if (line > MostRows) break;
            }
            if (buffer.Length > MostLine) throw Refuse.TooLarge(MostLine);
            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted || line > MostRows) break;
        }
        await FlushAsync(run, ct);
        await run.FinishAsync(ct);
    }

    static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }
        line = buffer;
        if (!last || buffer.IsEmpty) return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    async Task TakeAsync(SyncRun run, int line, byte[] json, Host host, CancellationToken ct)
    {
        try
        {
            var row = Read(json, host);
            if (run.Pending.Count > 0 && (run.Pending[0].Row.GetType() != row.GetType() || run.Pending.Count >= Chunk)) await FlushAsync(run, ct);
            run.Pending.Add((line, row));
        }
        catch (RefusedException refused)
        {
            run.Fail(line, refused.Refusal);
        }
        await run.ReportAsync(ct);
    }

    /// <summary>A subject moved on, as <c>POST /v1/subjects/{kind}/{id}/changes</c> says it.</summary>
    sealed record Move(SubjectKind Kind, string Subject, SubjectChange Change);

    /// <summary>The row, well formed; whom it names is looked at when its transaction comes, after those sent before it.</summary>
    static object Read(byte[] json, Host host)
    {
        var row = Parse(json);
        var type = Take(row, "type");
        switch (type)
        {
            case "user": return Rows.User(Take(row, "id"), Read<UserBody>(row));
            case "vendor": return Rows.Vendor(Take(row, "id"), Read<VendorBody>(row));
            case "agent": return Rows.Agent(Take(row, "vendor"), Take(row, "user"), Read<AgentBody>(row));
            case "subject": return Rows.Subject(Take(row, "kind"), Take(row, "id"), Read<SubjectBody>(row));
            case "change": return new Move(SubjectKinds.Parse(Take(row, "kind")), Texts.Id(Take(row, "subject"), "subject"), Read<SubjectChange>(row));
            case "delete": return ReadRemoval(row);
            case "conversation":
                if (!host.Scopes.Contains(Scope.HistoryImport)) throw Refuse.Forbidden($"This key lacks the scope '{Scope.HistoryImport}'.");
                return Read<ImportedThread>(row);
            default: throw Refuse.Invalid("type", "'type' must be user, vendor, agent, subject, change, delete or conversation.");
        }
    }

    async Task FlushAsync(SyncRun run, CancellationToken ct)
    {
        if (run.Pending.Count == 0) return;
        switch (run.Pending[0].Row)
        {
            case MarketPerson: await SaveAsync<MarketPerson>(run, r => r.Id, ct); break;
            case Vendor: await SaveAsync<Vendor>(run, r => r.Id, ct); break;
            case Agent: await SaveNamedAsync<Agent>(run, r => (r.VendorId, r.PersonId), ct); break;
            case Subject: await SaveNamedAsync<Subject>(run, r => (r.Kind, r.Id), ct); break;
            case Move: await EachAsync(run, row => ChangeAsync((Move)row, ct)); break;
            case Removal: await EachAsync(run, row => market.RemoveAsync((Removal)row, ct)); break;
            default: await ImportAsync(run, ct); break;
        }
        run.Pending.Clear();
    }

    /// <summary>One transaction; of rows with the same key the last one counts.</summary>
    async Task SaveAsync<T>(SyncRun run, Func<T, object> key, CancellationToken ct) where T : class
    {
        await market.SaveAsync(run.Pending.Select(p => (T)p.Row).GroupBy(key).Select(g => g.Last()).ToList(), ct);
        run.Done += run.Pending.Count;
    }

    /// <summary>As <see cref="SaveAsync"/>, after those whom the rows name were looked up together; a row that names a stranger is left out.</summary>
    async Task SaveNamedAsync<T>(SyncRun run, Func<T, object> key, CancellationToken ct) where T : class
    {
        var named = run.Pending.ConvertAll(p => Rows.Named(p.Row));
        await register.WarmAsync(named.Select(n => n.PersonId).OfType<string>(), named.SelectMany(n => n.VendorIds), ct);
        foreach (var (line, row) in run.Pending.ToArray())
        {
            try
            {
                await Rows.RequireNamedAsync(row, register, ct);
            }
            catch (RefusedException refused)
            {
                run.Fail(line, refused.Refusal);
                run.Pending.Remove((line, row));
            }
        }
        await SaveAsync(run, key, ct);
    }

    async Task ChangeAsync(Move move, CancellationToken ct) => await changeSubject.RunAsync(move.Kind, move.Subject, move.Change, ct);

    static async Task EachAsync(SyncRun run, Func<object, Task> work)
    {
        foreach (var (line, row) in run.Pending)
        {
            try
            {
                await work(row);
                run.Done++;
            }
            catch (RefusedException refused)
            {
                run.Fail(line, refused.Refusal);
            }
        }
    }

    async Task ImportAsync(SyncRun run, CancellationToken ct)
    {
        var bad = 0;
        await history.RunAsync(run.Pending.ConvertAll(p => (ImportedThread)p.Row), (place, refusal) =>
        {
            bad++;
            run.Fail(run.Pending[place].Line, refusal);
        }, ct);
        run.Done += run.Pending.Count - bad;
    }

    static JsonObject Parse(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 }) as JsonObject ?? throw Refuse.Invalid("row", "A row is one JSON object on one line.");
        }
        catch (JsonException)
        {
            throw Refuse.MalformedJson();
        }
    }

    /// <summary>A row that cannot be read as text (half a surrogate pair) is malformed, whichever property holds it.</summary>
    static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw Refuse.MalformedJson();
        }
        catch (JsonException)
        {
            throw Refuse.MalformedJson();
        }
    }

    static string Take(JsonObject row, string name)
    {
        string? text = null;
        if (row[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String || !Readable(() => value.TryGetValue(out text)) || text is null) throw Refuse.Invalid(name, $"'{name}' is missing or not a string.");
        row.Remove(name);
        return text;
    }

    static T Read<T>(JsonObject row) => Bodies.Parse<T>(new ReadOnlySequence<byte>(Readable(() => JsonSerializer.SerializeToUtf8Bytes(row))));

    /// <summary>What to remove, named as the row that brought it: an agent by vendor and user, a subject by kind and id.</summary>
    static Removal ReadRemoval(JsonObject row)
    {
        var of = Take(row, "of");
        var removal = of switch
        {
            "agent" => new Removal(of, Texts.Id(Take(row, "vendor"), "vendor"), Texts.Id(Take(row, "user"), "user")),
            "subject" => new Removal(of, SubjectKinds.Parse(Take(row, "kind")).Word(), Texts.Id(Take(row, "id"), "id")),
            "user" or "vendor" => new Removal(of, Texts.Id(Take(row, "id"), "id")),
            _ => throw Refuse.Invalid("of", "'of' must be user, vendor, agent or subject."),
        };
        return row.Count == 0 ? removal : throw Refuse.Invalid(row.First().Key, "A delete row names what to remove and nothing else.");
    }
}

/// <summary>The state of one sync: what waits for its transaction, and what to report.</summary>
sealed class SyncRun(PipeWriter output)
{
    const int ReportEvery = 1000;
    readonly List<SyncError> errors = [];
    int failed, reported;

    public List<(int Line, object Row)> Pending { get; } = [];
    public int Done { get; set; }

    public void Fail(int line, Refusal refusal)
    {
        failed++;
        errors.Add(new SyncError(line, Problems.Describe(refusal)));
    }

    public async ValueTask ReportAsync(CancellationToken ct)
    {
        if (errors.Count == 0 && Done + failed - reported < ReportEvery) return;
        reported = Done + failed;
        await WriteAsync(finished: false, ct);
    }

    public Task FinishAsync(CancellationToken ct) => WriteAsync(finished: true, ct);

    async Task WriteAsync(bool finished, CancellationToken ct)
    {
        foreach (var error in errors) Write(error);
        errors.Clear();
        Write(new SyncProgress(Done, failed, finished));
        await output.FlushAsync(ct);
    }

    void Write<T>(T line)
    {
        output.Write(JsonSerializer.SerializeToUtf8Bytes(line, Wire.Json));
        output.Write("\n"u8);
    }
}
