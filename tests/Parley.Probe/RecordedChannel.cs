using System.Net.Http.Json;
using System.Text.Json;
using Parley.Notifications;
using Parley.Plumbing;

namespace Parley.Probe;

/// <summary>A channel whose receiver is the test: each parcel is posted to it, and its answer is the outcome.</summary>
sealed class RecordedChannel(Channel channel, HttpClient http) : INoticeChannel
{
    sealed record Answer(string Kind, string? Outcome = null, string? Reference = null, double? AfterSeconds = null, bool MayHaveArrived = false);

    public Channel Channel => channel;
    public bool IsConfigured => true;
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(5);
    public int Wide => 4;

    /// <summary>Every buyer has a browser and a device, and no agent has.</summary>
    public ValueTask<bool> HasAddressAsync(string personId, string? address, CancellationToken ct) => new(channel is Channel.Mail or Channel.Sms ? address is not null : personId.Contains("buyer", StringComparison.Ordinal));

    public async Task<Handed> HandAsync(Parcel parcel, CancellationToken ct)
    {
        try
        {
            using var said = await http.PostAsJsonAsync($"hand/{channel}", parcel, Wire.Json, ct);
            var answer = await said.Content.ReadFromJsonAsync<Answer>(JsonSerializerOptions.Web, ct);
            return answer switch
            {
                { Kind: "later" } => new Handed.Later(answer.Outcome ?? "busy", answer.AfterSeconds is { } s ? TimeSpan.FromSeconds(s) : null, answer.MayHaveArrived),
                { Kind: "gone" } => new Handed.Gone(answer.Outcome ?? "gone"),
                { Kind: "refused" } => new Handed.Refused(answer.Outcome ?? "refused"),
                { Kind: "unsure" } => new Handed.Unsure(answer.Outcome ?? "unsure"),
                { Kind: "throw" } => throw new InvalidOperationException("The test wants it broken."),
                _ => new Handed.Delivered(answer?.Reference),
            };
        }
        catch (HttpRequestException)
        {
            return new Handed.Later("unreachable");
        }
    }
}
