using System.Diagnostics;
using System.Text;
using Parley.Attachments.Images;

namespace Parley.Tests.Attachments.Images;

/// <summary>Whatever happens to a worker happens to one picture only, and no worker stays behind.</summary>
public sealed class Image_workers
{
    static byte[] Good()
    {
        using var quarters = Originals.Quarters();
        return Originals.Png(quarters);
    }

    /// <summary>Its renditions do not fit into a pipe, so its worker cannot be done with it before they are read.</summary>
    static byte[] Weighty()
    {
        using var noise = Originals.Noise(1000, 800);
        return Originals.Png(noise);
    }

    static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    static void Signal(string signal, int id)
    {
        using var kill = Process.Start("kill", [signal, $"{id}"]);
        kill.WaitForExit();
    }

    [Fact]
    public async Task A_picture_whose_worker_is_killed_is_rendered_by_the_next()
    {
        using var studio = new Studio();
        var killed = 0;
        var (verdict, prints) = await studio.RenderAsync(Weighty(), "image/png", _ =>
        {
            if (killed != 0) return;
            killed = Assert.Single(studio.Workers.Ids);
            Signal("-KILL", killed);
        });
        Assert.Equal(ImageVerdict.Rendered, verdict);
        Assert.Equal(3, prints.Count);
        Assert.NotEqual(killed, Assert.Single(studio.Workers.Ids));
    }

    [Fact]
    public async Task A_picture_that_kills_two_workers_is_damaged_and_the_next_one_works()
    {
        using var studio = new Studio();
        var killed = new HashSet<int>();
        var (verdict, _) = await studio.RenderAsync(Weighty(), "image/png", _ =>
        {
            if (studio.Workers.Ids is [var id] && killed.Add(id)) Signal("-KILL", id);
        });
        Assert.Equal(ImageVerdict.Damaged, verdict);
        Assert.Equal(2, killed.Count);
        await studio.MustRenderAsync(Good(), "image/png");
    }

    [Fact]
    public async Task A_worker_that_was_killed_while_idle_is_not_missed()
    {
        using var studio = new Studio();
        for (var turn = 0; turn < 3; turn++)
        {
            await studio.MustRenderAsync(Good(), "image/png");
            Signal("-KILL", Assert.Single(studio.Workers.Ids));
        }
        await studio.MustRenderAsync(Good(), "image/png");
    }

    [Fact]
    public async Task A_worker_that_hangs_is_ended_and_its_picture_is_damaged()
    {
        using var studio = new Studio(new ImageOptions { Seconds = 1 });
        var hung = 0;
        var watch = Stopwatch.StartNew();
        var (verdict, _) = await studio.RenderAsync(Weighty(), "image/png", _ =>
        {
            if (hung != 0) return;
            hung = Assert.Single(studio.Workers.Ids);
            Signal("-STOP", hung);
        });
        Assert.Equal(ImageVerdict.Damaged, verdict);
        Assert.InRange(watch.Elapsed.TotalSeconds, 3, 20);
        await Eventually.TrueAsync(() => !IsAlive(hung), "the worker is gone");
    }

    [Fact]
    public async Task A_picture_that_takes_too_long_to_decode_is_damaged()
    {
        using var studio = new Studio(new ImageOptions { Seconds = 1 });
        using var noise = Originals.Noise(7000, 6000);
        var (verdict, prints) = await studio.RenderAsync(Originals.Png(noise), "image/png");
        Assert.Equal(ImageVerdict.Damaged, verdict);
        Assert.DoesNotContain(Rendition.Full, prints.Keys);
        await studio.MustRenderAsync(Good(), "image/png");
    }

    [Fact]
    public async Task Time_spent_on_keeping_is_not_the_pictures()
    {
        using var studio = new Studio(new ImageOptions { Seconds = 2 });
        var (verdict, _) = await studio.RenderAsync(Good(), "image/png", _ => Thread.Sleep(TimeSpan.FromSeconds(3)));
        Assert.Equal(ImageVerdict.Rendered, verdict);
    }

    [Fact]
    public async Task A_picture_that_needs_too_much_memory_is_too_complex()
    {
        using var studio = new Studio(new ImageOptions { MemoryMiB = 128, Seconds = 60 });
        using var large = Originals.Plain(7000, 7000, [10, 20, 30, 255]);
        var (verdict, _) = await studio.RenderAsync(Metadata.InPng(Originals.Png(large), orientation: 6), "image/png"); // turning it takes 196 MB
        Assert.Equal(ImageVerdict.TooComplex, verdict);
        Assert.Empty(studio.Workers.Ids);
        await studio.MustRenderAsync(Good(), "image/png");
    }

    [Fact]
    public async Task A_worker_is_replaced_when_it_has_done_its_share()
    {
        using var studio = new Studio(new ImageOptions { PicturesPerWorker = 2, Workers = 1, Seconds = 60 });
        var seen = new List<int>();
        for (var picture = 0; picture < 5; picture++)
        {
            var (verdict, _) = await studio.RenderAsync(Good(), "image/png", info =>
            {
                if (info.Rendition == Rendition.Full) seen.Add(Assert.Single(studio.Workers.Ids));
            });
            Assert.Equal(ImageVerdict.Rendered, verdict);
        }
        Assert.Equal([2, 2, 1], seen.GroupBy(id => id).Select(group => group.Count()));
        Assert.All(seen.Take(4), id => Assert.False(IsAlive(id)));
    }

