using Parley.Text.Contacts.Words;
using Parley.Text.Models;

namespace Parley.Text.Contacts;

/// <summary>
/// What the worded model reads: the letters and words of the messages, and the concepts of their phrases, each by itself and with those that
/// stand before it nearby. Concepts are the same in every language.
/// </summary>
readonly struct WordedTraits(Scene scene, FeatureSet set) : ITraitSource
{
    const uint Seed = 0x9E3779B1, PairSeed = 0x7FEB352D;
    const int Reach = 45, MostBefore = 8;

    public void Read<T>(ref T traits) where T : struct, ITraits, allows ref struct
    {
        var text = scene.Joined;
        Features.Read(Folded.Of(text), text, set, ref traits);
        var mask = (1u << set.Bits) - 1;
        var hits = scene.Hits;
        for (var at = 0; at < hits.Count; at++)
        {
            var hit = hits[at];
            Add(Seed ^ (uint)hit.Concept, mask, ref traits);
            for (var before = at - 1; before >= Math.Max(0, at - MostBefore); before--)
            {
                var other = hits[before];
                if (hit.From - other.To > Reach || other.Concept == hit.Concept) continue;
                Add(PairSeed ^ ((uint)other.Concept << 8) ^ (uint)hit.Concept, mask, ref traits);
            }
        }
    }

    void Add<T>(uint hash, uint mask, ref T traits) where T : struct, ITraits, allows ref struct => traits.Add((int)(Features.Mix(hash) & mask), set.ConceptWeight, -1, 0);
}
