using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Parley.Live;

/// <summary>SignalR's JSON protocol, but whoever calls the hub reads one plain sentence: its own answer names exceptions.</summary>
sealed class PushOnlyProtocol(JsonHubProtocol json) : IHubProtocol
{
    public string Name => json.Name;
    public int Version => json.Version;
    public TransferFormat TransferFormat => json.TransferFormat;

    public bool IsVersionSupported(int version) => json.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) => json.TryParseMessage(ref input, binder, out message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => json.WriteMessage(Plain(message), output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => json.GetMessageBytes(Plain(message));

    static HubMessage Plain(HubMessage message) =>
        message is CompletionMessage { Error: not null, InvocationId: { } id } ? CompletionMessage.WithError(id, "There is nothing to call here: the hub only pushes. Send commands over HTTP.") : message;
}
