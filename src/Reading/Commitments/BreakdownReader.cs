using Bihuan.Reading.Structure.Tables;

namespace Bihuan.Reading.Commitments;

/// <summary>Breakdowns by place or unit (分解表), with places in rows or in columns.</summary>
internal sealed class BreakdownReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Table is not { } table || TableKinds.Of(table) != TableKind.Breakdown || EnterpriseReader.CompanyColumn(table) >= 0)
            {
                continue;
            }

            var locality = TableKinds.LocalityColumn(table);
            var figures = TableKinds.FigureColumns(table).Where(c => c != locality).ToList();
            var acrossColumns = figures.Count(c => TableKinds.IsLocality(table.Columns[c])) * 2 > figures.Count;
            if (acrossColumns)
            {
                ReadColumns(node, table, figures, found);
            }
            else
            {
                ReadRows(node, table, locality, figures, found);
            }
        }
    }

    private static void ReadRows(ClauseNode node, Table table, int locality, List<int> figures, ICollection<Commitment> found)
    {
        var unitColumn = Enumerable.Range(0, table.Columns.Count).FirstOrDefault(c => c != locality && table.Columns[c].EndsWith("单位", StringComparison.Ordinal) && CellReading.Share(table, c, CellReading.IsMeasureUnit) > 0.5, -1);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            var name = Name(row, locality);
            if (name.Length == 0)
            {
                continue;
            }

            List<string> doubts = [];
            var targets = new Dictionary<int, decimal?>();
            var columns = new Dictionary<string, decimal?>(StringComparer.Ordinal);
            var units = new HashSet<string>(StringComparer.Ordinal);
            foreach (var column in figures)
            {
                var (heading, headingUnit) = CellReading.SplitUnit(table.Columns[column]);
                var cell = row[column].Value;
                var value = CellReading.TryFigure(cell, out var figure) ? figure.Value : (decimal?)null;
                if (value is null && cell.Length > 0 && !CellReading.IsFigureCell(cell))
                {
                    doubts.Add($"“{table.Columns[column]}”一格不是数字：{cell}。");
                }
                if ((headingUnit ?? figure.Unit) is { Length: > 0 } unit)
                {
                    units.Add(unit);
                }
                if (IsYear(table.Columns[column]))
                {
                    targets[CellShapes.YearOf(table.Columns[column])] = value;
                }
                else
                {
                    columns[heading] = value;
                }
            }

            found.Add(new BreakdownCommitment
            {
                Place = row.Place,
                Range = row.Range,
                Text = CellReading.Words(row),
                Indicator = CellReading.Title(node),
                Locality = name,
                Unit = unitColumn >= 0 && !row[unitColumn].IsEmpty ? row[unitColumn].Value : units.Count == 1 ? units.First() : units.Count == 0 ? CellReading.StatedUnit(node) : null,
                Total = IsTotal(table, i, name, figures, locality),
                Targets = targets,
                Columns = columns,
                Confidence = doubts.Count == 0 ? 1 : 0.85,
                Doubts = doubts,
            });
        }
    }

    /// <summary>Places across: each column is one place's share, by year or by indicator.</summary>
    private static void ReadColumns(ClauseNode node, Table table, List<int> figures, ICollection<Commitment> found)
    {
        var years = TableKinds.YearRowsColumn(table);
        var label = years >= 0 ? years : Enumerable.Range(0, table.Columns.Count).FirstOrDefault(c => !TableKinds.IsNumbering(table, c) && !figures.Contains(c), 0);
        var unitColumn = Enumerable.Range(0, table.Columns.Count).FirstOrDefault(c => c != label && CellReading.Share(table, c, CellReading.IsMeasureUnit) > 0.5, -1);
        var units = unitColumn >= 0 ? table.Rows.Select(r => r[unitColumn].Value).Distinct(StringComparer.Ordinal).ToList() : [];
        foreach (var column in figures)
        {
            var targets = new Dictionary<int, decimal?>();
            var columns = new Dictionary<string, decimal?>(StringComparer.Ordinal);
            foreach (var row in table.Rows)
            {
                var value = CellReading.TryFigure(row[column].Value, out var figure) ? figure.Value : (decimal?)null;
                if (CellShapes.YearOf(row[label].Value) is > 0 and var year && years >= 0)
                {
                    targets[year] = value;
                }
                else if (!row[label].IsEmpty)
                {
                    columns[CellReading.SplitUnit(row[label].Value).Name] = value;
                }
            }

            var (name, unit) = CellReading.SplitUnit(table.Columns[column]);
            found.Add(new BreakdownCommitment
            {
                Place = node.Place,
                Range = table.Rows.Select(r => r.Range).Aggregate((a, b) => a.Union(b)),
                Text = $"{table.Columns[column]} | {string.Join(" | ", table.Rows.Select(r => $"{r[label].Value} {r[column].Value}"))}",
                Indicator = CellReading.Title(node),
                Locality = name,
                Unit = unit ?? (units.Count == 1 ? units[0] : CellReading.StatedUnit(node)),
                Total = Array.Exists(TableKinds.TotalWords, w => name == w),
                Targets = targets,
                Columns = columns,
            });
        }
    }

    /// <summary>The place of a row; a total may be printed in the number's column.</summary>
    private static string Name(TableRow row, int locality)
    {
        var name = locality >= 0 ? row[locality].Value : "";
        return name.Length > 0 ? name : row.Cells.Select(c => c.Text.Value).FirstOrDefault(t => Array.Exists(TableKinds.TotalWords, w => t == w), "");
    }

    private static bool IsYear(string heading) => CellShapes.YearOf(heading) > 0 && heading.Length <= 12;

    /// <summary>A row named 合计 and the like; or the last one, where every figure is the sum of all before it.</summary>
    private static bool IsTotal(Table table, int index, string name, List<int> figures, int locality)
    {
        if (Array.Exists(TableKinds.TotalWords, w => name == w || (name.Length <= 6 && name.StartsWith(w, StringComparison.Ordinal))))
        {
            return true;
        }

        const int FewestParts = 2;
        if (index != table.Rows.Count - 1 || index < FewestParts || figures.Count == 0)
        {
            return false;
        }

        var sums = 0;
        foreach (var column in figures)
        {
            if (!CellReading.TryFigure(table.Rows[index][column].Value, out var total))
            {
                continue;
            }

            var sum = table.Rows.Take(index).Where(r => !Array.Exists(TableKinds.TotalWords, w => Name(r, locality) == w))
                .Sum(r => CellReading.TryFigure(r[column].Value, out var part) ? part.Value : 0);
            sums += sum == total.Value ? 1 : 0;
        }

        return sums * 2 > figures.Count;
    }
}
