using System.Text;
using Bihuan.Kernel;
using Bihuan.Reading.Commitments.Attributions;
using Bihuan.Reading.Commitments.Quantities;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Rows of task lists (任务清单、任务分解表): one task a row, or one for each scope where the units' cell has several.</summary>
internal static class TaskTableReader
{
    private static readonly string[] MeasureWords =
        ["措施", "具体任务", "工作任务", "重点任务", "主要任务", "任务内容", "任务清单", "工作内容", "主要内容", "工作举措", "举措", "重点工作", "目标任务", "任务", "工作要求", "工作事项", "事项", "项目名称", "内容"];

    private static readonly string[] TitleWords = ["关键节点", "任务名称", "工作名称", "类别", "项目", "领域", "任务", "重点工作", "重点任务", "工作任务", "主要任务"];

    /// <summary>Columns that make it a table of another kind, which has its own reader.</summary>
    private static readonly string[] ForeignWords = ["指标", "隐患", "决策", "职务", "姓名", "企业名称", "统一社会信用"];

    /// <summary>Adds the table's tasks, if it is a list of tasks.</summary>
    public static void Read(Document document, Table table, ICollection<Commitment> found)
    {
        if (Layout.Of(table) is not { } layout)
        {
            return;
        }

        var leaders = new Attribution();
        var section = "";
        foreach (var row in table.Rows)
        {
            if (row.Section != section)
            {
                leaders = new();
                section = row.Section;
            }

            ReadRow(document, row, layout, ref leaders, found);
        }
    }

    private sealed record Layout(int Number, int Title, int Measure, int Deadline, IReadOnlyList<(int Column, Role Role)> Units)
    {
        public static Layout? Of(Table table)
        {
            List<(int, Role)> units = [];
            var deadline = -1;
            for (var i = 0; i < table.Columns.Count; i++)
            {
                var heading = Squeezed(table.Columns[i]);
                if (Array.Exists(ForeignWords, w => heading.Contains(w, StringComparison.Ordinal)))
                {
                    return null;
                }

                var role = AttributionLabels.RoleOf(heading);
                if (role is Role.Leader or Role.Lead or Role.Responsible or Role.Support or Role.Implement)
                {
                    units.Add((i, role));
                }
                else if (role == Role.Deadline || (deadline < 0 && heading is "时间" or "完成时间" or "时间节点" or "时间进度"))
                {
                    deadline = i;
                }
            }

            var measure = Find(table, MeasureWords, -1, units, deadline);
            if (measure < 0 || units.Count == 0 || !units.Exists(u => u.Item2 is not Role.Leader))
            {
                return null;
            }

            // 重点工作 beside 目标任务: the wordier column says what is to be done, the other is its title.
            foreach (var word in MeasureWords)
            {
                if (Find(table, [word], measure, units, deadline) is >= 0 and var other && Length(table, other) > 2 * Length(table, measure))
                {
                    measure = other;
                }
            }

            return new(Array.FindIndex([.. table.Columns], static c => Squeezed(c) is "序号" or "编号"), Find(table, TitleWords, measure, units, deadline), measure, deadline, units);
        }

        private static int Length(Table table, int column) => table.Rows.Sum(r => r[column].Length);

        private static int Find(Table table, string[] words, int but, List<(int Column, Role)> units, int deadline)
        {
            foreach (var word in words)
            {
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    if (i != but && i != deadline && !units.Exists(u => u.Column == i) && Squeezed(table.Columns[i]).Contains(word, StringComparison.Ordinal))
                    {
                        return i;
                    }
                }
            }

