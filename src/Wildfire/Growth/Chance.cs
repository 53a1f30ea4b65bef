namespace Bihuan.Wildfire.Growth;

/// <summary>
/// Random numbers by place instead of by order: a number is a function of the seed, a stream and a count, so that no thread can change it.
/// </summary>
/// <remarks>Steele, Lea &amp; Flood 2014: the output function of SplitMix64, applied once for each of the three. Fixed: results of a seed stay the same.</remarks>
internal readonly struct Chance(long seed, long stream)
{
    private readonly ulong _key = Mix(Mix(unchecked((ulong)seed) + Golden) ^ (unchecked((ulong)stream) * Golden));

    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Evenly in [0, 1).</summary>
    public double Uniform(long count) => (Mix(_key + (unchecked((ulong)count + 1) * Golden)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normal with mean 0 and deviation 1 (Box &amp; Muller 1958); uses the counts 2n and 2n + 1.</summary>
    public double Normal(long count) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(2 * count))) * Math.Cos(2 * Math.PI * Uniform((2 * count) + 1));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
