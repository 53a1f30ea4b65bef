using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What was answered on the spot.</summary>
/// <param name="Value">The answer: one of the question's, a number, or words.</param>
/// <param name="Photographs">How many photographs stand behind it.</param>
/// <param name="Comment">Words beside it.</param>
internal sealed record Answer(string Value, int Photographs = 0, string? Comment = null);

/// <summary>A hazard that an answer shows.</summary>
/// <param name="Question">The question.</param>
/// <param name="Clause">The clause that it breaks.</param>
/// <param name="Grade">How grave it is.</param>
/// <param name="Finding">What it is called, where the checklist says so.</param>
internal sealed record FoundHazard(string Question, string? Clause, HazardGrade Grade, string? Finding = null);

/// <summary>What comes of an inspection.</summary>
/// <param name="Asked">The questions that were asked.</param>
/// <param name="Hazards">What was found.</param>
/// <param name="IsExempt">Whether the place is not to be judged a major hazard; what was found is general then.</param>
/// <param name="Grade">The gravest of what was found; <see langword="null"/> where nothing was.</param>
/// <param name="Points">The points reached.</param>
/// <param name="Most">The points that could be reached by the questions asked.</param>
/// <param name="Next">When to come again.</param>
internal sealed record Verdict(IReadOnlyList<string> Asked, IReadOnlyList<FoundHazard> Hazards, bool IsExempt, HazardGrade? Grade, decimal Points, decimal Most, DateOnly Next)
{
    /// <summary>Points of those that could be reached, in percent with one decimal; <see langword="null"/> where none could.</summary>
    public decimal? Percent => Most > 0 ? decimal.Round(100 * Points / Most, 1) : null;
}

/// <summary>Takes the answers of an inspection by a checklist.</summary>
internal static class Inspection
{
    /// <summary>The questions that answers lead to, in order. One whose condition names a question that is not asked is not asked either.</summary>
    public static IReadOnlyList<Question> Asked(Checklist checklist, IReadOnlyDictionary<string, Answer> answers)
    {
        HashSet<string> asked = new(StringComparer.Ordinal);
        List<Question> questions = [];
        foreach (var question in checklist.Questions)
        {
            if (question.When is not { Count: > 0 } groups || groups.Any(g => g.All(Holds)))
            {
                asked.Add(question.Id);
                questions.Add(question);
            }
        }

        return questions;

        bool Holds(Condition part) => asked.Contains(part.Question) && answers.TryGetValue(part.Question, out var answer) && part.IsAnyOf.Contains(answer.Value, StringComparer.Ordinal);
    }

    /// <summary>What comes of the answers, or every reason why they are not enough.</summary>
    /// <param name="checklist">The checklist, of the edition of the day.</param>
    /// <param name="answers">By question.</param>
    /// <param name="day">The day of the inspection.</param>
    public static Result<Verdict> Judge(Checklist checklist, IReadOnlyDictionary<string, Answer> answers, DateOnly day)
    {
        List<Problem> problems = [];
        if (!checklist.HoldsOn(day))
        {
            problems.Add(Problem.Coded("HAZ-201", nameof(day), checklist.Title, HazardCheck.Iso(day), checklist.Standard));
        }

        var asked = Asked(checklist, answers);
        List<(Question Question, Effect Effect)> effects = [];
        foreach (var question in asked)
        {
            if (!answers.TryGetValue(question.Id, out var answer) || answer.Value.Trim().Length == 0)
            {
                problems.AddRange(question.Optional ? [] : [Problem.Coded("HAZ-230", question.Id, question.Text)]);
                continue;
            }
            if (!Fits(question, answer.Value))
            {
                problems.Add(Problem.Coded("HAZ-231", question.Id, question.Text, answer.Value));
                continue;
            }

            var follow = question.Following(answer.Value);
            effects.AddRange(follow.Select(e => (question, e)));
            if (follow.Any(e => e.Photograph) && answer.Photographs == 0)
            {
                problems.Add(Problem.Coded("HAZ-232", question.Id, question.Text));
            }
            if (follow.Any(e => e.Comment) && string.IsNullOrWhiteSpace(answer.Comment))
            {
                problems.Add(Problem.Coded("HAZ-233", question.Id, question.Text));
            }
        }

        var known = checklist.Questions.Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(answers.Keys.Except(asked.Select(q => q.Id), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => Problem.Coded(known.Contains(id) ? "HAZ-234" : "HAZ-235", id, id)));
        return problems.Count > 0 ? problems : VerdictOf(checklist, asked, effects, day);
    }

    private static Verdict VerdictOf(Checklist checklist, IReadOnlyList<Question> asked, List<(Question Question, Effect Effect)> effects, DateOnly day)
    {
        var isExempt = effects.Exists(e => e.Effect.Exempts);
        List<FoundHazard> hazards = [.. effects.Where(e => e.Effect.Hazard is not null).Select(e => new FoundHazard(e.Question.Id, e.Question.Clause, isExempt ? HazardGrade.General : e.Effect.Hazard!.Value, e.Effect.Finding))];
        HazardGrade? grade = hazards.Count == 0 ? null : hazards.Max(h => h.Grade);

        // Of a question that does not apply no points are missed.
        var scored = asked.Where(q => q.Most > 0 && effects.Exists(e => e.Question == q && e.Effect.Points is not null)).ToList();
        var (points, most) = (scored.Sum(q => effects.Where(e => e.Question == q).Max(e => e.Effect.Points) ?? 0), scored.Sum(q => q.Most));
        var made = new Verdict([.. asked.Select(q => q.Id)], hazards, isExempt, grade, points, most, day);
        var next = checklist.Next.First(n => (n.Grade is null || grade >= n.Grade) && (n.Below is null || made.Percent < n.Below));
        return made with { Next = day.AddDays(next.Days) };
    }

    private static bool Fits(Question question, string value) => question.Type switch
    {
        AnswerType.Number => NumberOf(value) is not null,
        AnswerType.Text => value.Length <= 8_000,
        _ => question.Answers!.Contains(value, StringComparer.Ordinal),
    };

    /// <summary>A number as it is answered; <see langword="null"/> for what is none.</summary>
    public static decimal? NumberOf(string value) => decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1_000_000_000 ? number : null;
}
