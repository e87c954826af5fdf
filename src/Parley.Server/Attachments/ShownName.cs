namespace Parley.Attachments;

/// <summary>The name under which a file is saved: with the ending of what it is now.</summary>
static class ShownName
{
    static readonly Dictionary<string, string[]> Endings = new(StringComparer.Ordinal)
    {
        ["image/jpeg"] = [".jpg", ".jpeg", ".jpe", ".jfif"],
        ["image/png"] = [".png"],
        ["image/webp"] = [".webp"],
        ["image/gif"] = [".gif"],
        ["image/avif"] = [".avif"],
    };

    public static string For(string name, string mediaType)
    {
        if (!Endings.TryGetValue(mediaType, out var endings) || endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return name;
        var stem = Path.GetFileNameWithoutExtension(name);
        return (stem.Length > 0 ? stem : name) + endings[0];
    }
}
