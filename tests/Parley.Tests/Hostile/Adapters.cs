using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Tests.Hostile;

/// <summary>Puts each case in at the door its target names.</summary>
public sealed class Adapters(World world, Talk talk, Talk strangers)
{
    static readonly Guid NeverIssued = Guid.Parse("018f6b2e-0000-7000-8000-00000000dead");

    public static readonly string[] Targets =
    [
        "message.create.body", "message.create.raw", "message.create", "message.create.idempotency", "conversation.subject", "hostUser.displayName", "hostUser.email", "path.conversationId", "path.anyId",
        "query.limit", "query.cursor", "list.sort", "list.filter", "login-or-filter.value", "auth.bearer", "auth.header", "cors.origin", "ws.handshake.origin", "ws.behaviour", "hub.frames", "socket.http1", "flow.scenario",
    ];

    Actor Me => talk.Buyer;

    string Messages => $"v1/conversations/{talk.Id}/messages";

    public Task<Outcome> TryAsync(Case c) => c.Target switch
    {
        "message.create.body" => SayAsync(JsonSerializer.Serialize(new { clientMessageId = Guid.NewGuid(), text = c.Text })),
        "message.create.raw" => SayRawAsync(c),
        "message.create" => SayObjectAsync(c),
        "message.create.idempotency" => RepeatAsync((string)c.Inline!["scenario"]!),
        "conversation.subject" => TitleAsync(c.Text),
        "hostUser.displayName" => PersonAsync(new { name = c.Text }),
        "hostUser.email" => PersonAsync(new { name = "Jane", email = c.Text }),
        "path.conversationId" => OutsideAsync(id => Me.GetAsync($"v1/conversations/{id}/messages"), c.Text.Contains('%') ? c.Text : Uri.EscapeDataString(c.Text)),
        "path.anyId" => EverywhereAsync(),
        "query.limit" => AnswerAsync(Me.GetAsync($"{Messages}?limit={Uri.EscapeDataString(c.Text)}")),
        "query.cursor" => CursorAsync(c),
        "list.sort" => AnswerAsync(Me.InboxAsync($"sort={Uri.EscapeDataString(c.Text)}")),
        "list.filter" => AnswerAsync(Me.InboxAsync(string.Join('&', c.Inline!.AsObject().SelectMany(p => (p.Value as JsonArray ?? [p.Value!.DeepClone()]).Select(v => $"{p.Key}={Uri.EscapeDataString($"{v}")}"))))),
        "login-or-filter.value" => AnswerAsync(Me.PostAsync("v1/conversations", $$"""{ "vendor": {{c.Inline!.ToJsonString()}}, "message": { "clientMessageId": "{{Guid.NewGuid()}}", "text": "x" } }""")),
        "auth.bearer" => AnswerAsync(world.Anyone(TokenOf(c)).GetAsync("v1/me")),
        "auth.header" => AnswerAsync(RawAsync($"GET /v1/me HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAuthorization: {c.Text.Replace("$EVENTS_READ_ONLY", world.HostKey, StringComparison.Ordinal)}\r\n\r\n")),
        "cors.origin" => PreflightAsync(c.Text),
        "ws.handshake.origin" => AnswerAsync(RawAsync($"POST /realtime/negotiate?negotiateVersion=1 HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 0\r\nAuthorization: Bearer {Me.Bearer}\r\nOrigin: {c.Text}\r\n\r\n")),
        "ws.behaviour" => BehaveAsync((string)c.Inline!["scenario"]!),
        "hub.frames" => FramesAsync(c.Bytes),
        "socket.http1" => SocketAsync(c.Bytes),
        "flow.scenario" => PlayAsync((string)c.Inline!["scenario"]!),
        _ => throw new NotSupportedException($"The corpus names a target '{c.Target}' that the runner does not know."),
    };

    static async Task<Outcome> AnswerAsync(Task<Answer> asking) => Outcome.Of(await asking);

    async Task<Outcome> SayAsync(object body, string type = "application/json")
    {
        var answer = await Me.SendAsync(HttpMethod.Post, Messages, body, type);
        return answer.Status != 201 ? Outcome.Of(answer) : Outcome.Of(answer) with { StoredText = (await talk.Vendor.ReadThreadAsync(talk.Id, "limit=1")).Must(200).Get<string>("items.0.text") };
    }

