namespace Parley.Client;

/// <summary>Where the host wants to hear what happens.</summary>
/// <param name="Url">https, and an address of the public internet.</param>
/// <param name="Types">Of which events (<c>GET /v1/webhooks/types</c> lists them); null for all.</param>
/// <param name="Ordered">The events of a conversation come one after the other; one that fails holds up those after it.</param>
/// <param name="Description">For people, at most 200 characters.</param>
/// <param name="Enabled">False while nothing is to be queued.</param>
public sealed record Webhook(string Url, IReadOnlyList<string>? Types = null, bool Ordered = false, string? Description = null, bool Enabled = true);

/// <summary>A webhook as it was made.</summary>
/// <param name="Id">Parley's id of it.</param>
/// <param name="Secret"><c>whsec_</c> and base64: for <see cref="ParleyWebhooks"/>.</param>
public sealed record WebhookSecret(Guid Id, string Secret);
