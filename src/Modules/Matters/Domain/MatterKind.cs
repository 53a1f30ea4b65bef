using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Persistence;

namespace Bihuan.Matters;

/// <summary>What a field of a kind holds.</summary>
internal enum FieldType
{
    /// <summary>文字.</summary>
    Text,

    /// <summary>数值, with a unit.</summary>
    Number,

    /// <summary>日期.</summary>
    Date,

    /// <summary>选项.</summary>
    Choice,

    /// <summary>单位.</summary>
    Unit,

    /// <summary>文件.</summary>
    File,
}

/// <summary>A field of a kind's or list's own (自定义字段), made without programming.</summary>
/// <param name="Key">Stable: lower-case letters, digits and hyphens.</param>
/// <param name="Title">What people read.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Required">Whether it must be filled in before the matter is issued.</param>
/// <param name="Unit">The unit of a number.</param>
/// <param name="Choices">The choices, in order.</param>
internal sealed record FieldDefinition(string Key, string Title, FieldType Type, bool Required = false, string? Unit = null, IReadOnlyList<string>? Choices = null);

[EventType("matters.kind-set")]
internal sealed record KindWasSet(MatterKindId Id, string Name, IReadOnlyList<FieldDefinition> Fields, ReportPlan? Reports, bool IsRetired) : IEvent;

/// <summary>A kind of matters (事项类别) with fields of its own and its usual report calendar.</summary>
[Stream("matter-kind")]
internal sealed class MatterKind : State
{
    public MatterKindId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Name { get; private set; } = "";

    public IReadOnlyList<FieldDefinition> Fields { get; private set; } = [];

    public ReportPlan? Reports { get; private set; }

    public bool IsRetired { get; private set; }

    /// <summary>Every reason against the values of its fields.</summary>
    public IEnumerable<Problem> Check(IReadOnlyDictionary<string, string> values, bool complete) => FieldCheck.Of(Fields, values, complete);

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is KindWasSet e)
        {
            (Id, Name, Fields, Reports, IsRetired) = (e.Id, e.Name, e.Fields, e.Reports, e.IsRetired);
        }
    }
}

/// <summary>Checks the values of own fields. A number is written with a dot, a date as 2022-04-01, a unit by its id, a file by its hash.</summary>
internal static class FieldCheck
{
    public const int LongestValue = 2_000;

    /// <summary>Every reason against the values.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="values">The values by the fields' keys.</param>
    /// <param name="complete">Whether required fields must be there.</param>
    public static IEnumerable<Problem> Of(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string> values, bool complete)
    {
        foreach (var unknown in values.Keys.Where(k => !fields.Any(f => f.Key == k)))
        {
            yield return Problem.Coded("MAT-030", unknown, unknown);
        }
        foreach (var field in fields)
        {
            var value = values.GetValueOrDefault(field.Key)?.Trim() ?? "";
            if (value.Length == 0)
            {
                if (complete && field.Required)
                {
                    yield return Problem.Coded("MAT-031", field.Key, field.Title);
                }
            }
            else if (!IsGood(field, value))
            {
                yield return Problem.Coded("MAT-032", field.Key, field.Title, value, field.Type is FieldType.Choice ? string.Join('、', field.Choices ?? []) : $"FieldType.{field.Type}");
            }
        }
    }

    private static bool IsGood(FieldDefinition field, string value) => value.Length <= LongestValue && field.Type switch
    {
        FieldType.Number => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        FieldType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldType.Choice => field.Choices?.Contains(value) == true,
        FieldType.Unit => Guid.TryParse(value, out _),
        FieldType.File => FileHash.IsOne(value),
        _ => true,
    };
}
