using Bihuan.Kernel;
using Org.BouncyCastle.Crypto.Digests;

namespace Bihuan.Persistence;

/// <summary>SM3 (GB/T 32905-2016).</summary>
public sealed class Sm3Digest : IDigest
{
    /// <inheritdoc/>
    public string Name => "SM3";

    /// <inheritdoc/>
    public byte[] Of(ReadOnlySpan<byte> bytes)
    {
        using var running = Begin();
        running.Append(bytes);
        return running.End();
    }

    /// <inheritdoc/>
    public IRunningDigest Begin() => new Running();

    private sealed class Running : IRunningDigest
    {
        private readonly SM3Digest _digest = new();

        public void Append(ReadOnlySpan<byte> bytes) => _digest.BlockUpdate(bytes);

        public byte[] End()
        {
            var value = new byte[_digest.GetDigestSize()];
            _digest.DoFinal(value);
            return value;
        }

        public void Dispose()
        {
        }
    }
}
