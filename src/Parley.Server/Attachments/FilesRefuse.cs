using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>What files are refused for. Codes are part of the API: add, never rename.</summary>
static class FilesRefuse
{
    static RefusedException No(string code, int status, string sentence, TimeSpan? retryAfter = null) => new(new Refusal(code, status, sentence) { RetryAfter = retryAfter });

    /// <summary>What looking into it found, or what was found when it was created.</summary>
    public static RefusedException Flawed(string code, string sentence) => No(code, 422, sentence);

    public static RefusedException TooLarge(long most) => No("file-too-large", 413, $"This file is too large: at most {Megabytes(most)} are allowed.");

    public static RefusedException WrongOffset(long? reached) => No("wrong-offset", 409, reached is { } at ? $"This upload has {at} bytes. Go on from there." : "Other bytes were faster. Ask where the upload stands and go on from there.");

    public static RefusedException Complete() => No("upload-complete", 409, "This upload is complete; it takes no more bytes.");

    public static RefusedException TooMuch(long? length) => No("upload-too-long", 413, length is { } all ? $"This upload was declared with {all} bytes, and more were sent. Nothing of them was kept." : "More bytes were sent than the upload was declared with. Nothing of them was kept.");

    public static RefusedException TooManyPieces() => No("too-many-pieces", 422, "This upload came in too many pieces. Begin it anew, with larger ones.");

    /// <summary>tus 1.0 gives this its own status.</summary>
    public static RefusedException WrongChecksum() => No("wrong-checksum", 460, "The bytes are not those of the checksum. Nothing of them was kept; send them again.");

    public static RefusedException Sent() => No("attachment-sent", 409, "This file is in a message already. Unsend the message instead.");

    public static RefusedException NotComplete() => No("upload-unfinished", 409, "A file of this message is not uploaded yet. Finish the upload, then send again.");

    public static RefusedException AlreadyAttached() => No("already-attached", 409, "A file of this message is in another message already. Upload it again.");

    public static RefusedException TooManyFiles(int most) => No("too-many-files", 422, $"A message carries at most {most} files.");

    public static RefusedException TooManyOfTemplate(int most) => No("too-many-files", 422, $"A template carries at most {most} files.");

    public static RefusedException TemplateTooLarge(long most) => No("message-too-large", 422, $"The files of one template may have {Megabytes(most)} together, as those of a message.");

    public static RefusedException MessageTooLarge(long most) => No("message-too-large", 422, $"The files of one message may have {Megabytes(most)} together. Send them in several messages.");

    public static RefusedException TooManyOpen(int most) => No("too-many-uploads", 429, $"You have {most} uploads open. Finish or cancel some first.", TimeSpan.FromMinutes(1));

    public static RefusedException QuotaFiles(int most) => No("quota-exceeded", 429, $"You have uploaded {most} files within 24 hours, which is as many as are allowed. Wait a while.", TimeSpan.FromHours(1));

    public static RefusedException QuotaBytes(long most) => No("quota-exceeded", 429, $"With this file you would have uploaded more than {Megabytes(most)} within 24 hours. Wait a while.", TimeSpan.FromHours(1));

    public static RefusedException QuotaCopies(long most) => No("quota-exceeded", 429, $"Files of templates with {Megabytes(most)} stand unsent in your name already. Send or remove some, or wait a while.", TimeSpan.FromHours(1));

    public static RefusedException LinkExpired() => No("link-expired", 410, "This link has expired. Ask for a new one.");

    public static RefusedException Altered() => No("file-altered", 404, "This file is not what was sent any more, and cannot be opened.");

    public static RefusedException WrongVersion() => No("tus-version", 412, "Send 'Tus-Resumable: 1.0.0'.");

    static string Megabytes(long bytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.#} MB");
}
