using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Opens a matter for something in another module, such as a hazard, and issues it at once. A second one for the same origin is none:
/// the first is given back. The module sends it as the program, on behalf of whoever acts.</summary>
/// <param name="Terms">With <see cref="MatterTerms.Origin"/>.</param>
/// <param name="IsDueFixed">Whether a document outside has set the last day: where it is over already, the matter is red from its first moment. Any other day that is over is refused.</param>
[Needs(MattersPermissions.Issue)]
public sealed record OpenMatter(MatterTerms Terms, bool IsDueFixed = false) : ICommand<MatterId>, IForUnit
{
    Guid? IForUnit.Unit => Terms.Lead?.Value;
}

/// <summary>Gives a running matter to other units for the module that opened it, as after a handing over (移送). Days, reports and lamps stay.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Lead">Who does it from now on.</param>
/// <param name="Supporting">Who helps.</param>
/// <param name="Accepting">Who accepts.</param>
/// <param name="Document">The basis, by number, title or reason.</param>
[Needs(MattersPermissions.Steer)]
public sealed record MoveMatter(MatterId Matter, UnitId Lead, IReadOnlyList<UnitId> Supporting, UnitId Accepting, string Document) : ICommand<None>;

/// <summary>Moves the last day of a running matter for the module that opened it, by a document of whoever decides on it there. An extension that was asked for and
/// is not decided is granted by it.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Due">The last day from now on, today or later.</param>
/// <param name="Document">The document, by number, title or reason.</param>
/// <param name="IsDueFixed">As in <see cref="OpenMatter"/>: the day may be over.</param>
[Needs(MattersPermissions.Steer)]
public sealed record MoveDueDay(MatterId Matter, DateOnly Due, string Document, bool IsDueFixed = false) : ICommand<None>;

/// <summary>Withdraws a matter for the module that opened it (撤销). One that is withdrawn already is left as it is.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Document">The document that withdraws it, by number or title.</param>
/// <param name="Why">The reason.</param>
[Needs(MattersPermissions.Steer)]
public sealed record CallOffMatter(MatterId Matter, string Document, string Why) : ICommand<None>;

/// <summary>How a matter stands, for the module that opened it.</summary>
/// <param name="Id">The matter.</param>
/// <param name="Title">Its title.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lamp">Its lamp on the day shown; <see langword="null"/> where none runs.</param>
/// <param name="DueDay">The last day.</param>
/// <param name="End">How it ended.</param>
/// <param name="Address">Its page.</param>
/// <param name="Why">Why the lamp is lit, as one sentence in the reader's language.</param>
public sealed record MatterStanding(MatterId Id, string Title, MatterState State, LampColour? Lamp, DateOnly? DueDay, MatterEnd? End, string Address, string? Why);

/// <summary>A matter of a document, as a page about the document shows it.</summary>
/// <param name="Id">The matter.</param>
/// <param name="Source">The clause that it comes from.</param>
/// <param name="Ordinal">Where it stands among those of its document.</param>
/// <param name="Title">Its title.</param>
/// <param name="Chapter">The chapter it stands under.</param>
/// <param name="Number">Its number there.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lamp">Its lamp at the moment shown; <see langword="null"/> where none runs.</param>
/// <param name="Why">Why the lamp is lit, as one sentence in the reader's language.</param>
/// <param name="Lead">Who does it.</param>
/// <param name="Supporting">Who helps.</param>
/// <param name="Accepting">Who accepts.</param>
/// <param name="Due">The term that its issuer set; extensions leave it as it is.</param>
/// <param name="DueDay">The last day as it runs now.</param>
/// <param name="Proposed">What the document does not say.</param>
/// <param name="Doubts">What the reader was not sure of, in the language of the document.</param>
/// <param name="End">How it ended.</param>
/// <param name="Address">Its page.</param>
public sealed record MatterOfDocument(
    MatterId Id, Clause? Source, int Ordinal, string Title, string? Chapter, string? Number, MatterState State, LampColour? Lamp, string? Why, UnitId? Lead, IReadOnlyList<UnitId> Supporting, UnitId? Accepting, DueTerm? Due, DateOnly? DueDay,
    IReadOnlyList<Proposed> Proposed, IReadOnlyList<string> Doubts, MatterEnd? End, string Address);

/// <summary>What other modules ask of matters.</summary>
public interface IMatters
{
    /// <summary>The matter that was opened for something; <see langword="null"/> where there is none.</summary>
    ValueTask<MatterStanding?> For(string module, string key, CancellationToken cancel);

    /// <summary>The matters that were opened for some things, by their keys; those without one are left out.</summary>
    ValueTask<IReadOnlyDictionary<string, MatterStanding>> For(string module, IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>The matters of a document that the person may see, without parts and dropped drafts, in the document's order.</summary>
    /// <param name="document">The document.</param>
    /// <param name="place">Only of clauses whose place begins so, such as <c>附件2</c>.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<IReadOnlyList<MatterOfDocument>> OfDocument(DocumentId document, string? place, CancellationToken cancel);

    /// <summary>The documents that matters come from which the person may see, with the number or title under which they are cited.</summary>
    ValueTask<IReadOnlyList<(DocumentId Document, string Name)>> Documents(CancellationToken cancel);
}
