using System.Collections.Concurrent;
using System.Text;
using Bihuan.Kernel;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests;

/// <summary>Whatever comes in, the reader answers: no exception, no long run, every range inside the text.</summary>
public class RobustnessTests
{
    private const int Inputs = 100_000;

    /// <summary>A bound against run-away work, far above what any of these inputs needs; not a measurement.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly string[] Cues =
    [
        "（", "）", "（牵头领导：", "主要责任单位：", "（牵头单位：甲局；责任单位：乙局、丙局）", "【完成时限：2023年10月底前】", "\t", "\n", "\n\n", "|", "│", "├──┤", "附件", "附件2\n", "一、", "（一）", "1.", "①", "3.2.3.1 ", "第十八条 ",
        "《", "》", "“", "”", "〔2022〕1号\n", "青政办〔2023〕5号", "达到", "80%以上", "力争", "由3家增加到5家", "每季度不少于一次", "2022年底前", "2月30日", "9999999999999999999999亿元", "0.0000000000000000001", "同志为", "免去：", "职务；", "同时废止",
        "一般：", "死亡3人以上10人以下", "持续燃烧2小时", "IV级响应：", "组长：", "成员：张 三 某局局长", "目 录\n", ".....（17）\n", "合计", "序号\t指标名称\t2021年\t2022年\n", "<ol>", "**", "\u0000", "\uFEFF", "\uD83D", "\uDE00", "𠮷", "：", "，", "。", "；",
    ];

    [Fact]
    public void HundredThousandMutatedInputs_AreReadWithoutExceptionInBoundedTimeWithValidRanges()
    {
        var seeds = Seeds();
        var failures = new ConcurrentQueue<string>();
        Parallel.For(0, Inputs, i =>
        {
            var random = new Random(i);
            var input = Mutate(seeds, random);
            try
            {
                var took = Effort.Of(() =>
                {
                    var result = i % 10 == 0 ? ReadBytes(input, random) : Reader.Read(new SourceText(input));
                    if (result is not null && InvalidRange(result) is { } invalid)
                    {
                        failures.Enqueue($"input {i}: {invalid}");
                    }
                });
                if (took >= Longest)
                {
                    failures.Enqueue($"input {i} takes {took}");
                }
            }
#pragma warning disable CA1031 // The test is about any exception at all.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failures.Enqueue($"input {i}: {e}");
            }
        });

