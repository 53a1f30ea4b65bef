using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>A Merkle tree that grows by one leaf at a time (RFC 6962 §2.1) and holds only the roots of its whole subtrees, at most one for
/// each power of two. Leaves and nodes are hashed under different first bytes, so neither can stand for the other.</summary>
/// <param name="digest">The suite.</param>
public sealed class MerkleTree(IDigest digest)
{
    private readonly List<byte[]> _peaks = [];

    /// <summary>How many leaves it has.</summary>
    public long Count { get; private set; }

    /// <summary>The roots of its whole subtrees, the largest first: from these the tree can grow on.</summary>
    public IReadOnlyList<byte[]> Peaks => _peaks;

    /// <summary>Goes on from a tree that was put away.</summary>
    /// <exception cref="ArgumentException">So many peaks do not belong to so many leaves.</exception>
    public static MerkleTree From(IDigest digest, long count, IEnumerable<byte[]> peaks)
    {
        var tree = new MerkleTree(digest) { Count = count };
        tree._peaks.AddRange(peaks);
        return tree._peaks.Count == System.Numerics.BitOperations.PopCount((ulong)count) ? tree : throw new ArgumentException("These are not the peaks of the tree.", nameof(peaks));
    }

    /// <summary>Adds a leaf.</summary>
    public void Append(ReadOnlySpan<byte> leaf)
    {
        var root = Hash(0, leaf, []);
        for (var rest = Count; (rest & 1) == 1; rest >>= 1)
        {
            root = Hash(1, _peaks[^1], root);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(root);
        Count++;
    }

    /// <summary>The root over all leaves.</summary>
    public byte[] Root()
    {
        if (_peaks.Count == 0)
        {
            return digest.Of([]);
        }

        var root = _peaks[^1];
        for (var i = _peaks.Count - 2; i >= 0; i--)
        {
            root = Hash(1, _peaks[i], root);
        }

        return root;
    }

    private byte[] Hash(byte kind, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        using var running = digest.Begin();
        running.Append([kind]);
        running.Append(left);
        running.Append(right);
        return running.End();
    }
}
