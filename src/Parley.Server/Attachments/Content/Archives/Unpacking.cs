namespace Parley.Attachments.Content;

/// <summary>Counts what comes out of a file's compressed parts, whatever lies in whatever, and stops where it is too much.</summary>
sealed class Unpacking(long fileLength, InspectionLimits limits)
{
    /// <summary>Bytes that may be small and many times larger than the file.</summary>
    const long AnyRatio = 1024 * 1024;

    int entries;
    long parsed;

    public InspectionLimits Limits => limits;

    /// <summary>Bytes that came out so far.</summary>
    public long Total { get; private set; }

    public void Add(int bytes) => Check(Total += bytes);

    /// <summary>Refuses what a directory says will come out, before any of it does.</summary>
    public void Announce(int files, long bytes)
    {
        if ((entries += files) > limits.MaxEntries) throw new FlawedException(Flaws.TooComplex($"The file holds more than {limits.MaxEntries} others."));
        Check(Total + bytes);
    }

    /// <summary>Counts what is read word by word, which takes longest.</summary>
    public void AddParsed(long bytes)
    {
        if ((parsed += bytes) > limits.MaxParsedBytes) throw new FlawedException(Flaws.TooComplex("The document has too much in it."));
    }

    void Check(long bytes)
    {
        if (bytes > limits.MaxUnpackedBytes || (bytes > AnyRatio && bytes / limits.MaxRatio > fileLength))
            throw new FlawedException(Flaws.TooComplex("The file is far larger when it is unpacked."));
    }
}