        // One of each kind of failure says more than the first five.
        var kinds = failures.GroupBy(f => f.Split('\n').FirstOrDefault(l => l.Contains(" at Bihuan.Reading", StringComparison.Ordinal) && !l.Contains("MappedText", StringComparison.Ordinal)) ?? f).Select(g => $"{g.Count()} like {g.First()}");
        Assert.True(failures.IsEmpty, string.Join("\n", kinds.Take(8)));
    }

    public static TheoryData<string, string> HostileTexts => new()
    {
        { "10,000 brackets opened", string.Concat(Enumerable.Repeat("（", 10_000)) + "甲局" },
        { "10,000 brackets nested", string.Concat(Enumerable.Repeat("（牵头单位：", 10_000)) + "甲局" + string.Concat(Enumerable.Repeat("）", 10_000)) },
        { "10,000 brackets on lines of their own", string.Concat(Enumerable.Repeat("（牵头单位：甲局，\n\n", 10_000)) },
        { "a megabyte on one line", "1. " + string.Concat(Enumerable.Repeat("新增企业5家以上，达到80%，", 70_000)) },
        { "a megabyte of digits", new string('1', 1_000_000) },
        { "a megabyte of dots", new string('.', 1_000_000) },
        { "a megabyte of numerals", new string('十', 1_000_000) },
        { "a megabyte of tabs", new string('\t', 1_000_000) },
        { "100,000 empty lines", new string('\n', 100_000) },
        { "30,000 items of one list", string.Concat(Enumerable.Range(1, 30_000).Select(i => $"{i % 999}. 做好第{i}件事。（牵头单位：甲局）\n")) },
        { "30,000 levels of numbering", string.Concat(Enumerable.Range(1, 30_000).Select(i => $"{(i % 4) switch { 0 => "一、", 1 => "（一）", 2 => "1.", _ => "①" }}某事\n")) },
        { "10,000 table rows", string.Concat(Enumerable.Range(1, 10_000).Select(i => $"{i}\t指标{i}\t{i}家\t{i + 1}家\t\t甲局\n")) },
        { "5,000 documents", string.Concat(Enumerable.Range(1, 5_000).Select(i => $"关于某事的通知\n\n青政办〔2023〕{i}号\n\n各街道：\n\n办好。\n\n青岚区人民政府\n\n2023年3月1日\n\n")) },
        { "one bracket never closed, then 50,000 short lines", "工作（\n" + string.Concat(Enumerable.Repeat("某单位\n", 50_000)) },
        { "一是 200,000 times", "一、" + string.Concat(Enumerable.Repeat("一是做事；", 200_000)) },
        { "同志 200,000 times", string.Concat(Enumerable.Repeat("同志、", 200_000)) + "为局长" },
        { "quotes 300,000 times", string.Concat(Enumerable.Repeat("《", 300_000)) },
        { "deadlines 100,000 times", string.Concat(Enumerable.Repeat("2022年2月15日前", 100_000)) },
    };

    [Theory, MemberData(nameof(HostileTexts), DisableDiscoveryEnumeration = true)]
    public void HostileText_IsReadInBoundedTime(string name, string text)
    {
        ReadResult? read = null;
        var took = Effort.Of(() => read = Reader.Read(new SourceText(text)));

        Assert.Null(InvalidRange(read!));

        // Far above what is needed, far below what quadratic work would take.
        Assert.True(took < TimeSpan.FromSeconds(60), $"{name}: {took}");
    }

    /// <summary>The first range that does not lie in the text, or <see langword="null"/>.</summary>
    internal static string? InvalidRange(ReadResult result)
    {
        var length = result.Source.Text.Length;
        bool Bad(SourceRange r) => r.Start < 0 || r.End < r.Start || r.End > length;
        foreach (var document in result.Documents)
        {
            if (Bad(document.Range))
            {
                return $"document {document.Name} {document.Range}";
            }
            foreach (var node in document.Nodes)
            {
                if (Bad(node.Range) || Bad(node.Text.Range))
                {
                    return $"node {node.Place} {node.Range} {node.Text.Range}";
                }
                foreach (var row in node.Table?.Rows ?? [])
                {
                    if (Bad(row.Range) || row.Cells.Any(c => Bad(c.Text.Range)))
                    {
                        return $"row {row.Place} {row.Range}";
                    }
                }
            }
            foreach (var commitment in document.Commitments)
            {
                if (Bad(commitment.Range) || (commitment.Text.Length > 0 && commitment.Range.Length == 0))
                {
                    return $"{commitment.Kind} {commitment.Place} {commitment.Range} {commitment.Text}";
                }
            }
        }

        return result.Repairs.FirstOrDefault(r => Bad(r.Range)) is { } repair ? $"repair {repair}"
            : result.Contradictions.SelectMany(c => c.Places).FirstOrDefault(p => Bad(p.Range)) is { } place ? $"finding {place}" : null;
    }

    private static ReadResult? ReadBytes(string input, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(input);
        for (var n = random.Next(0, 20); n > 0 && bytes.Length > 0; n--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return Bihuan.Reading.Input.InputReader.Read(bytes, "input.txt") is Result<SourceText>.Done done ? Reader.Read(done.Value) : null;
    }

    /// <summary>Slices of the gazette where it is there, and of the corpus: small enough that 100,000 of them are read in minutes.</summary>
    private static List<string> Seeds()
    {
        var texts = Directory.GetFiles(Path.Combine(Shared.Repository, "tests", "Reading.Tests", "Corpus"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        var gazette = Path.Combine(Shared.Repository, "..", "shared", "gazette", "beilun-2022-02-03.txt");
        if (File.Exists(gazette))
        {
            texts.Add(File.ReadAllText(gazette));
        }

        const int Slice = 900;
        var seeds = new List<string>();
        foreach (var text in texts)
        {
            for (var at = 0; at < text.Length; at += Slice)
            {
                seeds.Add(text.Substring(at, Math.Min(Slice, text.Length - at)));
            }
        }

        return seeds;
    }

    private static string Mutate(List<string> seeds, Random random)
    {
        var text = new StringBuilder(seeds[random.Next(seeds.Count)]);
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 80), text.Length - at);
            switch (random.Next(9))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text.Insert(at, Cues[random.Next(Cues.Length)]);
                    break;
                case 3:
                    text.Insert(at, string.Concat(Enumerable.Repeat(Cues[random.Next(Cues.Length)], random.Next(1, 60))));
                    break;
                case 4:
                    var lines = text.ToString().Split('\n');
                    random.Shuffle(lines);
                    text.Clear().AppendJoin('\n', lines);
                    break;
                case 5:
                    text.Append('\n').Append(seeds[random.Next(seeds.Count)]);
                    break;
                case 6:
                    for (var i = 0; i < length; i++)
                    {
                        text[at + i] = (char)random.Next(0x20, 0xFFFF);
                    }

                    break;
                case 7:
                    text.Length = at;
                    break;
                default:
                    text.Replace(Cues[random.Next(Cues.Length)], Cues[random.Next(Cues.Length)]);
                    break;
            }
            if (text.Length == 0)
            {
                text.Append(Cues[random.Next(Cues.Length)]);
            }
            if (text.Length > 6_000)
            {
                text.Length = 6_000;
            }
        }

        return text.ToString();
    }
}
