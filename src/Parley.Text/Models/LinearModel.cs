using System.Runtime.Intrinsics;

namespace Parley.Text.Models;

/// <summary>
/// Log odds of a few classes from hashed traits of a text. A place of the table holds a signed byte for each class: small weights are kept
/// finer than large ones. Safe to be used by many threads at once.
/// </summary>
sealed class LinearModel
{
    const int Steps = 127;

    /// <summary>So many classes are added up at once; more are not.</summary>
    const int Lanes = 16;

    [ThreadStatic]
    static ulong[]? marks;

    [ThreadStatic]
    static int[]? places;

    /// <summary>The places' bytes, and room behind them, so that <see cref="Lanes"/> can be read from every place.</summary>
    readonly sbyte[] table;

    /// <summary>The first class's alone: who asks for it only reads a small table.</summary>
    readonly sbyte[] first;

    readonly float[][] decode;

    public LinearModel(FeatureSet set, IReadOnlyList<string> classes, sbyte[] table, float[] largest, double[] constants, double[] thresholds)
    {
        (Set, Classes, this.table, Largest, Constants, Thresholds) = (set, classes, [.. table, .. new sbyte[Lanes]], largest, constants, thresholds);
        first = classes.Count == 1 ? this.table : [.. Enumerable.Range(0, 1 << set.Bits).Select(place => table[place * classes.Count])];
        decode = [.. largest.Select(Decode)];
    }

    public FeatureSet Set { get; }

    public IReadOnlyList<string> Classes { get; }

    /// <summary>The largest weight of each class.</summary>
    public float[] Largest { get; }

    public double[] Constants { get; }

    /// <summary>The log odds from which a class's own decision is yes.</summary>
    public double[] Thresholds { get; }

    public ReadOnlySpan<sbyte> Table => table.AsSpan(0, table.Length - Lanes);

    /// <summary>Makes a model of weights, one table for each class.</summary>
    public static LinearModel Of(FeatureSet set, IReadOnlyList<string> classes, IReadOnlyList<Weights> weights, double[] thresholds)
    {
        var bytes = new sbyte[classes.Count << set.Bits];
        var largest = weights.Select(w => w.Place.Max(Math.Abs)).ToArray();
        for (var c = 0; c < weights.Count; c++)
        {
            for (var i = 0; i < weights[c].Place.Length; i++)
            {
                var w = weights[c].Place[i];
                bytes[i * classes.Count + c] = (sbyte)(Math.Sign(w) * Math.Round(Steps * Math.Sqrt(Math.Abs(w) / Math.Max(largest[c], 1e-9))));
            }
        }
        return new(set, classes, bytes, largest, [.. weights.Select(w => w.Constant)], thresholds);
    }

    /// <summary>The log odds of each class.</summary>
    public void Score(string text, Span<double> odds) => Score(Folded.Of(text), text, odds);

    /// <summary>The log odds of each class of a text that was folded before.</summary>
    public void Score(Folded folded, string text, Span<double> odds) => Score(new TextTraits(folded, text, Set), odds);

    /// <summary>The log odds of each class, or of as many of the first as there is room for, of what has traits as <see cref="Set"/> says.</summary>
    public void Score<T>(T source, Span<double> odds) where T : struct, ITraitSource
    {
        var room = Math.Max(1, (1 << Set.Bits) / 64);
        if (marks is null || marks.Length < room) marks = new ulong[room];
        if (odds.Length == 1) Score(source, new First(first, decode[0]), odds);
        else if (Classes.Count <= Lanes) Score(source, new Together(table, Classes.Count, Largest), odds);
        else Score(source, new Each(table, decode), odds);
    }

    void Score<T, TAdder>(T source, TAdder adder, Span<double> odds) where T : struct, ITraitSource where TAdder : struct, IAdder
    {
        var sum = new Summing<TAdder>(adder, marks!, places ??= new int[1024]);
        source.Read(ref sum);
        places = sum.Forget();
        var scale = Set.Scale(sum.Square);
        for (var c = 0; c < odds.Length; c++) odds[c] = sum.Of(c) * scale + Constants[c];
    }

    /// <summary>A class's weight at a place.</summary>
    public float Weight(int place, int @class) => decode[@class][(byte)table[place * Classes.Count + @class]];

    /// <summary>All weights of a class, for training that goes on from here.</summary>
    public float[] Weights(int @class) => [.. Enumerable.Range(0, 1 << Set.Bits).Select(place => Weight(place, @class))];

    static float[] Decode(float largest)
    {
        var values = new float[256];
        for (var q = -Steps; q <= Steps; q++) values[(byte)(sbyte)q] = largest * Math.Sign(q) * q * q / (Steps * Steps);
        return values;
    }

    /// <summary>Adds up what stands at places.</summary>
    interface IAdder
    {
        void Add(int place, float weight);

        float Of(int @class);
    }

    /// <summary>For the first class alone.</summary>
    struct First(sbyte[] bytes, float[] values) : IAdder
    {
        float sum;

        public void Add(int place, float weight) => sum += weight * values[(byte)bytes[place]];

        public readonly float Of(int @class) => sum;
    }

    /// <summary>For up to <see cref="Lanes"/> classes at once: the squares that bytes stand for are made and added up side by side.</summary>
    struct Together(sbyte[] bytes, int classes, float[] largest) : IAdder
    {
        Vector256<float> low, high;

        public void Add(int place, float weight)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Create<sbyte>(bytes.AsSpan(place * classes, Lanes)));
            var steps = Vector256.Create(lower, upper);
            var (front, back) = Vector256.Widen(steps * Vector256.Abs(steps));
            low += Vector256.ConvertToSingle(front) * weight;
            high += Vector256.ConvertToSingle(back) * weight;
        }

        public readonly float Of(int @class) => (@class < 8 ? low[@class] : high[@class - 8]) * (largest[@class] / (Steps * Steps));
    }

    /// <summary>For any number of classes.</summary>
    struct Each(sbyte[] bytes, float[][] values) : IAdder
    {
        readonly float[] sums = new float[values.Length];

        public readonly void Add(int place, float weight)
        {
            for (var c = 0; c < sums.Length; c++) sums[c] += weight * values[c][(byte)bytes[place * values.Length + c]];
        }

        public readonly float Of(int @class) => sums[@class];
    }

    /// <summary>Adds up weights, each place once. The marks of places seen are shared by all texts of a thread, and taken back afterwards.</summary>
    ref struct Summing<TAdder>(TAdder adder, ulong[] seen, int[] room) : ITraits where TAdder : struct, IAdder
    {
        TAdder adder = adder;
        int[] touched = room;
        int count;

        public double Square { get; private set; }

        public void Add(int index, float weight, int start, int length)
        {
            ref var word = ref seen[index >> 6];
            var bit = 1ul << (index & 63);
            if ((word & bit) != 0) return;
            if (word == 0)
            {
                if (count == touched.Length) Array.Resize(ref touched, count * 2);
                touched[count++] = index >> 6;
            }
            word |= bit;
            Square += weight * weight;
            adder.Add(index, weight);
        }

        public readonly float Of(int @class) => adder.Of(@class);

        /// <summary>The room for places, which may have grown.</summary>
        public readonly int[] Forget()
        {
            foreach (var place in touched.AsSpan(0, count)) seen[place] = 0;
            return touched;
        }
    }
}
