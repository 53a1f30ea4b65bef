namespace Bihuan.Enterprises;

/// <summary>An entry that may be the one that is looked at (疑似重复).</summary>
/// <param name="Id">The entry.</param>
/// <param name="Name">Its name; a text that says nothing of it where the person may not see it.</param>
/// <param name="Address">Its address.</param>
/// <param name="Ground">The strongest reason.</param>
/// <param name="Metres">How far away, where both places are known.</param>
/// <param name="IsLikely">Whether a person must decide before another is entered; the others are shown only.</param>
public sealed record DuplicateOf(Guid Id, string Name, string Address, DuplicateGround Ground, double? Metres, bool IsLikely);

/// <summary>A firm that is offered for choice.</summary>
/// <param name="Id">The firm.</param>
/// <param name="Name">Its name.</param>
/// <param name="Detail">What tells it apart: its code.</param>
public sealed record FirmChoice(EnterpriseId Id, string Name, string? Detail);

/// <summary>Somebody who answers, as a page shows it.</summary>
/// <param name="Role">In which position.</param>
/// <param name="Title">The title, or that of the public post.</param>
/// <param name="Names">Who holds the position.</param>
/// <param name="Telephone">The telephone of the office.</param>
public sealed record OfficerRow(ResponsibleRole Role, string? Title, IReadOnlyList<string> Names, string? Telephone);

/// <summary>A line of an entry's history, as a page shows it.</summary>
/// <param name="What">What happened.</param>
/// <param name="Day">The day on which it happened.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Detail">Such as the name that it bore before.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The name of the account; none for the program.</param>
/// <param name="Other">The other entry, where there is one.</param>
public sealed record HistoryRow(RegisterHappening What, DateOnly? Day, DateTimeOffset At, string? Detail, string? Reason, string? By, Guid? Other);
