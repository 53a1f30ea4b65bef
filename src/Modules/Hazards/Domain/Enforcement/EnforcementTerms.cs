using Bihuan.Enterprises;

namespace Bihuan.Hazards;

/// <summary>What was done by law (执法措施).</summary>
internal enum EnforcementKind
{
    /// <summary>执法检查.</summary>
    Inspection,

    /// <summary>责令改正, with its term.</summary>
    Order,

    /// <summary>警告.</summary>
    Warning,

    /// <summary>行政处罚 other than a warning or a revocation: a fine, or what goes without one.</summary>
    Penalty,

    /// <summary>取缔: of a business without licence.</summary>
    Closure,

    /// <summary>吊销许可证.</summary>
    Revocation,
}

/// <summary>Who is fined. Of a person no name is kept.</summary>
internal enum FinedParty
{
    /// <summary>单位.</summary>
    Unit,

    /// <summary>个人.</summary>
    Person,
}

/// <summary>A fine (罚款).</summary>
/// <param name="Party">Who is fined.</param>
/// <param name="Amount">In yuan.</param>
/// <param name="Bracket">The key of the bracket that holds for it.</param>
/// <param name="HasNoBracket">That its basis sets none, said by whoever enters it.</param>
/// <param name="ActedOn">The day of the act, which decides the rule; the day of the decision where none is given.</param>
internal sealed record Fine(FinedParty Party, decimal Amount, string? Bracket = null, bool HasNoBracket = false, DateOnly? ActedOn = null);

/// <summary>Everything that is entered of an enforcement record.</summary>
internal sealed record EnforcementTerms
{
    /// <summary>What was done.</summary>
    public EnforcementKind Kind { get; init; }

    /// <summary>The field of safety it belongs to (领域); forms count by it.</summary>
    public HazardCategory Field { get; init; }

    /// <summary>The premises.</summary>
    public PremisesId? Premises { get; init; }

    /// <summary>The firm.</summary>
    public EnterpriseId? Firm { get; init; }

    /// <summary>The hazards that it rests on.</summary>
    public IReadOnlyList<HazardId> Hazards { get; init; } = [];

    /// <summary>Of an inspection: the visit by a checklist that it was, which then is counted here alone.</summary>
    public InspectionId? Visit { get; init; }

    /// <summary>The number of its document (文书文号).</summary>
    public string Number { get; init; } = "";

    /// <summary>The law and clause that it rests on.</summary>
    public string Basis { get; init; } = "";

    /// <summary>What was found and decided, in words; no names of residents.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Of an order: the last day to put it right.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Of a penalty: the fine.</summary>
    public Fine? Fine { get; init; }

    /// <summary>Files that show it.</summary>
    public IReadOnlyList<NewPhotograph> Files { get; init; } = [];
}

/// <summary>How a record came to be annulled.</summary>
internal enum AnnulmentWay
{
    /// <summary>行政复议撤销.</summary>
    Reconsideration,

    /// <summary>法院判决撤销.</summary>
    Court,

    /// <summary>自行撤销.</summary>
    Own,

    /// <summary>录入有误.</summary>
    Mistake,
}

/// <summary>That a record was annulled (撤销).</summary>
/// <param name="On">From which day it no longer holds.</param>
/// <param name="Way">How.</param>
/// <param name="Document">The number of the decision.</param>
/// <param name="Why">The reason.</param>
internal sealed record Annulment(DateOnly On, AnnulmentWay Way, string Document, string Why);

/// <summary>That an order was carried out (复查合格).</summary>
/// <param name="On">On which day it was looked at again.</param>
/// <param name="Found">What was seen.</param>
/// <param name="Number">The number of the document about it, where there is one.</param>
internal sealed record Compliance(DateOnly On, string Found, string? Number = null);

/// <summary>That a record was amended (变更).</summary>
/// <param name="On">From which day the new terms hold.</param>
/// <param name="Document">The number of the decision.</param>
/// <param name="Why">The reason.</param>
/// <param name="Before">What held until then.</param>
internal sealed record Amendment(DateOnly On, string Document, string Why, EnforcementTerms Before);
