using System.Text.RegularExpressions;
using Bihuan.Kernel;
using Bihuan.Platform;
using CsCheck;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Checklists: what is asked, what is forced, what is found, when to come again; and what a checklist must be.</summary>
public partial class ChecklistTests
{
    private static readonly DateOnly Day = new(2022, 4, 1);

    private static Checklist Fire => ShippedChecklists.Book.All.Single(c => c.Key == "fire-major");

    private static Checklist Gas => ShippedChecklists.Book.All.Single(c => c.Key == "town-gas-major");

    [Fact]
    public void TheShippedChecklists_AreGood_AndCiteTheirClauses()
    {
        Assert.Equal(2, ShippedChecklists.Book.All.Count);
        Assert.Empty(ShippedChecklists.Book.Check());

        // One for a kind that the register does not know would be for nobody.
        using var kinds = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(TestKit.Shared.Repository, "data", "reference", "premises-kinds.json")));
        var known = kinds.RootElement.GetProperty("kinds").EnumerateArray().Select(k => k.GetProperty("key").GetString()!).Append(Checklist.AnyKind).ToHashSet(StringComparer.Ordinal);
        Assert.All(ShippedChecklists.Book.All.SelectMany(c => c.Kinds), k => Assert.Contains(k, known));
        Assert.All(ShippedChecklists.Book.All, c => Assert.All(c.Questions.Where(q => q.Effects is { Count: > 0 }), q => Assert.False(string.IsNullOrEmpty(q.Clause), $"{c.Key} {q.Id} cites nothing.")));
    }

    [Fact]
    public void ADay_IsAskedByItsEdition_AndAMissingOneIsSaid()
    {
        Assert.Equal(["GB 35181-2017"], ShippedChecklists.Book.For("hotel", Day).InForce.Select(c => c.Standard));
        Assert.Empty(ShippedChecklists.Book.For("hotel", Day).Missing);
        var (inForce, missing) = ShippedChecklists.Book.For("hotel", new(2025, 11, 1));
        Assert.Empty(inForce);
        Assert.Equal(("HAZ-201", "2025-11-01", "GB 35181-2017"), missing.Single() is var m ? (m.Code, m.Values[1], m.Values[2]) : default);

        // Of the gas standard nothing is known of 2022, and it is for operators alone.
        Assert.Equal(["town-gas-major"], ShippedChecklists.Book.For("lpg-station", Day).Missing.Select(p => p.Field));
        Assert.Equal(["GB 35181-2017", "建城规〔2023〕4号"], ShippedChecklists.Book.For("lpg-station", new(2024, 4, 1)).InForce.Select(c => c.Standard));
        Assert.Equal(["HAZ-201"], Codes(Inspection.Judge(Fire, Clean(Fire, ("place", "其他场所")), new(2025, 11, 1))));
    }

    [Fact]
    public void WithNothingFound_TheScoreIsFull_AndTheNextVisitIsFar()
    {
        var verdict = Done(Inspection.Judge(Fire, Clean(Fire, ("place", "重要场所")), Day));
        Assert.Equal((null, 10m, 10m, 100m), (verdict.Grade, verdict.Points, verdict.Most, verdict.Percent!.Value));
        Assert.Equal(Day.AddDays(180), verdict.Next);
        Assert.Contains("c-four", verdict.Asked);
        Assert.DoesNotContain("c-crowded", verdict.Asked);
    }

    [Fact]
    public void ADirectItem_IsMajor_WithAPhotographAndAComment()
    {
        var answers = Clean(Fire, ("place", "人员密集场所"));
        answers["d5"] = new("Yes");
        Assert.Equal(["HAZ-232", "HAZ-233"], Codes(Inspection.Judge(Fire, answers, Day)));
        answers["d5"] = new("Yes", 2, "只有一个出口");
        var verdict = Done(Inspection.Judge(Fire, answers, Day));
        Assert.Equal(("d5", "6.5", HazardGrade.Major), verdict.Hazards.Single() is var h ? (h.Question, h.Clause, h.Grade) : default);
        Assert.Equal((90m, Day.AddDays(7)), (verdict.Percent!.Value, verdict.Next));

        // A place that is closed is not judged major.
        answers["x-closed"] = new("Yes", 1, "已停业");
        verdict = Done(Inspection.Judge(Fire, answers, Day));
        Assert.Equal((HazardGrade.General, true, Day.AddDays(30)), (verdict.Grade!.Value, verdict.IsExempt, verdict.Next));

        // What does not apply costs no points.
        answers["d5"] = new("NotApplicable");
        Assert.Equal((9m, 9m), Done(Inspection.Judge(Fire, answers, Day)) is var v ? (v.Points, v.Most) : default);
    }

    [Theory]
    [InlineData("人员密集场所", "c-crowded", 2, false)]
    [InlineData("人员密集场所", "c-crowded", 3, true)]
    [InlineData("人员密集场所", "c-four", 4, true)]
    [InlineData("易燃易爆危险品场所", "c-flammable", 3, true)]
    [InlineData("重要场所", "c-four", 3, false)]
    [InlineData("其他场所", "c-six", 5, false)]
    [InlineData("其他场所", "c-six", 6, true)]
    public void TheCombinedJudgement_DependsOnThePlace(string place, string question, int count, bool isMajor)
    {
        var answers = Clean(Fire, ("place", place));
        answers[question] = new($"{count}", 1, "见清点表");
        Assert.Equal(isMajor ? HazardGrade.Major : null, Done(Inspection.Judge(Fire, answers, Day)).Grade);
    }

    [Fact]
    public void EveryReason_IsTold_AtOnce()
    {
        var answers = Clean(Fire, ("place", "其他场所"));
        answers.Remove("d1");
        (answers["d2"], answers["c-six"], answers["c-crowded"], answers["d99"]) = (new("Perhaps"), new("many"), new("3"), new("Yes"));
        Assert.Equal(["HAZ-230", "HAZ-231", "HAZ-231", "HAZ-234", "HAZ-235"], Codes(Inspection.Judge(Fire, answers, Day)));
    }

    [Fact]
    public void Conditions_FollowEachOther()
    {
        var day = new DateOnly(2024, 4, 1);
        var answers = Clean(Gas, ("supply", "瓶装"), ("station", "No"), ("u", "No"));
        var asked = Done(Inspection.Judge(Gas, answers, day)).Asked;
        Assert.DoesNotContain(asked, q => q.StartsWith('s') && q.Length == 2);
        Assert.DoesNotContain("u1", asked);
        answers = Clean(Gas, ("supply", "管道和瓶装"), ("station", "Yes"), ("u", "No"));
        answers["u"] = new("Yes", 1, "卧室有燃具");
        Assert.Equal(["HAZ-230"], Codes(Inspection.Judge(Gas, answers, day)));
        answers["u1"] = new("No");
        var verdict = Done(Inspection.Judge(Gas, answers, day));
        Assert.Equal((HazardGrade.General, day.AddDays(30)), (verdict.Grade!.Value, verdict.Next));
        Assert.Equal(Gas.Questions.Count, verdict.Asked.Count);
    }

    /// <summary>Each reason against a checklist, by one that has them all.</summary>
    [Fact]
    public void AChecklist_IsToldEveryReasonAgainstIt()
    {
        Question Ask(string id, AnswerType type = AnswerType.YesNo, IReadOnlyList<string>? choices = null, IReadOnlyList<Condition>? when = null, Effect? effect = null) =>
            new(id, "检查内容", type, Choices: choices, When: when is null ? null : [when], Effects: effect is null ? null : [effect]);
        var bad = new Checklist("Fire Major", " ", "标准", new(2022, 1, 2), new(2022, 1, 1), [],
        [
            Ask("a"), Ask("a"), new("b", ""), Ask("c", AnswerType.Choice, ["甲"]), Ask("d", when: [new("later", ["Yes"])]), Ask("e", when: [new("a", ["Maybe"])]), Ask("f", effect: new(AtLeast: 3)),
            Ask("g", effect: new(["Yes"], Points: -1)), Ask("later"),
        ], [new(0), new(3, HazardGrade.Major)]);
        Assert.Equal(["HAZ-210", "HAZ-211", "HAZ-212", "HAZ-213", "HAZ-215", "HAZ-216", "HAZ-217", "HAZ-218", "HAZ-219", "HAZ-220", "HAZ-221", "HAZ-222"], ChecklistCheck.Of(bad).Select(p => p.Code));
        Assert.Contains("HAZ-214", ChecklistCheck.Of(Fire with { Questions = [] }).Select(p => p.Code));
        Assert.Equal(["HAZ-202"], new ChecklistBook([Fire, Fire with { From = new(2025, 1, 1), To = null, Standard = "甲" }]).Check().Select(p => p.Code));
    }

    /// <summary>Whatever is answered: nothing is asked on the ground of what was not, a score stays within its bounds, and the gravest hazard is the grade.</summary>
    [Fact]
    public void WhateverIsAnswered_HoldsTogether() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 9].Array[40]).Sample((isGas, dice) =>
        {
            var (checklist, day) = isGas ? (Gas, new DateOnly(2024, 4, 1)) : (Fire, Day);
            Dictionary<string, Answer> answers = new(StringComparer.Ordinal);
            foreach (var (question, i) in checklist.Questions.Select((q, i) => (q, i)))
            {
                if (Inspection.Asked(checklist, answers).Any(q => q.Id == question.Id))
                {
                    answers[question.Id] = new(question.Answers is { } all ? all[dice[i] % all.Count] : $"{dice[i]}", 1, "说明");
                }
            }

            var verdict = Done(Inspection.Judge(checklist, answers, day));
            Assert.Equal(answers.Keys.Order(StringComparer.Ordinal), verdict.Asked.Order(StringComparer.Ordinal));
            Assert.InRange(verdict.Points, 0, verdict.Most);
            Assert.Equal(verdict.Hazards.Count == 0 ? null : verdict.Hazards.Max(h => h.Grade), verdict.Grade);
            Assert.True(verdict.Next > day);
        });

    [Fact]
    public void EveryCode_HasItsWords()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Bihuan.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var codes = Directory.GetFiles(Path.Combine(folder, "src", "Modules", "Hazards"), "*.cs", SearchOption.AllDirectories).SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var words = new Words([typeof(Module).Assembly]);
        Assert.Equal(codes, words.All.Keys.Where(k => k.StartsWith("HAZ-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>Nothing is found anywhere; some answers are given.</summary>
    internal static Dictionary<string, Answer> Clean(Checklist checklist, params (string Question, string Answer)[] given)
    {
        var answers = given.ToDictionary(g => g.Question, g => new Answer(g.Answer), StringComparer.Ordinal);
        foreach (var question in Inspection.Asked(checklist, answers).Where(q => !answers.ContainsKey(q.Id)))
        {
            answers[question.Id] = new(question.Type is AnswerType.Number ? "0" : "No");
        }

        return answers;
    }

    private static Verdict Done(Result<Verdict> result) => result.Match(v => v, problems =>
    {
        Assert.Fail(string.Join("; ", problems.Select(p => $"{p.Code} {p.Field}")));
        return null!;
    });

    private static List<string> Codes(Result<Verdict> result) => [.. Assert.IsType<Result<Verdict>.Refused>(result).Problems.Select(p => p.Code)];

    [GeneratedRegex("HAZ-[0-9]{3}")]
    private static partial Regex Code();
}
