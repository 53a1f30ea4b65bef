using System.Security.Cryptography;

namespace Bihuan.Kernel;

/// <summary>A cryptographic digest (杂凑算法). Its name is stored with each value, so that a district can change the suite without
/// losing the proof of what was recorded before (GB/T 39786).</summary>
public interface IDigest
{
    /// <summary>Such as <c>SHA-256</c> or <c>SM3</c>.</summary>
    string Name { get; }

    /// <summary>The digest of some bytes: 32 bytes in both suites.</summary>
    byte[] Of(ReadOnlySpan<byte> bytes);

    /// <summary>A digest fed piece by piece, for files.</summary>
    IRunningDigest Begin();
}

/// <summary>A digest under way.</summary>
public interface IRunningDigest : IDisposable
{
    /// <summary>Takes more bytes in.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The digest of all that was taken in. Ends it.</summary>
    byte[] End();
}

/// <summary>SHA-256 (FIPS 180-4).</summary>
public sealed class Sha256Digest : IDigest
{
    /// <inheritdoc/>
    public string Name => "SHA-256";

    /// <inheritdoc/>
    public byte[] Of(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes);

    /// <inheritdoc/>
    public IRunningDigest Begin() => new Running();

    private sealed class Running : IRunningDigest
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        public byte[] End() => _hash.GetHashAndReset();

        public void Dispose() => _hash.Dispose();
    }
}
