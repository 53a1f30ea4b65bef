using Xunit;

namespace Bihuan.Kernel.Tests;

public class DigestTests
{
    /// <summary>FIPS 180-4, the example "abc".</summary>
    [Fact]
    public void Sha256_IsThatOfTheStandard_AtOnceAndPieceByPiece()
    {
        const string Expected = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        var digest = new Sha256Digest();
        using var running = digest.Begin();
        running.Append("a"u8);
        running.Append("bc"u8);

        Assert.Equal("SHA-256", digest.Name);
        Assert.Equal(Expected, Convert.ToHexString(digest.Of("abc"u8)));
        Assert.Equal(Expected, Convert.ToHexString(running.End()));
    }
}
