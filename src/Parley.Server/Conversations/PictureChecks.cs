using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What can be read in a picture that somebody is about to show.</summary>
/// <param name="ConversationId">The thread in which it lies; null in a library of templates.</param>
/// <param name="Codes">What its QR and bar codes hold.</param>
/// <param name="Text">What was read in it as writing, as well as a machine reads; empty when nobody reads.</param>
/// <param name="Complete">False when there was more to read than there was time for.</param>
public sealed record PictureDraft(Guid? ConversationId, PartyKind Party, string AuthorId, IReadOnlyList<string> Codes, string Text, bool Complete);

public enum PictureMeasure : byte
{
    None = 0,

    /// <summary>It is shown, and what was found stays noted with it for those who look after the marketplace.</summary>
    Flag = 1,

    /// <summary>Nobody else ever sees it.</summary>
    Refuse = 2,
}

/// <param name="Found">What was found and where, such as <c>code:phone</c> or <c>text:link</c>; <c>unread</c> for what there was no time for. 200 characters together.</param>
/// <param name="Reason">Of one that is refused: the code that tells its sender what was found, such as <c>phone-in-picture</c>. 40 characters.</param>
public sealed record PictureJudgement(PictureMeasure Measure, IReadOnlyList<string> Found, string? Reason = null)
{
    public static PictureJudgement Nothing { get; } = new(PictureMeasure.None, []);
}

/// <summary>Decides what becomes of a picture by what can be read in it. Pure: no store, no network, some milliseconds. Asked before anybody but its author sees the picture.</summary>
public interface IPictureCheck
{
    PictureJudgement Check(PictureDraft draft);
}
