using System.Security.Cryptography;
using Parley.Attachments.Content;

namespace Parley.Attachments;

/// <summary>What is learnt of a file while its bytes pass by, when they all come in one run: nothing is read again for it.</summary>
public sealed class OnTheWay : IDisposable
{
    readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly Eicar eicar = new();

    /// <summary>The test virus passed by.</summary>
    public FileFlaw? Flaw { get; private set; }

    public void Pass(ReadOnlySpan<byte> piece)
    {
        digest.AppendData(piece);
        try
        {
            if (Flaw is null) eicar.Pass(piece);
        }
        catch (FlawedException flawed)
        {
            Flaw = flawed.Flaw;
        }
    }

    /// <summary>SHA-256 of all that passed.</summary>
    public byte[] Digest() => digest.GetHashAndReset();

    public void Dispose() => digest.Dispose();
}
