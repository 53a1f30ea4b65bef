using System.Globalization;
using System.Text.RegularExpressions;
using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What a checklist must be before anybody is sent out with it: whoever builds one on screen is told every reason at once.</summary>
internal static partial class ChecklistCheck
{
    private const int MostQuestions = 300, MostChoices = 50, MostText = 500, MostWords = 200, MostDays = 3_660;

    private const decimal MostPoints = 1_000;

    /// <summary>Every reason against a checklist; none where it is good.</summary>
    public static IReadOnlyList<Problem> Of(Checklist checklist)
    {
        List<Problem> problems = [];
        if (!Name().IsMatch(checklist.Key))
        {
            problems.Add(Problem.Coded("HAZ-210", nameof(Checklist.Key), checklist.Key));
        }

        problems.AddRange(new[] { (nameof(Checklist.Title), checklist.Title), (nameof(Checklist.Standard), checklist.Standard) }.Where(f => IsUnfit(f.Item2, 200)).Select(f => Problem.Coded("HAZ-211", f.Item1, Figure(200))));
        if (checklist.To < checklist.From)
        {
            problems.Add(Problem.Coded("HAZ-212", nameof(Checklist.To), HazardCheck.Iso(checklist.From), HazardCheck.Iso(checklist.To.Value)));
        }
        if (checklist.Kinds.Count == 0)
        {
            problems.Add(Problem.Coded("HAZ-213", nameof(Checklist.Kinds)));
        }
        if (checklist.Questions.Count is 0 or > MostQuestions)
        {
            problems.Add(Problem.Coded("HAZ-214", nameof(Checklist.Questions), Figure(MostQuestions)));
        }

        // Only what is asked before can be asked of: so no question waits for itself.
        Dictionary<string, Question> before = new(StringComparer.Ordinal);
        foreach (var question in checklist.Questions)
        {
            problems.AddRange(Of(question, before));
            before.TryAdd(question.Id, question);
        }

        if (checklist.Next is not [.., { Grade: null, Below: null }] || checklist.Next.Any(n => n.Days is < 1 or > MostDays))
        {
            problems.Add(Problem.Coded("HAZ-222", nameof(Checklist.Next), Figure(MostDays)));
        }

        return problems;
    }

    private static IEnumerable<Problem> Of(Question question, Dictionary<string, Question> before)
    {
        if (!Name().IsMatch(question.Id) || before.ContainsKey(question.Id))
        {
            yield return Problem.Coded("HAZ-215", question.Id, question.Id);
        }
        if (IsUnfit(question.Text, MostText))
        {
            yield return Problem.Coded("HAZ-216", question.Id, Figure(MostText));
        }
        if (new[] { question.Group, question.Clause }.Concat((question.Effects ?? []).Select(e => e.Finding)).Any(t => t?.Length > MostWords))
        {
            yield return Problem.Coded("HAZ-657", question.Id, Figure(MostWords));
        }
        if ((question.Effects ?? []).Any(e => e.Hazard is not null) && string.IsNullOrWhiteSpace(question.Clause))
        {
            yield return Problem.Coded("HAZ-658", question.Id);
        }
        if (question.Type is AnswerType.Choice ? question.Choices is not { Count: > 1 and <= MostChoices } choices || choices.Any(c => IsUnfit(c, 100)) || choices.Distinct(StringComparer.Ordinal).Count() < choices.Count : question.Choices is not null)
        {
            yield return Problem.Coded("HAZ-217", question.Id, Figure(MostChoices));
        }
        foreach (var part in (question.When ?? []).SelectMany(g => g))
        {
            if (!before.TryGetValue(part.Question, out var asked))
            {
                yield return Problem.Coded("HAZ-218", question.Id, part.Question);
            }
            else if (part.IsAnyOf.Count == 0 || part.IsAnyOf.Any(a => asked.Answers?.Contains(a, StringComparer.Ordinal) != true))
            {
                yield return Problem.Coded("HAZ-219", question.Id, part.Question);
            }
        }
        foreach (var effect in question.Effects ?? [])
        {
            var fits = question.Answers is { } answers ? effect.AtLeast is null && effect.If is { Count: > 0 } named && named.All(a => answers.Contains(a, StringComparer.Ordinal)) : question.Type is AnswerType.Number && effect is { If: null, AtLeast: not null };
            if (!fits)
            {
                yield return Problem.Coded("HAZ-220", question.Id);
            }
            if (effect.Points is < 0 or > MostPoints)
            {
                yield return Problem.Coded("HAZ-221", question.Id, Figure(MostPoints));
            }
        }
    }

    private static bool IsUnfit(string text, int most) => text.Trim().Length == 0 || text.Length > most;

    private static string Figure(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9.-]{0,58}[a-z0-9])?$")]
    private static partial Regex Name();
}
