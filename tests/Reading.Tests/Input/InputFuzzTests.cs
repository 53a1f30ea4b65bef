using System.IO.Compression;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Reading.Input;
using Bihuan.TestKit;
using Xunit;
using static Bihuan.TestKit.DocxFile;

namespace Bihuan.Reading.Tests.Input;

/// <summary>Whatever the bytes: no exception, an answer soon, and ranges that lie in the text.</summary>
public class InputFuzzTests
{
    private const string Body = "一、加快建设柳溪大道，年内完成三百亩以上。\n（一）由柳溪镇牵头，每月25日前报送。\n";

    private static readonly (string Name, byte[] Bytes)[] Valid =
    [
        ("a.txt", Encoding.UTF8.GetBytes(Body)),
        ("b.txt", CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(Body)),
        ("a.md", Encoding.UTF8.GetBytes("# 标题\n\n1. **甲**\n   - 乙\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | `丁` |\n\n> [链](x) <b>粗</b> &amp;\n")),
        ("a.html", Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body><div id=zoom><p>甲<b>乙</p><ol><li>丙</ol><table><tr><td rowspan=2>丁<td colspan=2>戊<tr><td>己<td>庚</table></div></body></html>")),
        ("a.pdf", new PdfFile().Flow([Body.Replace("\n", "", StringComparison.Ordinal), "二、完善保障。"]).Rule(72, 300, 300, 300).Rule(72, 300, 72, 200).Rule(300, 300, 300, 200).Rule(72, 200, 300, 200).ToBytes()),
        ("a.docx", Of(
            Numbered("甲", 1) + Table(Cell("乙", "<w:gridSpan w:val=\"2\"/>"), Cell("丙", "<w:vMerge w:val=\"restart\"/>") + Cell("丁"), Cell("", "<w:vMerge/>") + Cell("戊")),
            "<w:abstractNum w:abstractNumId=\"0\">" + Level(0, "chineseCounting", "%1、") + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")),
    ];

    private static readonly string[] Names = ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a"];

    private static readonly string[] Heads = ["", "%PDF-1.4\n", "PK\u0003\u0004", "<html>", "柳溪"];

    // Seeds are fixed: a parser of others that fails on one input in a million must not fail somebody's push by chance. Raise the
    // counts for a night to look further.
    [Fact]
    public void RandomBytes_NeverThrow() => Parallel.For(0, 3_000, seed =>
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(600)];
        random.NextBytes(bytes);
        Holds([.. Encoding.UTF8.GetBytes(Heads[random.Next(Heads.Length)]), .. bytes], Names[random.Next(Names.Length)]);
    });

    [Fact]
    public void MutatedFiles_NeverThrow_AndEndSoon() => Parallel.For(0, 4_000, seed =>
    {
        var (name, bytes) = Valid[seed % Valid.Length];
        Holds(Mutate(bytes, 1 + (seed % 6), seed), name);
    });

    /// <summary>A packed file hides its XML from byte mutations, so its parts are mutated before they are packed.</summary>
    [Fact]
    public void MutatedPartsOfADocx_NeverThrow() => Parallel.For(0, 2_000, seed => Holds(Repack(1 + (seed % 4), seed), "a.docx"));

    private static void Holds(byte[] bytes, string name)
    {
        // That it ends soon is said by its own limit, INP-020.
        var result = InputReader.Read(bytes, name, new() { MaxTime = TimeSpan.FromMinutes(2) });
        if (result is not Result<SourceText>.Done(var source))
        {
            Assert.NotEqual("INP-020", ((Result<SourceText>.Refused)result).Problems[0].Code);
            return;
        }

        var whole = new SourceRange(0, source.Text.Length);
        Assert.All(source.Repairs, r => Assert.True(whole.Contains(r.Range)));
        Assert.All(source.PageBreaks, p => Assert.InRange(p, 0, source.Text.Length));
        foreach (var table in source.Tables)
        {
            Assert.True(whole.Contains(table.Range));
            Assert.All(table.Cells, c =>
            {
                Assert.True(table.Range.Contains(c.Range) && c.Row + c.RowSpan <= table.RowCount && c.Column + c.ColumnSpan <= table.ColumnCount);
                Assert.False(source.Slice(c.Range).ContainsAny('\t', '\n'));
            });
        }
    }

    // Cut, doubled, shuffled, overwritten, or with digits and brackets put in, which parsers count by.
    private static byte[] Mutate(byte[] original, int changes, int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>(original);
        for (var i = 0; i < changes && bytes.Count > 4; i++)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes.Reverse(at, length);
                    break;
                case 3:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 4:
                    bytes.InsertRange(at, Encoding.ASCII.GetBytes(random.Next(2) == 0 ? "999999999" : "-1"));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.ASCII.GetBytes(new string("[(<{"[random.Next(4)], random.Next(1, 500))));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Repack(int changes, int seed)
    {
        using var zip = new ZipArchive(new MemoryStream(Valid[5].Bytes), ZipArchiveMode.Read);
        var random = new Random(seed);
        var files = new List<(string, string)>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            var text = reader.ReadToEnd();
            for (var i = 0; i < changes; i++)
            {
                text = Swap(text, random);
            }

            files.Add((entry.FullName, text));
        }

        return Zip(files);
    }

    // Swaps words of the mark-up for others, so that much of it stays well-formed XML with wrong meaning.
    private static string Swap(string text, Random random)
    {
        string[] words = ["w:val", "w:tc", "w:tr", "w:p", "\"1\"", "\"0\"", "\"-7\"", "\"99999999999\"", "\"x\"", "\"\"", "w:numId", "w:ilvl", "w:vMerge", "w:gridSpan", "word/", "document", "numbering", "w:lvl", "%1"];
        var from = words[random.Next(words.Length)];
        return text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, words[random.Next(words.Length)], StringComparison.Ordinal) : text;
    }
}