            return -1;
        }
    }

    private static void ReadRow(Document document, TableRow row, Layout layout, ref Attribution leaders, ICollection<Commitment> found)
    {
        var measure = row[layout.Measure];
        if (measure.IsEmpty || Squeezed(measure.Value).Length < 2)
        {
            return;
        }

        List<Attribution> scopes = [];
        foreach (var (column, role) in layout.Units)
        {
            var cell = column < row.Cells.Count ? row.Cells[column] : default;
            var empty = cell.Text is null || cell.Text.IsEmpty || IsDash(cell.Text.Value);
            if (role == Role.Leader)
            {
                // Every task has its leader: an empty cell below a printed one is a merged cell, whose lines the source has lost.
                var named = new Attribution();
                if (empty)
                {
                    named.Leaders.AddRange(leaders.Leaders);
                }
                else
                {
                    NameList.People(cell.Text!, 0, cell.Text!.Length, named.Leaders);
                    leaders = named;
                }
                if (named.Leaders.Count > 0 && (empty || cell.CarriedDown))
                {
                    named = new Attribution().Inheriting(named);
                    named.CarriedDown = TaskParts.Leaders;
                    named.Doubt("领导取自上行，本行没有印出。", 0.85);
                }

                Merge(scopes, [named]);
                continue;
            }
            if (empty)
            {
                continue;
            }

            var read = AttributionParser.ParseCell(cell.Text!, role);
            if (cell.CarriedDown)
            {
                read.ForEach(r => CarryDown(r, role));
            }

            Merge(scopes, read);
        }
        if (!scopes.Exists(s => s.NamesUnits))
        {
            return;
        }

        var (number, body) = WithoutNumbers(measure);
        var quantities = QuantityScanner.Scan(body, row.Place);
        var counted = Squeezed(row[layout.Number].Value);
        var title = layout.Title >= 0 ? Squeezed(row[layout.Title].Value) : "";
        var deadline = Deadline(document, row, layout, body.Value, out var deadlineCarried);
        var deadlineDoubt = deadlineCarried ? "完成时限取自上方的合并单元格，本行没有印出。" : deadline?.Doubt;
        foreach (var scope in scopes)
        {
            if (deadlineDoubt is not null)
            {
                scope.Doubt(deadlineDoubt, 0.85);
            }

            found.Add(new TaskCommitment
            {
                Place = row.Place,
                Range = row.Range,
                Text = measure.Value,
                Number = number ?? (counted.Length > 0 ? counted : null),
                Body = body.Value,
                Title = title.Length > 0 ? title : null,
                Chapter = row.Section.Length > 0 ? row.Section : null,
                Section = title.Length > 0 && counted.Length > 0 && number is not null ? $"{counted} {title}" : null,
                Scope = scope.Scope.Name.Length > 0 ? scope.Scope.Name : null,
                Leaders = [.. scope.Leaders.Select(m => m.Name)],
                LeadUnits = [.. scope.LeadUnits.Select(m => m.Name)],
                Units = [.. scope.Responsible.Concat(scope.Support).Select(m => m.Name)],
                Implementers = [.. scope.Implementers.Select(m => m.Name)],
                Streets = [.. scope.Streets.Select(m => m.Name)],
                OpenEnded = scope.OpenEnded,
                Deadline = deadline,
                Quantities = quantities,
                Confidence = scope.Confidence,
                Doubts = scope.Doubts,
                CarriedDown = scope.CarriedDown | (deadlineCarried ? TaskParts.Deadline : TaskParts.None),
                LeadInferred = scope.LeadInferred,
            });
        }
    }

    /// <summary>Puts a column's reading beside those of the columns before: to all scopes, or, where it has several itself, one by one.</summary>
    private static void Merge(List<Attribution> scopes, List<Attribution> read)
    {
        if (scopes.Count == 0)
        {
            scopes.AddRange(read);
            return;
        }
        if (read.Count <= 1 || scopes.Count > 1)
        {
            foreach (var scope in scopes)
            {
                read.ForEach(scope.Add);
            }

            return;
        }

        var first = scopes[0];
        scopes.Clear();
        foreach (var one in read)
        {
            var merged = new Attribution { Scope = one.Scope };
            merged.Add(first);
            merged.Add(one);
            scopes.Add(merged);
        }
    }

    private static Deadline? Deadline(Document document, TableRow row, Layout layout, string body, out bool carried)
    {
        carried = false;
        if (layout.Deadline < 0 || layout.Deadline >= row.Cells.Count)
        {
            return TaskDeadlines.Of("", body, document.Date);
        }

        var cell = row.Cells[layout.Deadline];
        var printed = Squeezed(cell.Text.Value);
        if (printed.Length == 0 || IsDash(printed))
        {
            return TaskDeadlines.Of("", body, document.Date);
        }

        carried = cell.CarriedDown;
        return TaskDeadlines.Of(printed, body, document.Date);
    }

    private static void CarryDown(Attribution read, Role role)
    {
        read.CarriedDown = role switch { Role.Lead => TaskParts.LeadUnits, Role.Responsible => TaskParts.ResponsibleUnits, Role.Implement => TaskParts.Implementers, _ => TaskParts.SupportUnits };
        read.LeadInferred |= role == Role.Lead;
        read.Doubt($"{RoleName(role)}单位取自上方的合并单元格，本行没有印出。", 0.85);
    }

    private static string RoleName(Role role) => role switch { Role.Lead => "牵头", Role.Responsible => "责任", Role.Implement => "推进", _ => "配合" };

    private static bool IsDash(string text) => text.AsSpan().Trim(" /—-－无").IsEmpty;

    /// <summary>Takes the printed numbers (1. 2.1 （3）) off the measures of a cell; several are joined by ；.</summary>
    internal static (string? Number, MappedText Body) WithoutNumbers(MappedText cell)
    {
        var measure = cell.Value;
        var numbers = new StringBuilder();
        var bodyFrom = 0;
        for (var i = 0; i < measure.Length; i++)
        {
            if (i > 0 && measure[i - 1] is not (' ' or '\n' or '。' or '；'))
            {
                continue;
            }

            var at = NumberAt(measure, i);
            if (at == 0)
            {
                continue;
            }
            if (numbers.Length == 0)
            {
                // Only a cell that begins with a number has numbered measures.
                if (!measure.AsSpan(0, i).Trim().IsEmpty)
                {
                    break;
                }

                bodyFrom = at;
            }

            numbers.Append(numbers.Length > 0 ? "；" : "").Append(measure.AsSpan(i, at - i).Trim(" .．、（）()"));
            i = at - 1;
        }

        return (numbers.Length > 0 ? numbers.ToString() : null, cell.Slice(bodyFrom).Trim());
    }

    /// <summary>One past a number that heads a measure, or 0: 1. 1、 2.1 （1）; a figure such as 2.5亿元 is none.</summary>
    private static int NumberAt(string text, int at)
    {
        var i = at;
        var bracketed = text[i] is '（' or '(';
        if (bracketed)
        {
            i++;
        }

        var digits = i;
        while (i < text.Length && i - digits < 2 && char.IsAsciiDigit(text[i]))
        {
            i++;
        }
        if (i == digits)
        {
            return 0;
        }
        if (bracketed)
        {
            return i < text.Length && text[i] is '）' or ')' ? i + 1 : 0;
        }

        var parts = 1;
        while (i + 1 < text.Length && text[i] is '.' or '．' && char.IsAsciiDigit(text[i + 1]))
        {
            i++;
            var from = i;
            while (i < text.Length && i - from < 2 && char.IsAsciiDigit(text[i]))
            {
                i++;
            }
            parts++;
        }
        if (i < text.Length && text[i] is '.' or '．' or '、')
        {
            return i + 1;
        }

        // 2.1全面排查: a decimal number needs no mark of its own, but a unit of measure must not follow.
        return parts > 1 && i < text.Length && Cjk.IsIdeograph(text[i]) && text[i] is not ('亿' or '万' or '元' or '个' or '家' or '公' or '亩' or '吨' or '倍' or '米' or '平' or '人' or '户') ? i : 0;
    }

    private static string Squeezed(string text) =>
        text.AsSpan().IndexOfAny(' ', '\n', '\t') < 0 ? text : string.Concat(text.Where(c => c is not (' ' or '\n' or '\t')));
}
