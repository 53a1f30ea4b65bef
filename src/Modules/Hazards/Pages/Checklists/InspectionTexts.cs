using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>How inspections and checklists read.</summary>
internal static class InspectionTexts
{
    /// <summary>A score.</summary>
    public static string Figure(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The days of an edition.</summary>
    public static string Days(DateOnly from, DateOnly? to, Words words) => words[to is null ? "checklist.fromOn" : "checklist.fromTo", HazardCheck.Iso(from), to is { } last ? HazardCheck.Iso(last) : ""];

    /// <summary>The kinds of premises.</summary>
    public static string Kinds(IReadOnlyList<string> names, Words words) => names.Count == 0 ? words["checklist.allKinds"] : string.Join(words["ui.comma"], names);

    /// <summary>An answer to a question.</summary>
    public static string Answer(Question question, string value, Words words) => question.Type is AnswerType.YesNo ? words[$"Question.{value}"] : value;

    /// <summary>When to come again, in a sentence.</summary>
    public static string Next(NextVisit next, Words words)
    {
        string[] parts = [.. new[] { next.Grade is { } grade ? words["checklist.nextFound", words.Of(grade)] : null, next.Below is { } below ? words["checklist.nextBelow", Figure(below)] : null }.OfType<string>()];
        return words["checklist.nextLine", parts.Length == 0 ? words["checklist.nextElse"] : string.Join(words["ui.comma"], parts), next.Days];
    }
}
