namespace Bihuan.Reading.Contradictions;

/// <summary>Two lead units for one thing: tasks in nearly the same words given to different leads, and a figure that a task and a table give to
/// different leads.</summary>
internal sealed class LeadRule : IContradictionRule
{
    private const int LeastRuns = 8;
    private const double LeastShared = 0.6;

    /// <summary>Rows of one unit and value that are compared with a figure.</summary>
    private const int MostRows = 16;

    public IEnumerable<Contradiction> Find(ReadingSet set) => Words(set).Concat(Figures(set));

    private static IEnumerable<Contradiction> Words(ReadingSet set)
    {
        var tasks = set.Tasks.Where(t => HasLead(t.Commitment)).ToList();

        // Each task is told of once, with the one that is most like it.
        var told = new HashSet<int>();
        foreach (var (i, j, shared) in Resemblance.Candidates(tasks.ConvertAll(t => t.Commitment.Body), sampling: 3)
            .Where(p => Differ(tasks[p.First], tasks[p.Second]))
            .Select(p => (p.First, p.Second, Shared: Resemblance.Wording(tasks[p.First].Commitment.Body, tasks[p.Second].Commitment.Body, LeastRuns)))
            .Where(p => p.Shared >= LeastShared).OrderByDescending(p => p.Shared).ThenBy(p => p.First))
        {
            var (first, second) = (tasks[i], tasks[j]);
            if (told.Add(i) & told.Add(j))
            {
                yield return new(
                    ContradictionKind.DifferentLeads,
                    Severity.Error,
                    [first.In.At(first.Commitment), second.In.At(second.Commitment)],
                    $"同一事项牵头单位不同：{first.In.Document.Name} {first.Commitment.Place}为{Leads(first.Commitment.LeadUnits)}，{second.In.Document.Name} {second.Commitment.Place}为{Leads(second.Commitment.LeadUnits)}，出了问题找谁应予明确。");
            }
        }
    }

    /// <summary>A lead that is inferred contradicts nobody.</summary>
    private static bool HasLead(TaskCommitment task) => task.LeadUnits.Count > 0 && !task.LeadInferred;

    private static bool Differ((SourcedDocument In, TaskCommitment Commitment) first, (SourcedDocument In, TaskCommitment Commitment) second) =>
        Math.Min(first.Commitment.Body.Length, second.Commitment.Body.Length) > Math.Max(first.Commitment.Body.Length, second.Commitment.Body.Length) / 3
        && first.In.Government == second.In.Government
        && !(first.In == second.In && first.Commitment.Place == second.Commitment.Place)
        && first.Commitment.Scope == second.Commitment.Scope
        && Differ(first.Commitment.LeadUnits, second.Commitment.LeadUnits);

    private static bool Differ(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        foreach (var unit in first)
        {
            foreach (var other in second)
            {
                if (Same(Bare(unit), Bare(other)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The same figure of the same thing in a task and in a table of indicators.</summary>
    private static IEnumerable<Contradiction> Figures(ReadingSet set)
    {
        var rows = new Dictionary<(string Unit, decimal Value, SourcedDocument In), List<IndicatorCommitment>>();
        foreach (var (document, row) in set.Indicators)
        {
            if (row.LeadUnits.Count > 0 && row.Parts.Count == 0 && set.KeyOf(row.Name).Length > 0 && row.Targets.Count > 0 && row.Targets.MaxBy(t => t.Key).Value is { } last)
            {
                var at = (row.Unit, last, document);
                if (!rows.TryGetValue(at, out var list))
                {
                    rows[at] = list = [];
                }
                if (list.Count < MostRows)
                {
                    list.Add(row);
                }
            }
        }
        if (rows.Count == 0)
        {
            yield break;
        }

        foreach (var (document, task) in set.Tasks)
        {
            if (!HasLead(task))
            {
                continue;
            }
            foreach (var quantity in task.Quantities)
            {
                if (!quantity.Qualifier && rows.TryGetValue((quantity.Unit, quantity.Value, document), out var list)
                    && list.Find(r => SubjectKey.IsWithin(set.KeyOf(r.Name), set.KeyOf(quantity.Subject))) is { } row && Differ(task.LeadUnits, row.LeadUnits))
                {
                    yield return new(
                        ContradictionKind.DifferentLeads,
                        Severity.Error,
                        [document.At(task), document.At(row)],
                        $"“{row.Name}”{SumRule.Print(quantity.Value)}{quantity.Unit}牵头单位不同：{task.Place}为{Leads(task.LeadUnits)}，{row.Place}为{Leads(row.LeadUnits)}，考核对象应予明确。");
                }
            }
        }
    }

    private static string Leads(IReadOnlyList<string> units) => string.Join("、", units.Take(6));

    /// <summary>区综合执法局 and 区综合行政执法局 are one.</summary>
    private static bool Same(string a, string b) => a == b || (a.Length > b.Length ? SubjectIsWithin(b, a) : SubjectIsWithin(a, b));

    private static bool SubjectIsWithin(string shorter, string longer)
    {
        var at = 0;
        foreach (var c in longer)
        {
            at += at < shorter.Length && shorter[at] == c ? 1 : 0;
        }

        return at == shorter.Length;
    }

    private static string Bare(string unit) => unit.TrimStart('区', '市', '县');
}
