using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Bihuan.Reading.Input;

/// <summary>Word's automatic numbering, printed. Counters are kept by abstract list, as Word keeps them, so that two lists of one
/// abstract list count on, unless one of them overrides its start. Source: ECMA-376 Part 1 §17.9.</summary>
internal sealed class DocxNumbering
{
    private const int LevelCount = 9;

    private readonly Dictionary<int, NumberingInstance> _lists = [];
    private readonly Dictionary<int, AbstractNum> _abstracts = [];
    private readonly Dictionary<string, Style> _styles = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int[]> _counters = [];
    private readonly HashSet<(int List, int Level)> _started = [];
    private readonly Dictionary<(int List, int Level), Shape?> _shapes = [];
    private readonly string? _defaultStyle;

    public DocxNumbering(MainDocumentPart main)
    {
        var numbering = main.NumberingDefinitionsPart?.Numbering;
        foreach (var item in numbering?.Elements<AbstractNum>() ?? [])
        {
            _abstracts.TryAdd(item.AbstractNumberId?.Value ?? -1, item);
        }
        foreach (var item in numbering?.Elements<NumberingInstance>() ?? [])
        {
            _lists.TryAdd(item.NumberID?.Value ?? -1, item);
        }
        foreach (var style in main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
            {
                _styles.TryAdd(id, style);
                if (style.Type?.Value == StyleValues.Paragraph && style.Default?.Value == true)
                {
                    _defaultStyle ??= id;
                }
            }
        }
    }

    /// <summary>The label printed before the paragraph, such as <c>（一）</c>, or empty. Counts: call once a paragraph, in order.</summary>
    public string Next(ParagraphProperties? properties)
    {
        if (Find(properties) is not var (list, level) || list == 0 || Resolve(list, level) is not { } shape)
        {
            return "";
        }

        if (!_counters.TryGetValue(shape.AbstractId, out var counters))
        {
            counters = [.. Enumerable.Repeat(int.MinValue, LevelCount)];
            _counters[shape.AbstractId] = counters;
        }

        // A start override of a list takes effect once, where the list first prints that level.
        var restart = _started.Add((list, level)) && shape.StartOverride is not null;
        counters[level] = restart ? shape.StartOverride!.Value
            : counters[level] == int.MinValue ? shape.Start
            : counters[level] < int.MaxValue ? counters[level] + 1 : int.MaxValue;

        for (var deeper = level + 1; deeper < LevelCount; deeper++)
        {
            // lvlRestart 0: never; n: only after level n (counted from 1) or above; absent: after any level above.
            var after = Resolve(list, deeper)?.RestartAfter;
            if (after is null || (after > 0 && level < after))
            {
                counters[deeper] = int.MinValue;
            }
        }

        return shape.Format == "bullet" ? "" : Spaced(Print(list, shape, counters), shape.HasSuffix);
    }

    private string Print(int list, Shape shape, int[] counters)
    {
        var text = new StringBuilder();
        for (var i = 0; i < shape.Text.Length; i++)
        {
            if (shape.Text[i] == '%' && i + 1 < shape.Text.Length && shape.Text[i + 1] is >= '1' and <= '9')
            {
                var level = shape.Text[++i] - '1';
                var other = level == shape.Level ? shape : Resolve(list, level);
                var value = counters[level] == int.MinValue ? other?.Start ?? 1 : counters[level];
                var format = other?.Format ?? "decimal";
                text.Append(NumberFormats.Print(shape.IsLegal && format != "decimalZero" ? "decimal" : format, value));
            }
            else
            {
                text.Append(shape.Text[i]);
            }
        }

        return text.ToString().Trim();
    }

    // The gap after a label (a tab or a space) is printed as a space only where the label would otherwise run into the words: 1. 2022年, 第一条 为了.
    private static string Spaced(string label, bool hasSuffix) =>
        hasSuffix && label.Length > 0 && (char.IsAsciiLetterOrDigit(label[^1]) || label[^1] == '.' || (char.IsLetter(label[^1]) && label[^1] > '\u2E7F')) ? label + " " : label;

