using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>What is built of a checklist.</summary>
public sealed class ChecklistForm
{
    private const int MostLabel = 24;

    internal string Title { get; set; } = "";

    internal string Standard { get; set; } = "";

    internal DateOnly? Until { get; set; }

    internal bool IsForAll { get; set; }

    internal HashSet<string> Kinds { get; private set; } = new(StringComparer.Ordinal);

    internal string Note { get; set; } = "";

    internal List<GroupForm> Groups { get; private set; } = [new()];

    internal List<NextForm> Next { get; private set; } = [new()];

    /// <summary>The questions in the order in which they are asked.</summary>
    internal IEnumerable<QuestionForm> Questions => Groups.SelectMany(g => g.Questions);

    internal ChecklistDraft Draft => new()
    {
        Title = Title.Trim(),
        Standard = Standard.Trim(),
        Until = Until,
        Kinds = IsForAll ? [Checklist.AnyKind] : [.. Kinds.Order(StringComparer.Ordinal)],
        Questions = [.. Groups.SelectMany(g => g.Questions.Select(q => q.Question with { Group = HazardCheck.Blank(g.Title) }))],
        Next = [.. Next.Select(n => n.Visit)],
        Note = HazardCheck.Blank(Note),
    };

    internal static ChecklistForm Of(ChecklistDraft draft)
    {
        var form = new ChecklistForm
        {
            Title = draft.Title,
            Standard = draft.Standard,
            Until = draft.Until,
            IsForAll = draft.Kinds.Contains(Checklist.AnyKind, StringComparer.Ordinal),
            Kinds = [.. draft.Kinds.Where(k => k != Checklist.AnyKind)],
            Note = draft.Note ?? "",
            Next = [.. draft.Next.Select(NextForm.Of)],
            Groups = [],
        };
        foreach (var question in draft.Questions)
        {
            if (form.Groups.Count == 0 || form.Groups[^1].Title != (question.Group ?? ""))
            {
                form.Groups.Add(new() { Title = question.Group ?? "" });
            }

            form.Groups[^1].Questions.Add(QuestionForm.Of(question));
        }

        if (form.Groups.Count == 0)
        {
            form.Groups.Add(new());
        }

        return form;
    }

    /// <summary>A new question at the end of a group. Its id is never that of another, so that conditions keep naming what they named.</summary>
    internal QuestionForm Add(GroupForm group)
    {
        var taken = Questions.Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        var id = Enumerable.Range(taken.Count + 1, taken.Count + 1).Select(n => $"q{n}").First(n => !taken.Contains(n));
        var question = new QuestionForm { Id = id };
        group.Questions.Add(question);
        return question;
    }

    /// <summary>Moves a question up or down, over the edge of its group into the next one.</summary>
    internal void Move(QuestionForm question, int by)
    {
        var at = Groups.FindIndex(g => g.Questions.Contains(question));
        var (list, index) = (Groups[at].Questions, Groups[at].Questions.IndexOf(question));
        if (index + by >= 0 && index + by < list.Count)
        {
            (list[index], list[index + by]) = (list[index + by], list[index]);
        }
        else if (at + by >= 0 && at + by < Groups.Count)
        {
            list.RemoveAt(index);
            Groups[at + by].Questions.Insert(by < 0 ? Groups[at + by].Questions.Count : 0, question);
        }
    }

