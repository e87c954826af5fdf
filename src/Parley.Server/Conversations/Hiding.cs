using System.Text;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What the other side reads hidden for now. Another folder knows; this one only asks, and only for a message that has such places.</summary>
public interface IHiding
{
    /// <param name="from">Whose message it is.</param>
    ValueTask<bool> IsHiddenAsync(Door door, PartyKind from, string kind, CancellationToken ct);
}

/// <summary>Texts as one side reads them: the one place where masked words are taken out.</summary>
public static class Hidden
{
    const string Instead = "•••••";

    /// <summary>The author's side reads everything, and so do the platform's people, who are to judge it.</summary>
    public static async ValueTask<string> ForAsync(this IHiding hiding, Door door, Content content, PartyKind from, PartyKind reader, CancellationToken ct)
    {
        if (content.Masks.Count == 0 || from == reader || reader == PartyKind.Platform) return content.Text;
        List<Mask>? hidden = null;
        foreach (var mask in content.Masks)
            if (await hiding.IsHiddenAsync(door, from, mask.Kind, ct)) (hidden ??= []).Add(mask);
        return hidden is null ? content.Text : Without(content.Text, hidden);
    }

    /// <summary>As the other side reads it while everything masked is hidden.</summary>
    public static string Strictly(Content content, PartyKind from, PartyKind reader) => content.Masks.Count == 0 || from == reader ? content.Text : Without(content.Text, content.Masks);

    static string Without(string text, IReadOnlyList<Mask> masks)
    {
        var shown = new StringBuilder(text.Length);
        var at = 0;
        foreach (var mask in masks.OrderBy(m => m.Start))
        {
            var (start, end) = (Math.Clamp(mask.Start, 0, text.Length), Math.Clamp(mask.Start + mask.Length, 0, text.Length));
            if (end <= at) continue;
            if (start >= at) shown.Append(text, at, start - at).Append(Instead);
            at = end;
        }
        return shown.Append(text, at, text.Length - at).ToString();
    }
}
