using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>The columns in which matters go to Excel and come back (事项表): what of a draft may be set there, and its own fields behind them.
/// Everything else that a list shows may stand in the sheet too; it is looked at and not taken.</summary>
internal sealed class MatterSheet(BihuanContext db, IOrganisationQueries organisation, MatterQueries queries, Words words)
{
    public const string Id = "id";
    public const string Version = "version";
    public const string Title = "title";
    public const string Body = "body";
    public const string Kind = "kind";
    public const string Lead = "lead";
    public const string Supporting = "supporting";
    public const string Accepting = "accepting";
    public const string Leaders = "leaders";
    public const string Due = "due";
    public const string Tags = "tags";

    /// <summary>What stands before the title of an own field in a key.</summary>
    private const string OwnField = "field:";

    /// <summary>The columns, each with the key of its title.</summary>
    public static readonly IReadOnlyList<(string Key, string TitleKey)> Columns =
    [
        (Id, "sheet.id"), (Version, "sheet.version"), (Title, "matter.title"), (Body, "matter.body"), (Kind, "matter.kind"), (Lead, "matter.lead"), (Supporting, "matter.supporting"),
        (Accepting, "matter.accepting"), (Leaders, "matter.leaders"), (Due, "matter.due"), (Tags, "matter.tags"),
    ];

    /// <summary>Columns of the list that follow from what happened, and are not set in a sheet.</summary>
    private static readonly string[] Shown = ["matter.lamp", "matter.lampWhy", "matter.state", "matter.progress", "matter.source", "matter.chapter", "matter.number", "matter.lastReported", "matter.reportBy", "matters.help"];

    private readonly Dictionary<PostId, string> _holders = [];
    private IReadOnlyList<MatterKind>? _kinds;

    /// <summary>The kinds with their fields.</summary>
    public async ValueTask<IReadOnlyList<MatterKind>> Kinds(CancellationToken cancel) => _kinds ??= await db.Set<MatterKind>().AsNoTracking().OrderBy(k => k.Name).ToListAsync(cancel);

    /// <summary>The key of an own field. Fields of different kinds with one title share a column.</summary>
    public static string KeyOf(FieldDefinition field) => OwnField + field.Title;

    /// <summary>Fields that a cell can hold; a file is not one.</summary>
    public static IEnumerable<FieldDefinition> FieldsOf(MatterKind? kind) => kind?.Fields.Where(f => f.Type is not FieldType.File) ?? [];

    /// <summary>The title of an own field from its key.</summary>
    public static string TitleOfField(string key) => key[OwnField.Length..];

    /// <summary>The title of a column in the reader's language.</summary>
    public string TitleOf(string key) => key.StartsWith(OwnField, StringComparison.Ordinal) ? TitleOfField(key) : words[Columns.First(c => c.Key == key).TitleKey];

    /// <summary>The column of a title in either language; <see langword="null"/> where there is none.</summary>
    /// <param name="title">As it stands in the sheet.</param>
    /// <param name="kinds">Whose fields may be columns.</param>
    /// <param name="isShown">Whether it is one of the list that is only looked at.</param>
    public string? ColumnOf(string title, IReadOnlyList<MatterKind> kinds, out bool isShown)
    {
        isShown = Shown.Any(IsTitle);
        return Columns.FirstOrDefault(c => IsTitle(c.TitleKey)).Key ?? kinds.SelectMany(FieldsOf).FirstOrDefault(f => f.Title == title) switch { { } field => KeyOf(field), null => null };

        bool IsTitle(string key) => words.All[key].Contains(title, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The cells of a matter by the keys of the columns.</summary>
    public async ValueTask<Dictionary<string, string>> CellsOf(Matter matter, CancellationToken cancel)
    {
        var cells = await CellsOf(matter.Terms, cancel);
        cells[Id] = matter.Id.Value.ToString();
        cells[Version] = matter.Version.ToString(CultureInfo.InvariantCulture);
        cells[Due] = matter.State is MatterState.Draft || matter.DueDay is null ? cells[Due] : Days.Text(matter.DueDay);
        return cells;
    }

    /// <summary>The cells of terms: nothing of the matter's id and version.</summary>
    public async ValueTask<Dictionary<string, string>> CellsOf(MatterTerms terms, CancellationToken cancel)
    {
        var names = await queries.Names(cancel);
        var kind = terms.Kind is { } id ? (await Kinds(cancel)).FirstOrDefault(k => k.Id == id) : null;
        List<string> leaders = [];
        foreach (var leader in terms.Leaders)
        {
            leaders.Add(await NameOf(leader, cancel));
        }

        var cells = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Title] = terms.Title,
            [Body] = terms.Body,
            [Kind] = kind?.Name ?? "",
            [Lead] = Name(terms.Lead),
            [Supporting] = Join(terms.Supporting.Select(u => Name(u))),
            [Accepting] = Name(terms.Accepting),
            [Leaders] = Join(leaders),
            [Due] = terms.Due switch { { Day: { } day } => Days.Text(day), { Term: { } term } => words.Term(term), _ => "" },
            [Tags] = Join(terms.Tags),
        };
        foreach (var field in FieldsOf(kind))
        {
            var value = terms.Fields.GetValueOrDefault(field.Key) ?? "";
            cells[KeyOf(field)] = field.Type is FieldType.Unit && Guid.TryParse(value, out var unit) ? Name(UnitId.From(unit)) : value;
        }

        return cells;

        string Name(UnitId? unit) => unit is { } u ? names.GetValueOrDefault(u) ?? "" : "";
    }

    /// <summary>Several in a cell.</summary>
    public static string Join(IEnumerable<string> several) => string.Join('、', several);

    /// <summary>What stands in a cell of several.</summary>
    public static IReadOnlyList<string> Several(string cell) => [.. cell.Split(['、', ',', '，', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>How a leader reads: the name as printed, else who holds the post.</summary>
    public async ValueTask<string> NameOf(MatterLeader leader, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(leader.Name) || leader.Post is not { } post)
        {
            return leader.Name ?? "";
        }

        return _holders.TryGetValue(post, out var known) ? known : _holders[post] = (await organisation.HoldersOf(post, queries.Day, cancel)) is [var holder, ..] ? holder.Name : "";
    }
}

/// <summary>Matters with the cells of the sheet, in parts: what an export writes.</summary>
internal static class ListMatterSheet
{
    /// <param name="Filter">Which.</param>
    /// <param name="Order">In which order, as the list.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterFilter Filter, MatterOrder? Order = null, string? After = null, int? Limit = null) : IQuery<Page<Line>>;

    /// <param name="Matter">As in the list.</param>
    /// <param name="Cells">By the keys of the columns.</param>
    public sealed record Line(MatterRow Matter, IReadOnlyDictionary<string, string> Cells);

    internal sealed class Handler(MatterQueries queries, MatterSheet sheet) : IHandler<Request, Page<Line>>
    {
        public async ValueTask<Result<Page<Line>>> Handle(Request request, CancellationToken cancel)
        {
            var (matters, order) = ListMatters.Ordered(await queries.Matching(request.Filter, cancel), request.Order);
            return await matters.Part(order, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                List<Line> lines = [];
                foreach (var (row, matter) in (await queries.Rows(part.Items, cancel)).Zip(part.Items))
                {
                    lines.Add(new(row, await sheet.CellsOf(matter, cancel)));
                }

                return part.With<Line>(lines);
            });
        }
    }
}
