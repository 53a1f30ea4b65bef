using System.IO.Compression;
using Bihuan.Platform;
using MiniExcelLibs;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>What goes to Excel comes back, and nothing that was typed becomes a formula.</summary>
public class ExcelTableTests
{
    private static readonly string[] Headers = ["名称", "数量"];

    [Theory]
    [InlineData("=1+1")]
    [InlineData("$=1+1")]
    [InlineData("+86")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("'=1")]
    [InlineData("甲局")]
    [InlineData("a<b>&\"c\"")]
    public void Text_StaysText_AndComesBack(string typed)
    {
        using var stream = new MemoryStream();
        ExcelTable.Write(stream, "机构/名册", Headers, [[typed, 5]]);

        stream.Position = 0;
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
        {
            foreach (var sheet in archive.Entries.Where(e => e.FullName.Contains("sheet", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(sheet.Open());
                Assert.DoesNotContain("<x:f>", reader.ReadToEnd(), StringComparison.Ordinal);
            }
        }

        stream.Position = 0;
        var row = Assert.Single(stream.Query(useHeaderRow: true).Cast<IDictionary<string, object>>());
        Assert.Equal(typed, ExcelTable.Plain((string)row["名称"]));
        Assert.Equal(5d, row["数量"]);
    }

    [Fact]
    public void ATableWithoutRows_ShowsItsColumns()
    {
        using var stream = new MemoryStream();
        ExcelTable.Write(stream, "", Headers, []);
        stream.Position = 0;
        Assert.Equal(Headers, stream.GetColumns(useHeaderRow: true));
    }

    [Fact]
    public void WhatXmlCannotHold_IsLeftOut() => Assert.Equal("甲乙", ExcelTable.Neutral("甲\u0001乙\uD800"[..3].Replace("\uD800", "", StringComparison.Ordinal)));
}
