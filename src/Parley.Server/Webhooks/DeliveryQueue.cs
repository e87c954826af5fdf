using Parley.Plumbing;

namespace Parley.Webhooks;

/// <summary>Rings when an event waits to be delivered.</summary>
public sealed class DeliveryQueue : Bell;
