using System.Globalization;
using System.Text.Json;
using Bihuan.Reading.Text;
using Bihuan.TestKit;
using Xunit;
using static Bihuan.Reading.Tests.GazetteReading;

namespace Bihuan.Reading.Tests.Structure;

public class GazetteStructureTests
{
    [Fact]
    public void EveryDocument_HasItsNumberTitleIssuersDateCategoryAddresseesAndAttachments()
    {
        var facts = Shared.Facts("documents.json").GetProperty("documents").EnumerateArray().ToList();
        var documents = Result.Documents;
        Assert.Equal(facts.Count, documents.Count);
        var wrong = new List<string>();
        foreach (var (fact, document) in facts.Zip(documents))
        {
            Check("number", Text(fact, "number"), document.Number);
            Check("title", Text(fact, "title"), document.Title);
            Check("date", Text(fact, "dateIssued"), document.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Check("category", Text(fact, "category"), document.Category);
            Check("addressees", Text(fact, "addressees"), document.Addressees);
            Check("registration", Text(fact, "registration"), document.Registration);
            Check("issuer", Strip(string.Join('|', List(fact, "issuer"))), string.Join('|', document.Issuers));
            Check("attachments", Normal(string.Join('|', List(fact, "attachments"))), Normal(string.Join('|', document.Attachments)));
            if (fact.TryGetProperty("signedAs", out var signed))
            {
                Check("signedAs", signed.GetString(), document.SignedAs);
            }

            void Check(string what, string? expected, string? actual)
            {
                if (expected != actual)
                {
                    wrong.Add($"{document.Name} {what}: expected {expected}, read {actual}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"documents: {documents.Count} of {facts.Count}; wrong fields: {wrong.Count}");
        Assert.Empty(wrong);

        // The facts add （解读机构） to say in what capacity the office is named.
        static string Strip(string issuers) => issuers.Replace("（解读机构）", "", StringComparison.Ordinal);

        // The list of attachments has a slip (攻坚战动 for 攻坚行动) that the facts note and correct, and a dash of another kind.
        static string Normal(string titles) => Bare(titles).Replace("攻坚战动目标", "攻坚行动目标", StringComparison.Ordinal).Replace('—', '-');
    }

    [Fact]
    public void Gazette_HasTitleIssueAndContents()
    {
        var facts = Shared.Facts("documents.json");
        Assert.Equal(facts.GetProperty("gazette").GetProperty("title").GetString(), Result.Gazette?.Title);
        Assert.Equal(facts.GetProperty("gazette").GetProperty("issue").GetString(), Result.Gazette?.Issue);
        var pages = facts.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("gazettePage").GetInt32());
        Assert.Equal(pages, Result.Gazette!.Contents.Select(c => c.Page ?? 0));
    }

    /// <summary>Every clause that any fact points to is a place of the tree.</summary>
    [Theory]
    [InlineData("forestFirePlan.json")]
    [InlineData("survey.json")]
    [InlineData("fireBan.json")]
    [InlineData("gasSafety.json")]
    [InlineData("indicators.json")]
    [InlineData("grants.json")]
    public void EveryClauseOfTheFacts_IsAPlaceOfTheTree(string file)
    {
        var facts = Shared.Facts(file);
        var document = Document(facts.GetProperty("document").GetString()!);
        var places = document.Nodes.Select(n => Simple(n.Place)).ToHashSet(StringComparer.Ordinal);
        var clauses = new HashSet<string>(StringComparer.Ordinal);
        Collect(facts, clauses);
        var missing = clauses.Where(c => !places.Contains(Simple(c))).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {clauses.Count - missing.Count} of {clauses.Count} clauses found; missing: {string.Join(' ', missing)}");
        Assert.NotEmpty(clauses);
        Assert.Empty(missing);

        // One width of brackets; ④a and ④b are the facts' own split of one item.
        static string Simple(string place) => Bare(place).Replace('（', '(').Replace('）', ')').TrimEnd('a', 'b');
    }

    [Fact]
    public void EveryTask_StandsAtItsChapterSectionAndNumber()
    {
        var document = Document("仑政办〔2022〕9号");
        var places = document.Nodes.Select(n => n.Place).ToHashSet(StringComparer.Ordinal);
        var expected = Shared.Facts("tasks.json").EnumerateArray().Select(t => Label(t, "chapter", "、") + Label(t, "section", "）") + t.GetProperty("number").GetInt32()).ToList();
        Assert.Equal(136, expected.Count);
        Assert.All(expected, p => Assert.Contains(p, places));

        static string Label(JsonElement task, string part, string end) =>
            task.GetProperty(part).GetString() is { } heading ? heading[..(heading.IndexOf(end, StringComparison.Ordinal) + (end == "）" ? 1 : 0))] : "";
    }

    [Fact]
    public void EveryNode_SlicesBackToItsOwnWords()
    {
        var source = Result.Source;
        var nodes = 0;
        foreach (var document in Result.Documents)
        {
            foreach (var node in document.Nodes)
            {
                nodes++;
                Assert.InRange(node.Range.Start, document.Range.Start, document.Range.End);
                Assert.InRange(node.Range.End, node.Range.Start, document.Range.End);
                if (!node.Text.IsEmpty && node.Children.Count == 0)
                {
                    var printed = Normaliser.Normalise(source, node.Range.Start, node.Range.End);
                    Assert.EndsWith(Bare(node.Text.Value.Split('\n')[^1])[^1..], Bare(printed.Value), StringComparison.Ordinal);
                    Assert.Contains(Bare(node.Text.Value[..Math.Min(12, node.Text.Value.IndexOf('\n', StringComparison.Ordinal) is > 0 and var first ? first : node.Text.Length)]), Bare(printed.Value), StringComparison.Ordinal);
                }
                if (node.Parent is { Kind: not NodeKind.Document } parent)
                {
                    Assert.True(parent.Range.Contains(node.Range), $"{parent} does not hold {node}");
                }
            }
        }

        Assert.True(nodes > 500);
    }

    [Fact]
    public void EveryRepair_PointsIntoTheText()
    {
        Assert.Contains(Result.Repairs, r => r.Kind == RepairKind.DroppedDoubledCharacters);
        Assert.Contains(Result.Repairs, r => r.Kind == RepairKind.UnifiedBracketPair);
        Assert.Contains(Result.Repairs, r => r.Kind == RepairKind.DroppedMarkup);
        Assert.True(Result.Repairs.Count(r => r.Kind == RepairKind.JoinedParagraph) >= 30);
        Assert.All(Result.Repairs, r => Assert.True(r.Range.Start >= 0 && r.Range.Start <= r.Range.End && r.Range.End <= Result.Source.Text.Length));
    }

    private static void Collect(JsonElement element, HashSet<string> clauses)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, clauses);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.Name is "clause" or "commandClause" && property.Value.ValueKind == JsonValueKind.String)
                {
                    clauses.Add(property.Value.GetString()!);
                }
                else if (property.Name == "article" && property.Value.ValueKind == JsonValueKind.Number)
                {
                    clauses.Add($"第{Kernel.ChineseNumeral.Format(property.Value.GetInt32())}条");
                }
                else
                {
                    Collect(property.Value, clauses);
                }
            }
        }
    }

    private static string? Text(JsonElement fact, string name) => fact.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> List(JsonElement fact, string name) => fact.GetProperty(name).EnumerateArray().Select(v => v.GetString()!);
}
