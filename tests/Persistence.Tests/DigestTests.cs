using System.Text;
using Bihuan.Kernel;
using CsCheck;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class DigestTests
{
    /// <summary>The examples of GB/T 32905-2016, appendix A.</summary>
    [Theory]
    [InlineData("abc", 1, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcd", 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    public void Sm3_GivesTheExamplesOfItsStandard(string text, int times, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(new Sm3Digest().Of(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))))));

    [Fact]
    public void ADigest_IsTheSame_HoweverItIsFed() =>
        Gen.Select(Gen.Byte.Array[0, 500], Gen.Int[1, 64], Gen.Int[0, Digests.All.Count - 1]).Sample((bytes, step, which) =>
        {
            var digest = Digests.All[which];
            using var running = digest.Begin();
            foreach (var piece in bytes.Chunk(step))
            {
                running.Append(piece);
            }

            return running.End().AsSpan().SequenceEqual(digest.Of(bytes));
        });

    /// <summary>The tree heads that Certificate Transparency's reference implementations are tested with (RFC 6962 §2.1).</summary>
    [Fact]
    public void TheMerkleTree_GivesTheKnownRoots()
    {
        string[] leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        string[] roots =
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        var tree = new MerkleTree(new Sha256Digest());
        for (var i = 0; i < leaves.Length; i++)
        {
            tree.Append(Convert.FromHexString(leaves[i]));
            Assert.Equal(roots[i], Convert.ToHexStringLower(tree.Root()));
            tree = MerkleTree.From(new Sha256Digest(), tree.Count, tree.Peaks);
        }
    }
}