    /// <summary>The bytes as they are, but for the name of our field and the client's id, without which nothing gets as far as the text.</summary>
    async Task<Outcome> SayRawAsync(Case c)
    {
        var bytes = c.Bytes;
        var (from, to) = ("{\"body\""u8.ToArray(), Encoding.UTF8.GetBytes($"{{\"clientMessageId\":\"{Guid.NewGuid()}\",\"text\""));
        if (bytes.AsSpan().StartsWith(from)) bytes = [.. to, .. bytes[from.Length..]];
        if (c.Id == "json-dup-body") bytes = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("\"body\"", "\"text\"", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var (name, value) in Headers(c)) request.Content.Headers.TryAddWithoutValidation(name, value);
        try
        {
            return Outcome.Of(await Me.SendAsync(request));
        }
        catch (HttpRequestException) when (bytes.Length > 1 << 20)
        {
            return new Outcome([]); // an early refusal followed by a close, while we were still sending
        }
    }

    async Task<Outcome> SayObjectAsync(Case c)
    {
        var body = c.Inline!.DeepClone().AsObject();
        var text = body["body"]!.DeepClone();
        body.Remove("body");
        (body["clientMessageId"], body["text"]) = (Guid.NewGuid().ToString(), text);
        var json = body.ToJsonString().Replace("$VICTIM", strangers.Buyer.Id, StringComparison.Ordinal).Replace("$OTHER_CONVERSATION", $"{strangers.Id}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) };
        var headers = Headers(c);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", headers.GetValueOrDefault("Content-Type", "application/json"));
        if (headers.TryGetValue("Accept", out var accept)) request.Headers.TryAddWithoutValidation("Accept", accept);
        return Outcome.Of(await Me.SendAsync(request));
    }

    static Dictionary<string, string> Headers(Case c) => c.Row["params"]?["headers"]?.AsObject().ToDictionary(h => h.Key, h => (string)h.Value!) ?? [];

    async Task<Outcome> RepeatAsync(string scenario)
    {
        var id = Guid.NewGuid();
        var before = (await Me.ViewAsync(talk.Id)).Get<int>("lastSeq");
        Answer[] answers = scenario switch
        {
            "same-key-other-body" => [await Me.SayAsync(talk.Id, "one", id), await Me.SayAsync(talk.Id, "two", id)],
            "same-key-in-flight" => await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Me.SayAsync(talk.Id, "one", id))),
            "key-4k" => [await Me.PostAsync(Messages, new { clientMessageId = new string('k', 4096), text = "x" })],
            "key-expired" => [await Me.SayAsync(talk.Id, "one", id), await Me.SayAsync(talk.Id, "one", id)],
            _ => throw new NotSupportedException($"The corpus names a scenario '{scenario}' that the runner does not know."),
        };
        var more = (await Me.ViewAsync(talk.Id)).Get<int>("lastSeq") - before;
        return new Outcome(answers, Flaw: more > 1 ? $"{more} messages were stored" : null);
    }

    async Task<Outcome> TitleAsync(string title) =>
        Outcome.Of(await world.HostClient.PutAsync($"v1/subjects/listing/{World.NewId("listing")}", new { vendor = talk.Shop.VendorId, title }));

    async Task<Outcome> PersonAsync(object body)
    {
        var id = World.NewId("hostile");
        var answer = await world.HostClient.PutAsync($"v1/users/{id}", body);
        return answer.Status >= 300 ? Outcome.Of(answer) : Outcome.Of(answer) with { StoredText = (await world.HostClient.GetAsync($"v1/users/{id}")).Must(200).Get<string>("name") };
    }

    static async Task<Outcome> OutsideAsync(Func<string, Task<Answer>> ask, string id) => Outcome.Of(await ask(id)) with { OfNeverIssued = await ask($"{NeverIssued}") };

    async Task<Outcome> EverywhereAsync()
    {
        var answers = new List<Answer>();
        var flaw = "";
        Func<Guid, Task<Answer>>[] ways =
        [
            id => Me.ViewAsync(id), id => Me.ReadThreadAsync(id), id => Me.SayAsync(id, "x"), id => Me.EditAsync(id, 1, "x"), id => Me.UnsendAsync(id, 1), id => Me.MarkReadAsync(id, 1),
            id => Me.PostAsync($"v1/conversations/{id}/typing"), id => Me.PutAsync($"v1/conversations/{id}/closure"), id => Me.PutAsync($"v1/conversations/{id}/messages/1/reactions/like"),
        ];
        foreach (var way in ways)
        {
            var (theirs, never) = (await way(strangers.Id), await way(NeverIssued));
            answers.Add(theirs);
            if (theirs.Bare != never.Bare) flaw += $"{theirs.Bare} is told apart from {never.Bare} ";
        }
        return new Outcome(answers, Flaw: flaw.Length > 0 ? flaw : null);
    }

    async Task<Outcome> CursorAsync(Case c)
    {
        if (c.Forge is null) return Outcome.Of(await Me.InboxAsync($"cursor={Uri.EscapeDataString(c.Text)}"));
        var good = (await talk.Vendor.InboxAsync("limit=1")).Must(200).Get<string>("cursor");
        return Outcome.Of((string)c.Forge["mutation"]! switch
        {
            "bitflip" => await talk.Vendor.InboxAsync($"cursor={(char)(good[0] ^ 1)}{good[1..]}"),
            "other-conversation" => await strangers.Vendor.InboxAsync($"cursor={good}"),
            "other-sort" => await talk.Vendor.InboxAsync($"sort=counterpart&cursor={good}"),
            "expired-key" => await talk.Vendor.InboxAsync($"cursor={Convert.ToBase64String(new byte[8]).TrimEnd('=')}{good[11..]}"),
            "none" => await talk.Vendor.InboxAsync($"cursor={good}"),
            var mutation => throw new NotSupportedException($"The corpus names a mutation '{mutation}' that the runner does not know."),
        });
    }

    /// <summary>A token as the case wants it, in the terms of this server: its audience, its person, its algorithm.</summary>
    string TokenOf(Case c)
    {
        if (c.Forge is not { } forge) return c.Text;
        var claims = Jwt.Claims(Me.Id);
        foreach (var (name, value) in forge["claims"]!.AsObject())
            claims[name] = (name, $"{value}") switch
            {
                ("sub", _) => Me.Id,
                ("aud", "messaging") => "parley",
                ("exp", "now+300s") => DateTimeOffset.UtcNow.AddSeconds(300).ToUnixTimeSeconds(),
                ("exp", "now-skew+1s") => DateTimeOffset.UtcNow.AddSeconds(-28).ToUnixTimeSeconds(),
                ("exp", "4102444800") when value!.GetValueKind() == JsonValueKind.Number => claims["exp"]!.DeepClone(), // far ahead is refused for that alone
                _ => value?.DeepClone(),
            };
        var header = forge["header"]!.DeepClone().AsObject();
        header.Remove("alg");
        using var attacker = System.Security.Cryptography.RSA.Create(2048);
        if (header.ContainsKey("jwk")) header["jwk"] = Jwt.Published(attacker, "k");
        return (string)forge["sign"]! switch
        {
            "valid-key" => Jwt.Hmac(claims, World.Secret, header: header),
            "attacker-key" => Jwt.Rsa(claims, attacker, header: header),
            "strip" => Jwt.Hmac(claims, World.Secret) is var token ? token[..(token.LastIndexOf('.') + 1)] : "",
            "hmac:server-public-key-der" => Jwt.Hmac(claims, attacker.ExportSubjectPublicKeyInfo()),
            "hmac:k" => Jwt.Hmac(claims, "k", header: header),
            var sign => throw new NotSupportedException($"The corpus names a signature '{sign}' that the runner does not know."),
        };
    }

    async Task<Outcome> PreflightAsync(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "v1/me");
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "GET");
        return new Outcome([], Raw: (await Me.SendAsync(request)).Headers.ContainsKey("Access-Control-Allow-Origin") ? "HTTP/1.1 500 it is let in" : "");
    }

    async Task<Outcome> PlayAsync(string scenario) => scenario switch
    {
        "read-receipt-foreign" => Refused(await Me.MarkReadAsync(strangers.Id, 1)),
        "self-conversation" => Refused(await talk.Vendor.PostAsync("v1/conversations", talk.Shop.Opening("to ourselves"))),
        "moderator-without-case" => Refused(await world.Anyone(world.Tokens.For("m", operatorRole: "moderator")).GetAsync(Messages)),
        _ => throw new NotSupportedException($"The corpus names a scenario '{scenario}' that the runner does not know."),
    };

    static Outcome Refused(Answer answer) => Outcome.Of(answer) with { Flaw = answer.Status < 400 ? "it was allowed" : null };

    async Task<Outcome> BehaveAsync(string scenario) => scenario switch
    {
        "unmasked-client" => await UpgradedAsync([0x81, 0x05, .. "hello"u8]),
        "ping-126" => await UpgradedAsync([0x89, 0xfe, 0x00, 0x7e, 0, 0, 0, 0, .. new byte[126]]),
        "negotiate-reuse" => await ReuseAsync(),
        "slow-reader" or "conn-500-one-user" or "token-expires-live" => new Outcome([]),
        _ => throw new NotSupportedException($"The corpus names a scenario '{scenario}' that the runner does not know."),
    };

    /// <summary>A stranger takes over a connection that somebody else negotiated: what it then hears must be the stranger's own.</summary>
    async Task<Outcome> ReuseAsync()
    {
        var token = (await strangers.Vendor.PostAsync($"realtime/negotiate?negotiateVersion=1&as={strangers.Vendor.As}")).Must(200).Get<string>("connectionToken");
        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{world.Server.Port}/realtime?id={token}&access_token={Me.Bearer}"), deadline.Token);
        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, deadline.Token);
        (await strangers.Buyer.SayAsync(strangers.Id, Oracles.Canary)).Must(201);
        (await talk.Vendor.SayAsync(talk.Id, "for me")).Must(201);
        var heard = new StringBuilder();
        while (!heard.ToString().Contains("for me", StringComparison.Ordinal) && socket.State == WebSocketState.Open) heard.Append(await ReceiveAsync(socket, deadline.Token));
        return new Outcome([], Raw: heard.ToString(), Writes: true);
    }

    async Task<Outcome> FramesAsync(byte[] frames)
    {
        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{world.Server.Port}/realtime?access_token={Me.Bearer}"), deadline.Token);
        var heard = new StringBuilder();
        try
        {
            await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, deadline.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(frames).Replace("$OTHER_CONVERSATION", $"{strangers.Id}", StringComparison.Ordinal)), WebSocketMessageType.Text, true, deadline.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
            while (socket.State is WebSocketState.CloseSent or WebSocketState.Open) heard.Append(await ReceiveAsync(socket, deadline.Token));
        }
        catch (WebSocketException)
        {
            // cut off: that is an answer
        }
        (await world.Anyone().GetAsync("health/live")).Must(200);
        return new Outcome([], Raw: heard.ToString());
    }

    static async Task<string> ReceiveAsync(ClientWebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        var got = await socket.ReceiveAsync(buffer, ct);
        return Encoding.UTF8.GetString(buffer, 0, got.Count);
    }

    async Task<Outcome> UpgradedAsync(byte[] frame)
    {
        var start = $"GET /realtime?access_token={Me.Bearer} HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        var heard = await SocketTextAsync([.. Encoding.ASCII.GetBytes(start), .. frame]);
        (await world.Anyone().GetAsync("health/live")).Must(200);
        return new Outcome([], Raw: heard);
    }

    /// <summary>The bytes on a socket, with a real route and credentials, each POST with and without a content type.</summary>
    async Task<Outcome> SocketAsync(byte[] bytes)
    {
        var raw = Encoding.Latin1.GetString(bytes).Replace("/v1/x", "/" + Messages, StringComparison.Ordinal);
        var line = raw.IndexOf('\n', StringComparison.Ordinal) + 1;
        var end = line > 1 && raw[line - 2] == '\r' ? "\r\n" : "\n";
        var answers = new StringBuilder();
        foreach (var type in raw.StartsWith("POST", StringComparison.Ordinal) ? new[] { "", $"Content-Type: application/json{end}" } : [""])
            answers.Append(await SocketTextAsync(Encoding.Latin1.GetBytes(raw.Insert(line, $"Authorization: Bearer {Me.Bearer}{end}{type}")))).Append('\n');
        (await world.Anyone().GetAsync("health/live")).Must(200);
        return new Outcome([], Raw: answers.ToString());
    }

    async Task<string> SocketTextAsync(byte[] bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", world.Server.Port);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var heard = new MemoryStream();
        var stream = client.GetStream();
        var buffer = new byte[16 * 1024];
        try
        {
            await stream.WriteAsync(bytes, deadline.Token);
            while (true)
            {
                // Until the server closes, or has said something and falls silent.
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
                silence.CancelAfter(heard.Length > 0 ? 300 : 2000);
                var got = await stream.ReadAsync(buffer, silence.Token);
                if (got == 0) break;
                heard.Write(buffer, 0, got);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // cut off, or kept open without a word
        }
        return Encoding.UTF8.GetString(heard.ToArray());
    }

    /// <summary>One exchange by hand, for headers that no client library would send.</summary>
    async Task<Answer> RawAsync(string request)
    {
        var raw = await SocketTextAsync(Encoding.UTF8.GetBytes(request));
        var split = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Assert.True(split > 0, $"No answer to {request}");
        var headers = raw[..split].Split("\r\n").Skip(1).Select(h => h.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var body = raw[(split + 4)..];
        if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked" && body.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open) body = body[open..(body.LastIndexOf('}') + 1)];
        return new Answer((System.Net.HttpStatusCode)int.Parse(raw.Split(' ')[1]), body, headers);
    }
}
