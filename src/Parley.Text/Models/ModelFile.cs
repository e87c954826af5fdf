using System.IO.Compression;
using System.Text;

namespace Parley.Text.Models;

/// <summary>
/// A model as bytes: "PLM5", a byte of bits, two of sequence lengths, eight weights of families, a byte of skips, one of concepts, the fading; a byte count of
/// classes, for each its name, largest weight, constant and threshold; then the table, class by class, compressed. Little endian. "PLM4", which
/// an operator's taught model may still be, has no fading.
/// </summary>
static class ModelFile
{
    const int MostBits = 20, MostClasses = 64;

    static readonly byte[] Mark = "PLM5"u8.ToArray(), Before = "PLM4"u8.ToArray();

    public static byte[] Write(LinearModel model)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            var s = model.Set;
            writer.Write(Mark);
            writer.Write((byte)s.Bits);
            writer.Write((byte)s.Shortest);
            writer.Write((byte)s.Longest);
            foreach (var weight in (float[])[s.CharWeight, s.WordWeight, s.PairWeight, s.ShapeWeight, s.StartWeight, s.CaseWeight, s.OutlineWeight, s.ConceptWeight]) writer.Write(weight);
            writer.Write(s.Skips);
            writer.Write(s.Concepts);
            writer.Write(s.Fade);
            writer.Write((byte)model.Classes.Count);
            for (var c = 0; c < model.Classes.Count; c++)
            {
                writer.Write(model.Classes[c]);
                writer.Write(model.Largest[c]);
                writer.Write(model.Constants[c]);
                writer.Write(model.Thresholds[c]);
            }
        }
        using (var packed = new BrotliStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true)) packed.Write(Turned(model.Table, 1 << model.Set.Bits, model.Classes.Count));
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">These are not the bytes of a model.</exception>
    public static LinearModel Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            var mark = reader.ReadBytes(Mark.Length);
            if (!mark.AsSpan().SequenceEqual(Mark) && !mark.AsSpan().SequenceEqual(Before)) throw new InvalidDataException("These bytes are no model of this version.");
            var (bits, shortest, longest) = (reader.ReadByte(), reader.ReadByte(), reader.ReadByte());
            if (bits is 0 or > MostBits || shortest is 0 || longest > 8) throw new InvalidDataException("A model's table or its traits are out of bounds.");
            var weights = Enumerable.Range(0, 8).Select(_ => reader.ReadSingle()).ToArray();
            var set = new FeatureSet(bits, shortest, longest, weights[0], weights[1], weights[2], weights[3]) { StartWeight = weights[4], CaseWeight = weights[5], OutlineWeight = weights[6], ConceptWeight = weights[7], Skips = reader.ReadBoolean(), Concepts = reader.ReadByte(), Fade = mark.AsSpan().SequenceEqual(Mark) ? reader.ReadDouble() : 0 };
            if (set.ConceptWeight > 0 && set.Concepts is 0 or > 3 and not FeatureSet.Phrases) throw new InvalidDataException("A model's concepts are unknown.");
            var count = reader.ReadByte();
            if (count is 0 or > MostClasses) throw new InvalidDataException("A model has 1 to 64 classes.");
            var (classes, largest, constants, thresholds) = (new string[count], new float[count], new double[count], new double[count]);
            for (var c = 0; c < count; c++) (classes[c], largest[c], constants[c], thresholds[c]) = (reader.ReadString(), reader.ReadSingle(), reader.ReadDouble(), reader.ReadDouble());
            if (weights.Concat(largest).Any(w => !float.IsFinite(w)) || !double.IsFinite(set.Fade) || constants.Concat(thresholds).Any(w => !double.IsFinite(w))) throw new InvalidDataException("A model's weights are numbers.");
            var turned = new sbyte[count << bits];
            using var unpacked = new BrotliStream(stream, CompressionMode.Decompress);
            unpacked.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(turned.AsSpan()));
            return new LinearModel(set, classes, Turned(turned, count, 1 << bits, b => b), largest, constants, thresholds);
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidDataException("A model ends too early.", cut);
        }
    }

    static byte[] Turned(ReadOnlySpan<sbyte> table, int rows, int columns) => Turned(table, rows, columns, b => (byte)b);

    static T[] Turned<T>(ReadOnlySpan<sbyte> table, int rows, int columns, Func<sbyte, T> of)
    {
        var turned = new T[rows * columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++) turned[c * rows + r] = of(table[r * columns + c]);
        }
        return turned;
    }

    /// <summary>A model that is part of this library.</summary>
    public static LinearModel Embedded(string name)
    {
        using var stream = typeof(ModelFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The library lacks its model {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    }
}
