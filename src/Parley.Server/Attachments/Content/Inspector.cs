namespace Parley.Attachments.Content;

/// <summary>
/// Says what an uploaded file is, by its bytes, before anything decodes it, or why it is refused. Reads the file at most a
/// few times from front to back, keeps no more than some hundred KiB of it, and never throws for what is in it.
/// </summary>
public static class Inspector
{
    /// <summary>
    /// Codes: <c>empty-file</c>, <c>unsupported-file-type</c>, <c>invalid-file-name</c>, <c>damaged-file</c>, <c>file-too-complex</c>,
    /// <c>unscannable-file</c>, <c>infected-file</c>, <c>unsafe-document</c>, <c>ambiguous-file</c>. Errors of the stream itself are thrown.
    /// </summary>
    /// <param name="passedEicar">All bytes were looked through for the test virus already.</param>
    public static Inspection Inspect(Stream seekable, string fileName, InspectionLimits limits, CancellationToken ct, bool passedEicar = false)
    {
        using var file = new FileBytes(seekable, ct);
        try
        {
            var ending = FileKinds.EndingOf(fileName);
            var content = Read(file, ending, limits, passedEicar);
            var flaw = limits.Types.Allow(content) ? FileKinds.Disagreement(content, ending) : Flaws.Unsupported($"By its content the file is {content.MediaType}, which is not taken here.");
            return flaw is null ? new Inspection(content, null) : new Inspection(null, Flaws.Told(flaw, limits.Types));
        }
        catch (FlawedException flawed)
        {
            return new Inspection(null, Flaws.Told(flawed.Flaw, limits.Types));
        }
    }

    static FileContent Read(FileBytes file, string ending, InspectionLimits limits, bool passedEicar)
    {
        if (file.Length == 0) throw new FlawedException(Flaws.Empty);
        if (!passedEicar) LookForEicar(file);
        file.Position = 0;
        var content = Signatures.ReaderOf(file.Peek(Signatures.Longest)) is { } reader ? reader(file, ending, limits) : Texts.Read(file, ending);
        if (content.Class is not FileClass.Image && !Archives.IsArchive(content) && ZipDirectory.EndOf(file) is not null)
            throw new FlawedException(Flaws.Ambiguous("The file is an archive at the same time"));
        return content;
    }

    static void LookForEicar(FileBytes file)
    {
        var eicar = new Eicar();
        while (file.AtHand() is { Length: > 0 } piece)
        {
            eicar.Pass(piece);
            file.Skip(piece.Length);
        }
    }
}
