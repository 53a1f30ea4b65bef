namespace Bihuan.Reading.Commitments;

/// <summary>Fields of forms to be filled in (报表指标项), with their units.</summary>
internal sealed class FormFieldReader : ICommitmentReader
{
    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Table is not { } table || TableKinds.Of(table) != TableKind.Form)
            {
                continue;
            }

            var form = CellReading.Title(node);
            var fields = table.Columns.Count > 0 ? Listed(table) : Paired(table);
            var number = 0;
            foreach (var (row, section, cell, unit) in fields)
            {
                var (name, bracket) = CellReading.SplitUnit(cell.Value.TrimEnd('：'));
                found.Add(new FormFieldCommitment
                {
                    Place = row.Place,
                    Range = cell.Range,
                    Text = cell.Value,
                    Form = form,
                    Section = section.Length > 0 ? section : null,
                    Number = ++number,
                    Field = name,
                    Unit = unit ?? bracket,
                });
            }
        }
    }

    /// <summary>Labels with blanks behind them. A label followed by another one heads a section.</summary>
    private static IEnumerable<(TableRow Row, string Section, Text.MappedText Cell, string? Unit)> Paired(Table table)
    {
        foreach (var row in table.Rows)
        {
            var section = "";
            for (var c = 0; c < row.Cells.Count; c++)
            {
                if (row[c].IsEmpty)
                {
                    continue;
                }
                if (c == 0 && (row.Cells[0].CarriedDown || (row.Cells.Count > 1 && !row[1].IsEmpty)))
                {
                    section = row[0].Value;
                    continue;
                }
                if (!row.Cells[c].CarriedDown)
                {
                    yield return (row, section, row[c], null);
                }
            }
        }
    }

    /// <summary>A field a row, its unit in a column of its own, and a column left blank.</summary>
    private static IEnumerable<(TableRow Row, string Section, Text.MappedText Cell, string? Unit)> Listed(Table table)
    {
        var name = CellReading.Column(table, ["指标名称", "项目名称", "名称", "指标", "项目", "内容"], ["类别", "单位", "分类"]);
        var unit = CellReading.Column(table, ["计量单位", "单位"]);
        var section = CellReading.Column(table, ["类别", "分类"]);
        foreach (var row in table.Rows)
        {
            if (name >= 0 && !row.Cells[name].Printed.IsEmpty)
            {
                yield return (row, section >= 0 ? row[section].Value : row.Section, row[name], unit >= 0 && CellReading.IsMeasureUnit(row[unit].Value) ? row[unit].Value : null);
            }
        }
    }
}
