namespace Bihuan.Reading.Commitments;

/// <summary>Catalogues of major administrative decisions (重大行政决策事项目录) with their procedure columns.</summary>
internal sealed class DecisionReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Table is not { } table || TableKinds.Of(table) != TableKind.Decisions)
            {
                continue;
            }

            var item = CellReading.Column(table, ["事项名称", "决策事项", "事项", "项目名称", "名称", "项目"], ["序", "单位", "部门"]);
            var number = CellReading.Column(table, ["序号", "编号", "序"]);
            var unit = CellReading.Column(table, ["承办", "责任", "牵头", "主办", "单位", "部门"]);
            var basis = CellReading.Column(table, ["依据"]);
            var planned = CellReading.Column(table, ["计划完成", "完成时间", "时间", "时限", "期限"]);
            var marks = TableKinds.MarkColumns(table);
            foreach (var row in table.Rows)
            {
                if (item < 0 || row[item].IsEmpty)
                {
                    continue;
                }

                var procedures = new Dictionary<string, bool?>(StringComparer.Ordinal);
                foreach (var column in marks)
                {
                    var heading = table.Columns[column];
                    procedures[heading[(heading.LastIndexOf('/') + 1)..]] = Applies(row[column].Value);
                }

                List<string> doubts = [.. marks.Where(c => row[c].IsEmpty).Select(c => $"“{table.Columns[c]}”一格空白。")];
                found.Add(new DecisionCommitment
                {
                    Place = row.Place,
                    Range = row.Range,
                    Text = CellReading.Words(row),
                    Number = number >= 0 ? CellReading.Number(row[number].Value) : null,
                    Item = row[item].Value,
                    Unit = unit >= 0 && !row[unit].IsEmpty ? row[unit].Value : null,
                    Basis = basis >= 0 && !row[basis].IsEmpty ? row[basis].Value : null,
                    Planned = planned >= 0 ? CellReading.Deadline(row[planned].Value, document.Date) : null,
                    Procedures = procedures,
                    Confidence = doubts.Count == 0 ? 1 : 0.85,
                    Doubts = doubts,
                });
            }
        }
    }

    private static bool? Applies(string mark) => mark switch
    {
        "" => null,
        _ when "✓√✔☑是■●Yy".Contains(mark[0], StringComparison.Ordinal) => true,
        _ when "×✗✘╳☒否□○◯☐".Contains(mark[0], StringComparison.Ordinal) => false,
        _ => null,
    };
}
