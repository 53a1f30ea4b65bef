using Bihuan.Kernel;
using Bihuan.Persistence;

namespace Bihuan.Platform;

/// <summary>The digest that the district has chosen (密码算法套件): SHA-256 until it says otherwise. Whoever stores a value takes one suite
/// from <see cref="Current"/> and stores its name beside the value.</summary>
public sealed class ChosenDigest : IDigest
{
    private IDigest _current = Digests.Of("SHA-256");

    /// <summary>The suite in force.</summary>
    public IDigest Current => Volatile.Read(ref _current);

    /// <inheritdoc/>
    public string Name => Current.Name;

    /// <summary>Chooses another.</summary>
    /// <exception cref="NotSupportedException">This program does not know it.</exception>
    public void Choose(string name)
    {
        if (Current.Name != name)
        {
            Volatile.Write(ref _current, Digests.Of(name));
        }
    }

    /// <inheritdoc/>
    public byte[] Of(ReadOnlySpan<byte> bytes) => Current.Of(bytes);

    /// <inheritdoc/>
    public IRunningDigest Begin() => Current.Begin();
}
