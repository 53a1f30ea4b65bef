using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>The digests that this program knows, by the names that are stored with values.</summary>
public static class Digests
{
    private static readonly IDigest[] Known = [new Sha256Digest(), new Sm3Digest()];

    /// <summary>Every one.</summary>
    public static IReadOnlyList<IDigest> All => Known;

    /// <summary>The digest of a name, or <see langword="null"/> for a name that this program does not know.</summary>
    public static IDigest? Find(string name) => Array.Find(Known, d => d.Name == name);

    /// <summary>The digest of a name.</summary>
    /// <exception cref="NotSupportedException">This program does not know it.</exception>
    public static IDigest Of(string name) => Find(name) ?? throw new NotSupportedException($"This program does not know the digest {name}.");
}
