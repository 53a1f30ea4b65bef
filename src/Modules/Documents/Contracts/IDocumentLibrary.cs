using Bihuan.Kernel;
using Bihuan.Reading;

namespace Bihuan.Documents;

/// <summary>A clause as stored.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Source">By which people name it.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Text">The clause's own words, mended.</param>
/// <param name="Address">Its permanent page.</param>
public sealed record ClauseText(DocumentId Document, Clause Source, string Title, string Text, string Address);

/// <summary>Reads clauses for other modules, so that every figure can show its words.</summary>
public interface IDocumentLibrary
{
    /// <summary>A clause by document number (or title) and place, in the newest version that has it; <see langword="null"/> where the
    /// document is not in the store.</summary>
    ValueTask<ClauseText?> Find(Clause clause, CancellationToken cancel);
}

/// <summary>Which of two contradicting places holds, as decided by a person (矛盾的认定).</summary>
/// <param name="Holds">The clause that holds; <see langword="null"/> where both do, in different scopes (口径不同).</param>
/// <param name="Yields">The clauses that do not.</param>
/// <param name="Since">From which day on.</param>
/// <param name="Why">The reason in the person's words.</param>
/// <param name="By">Who decided.</param>
/// <param name="Kind">What does not go together.</param>
public sealed record ContradictionRuling(Clause? Holds, IReadOnlyList<Clause> Yields, DateOnly Since, string Why, Acting By, ContradictionKind Kind);

/// <summary>Gives decisions on contradictions to rules.</summary>
public interface IContradictionRulings
{
    /// <summary>The decisions in force on a day that concern a clause.</summary>
    ValueTask<IReadOnlyList<ContradictionRuling>> About(Clause clause, DateOnly day, CancellationToken cancel);

    /// <summary>How many contradictions that cannot both hold wait for a decision. Their list is at <see cref="WaitingAddress"/>.</summary>
    ValueTask<int> Waiting(CancellationToken cancel);

    /// <summary>The page that lists them.</summary>
    const string WaitingAddress = "/documents/contradictions?state=open&severity=Error";
}

/// <summary>A rule read from a document and adopted by a person: dated data with its clause.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Source">The clause that sets it.</param>
/// <param name="From">The first day it holds.</param>
/// <param name="To">The last day; <see langword="null"/> while it is open.</param>
/// <param name="What">Threshold, measure, penalty, funding rule or reporting duty.</param>
public sealed record AdoptedRule(RuleId Id, Clause Source, DateOnly From, DateOnly? To, Commitment What);

/// <summary>Gives adopted rules to the modules that work by them.</summary>
public interface IRuleBook
{
    /// <summary>The rules of a kind in force on a day, by document and place. Clauses that a decision on a contradiction set aside are left out.</summary>
    /// <param name="kind">As <see cref="Commitment.Kind"/> names it.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<IReadOnlyList<AdoptedRule>> On(string kind, DateOnly day, CancellationToken cancel);
}
