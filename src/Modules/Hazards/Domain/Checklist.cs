namespace Bihuan.Hazards;

/// <summary>How grave a hazard is (隐患级别).</summary>
internal enum HazardGrade
{
    /// <summary>一般隐患.</summary>
    General,

    /// <summary>重大隐患.</summary>
    Major,
}

/// <summary>How a question is answered.</summary>
internal enum AnswerType
{
    /// <summary><c>Yes</c>, <c>No</c> and, where the question may not apply, <c>NotApplicable</c>.</summary>
    YesNo,

    /// <summary>One of the question's choices.</summary>
    Choice,

    /// <summary>A number, with a point where it has decimals.</summary>
    Number,

    /// <summary>Words.</summary>
    Text,
}

/// <summary>A checklist (检查表): what is looked at in premises of some kinds by one edition of a standard. It is data; nothing of it stands in code.</summary>
/// <param name="Key">Names the checklist through all its editions: lower case, never changed.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Standard">The edition it was made from, such as <c>GB 35181-2017</c>.</param>
/// <param name="From">The first day of the edition.</param>
/// <param name="To">Its last day; <see langword="null"/> while it holds.</param>
/// <param name="Kinds">The kinds of premises that it is for; <see cref="AnyKind"/> for all.</param>
/// <param name="Questions">In the order in which they are asked.</param>
/// <param name="Next">When to come again: the first line that applies.</param>
/// <param name="Note">What whoever uses it must know, such as what was not taken in.</param>
internal sealed record Checklist(string Key, string Title, string Standard, DateOnly From, DateOnly? To, IReadOnlyList<string> Kinds, IReadOnlyList<Question> Questions, IReadOnlyList<NextVisit> Next, string? Note = null)
{
    /// <summary>Stands for premises of every kind.</summary>
    public const string AnyKind = "*";

    /// <summary>Whether it is the district's own, rather than shipped: these are named by their id.</summary>
    public bool IsOwn => ChecklistId.TryParse(Key, out _);

    /// <summary>Whether it is for premises of a kind.</summary>
    public bool IsFor(string kind) => Kinds.Contains(AnyKind, StringComparer.Ordinal) || Kinds.Contains(kind, StringComparer.Ordinal);

    /// <summary>Whether its edition holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && !(To < day);
}

/// <summary>One thing to look at (检查项).</summary>
/// <param name="Id">Names it within the checklist.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Type">How it is answered.</param>
/// <param name="Clause">The clause of the standard behind it.</param>
/// <param name="Choices">What can be chosen, for a choice.</param>
/// <param name="MayNotApply">Whether a yes or no may be answered with <c>NotApplicable</c>.</param>
/// <param name="Optional">Whether it may stay without an answer.</param>
/// <param name="When">When it is asked: any of the groups, each of which holds when all of its parts hold. Always where there is none.</param>
/// <param name="Effects">What follows from answers; of several that apply to one answer each counts.</param>
/// <param name="Group">The heading that it stands under, together with its neighbours of the same heading.</param>
internal sealed record Question(
    string Id, string Text, AnswerType Type = AnswerType.YesNo, string? Clause = null, IReadOnlyList<string>? Choices = null, bool MayNotApply = false, bool Optional = false, IReadOnlyList<IReadOnlyList<Condition>>? When = null,
    IReadOnlyList<Effect>? Effects = null, string? Group = null)
{
    public const string Yes = "Yes";

    public const string No = "No";

    public const string NotApplicable = "NotApplicable";

    /// <summary>The answers there are; <see langword="null"/> for numbers and words.</summary>
    public IReadOnlyList<string>? Answers => Type switch
    {
        AnswerType.YesNo => MayNotApply ? [Yes, No, NotApplicable] : [Yes, No],
        AnswerType.Choice => Choices ?? [],
        _ => null,
    };

    /// <summary>What follows from an answer.</summary>
    public IReadOnlyList<Effect> Following(string value) => [.. (Effects ?? []).Where(e => e.FollowsFrom(value))];

    /// <summary>The points that it gives at most.</summary>
    public decimal Most => (Effects ?? []).Max(e => e.Points) ?? 0;
}

/// <summary>That an earlier question was answered so.</summary>
/// <param name="Question">The question.</param>
/// <param name="IsAnyOf">One of these answers.</param>
internal sealed record Condition(string Question, IReadOnlyList<string> IsAnyOf);

/// <summary>What follows from an answer.</summary>
/// <param name="If">From these answers.</param>
/// <param name="AtLeast">From a number of at least so much.</param>
/// <param name="Photograph">A photograph is forced.</param>
/// <param name="Comment">Words are forced.</param>
/// <param name="Points">The points that it gives.</param>
/// <param name="Hazard">A hazard is found, of this grade.</param>
/// <param name="Exempts">The place is not to be judged a major hazard, whatever else is found.</param>
/// <param name="Finding">What the hazard is called; the question's own words where there are none.</param>
internal sealed record Effect(IReadOnlyList<string>? If = null, decimal? AtLeast = null, bool Photograph = false, bool Comment = false, decimal? Points = null, HazardGrade? Hazard = null, bool Exempts = false, string? Finding = null)
{
    /// <summary>Whether it follows from an answer.</summary>
    public bool FollowsFrom(string value) => AtLeast is { } least ? Inspection.NumberOf(value) >= least : If?.Contains(value, StringComparer.Ordinal) == true;
}

/// <summary>When to come again.</summary>
/// <param name="Days">After so many days.</param>
/// <param name="Grade">Where a hazard of this grade was found.</param>
/// <param name="Below">Where the score in percent is below this.</param>
internal sealed record NextVisit(int Days, HazardGrade? Grade = null, decimal? Below = null);
