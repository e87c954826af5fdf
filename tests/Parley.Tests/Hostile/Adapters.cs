using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Tests.Hostile;

/// <summary>Puts each case in at the door its target names.</summary>
public sealed class Adapters(World world, Talk talk, Talk strangers)
{
    public static readonly string[] Targets =
    [
        "message.create.body", "message.create.raw", "message.create", "message.create.idempotency", "conversation.subject", "hostUser.displayName", "hostUser.email", "webhookEndpoint.url", "path.conversationId", "path.anyId",
        "query.limit", "query.cursor", "search.q", "list.sort", "list.filter", "login-or-filter.value", "auth.bearer", "auth.header", "cors.origin", "ws.handshake.origin", "ws.behaviour", "hub.frames", "socket.http1", "flow.scenario", "quickReply.body",
        "attachment.upload", "attachment.upload.raw", "attachment.fileName", "attachment.flow", "attachment.download",
    ];

    readonly MessageDoor messages = new(talk, strangers);
    readonly HostDoor host = new(world, talk);
    readonly AddressDoor addresses = new(talk, strangers);
    readonly TokenDoor tokens = new(talk);
    readonly AttachmentDoor attachments = new(world, talk, strangers);
    readonly SceneDoor scenes = new(world, talk, strangers);
    readonly SocketDoor sockets = new(world, talk);
    readonly LiveDoor live = new(world, talk, strangers, new SocketDoor(world, talk));

    Actor Me => talk.Buyer;

    string Messages => $"v1/conversations/{talk.Id}/messages";

    public Task<Outcome> TryAsync(Case c) => c.Target switch
    {
        "message.create.body" => messages.SayAsync(JsonSerializer.Serialize(new { clientMessageId = Guid.NewGuid(), text = c.Text })),
        "message.create.raw" => messages.SayRawAsync(c),
        "message.create" => messages.SayObjectAsync(c),
        "message.create.idempotency" => messages.RepeatAsync((string)c.Inline!["scenario"]!),
        "conversation.subject" => host.TitleAsync(c.Text),
        "hostUser.displayName" => host.PersonAsync(new { name = c.Text }),
        "hostUser.email" => host.PersonAsync(new { name = "Jane", email = c.Text }),
        "webhookEndpoint.url" => host.WebhookAsync(c.Text),
        "path.conversationId" => AddressDoor.OutsideAsync(id => Me.GetAsync($"v1/conversations/{id}/messages"), c.Text.Contains('%') ? c.Text : Uri.EscapeDataString(c.Text)),
        "path.anyId" => addresses.EverywhereAsync(),
        "query.limit" => AnswerAsync(Me.GetAsync($"{Messages}?limit={Uri.EscapeDataString(c.Text)}")),
        "query.cursor" => addresses.CursorAsync(c),
        "search.q" => SearchAsync(c.Text),
        "list.sort" => AnswerAsync(Me.InboxAsync($"sort={Uri.EscapeDataString(c.Text)}")),
        "list.filter" => AnswerAsync(Me.InboxAsync(string.Join('&', c.Inline!.AsObject().SelectMany(p => (p.Value as JsonArray ?? [p.Value!.DeepClone()]).Select(v => $"{p.Key}={Uri.EscapeDataString($"{v}")}"))))),
        "login-or-filter.value" => AnswerAsync(Me.PostAsync("v1/conversations", $$"""{ "vendor": {{c.Inline!.ToJsonString()}}, "message": { "clientMessageId": "{{Guid.NewGuid()}}", "text": "x" } }""")),
        "auth.bearer" => AnswerAsync(world.Anyone(tokens.TokenOf(c)).GetAsync("v1/me")),
        "auth.header" => AnswerAsync(sockets.RawAsync($"GET /v1/me HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAuthorization: {c.Text.Replace("$EVENTS_READ_ONLY", world.HostKey, StringComparison.Ordinal)}\r\n\r\n")),
        "cors.origin" => tokens.PreflightAsync(c.Text),
        "ws.handshake.origin" => AnswerAsync(sockets.RawAsync($"POST /realtime/negotiate?negotiateVersion=1 HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 0\r\nAuthorization: Bearer {Me.Bearer}\r\nOrigin: {c.Text}\r\n\r\n")),
        "ws.behaviour" => live.BehaveAsync((string)c.Inline!["scenario"]!),
        "hub.frames" => live.FramesAsync(c.Bytes),
        "socket.http1" => sockets.TryAsync(c.Bytes),
        "quickReply.body" => TemplateDoor.TryAsync(talk, c.Text),
        "attachment.upload" => attachments.UploadAsync(c),
        "attachment.upload.raw" => attachments.RawAsync(c),
        "attachment.fileName" => attachments.NameAsync(c.Text),
        "attachment.flow" => attachments.FlowAsync((string)c.Inline!["scenario"]!),
        "attachment.download" => attachments.LinkAsync((string)c.Forge!["mutation"]!),
        "flow.scenario" => scenes.PlayAsync((string)c.Inline!["scenario"]!),
        _ => throw new NotSupportedException($"The corpus names a target '{c.Target}' that the runner does not know."),
    };

    static async Task<Outcome> AnswerAsync(Task<Answer> asking) => Outcome.Of(await asking);

    async Task<Outcome> SearchAsync(string text)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        return Outcome.Of(await Me.GetAsync($"v1/search?as={Me.As}&q={Uri.EscapeDataString(text)}")) with { Took = watch.Elapsed };
    }
}
