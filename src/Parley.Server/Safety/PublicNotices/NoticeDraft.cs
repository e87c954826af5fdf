using System.Globalization;

namespace Parley.Safety;

/// <summary>The form as it was filled in, so that nothing is lost when a part of it is wrong.</summary>
public sealed record NoticeDraft
{
    public string Id { get; init; } = $"{Guid.CreateVersion7()}";
    public string Language { get; init; } = "";
    public string Category { get; init; } = "";
    public string About { get; init; } = "";
    public string Why { get; init; } = "";
    public string Conversation { get; init; } = "";
    public string Message { get; init; } = "";
    public string Person { get; init; } = "";
    public string Name { get; init; } = "";
    public string Mail { get; init; } = "";
    public bool GoodFaith { get; init; }
    public string Homepage { get; init; } = "";

    public static NoticeDraft Of(IFormCollection form)
    {
        string Field(string name) => form[name] is [{ } value, ..] ? value : "";
        return new NoticeDraft
        {
            Id = Guid.TryParse(Field("id"), out var id) && id.Version == 7 ? $"{id}" : $"{Guid.CreateVersion7()}", Language = Field("lang"), Category = Field("category"), About = Field("about"), Why = Field("why"),
            Conversation = Field("conversation"), Message = Field("message"), Person = Field("person"), Name = Field("name"), Mail = Field("mail"), GoodFaith = Field("goodFaith").Length > 0, Homepage = Field("homepage"),
        };
    }

    /// <summary>A number that is none becomes 0, which the check refuses.</summary>
    public NoticeBody ToBody() => new(
        Enum.GetValues<NoticeCategory>().FirstOrDefault(c => TakeNotice.Word(c) == Category), About, Why, GoodFaith, Guid.Parse(Id), Filled(Conversation),
        Filled(Message) is { } number ? int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0 : null, Filled(Person), Filled(Name), Filled(Mail), Homepage);

    static string? Filled(string value) => value.Trim() is { Length: > 0 } text ? text : null;
}
