namespace Parley.Text.Mail;

/// <summary>Those of a tag's attributes that say something about a mail, as they are written.</summary>
ref struct HtmlAttributes
{
    /// <summary>Nobody marks anything with more; what is longer is not read.</summary>
    const int Longest = 4_000;

    public HtmlAttributes() { }

    /// <summary>None of them is there.</summary>
    public bool Empty { get; private set; } = true;

    public ReadOnlySpan<char> Id { get; private set; }

    public ReadOnlySpan<char> Class { get; private set; }

    public ReadOnlySpan<char> Name { get; private set; }

    public ReadOnlySpan<char> Marker { get; private set; }

    public ReadOnlySpan<char> Style { get; private set; }

    public ReadOnlySpan<char> Alt { get; private set; }

    public bool SignatureBlock { get; private set; }

    /// <summary>Reads what stands between a tag's name and its end, once.</summary>
    public static HtmlAttributes Of(ReadOnlySpan<char> tag)
    {
        var all = new HtmlAttributes();
        if (tag.Length is < 4 or > Longest) return all;
        for (var at = 0; at < tag.Length;)
        {
            while (at < tag.Length && (char.IsWhiteSpace(tag[at]) || tag[at] == '/')) at++;
            var start = at;
            while (at < tag.Length && tag[at] != '=' && !char.IsWhiteSpace(tag[at])) at++;
            var name = tag[start..at];
            while (at < tag.Length && char.IsWhiteSpace(tag[at])) at++;
            if (at >= tag.Length || tag[at] != '=') continue;
            at++;
            while (at < tag.Length && char.IsWhiteSpace(tag[at])) at++;
            all.Take(name, Value(tag, ref at));
        }
        return all;
    }

    static ReadOnlySpan<char> Value(ReadOnlySpan<char> tag, scoped ref int at)
    {
        if (at >= tag.Length) return default;
        var start = at;
        if (tag[at] is '"' or '\'')
        {
            var length = tag[(at + 1)..].IndexOf(tag[at]);
            at = length < 0 ? tag.Length : at + length + 2;
            return tag[(start + 1)..(length < 0 ? at : at - 1)];
        }
        while (at < tag.Length && !char.IsWhiteSpace(tag[at])) at++;
        return tag[start..at];
    }

    void Take(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        Empty = false;
        switch (name.Length)
        {
            case 2 when name.Equals("id", StringComparison.OrdinalIgnoreCase): Id = value; break;
            case 3 when name.Equals("alt", StringComparison.OrdinalIgnoreCase): Alt = value; break;
            case 4 when name.Equals("name", StringComparison.OrdinalIgnoreCase): Name = value; break;
            case 5 when name.Equals("class", StringComparison.OrdinalIgnoreCase): Class = value; break;
            case 5 when name.Equals("style", StringComparison.OrdinalIgnoreCase): Style = value; break;
            case 11 when name.Equals("data-marker", StringComparison.OrdinalIgnoreCase): Marker = value; break;
            case 19 when name.Equals("data-signatureblock", StringComparison.OrdinalIgnoreCase): SignatureBlock = true; break;
        }
    }
}
