using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>Rings when a file waits to be checked.</summary>
public sealed class CheckQueue : Bell;
