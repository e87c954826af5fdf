namespace Parley.BrowserTests.Rig;

/// <summary>What a thread has for files: the composer's, the messages', the viewer and the gallery.</summary>
public sealed class FilesScreen(IPage page)
{
    ILocator View => page.Locator("parley-thread-view");

    public ILocator Attach => View.Locator(".file-button.attach");

    public ILocator Voice => View.Locator(".file-button.voice");

    /// <summary>Files that stand in the composer.</summary>
    public ILocator Chips => View.Locator("parley-tray .upload");

    public ILocator Chip(string name) => View.Locator($"parley-tray .upload[data-file='{name}']");

    /// <summary>Files of a message that waits for them.</summary>
    public ILocator Sending => View.Locator("parley-sending");

    /// <summary>Pictures and rows in stored messages.</summary>
    public ILocator Tiles => View.Locator(".files:not(.sending) .tile");

    public ILocator Rows => View.Locator(".files:not(.sending) .file-row");

    public ILocator Viewer => View.Locator("dialog.viewer");

    public ILocator Gallery => View.Locator("dialog.gallery");

    public ILocator Stopped => View.Locator(".failure");

    /// <summary>As a picture is drawn: wide as it is, or nothing yet.</summary>
    public static Task IsDrawnAsync(ILocator tile) => Eventually.TrueAsync(
        async () => await tile.Locator("img").CountAsync() == 1 && await tile.Locator("img").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"), "the picture is drawn");

    public async Task PickAsync(params FilePayload[] files)
    {
        await Expect(Attach).ToBeVisibleAsync();
        await View.Locator("input.pick").First.SetInputFilesAsync(files);
    }

    /// <summary>Files come over the window's edge, or from the clipboard.</summary>
    public Task BringAsync(string how, FilePayload file) => View.EvaluateAsync(
        """
        (view, { how, name, type, data }) => {
          const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
          const box = new DataTransfer();
          box.items.add(new File([bytes], name, { type }));
          const init = { bubbles: true, composed: true, cancelable: true };
          if (how === 'paste') view.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: box }));
          else view.querySelector('.log').dispatchEvent(new DragEvent(how, { ...init, dataTransfer: box }));
        }
        """,
        new { how, name = file.Name, type = file.MimeType, data = Convert.ToBase64String(file.Buffer) });
}
