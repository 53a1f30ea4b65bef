using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The value of a field of a kind's or list's own, while it is being entered.</summary>
public sealed class OwnValue
{
    internal OwnValue(FieldDefinition field, string? value) => (Field, Value) = (field, value ?? "");

    internal FieldDefinition Field { get; }

    /// <summary>As text.</summary>
    public string Value { get; set; }
}

/// <summary>A field of a kind's or list's own, while it is being defined.</summary>
public sealed class FieldForm
{
    /// <summary>Begins the ids of its fields on the page.</summary>
    public string Id { get; } = Ids.Next();

    /// <summary>Stable; given by itself where none is typed.</summary>
    public string Key { get; set; } = "";

    /// <summary>What people read.</summary>
    public string Title { get; set; } = "";

    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; set; }

    /// <summary>The unit of a number.</summary>
    public string Unit { get; set; } = "";

    /// <summary>The choices, one a line.</summary>
    public string Choices { get; set; } = "";

    /// <summary>Whether it is saved already: its key and type stay, so that the values that are there can still be read.</summary>
    public bool IsSaved { get; init; }

    internal FieldType Type { get; set; }

    internal static FieldForm Of(FieldDefinition field) => new()
    {
        Key = field.Key,
        Title = field.Title,
        Type = field.Type,
        Required = field.Required,
        Unit = field.Unit ?? "",
        Choices = string.Join('\n', field.Choices ?? []),
        IsSaved = true,
    };

    /// <summary>The definitions of some forms; whoever has no key gets the next that is free.</summary>
    internal static IReadOnlyList<FieldDefinition> Of(IReadOnlyList<FieldForm> forms)
    {
        var taken = forms.Select(f => f.Key.Trim()).Where(k => k.Length > 0).ToHashSet(StringComparer.Ordinal);
        List<FieldDefinition> fields = [];
        foreach (var form in forms)
        {
            var (key, number) = (form.Key.Trim(), 0);
            while (key.Length == 0)
            {
                number++;
                var next = $"f{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
                key = taken.Add(next) ? next : "";
            }

            fields.Add(new(
                key, form.Title.Trim(), form.Type, form.Required, form.Type is FieldType.Number && form.Unit.Trim() is { Length: > 0 } unit ? unit : null,
                form.Type is FieldType.Choice ? [.. form.Choices.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : null));
        }

        return fields;
    }
}