    /// <summary>The list and level of a paragraph: its own, or its style's.</summary>
    private (int List, int Level)? Find(ParagraphProperties? properties)
    {
        var own = properties?.NumberingProperties;
        var styleId = properties?.ParagraphStyleId?.Val?.Value ?? _defaultStyle;
        if (own?.NumberingId?.Val?.Value is { } list)
        {
            return (list, Level(own.NumberingLevelReference?.Val?.Value ?? 0));
        }

        var ownLevel = own?.NumberingLevelReference?.Val?.Value;
        // Styles inherit numbering; a loop of basedOn ends after as many steps as there are styles.
        var id = styleId;
        for (var step = 0; id is not null && step <= _styles.Count && _styles.TryGetValue(id, out var style); step++)
        {
            var numbering = style.StyleParagraphProperties?.NumberingProperties;
            if (numbering?.NumberingId?.Val?.Value is { } styled)
            {
                return (styled, Level(ownLevel ?? numbering.NumberingLevelReference?.Val?.Value ?? LinkedLevel(styled, id)));
            }

            ownLevel ??= numbering?.NumberingLevelReference?.Val?.Value;
            id = style.BasedOn?.Val?.Value;
        }

        return null;
    }

    // A style without ilvl takes the level that names it (pStyle).
    private int LinkedLevel(int list, string styleId)
    {
        for (var level = 0; level < LevelCount; level++)
        {
            if (Resolve(list, level)?.StyleId == styleId)
            {
                return level;
            }
        }

        return 0;
    }

    private static int Level(int level) => Math.Clamp(level, 0, LevelCount - 1);

    private Shape? Resolve(int list, int level)
    {
        if (!_shapes.TryGetValue((list, level), out var shape))
        {
            shape = Make(list, level);
            _shapes[(list, level)] = shape;
        }

        return shape;
    }

    private Shape? Make(int list, int level)
    {
        if (!_lists.TryGetValue(list, out var instance) || Definition(instance) is not { } definition)
        {
            return null;
        }

        var change = instance.Elements<LevelOverride>().FirstOrDefault(o => o.LevelIndex?.Value == level);
        var printed = change?.Level ?? definition.Elements<Level>().FirstOrDefault(l => l.LevelIndex?.Value == level);
        if (printed is null)
        {
            return null;
        }

        return new(
            definition.AbstractNumberId?.Value ?? -1,
            level,
            printed.NumberingFormat?.Val?.InnerText ?? "decimal",
            printed.LevelText?.Val?.Value ?? "",
            printed.StartNumberingValue?.Val?.Value ?? 0,
            change?.StartOverrideNumberingValue?.Val?.Value ?? (change?.Level is null ? null : printed.StartNumberingValue?.Val?.Value),
            printed.LevelRestart?.Val?.Value,
            printed.IsLegalNumberingStyle is { } legal && legal.Val?.Value != false,
            printed.LevelSuffix?.Val?.Value != LevelSuffixValues.Nothing,
            printed.ParagraphStyleIdInLevel?.Val?.Value ?? "");
    }

    // A list may point to an abstract list that only points on to a numbering style (numStyleLink), whose list holds the levels.
    private AbstractNum? Definition(NumberingInstance instance)
    {
        for (var step = 0; step < 4; step++)
        {
            if (!_abstracts.TryGetValue(instance.AbstractNumId?.Val?.Value ?? -1, out var definition))
            {
                return null;
            }
            if (definition.NumberingStyleLink?.Val?.Value is not { } link || !_styles.TryGetValue(link, out var style)
                || style.StyleParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value is not { } next || !_lists.TryGetValue(next, out var linked))
            {
                return definition;
            }

            instance = linked;
        }

        return null;
    }

    /// <summary>A level of a list, with the list's overrides applied.</summary>
    private sealed record Shape(
        int AbstractId, int Level, string Format, string Text, int Start, int? StartOverride, int? RestartAfter, bool IsLegal, bool HasSuffix, string StyleId);
}
