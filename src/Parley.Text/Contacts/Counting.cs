using System.Buffers;
using System.Globalization;

namespace Parley.Text.Contacts;

/// <summary>Sizes one after another, the larger behind the smaller ("2 2.5 3 3.5 4 5 6"): hardly a telephone number looks so.</summary>
static class Counting
{
    const int Least = 6, LeastWithParts = 4;

    static readonly SearchValues<char> Written = SearchValues.Create("0123456789.,");

    /// <summary>Whether a run is of such numbers, six of them or four of which one has a decimal part; a nought at the head is no size's.</summary>
    public static bool IsUpwards(ReadOnlySpan<char> run)
    {
        var (count, parts, last) = (0, false, -1.0);
        foreach (var piece in run.SplitAny(' ', '/', ';', '\n'))
        {
            var size = run[piece].TrimEnd(',');
            if (size.IsEmpty) continue;
            if (size.IndexOfAnyExcept(Written) >= 0 || size is ['0', not ('.' or ','), ..] || size.Length > 6) return false;
            var point = size.IndexOfAny('.', ',');
            if (point == 0 || point >= 0 && size[(point + 1)..].IndexOfAny('.', ',') >= 0) return false;
            var value = Value(size, point);
            if (value <= last) return false;
            (last, parts, count) = (value, parts || point > 0, count + 1);
        }
        return count >= (parts ? LeastWithParts : Least);
    }

    static double Value(ReadOnlySpan<char> size, int point) =>
        point < 0 ? int.Parse(size, CultureInfo.InvariantCulture)
        : int.Parse(size[..point], CultureInfo.InvariantCulture) + (point + 1 < size.Length ? int.Parse(size[(point + 1)..], CultureInfo.InvariantCulture) / Math.Pow(10, size.Length - point - 1) : 0);
}
