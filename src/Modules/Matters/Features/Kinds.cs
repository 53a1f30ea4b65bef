using System.Text.RegularExpressions;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Sets up a kind of matters, or changes it (事项类别). Fields are only added or retired with the kind: values that matters hold stay readable.</summary>
internal static class SetKind
{
    public const int LongestName = 40;

    /// <param name="Id">The kind to change; <see langword="null"/> for a new one.</param>
    /// <param name="Fields">Its own fields, in order.</param>
    /// <param name="Reports">The report calendar that drafts of the kind begin with.</param>
    /// <param name="IsRetired">Whether no more matters of it are drafted.</param>
    /// <param name="Version">The version that the person has seen; left out, what is saved now is written over.</param>
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(MatterKindId? Id, string Name, IReadOnlyList<FieldDefinition> Fields, ReportPlan? Reports = null, bool IsRetired = false, int? Version = null) : ICommand<MatterKindId>;

    public static Result<Decision<MatterKindId>> Decide(MatterKind? known, Request request, MatterKindId id)
    {
        List<Problem> problems = [.. FieldDefinitions.Check(request.Name, request.Fields)];
        if (request.Id is not null && known is null)
        {
            problems.Add(Problem.Coded("PLATFORM-005", nameof(request.Id)));
        }
        if (known is not null && request.Version is { } seen && seen != known.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (request.Reports is { } plan)
        {
            problems.AddRange(TermsCheck.Plan(plan, nameof(request.Reports)));
        }

        var key = known?.Id ?? id;
        return problems.Count > 0 ? problems : new Decision<MatterKindId>(key, new Change(known ?? new MatterKind(), new KindWasSet(key, request.Name.Trim(), request.Fields, request.Reports, request.IsRetired)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, MatterKindId>
    {
        public async ValueTask<Result<MatterKindId>> Handle(Request request, CancellationToken cancel) =>
            await desk.Carry(Decide(request.Id is { } id ? await desk.Db.FindAsync<MatterKind>([id], cancel) : null, request, desk.Ids.New<MatterKindId>()), cancel);
    }
}

/// <summary>The kinds of matters.</summary>
internal static class ListKinds
{
    [Needs(MattersPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(MatterKindId Id, int Version, string Name, IReadOnlyList<FieldDefinition> Fields, ReportPlan? Reports, bool IsRetired);

    public static Row RowOf(MatterKind k) => new(k.Id, k.Version, k.Name, k.Fields, k.Reports, k.IsRetired);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel) =>
            (await db.Set<MatterKind>().AsNoTracking().OrderBy(k => k.Name).ToListAsync(cancel)).ConvertAll(RowOf);
    }
}

/// <summary>Checks definitions of own fields.</summary>
internal static partial class FieldDefinitions
{
    public static IEnumerable<Problem> Check(string name, IReadOnlyList<FieldDefinition> fields)
    {
        if (IsBadName(name) || fields.Any(f => IsBadName(f.Title)))
        {
            yield return Problem.Coded("MAT-064", nameof(FieldDefinition.Title));
        }
        foreach (var field in fields.Where(f => !Key().IsMatch(f.Key) || fields.Count(o => o.Key == f.Key) > 1))
        {
            yield return Problem.Coded("MAT-065", nameof(field.Key), field.Title);
        }
        foreach (var field in fields.Where(f => f.Type is FieldType.Choice && (f.Choices is null or { Count: < 2 } || f.Choices.Distinct(StringComparer.Ordinal).Count() != f.Choices.Count)))
        {
            yield return Problem.Coded("MAT-066", nameof(field.Choices), field.Title);
        }
    }

    private static bool IsBadName(string name) => name.Trim().Length is 0 or > SetKind.LongestName;

    [GeneratedRegex("^[a-z0-9-]{1,30}$", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
