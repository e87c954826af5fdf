namespace Parley.Text.Models;

/// <summary>The traits of one text, each once, scaled as <see cref="FeatureSet.Fade"/> says.</summary>
/// <param name="Index">Places in the table, each once.</param>
/// <param name="Value">What stands there; without fading the squares add up to 1.</param>
sealed record Row(int[] Index, float[] Value)
{
    public static Row Of(string text, in FeatureSet set) => Of(new TextTraits(Folded.Of(text), text, set), set);

    public static Row Of<T>(T source, in FeatureSet set) where T : struct, ITraitSource
    {
        var once = new Once(set.Bits);
        source.Read(ref once);
        return once.ToRow(set);
    }

    public double Dot(float[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < Index.Length; i++) sum += weights[Index[i]] * Value[i];
        return sum;
    }

    /// <summary>Keeps each place once.</summary>
    struct Once(int bits) : ITraits
    {
        readonly ulong[] seen = new ulong[Math.Max(1, (1 << bits) / 64)];
        readonly List<int> index = [];
        readonly List<float> value = [];
        double square;

        public void Add(int place, float weight, int start, int length)
        {
            ref var word = ref seen[place >> 6];
            var bit = 1ul << (place & 63);
            if ((word & bit) != 0) return;
            word |= bit;
            index.Add(place);
            value.Add(weight);
            square += weight * weight;
        }

        public readonly Row ToRow(in FeatureSet set)
        {
            var scale = (float)set.Scale(square);
            return new Row([.. index], [.. value.Select(v => v * scale)]);
        }
    }
}