    /// <summary>What the fields and questions are called, by the fields of problems.</summary>
    internal static Dictionary<string, string> Labels(Checklist list, Words words)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal)
        {
            ["Title"] = words["checklist.title"],
            ["Standard"] = words["checklist.standard"],
            ["From"] = words["checklist.from"],
            ["To"] = words["checklist.to"],
            ["Kinds"] = words["checklist.kinds"],
            ["Questions"] = words["checklist.questions"],
            ["Next"] = words["checklist.next"],
            ["Note"] = words["checklist.note"],
        };
        foreach (var (index, question) in list.Questions.Index())
        {
            labels.TryAdd(question.Id, Label(index, question.Text, words));
        }

        return labels;
    }

    /// <summary>A question by its number and its first words.</summary>
    internal static string Label(int index, string text, Words words) => words["checklist.questionNo", index + 1, text.Length > MostLabel ? $"{text[..MostLabel]}…" : text].TrimEnd();

    /// <summary>When a question is asked, in words.</summary>
    internal static string When(IReadOnlyList<IReadOnlyList<Condition>> when, Checklist list, Words words) => string.Join(words["checklist.or"], when.Select(g => string.Join(words["checklist.and"], g.Select(c =>
    {
        var index = list.Questions.ToList().FindIndex(q => q.Id == c.Question);
        return words["checklist.whenPart", index + 1, string.Join('/', c.IsAnyOf.Select(a => index < 0 ? a : InspectionTexts.Answer(list.Questions[index], a, words)))];
    }))));

    /// <summary>What follows from an answer, in words.</summary>
    internal static string Says(Question question, Effect effect, Words words)
    {
        var answer = effect.AtLeast is { } least ? words["checklist.atLeast", InspectionTexts.Figure(least)] : string.Join('/', (effect.If ?? []).Select(a => InspectionTexts.Answer(question, a, words)));
        string[] parts =
        [
            .. new[]
            {
                effect.Points is { } points ? words["checklist.points", InspectionTexts.Figure(points)] : null, effect.Photograph ? words["checklist.photograph"] : null, effect.Comment ? words["checklist.comment"] : null,
                effect.Hazard is { } grade ? words["checklist.finds", words.Of(grade)] + (effect.Finding is { } finding ? $" {finding}" : "") : null, effect.Exempts ? words["checklist.exempts"] : null,
            }.OfType<string>(),
        ];
        return words["checklist.follows", answer, parts.Length == 0 ? "—" : string.Join(words["ui.comma"], parts)];
    }

    private static decimal? Number(string text) =>
        text.Trim().Length == 0 ? null : decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Questions under one heading.</summary>
    internal sealed class GroupForm
    {
        public string Title { get; set; } = "";

        public List<QuestionForm> Questions { get; } = [];
    }

    /// <summary>A question.</summary>
    internal sealed class QuestionForm
    {
        public required string Id { get; init; }

        public string Text { get; set; } = "";

        public AnswerType Type { get; set; }

        public string Clause { get; set; } = "";

        public bool MayNotApply { get; set; }

        public bool Optional { get; set; }

        /// <summary>What follows from yes, no and does not apply.</summary>
        public Dictionary<string, EffectForm> Fixed { get; } = new(StringComparer.Ordinal) { [Hazards.Question.Yes] = new(), [Hazards.Question.No] = new(), [Hazards.Question.NotApplicable] = new() };

        /// <summary>The choices of a choice, with what follows.</summary>
        public List<ChoiceForm> Choices { get; } = [];

        /// <summary>What follows from numbers, each from one on.</summary>
        public List<ChoiceForm> Steps { get; } = [];

        /// <summary>When it is asked.</summary>
        public List<List<ConditionForm>> When { get; } = [];

        /// <summary>The answers there are, with what follows from each.</summary>
        public IReadOnlyList<(string Answer, EffectForm Effect)> Answers => Type switch
        {
            AnswerType.YesNo => [.. new[] { Hazards.Question.Yes, Hazards.Question.No, Hazards.Question.NotApplicable }.Where(a => MayNotApply || a != Hazards.Question.NotApplicable).Select(a => (a, Fixed[a]))],
            AnswerType.Choice => [.. Choices.Select(c => (c.Value.Trim(), c.Effect))],
            _ => [],
        };

        public Question Question => new(
            Id, Text.Trim(), Type, HazardCheck.Blank(Clause), Type is AnswerType.Choice ? [.. Choices.Select(c => c.Value.Trim())] : null, Type is AnswerType.YesNo && MayNotApply, Optional,
            When.Count == 0 ? null : [.. When.Select(g => (IReadOnlyList<Condition>)[.. g.Select(c => new Condition(c.Question, [.. c.IsAnyOf]))])],
            Type is AnswerType.Number ? [.. Steps.Select(s => s.Effect.Effect(null, Number(s.Value) ?? -1))] : [.. Answers.Where(a => !a.Effect.IsEmpty).Select(a => a.Effect.Effect([a.Answer], null))]);

        public static QuestionForm Of(Question q)
        {
            var form = new QuestionForm { Id = q.Id, Text = q.Text, Type = q.Type, Clause = q.Clause ?? "", MayNotApply = q.MayNotApply, Optional = q.Optional };
            form.When.AddRange((q.When ?? []).Select(g => g.Select(c => new ConditionForm { Question = c.Question, IsAnyOf = [.. c.IsAnyOf] }).ToList()));
            form.Choices.AddRange((q.Choices ?? []).Select(c => new ChoiceForm { Value = c }));
            foreach (var effect in q.Effects ?? [])
            {
                if (effect.AtLeast is { } least)
                {
                    var step = new ChoiceForm { Value = Text(least) };
                    step.Effect.Take(effect);
                    form.Steps.Add(step);
                }

                foreach (var answer in form.Answers.Where(a => effect.If?.Contains(a.Answer, StringComparer.Ordinal) == true))
                {
                    answer.Effect.Take(effect);
                }
            }

            return form;
        }
    }

    /// <summary>A choice, or a number from which on something follows.</summary>
    internal sealed class ChoiceForm
    {
        public string Value { get; set; } = "";

        public EffectForm Effect { get; } = new();
    }

    /// <summary>Part of a condition.</summary>
    internal sealed class ConditionForm
    {
        public string Question { get; set; } = "";

        public HashSet<string> IsAnyOf { get; init; } = new(StringComparer.Ordinal);
    }

    /// <summary>What follows from an answer.</summary>
    internal sealed class EffectForm
    {
        public bool Photograph { get; set; }

        public bool Comment { get; set; }

        public string Points { get; set; } = "";

        public HazardGrade? Hazard { get; set; }

        public string Finding { get; set; } = "";

        public bool Exempts { get; set; }

        public bool IsEmpty => !Photograph && !Comment && Points.Trim().Length == 0 && Hazard is null && !Exempts;

        public Effect Effect(IReadOnlyList<string>? answers, decimal? least) => new(answers, least, Photograph, Comment, Number(Points), Hazard, Exempts, Hazard is null ? null : HazardCheck.Blank(Finding));

        /// <summary>Takes an effect in; of several for one answer the graver counts, as in the verdict.</summary>
        public void Take(Effect e)
        {
            (Photograph, Comment, Exempts) = (Photograph || e.Photograph, Comment || e.Comment, Exempts || e.Exempts);
            Points = e.Points is { } points && !(Number(Points) >= points) ? Text(points) : Points;
            (Hazard, Finding) = (Hazard is { } known && !(e.Hazard > known) ? known : e.Hazard, Finding.Length > 0 ? Finding : e.Finding ?? "");
        }
    }

    /// <summary>When to come again.</summary>
    internal sealed class NextForm
    {
        public HazardGrade? Grade { get; set; }

        public string Below { get; set; } = "";

        public string Days { get; set; } = "180";

        public NextVisit Visit => new(int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0, Grade, Number(Below));

        public static NextForm Of(NextVisit n) => new() { Grade = n.Grade, Below = Text(n.Below), Days = n.Days.ToString(CultureInfo.InvariantCulture) };
    }
}
