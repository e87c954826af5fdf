using Parley.Access;

namespace Parley.Notifications;

/// <summary>Addresses of the host's pages, as its options write them.</summary>
static class HostUrls
{
    /// <summary>The host's address with our values in it, or null; nothing but http and https is a link.</summary>
    public static string? Fill(string pattern, Guid? thread, Role role)
    {
        if (pattern.Length == 0) return null;
        var url = pattern.Replace("{thread}", thread is { } id ? $"{id}" : "", StringComparison.Ordinal).Replace("{as}", Uri.EscapeDataString(role.As), StringComparison.Ordinal);
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? url : null;
    }
}
