namespace Parley.Attachments.Content;

/// <summary>A type that is allowed.</summary>
/// <param name="Endings">How names of such files may end, the most usual one first.</param>
public sealed record AllowedType(string MediaType, IReadOnlyList<string> Endings);

/// <summary>Of one class, what is allowed.</summary>
/// <param name="All">Whether that is all of it that Parley knows.</param>
public sealed record AllowedClass(FileClass Class, bool All, IReadOnlyList<AllowedType> Types);

/// <summary>What kinds of files a marketplace takes, out of those that Parley knows.</summary>
public sealed class FileTypes
{
    readonly HashSet<string> allowed;

    FileTypes(IReadOnlyCollection<string> words)
    {
        Classes = [.. Enum.GetValues<FileClass>().Select(c => Of(c, words)).Where(c => c.Types.Count > 0)];
        allowed = [.. Classes.SelectMany(c => c.Types).Select(t => t.MediaType)];
        Sentence = $"Allowed are {Listed([.. Classes.Select(Said)])}.";
    }

    public static FileTypes All { get; } = new([]);

    /// <param name="words">Classes and single media types; none is everything.</param>
    public static FileTypes Of(IReadOnlyCollection<string> words) => words.Count == 0 ? All : new(words);

    /// <summary>Those of which something is allowed.</summary>
    public IReadOnlyList<AllowedClass> Classes { get; }

    /// <summary>What is allowed, for whoever sent something else.</summary>
    public string Sentence { get; }

    public bool Allow(FileContent content) => allowed.Contains(content.MediaType);

    /// <summary>Whether this is a class or a media type that can be allowed.</summary>
    public static bool Knows(string word) => FileKinds.MediaTypes.Any(type => Means(word, type));

    /// <summary>What can be allowed, for whoever wrote something else.</summary>
    public static string Words => $"{string.Join(", ", Enum.GetValues<FileClass>().Select(NameOf))}, or single types: {string.Join(", ", FileKinds.MediaTypes)}";

    static AllowedClass Of(FileClass its, IReadOnlyCollection<string> words)
    {
        var known = FileKinds.MediaTypes.Where(type => FileKinds.ClassOf(type) == its).ToList();
        var types = known.FindAll(type => words.Count == 0 || words.Any(word => Means(word, type)));
        return new AllowedClass(its, types.Count == known.Count, types.ConvertAll(type => new AllowedType(type, FileKinds.EndingsOf(type))));
    }

    static bool Means(string word, string type) => word == type || word == NameOf(FileKinds.ClassOf(type));

    static string NameOf(FileClass its) => its.ToString().ToLowerInvariant();

    static string Said(AllowedClass some)
    {
        var name = some.Class switch
        {
            FileClass.Image => "pictures",
            FileClass.Document => "documents without macros",
            FileClass.Text => "text",
            FileClass.Audio => "audio",
            _ => "video",
        };
        return $"{name} ({string.Join(", ", some.Types.Select(type => type.Endings[0]))})";
    }

    static string Listed(string[] names) => names is [.. var first, var last] && first.Length > 0 ? $"{string.Join(", ", first)} and {last}" : names[0];
}
