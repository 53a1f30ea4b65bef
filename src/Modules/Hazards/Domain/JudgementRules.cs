using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>How many judge by an edition of a standard, and how many of them must agree.</summary>
/// <param name="Standard">The edition; the day of finding has chosen it.</param>
/// <param name="Discussion">Who discuss together (集体讨论), at least.</param>
/// <param name="Experts">Who sit where experts judge (专家技术论证), at least.</param>
/// <param name="Agreeing">Of the experts so many …</param>
/// <param name="Of">… of so many must agree.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record JudgementRule(string Standard, int Discussion, int Experts, int Agreeing, int Of, string Source)
{
    /// <summary>How many are needed.</summary>
    public int Needed(bool areExperts) => areExperts ? Experts : Discussion;
}

/// <summary>The rules of combined judgement (<c>data/rules/hazards/judgement.json</c>).</summary>
internal sealed record JudgementRules(string Source, IReadOnlyList<JudgementRule> Rules)
{
    /// <summary>Those that the product ships with.</summary>
    public static JudgementRules Shipped { get; } = ShippedFiles.One<JudgementRules>("judgement.json");

    /// <summary>The rule of an edition; <see langword="null"/> where none says how many, and the majority decides.</summary>
    public JudgementRule? For(string? standard) => Rules.FirstOrDefault(r => r.Standard == standard);

    /// <summary>Why a panel's votes do not bear the grade that is entered.</summary>
    public IReadOnlyList<Problem> Refusals(Judgement judgement)
    {
        var (panel, rule) = (judgement.Panel ?? [], For(judgement.Standard));
        var (all, major) = (panel.Count, panel.Count(v => v.Major));
        List<Problem> problems = [];
        if (rule is not null && all < rule.Needed(judgement.IsExperts))
        {
            problems.Add(Problem.Coded("HAZ-124", nameof(judgement.Panel), rule.Source, HazardCheck.Figure(rule.Needed(judgement.IsExperts)), HazardCheck.Figure(all)));
        }
        if (rule is not null && judgement.IsExperts)
        {
            if (major * rule.Of >= all * rule.Agreeing != judgement.Grade is HazardGrade.Major)
            {
                problems.Add(Problem.Coded("HAZ-125", nameof(judgement.Grade), HazardCheck.Figure(major), HazardCheck.Figure(all), rule.Source, HazardCheck.Figure(rule.Agreeing), HazardCheck.Figure(rule.Of)));
            }
        }
        else if (major * 2 > all != judgement.Grade is HazardGrade.Major)
        {
            problems.Add(Problem.Coded("HAZ-122", nameof(judgement.Grade), HazardCheck.Figure(major), HazardCheck.Figure(all)));
        }

        return problems;
    }
}
