using ImageMagick;
using NetVips;

namespace Parley.Attachments.Images;

/// <summary>The worker's own process: pictures come in on standard input, renditions go out on standard output, until the input ends.</summary>
static class WorkerLoop
{
    public const string Command = "image-worker";

    /// <summary>The most bytes of a picture that are taken; the server's own limit is far lower.</summary>
    public const int MaxLength = 1 << 29;

    public static int Run()
    {
        Confinement.Begin();
        Pictures.Prepare();
        Confinement.Close();
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        Say(output, new WorkerReply(ReplyKind.Ready, 0, ImageType.None, 0, 0, 0), []);
        var head = new byte[WorkerRequest.Size];
        while (input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var request = WorkerRequest.Read(head);
            if (request.Length is < 0 or > MaxLength) return 1;
            var verdict = Render(request, input, output);
            Say(output, new WorkerReply(ReplyKind.Verdict, (byte)verdict, ImageType.None, 0, 0, 0), []);
            Confinement.GiveBackMemory();
        }
        return 0;
    }

    static ImageVerdict Render(WorkerRequest request, Stream input, Stream output)
    {
        var original = GC.AllocateUninitializedArray<byte>(request.Length);
        input.ReadExactly(original);
        try
        {
            if (request.Wanted.HasFlag(Wanted.Codes))
            {
                Looking.Look(original, request, (reply, bytes) => Say(output, reply, bytes));
                return ImageVerdict.Rendered;
            }
            foreach (var made in Pictures.Render(original, request))
                Say(output, new WorkerReply(ReplyKind.Rendition, (byte)made.Rendition, made.Type, made.Width, made.Height, made.Bytes.Length), made.Bytes);
            return ImageVerdict.Rendered;
        }
        catch (TooComplexException e)
        {
            Console.Error.WriteLine(e.Message);
            return ImageVerdict.TooComplex;
        }
        catch (MagickResourceLimitErrorException e)
        {
            Console.Error.WriteLine(e.Message);
            return ImageVerdict.TooComplex;
        }
        catch (Exception e) when (e is VipsException or MagickException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return ImageVerdict.Damaged;
        }
    }

    static void Say(Stream output, WorkerReply reply, byte[] bytes)
    {
        Span<byte> head = stackalloc byte[WorkerReply.Size];
        reply.Write(head);
        output.Write(head);
        output.Write(bytes);
        output.Flush();
    }
}

/// <summary>A picture beyond the limits, known from its header.</summary>
sealed class TooComplexException(string why) : Exception(why);