    [Fact]
    public async Task What_keeping_throws_comes_out_and_the_next_picture_works()
    {
        using var studio = new Studio();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => studio.RenderAsync(Good(), "image/png", _ => throw new InvalidTimeZoneException()));
        await studio.MustRenderAsync(Good(), "image/png");
    }

    [Fact]
    public async Task Giving_up_ends_the_work()
    {
        using var studio = new Studio();
        using var noise = Originals.Noise(4000, 4000);
        using var original = new MemoryStream(Originals.Png(noise));
        using var stop = new CancellationTokenSource();
        var rendering = studio.Workers.RenderAsync(original, "image/png", (_, _, _) => Task.CompletedTask, stop.Token);
        await Eventually.TrueAsync(() => studio.Workers.Ids.Length == 1, "a worker is busy");
        var worker = studio.Workers.Ids[0];
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rendering);
        await Eventually.TrueAsync(() => !IsAlive(worker), "the worker is gone");
    }

    [Fact]
    public async Task A_hundred_pictures_at_once_come_out_right()
    {
        using var studio = new Studio(new ImageOptions { Workers = 2, PicturesPerWorker = 20, Seconds = 60 });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            double[] colour = [number * 2, 255 - (number * 2), number % 10 * 20];
            using var image = Originals.Plain(401 + number, 300 + (number * 3), colour);
            var isPng = number % 2 == 0;
            var prints = await studio.MustRenderAsync(isPng ? Originals.Png(image) : Originals.Jpeg(image), isPng ? "image/png" : "image/jpeg");
            Assert.Equal((401 + number, 300 + (number * 3)), (prints[Rendition.Full].Info.Width, prints[Rendition.Full].Info.Height));
            foreach (var print in prints.Values)
                Assert.All(print.ColourAt(32, 32).Zip(colour), pair => Assert.InRange(pair.First, pair.Second - 6, pair.Second + 6));
        }));
        Assert.InRange(studio.Workers.Ids.Length, 0, 2);
    }

    [Fact]
    public async Task Workers_end_with_the_pool()
    {
        var studio = new Studio();
        await studio.MustRenderAsync(Good(), "image/png");
        var worker = Assert.Single(studio.Workers.Ids);
        Assert.True(IsAlive(worker));
        studio.Dispose();
        await Eventually.TrueAsync(() => !IsAlive(worker), "the worker is gone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_worker_whose_parent_is_killed_ends_even_in_the_midst_of_a_picture(bool isBusy)
    {
        var folder = Places.NewFolder("images");
        var request = Path.Combine(folder, "request");
        using var noise = Originals.Noise(5000, 5000);
        var picture = Originals.Png(noise);
        var head = new byte[WorkerRequest.Size];
        new WorkerRequest(ImageType.Png, Wanted.All, 50_000_000, picture.Length).Write(head);
        await File.WriteAllBytesAsync(request, [.. head, .. picture]);
        var script = $"exec 3> >(exec dotnet '{Places.ServerDll}' image-worker > '{folder}/out' 2>&1); echo $!; {(isBusy ? $"cat '{request}' >&3; echo sent; " : "")}read -r end";
        using var parent = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var worker = int.Parse((await parent.StandardOutput.ReadLineAsync())!);
        await Eventually.TrueAsync(() => new FileInfo($"{folder}/out") is { Exists: true, Length: >= WorkerReply.Size }, "the worker is ready");
        if (isBusy) Assert.Equal("sent", await parent.StandardOutput.ReadLineAsync());
        Assert.True(IsAlive(worker));
        parent.Kill();
        await Eventually.TrueAsync(() => !IsAlive(worker), "the worker is gone", TimeSpan.FromSeconds(2));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_thread_of_a_worker_is_shut_off_from_network_and_other_programs()
    {
        using var studio = new Studio();
        await studio.MustRenderAsync(Originals.Heic(), "image/heic");
        await studio.MustRenderAsync(Good(), "image/png");
        var threads = Directory.GetDirectories($"/proc/{Assert.Single(studio.Workers.Ids)}/task").Select(thread => File.ReadAllText($"{thread}/status")).ToList();
        Assert.NotEmpty(threads);
        Assert.All(threads, status => Assert.Matches("NoNewPrivs:\t1\n(.*\n)*?Seccomp:\t2\n", status));
    }

    [Fact]
    public async Task A_worker_is_told_none_of_the_servers_secrets()
    {
        using var studio = new Studio();
        await studio.MustRenderAsync(Good(), "image/png");
        var environment = Encoding.UTF8.GetString(await File.ReadAllBytesAsync($"/proc/{Assert.Single(studio.Workers.Ids)}/environ"));
        string[] known = ["DOTNET_", "MALLOC_", "VIPS_", "TMPDIR", "MAGICK_", "PATH", "LD_LIBRARY_PATH"];
        Assert.All(environment.Split('\0', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(known, name => line.StartsWith(name, StringComparison.Ordinal)));
    }
}
