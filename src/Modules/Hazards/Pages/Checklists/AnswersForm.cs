namespace Bihuan.Hazards;

/// <summary>What is entered by a checklist.</summary>
public sealed class AnswersForm
{
    private readonly Dictionary<string, AnswerForm> _answers = new(StringComparer.Ordinal);

    internal AnswersForm(Checklist list, bool isTrial = false) => (List, IsTrial) = (list, isTrial);

    internal Checklist List { get; }

    /// <summary>Whether nothing of it is kept: a photograph is then only said to be there.</summary>
    internal bool IsTrial { get; }

    /// <summary>The questions that what was answered so far leads to.</summary>
    internal IReadOnlyList<Question> Asked => Inspection.Asked(List, Answered().ToDictionary(a => a.Key, a => a.Value.Judged, StringComparer.Ordinal));

    /// <summary>The answers to the questions that are asked; what was answered before a condition changed is left out.</summary>
    internal Dictionary<string, GivenAnswer> Given
    {
        get
        {
            var asked = Asked.Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
            return Answered().Where(a => asked.Contains(a.Key)).ToDictionary(StringComparer.Ordinal);
        }
    }

    internal AnswerForm Of(string question) => _answers.TryGetValue(question, out var form) ? form : _answers[question] = new();

    private IEnumerable<KeyValuePair<string, GivenAnswer>> Answered() => _answers.Where(f => f.Value.Value.Trim().Length > 0).Select(f => KeyValuePair.Create(f.Key, f.Value.Given));

    /// <summary>One answer.</summary>
    internal sealed class AnswerForm
    {
        public string Value { get; set; } = "";

        public string Comment { get; set; } = "";

        public IReadOnlyList<NewPhotograph> Photographs { get; set; } = [];

        /// <summary>Whether there is a photograph, in a trial.</summary>
        public bool IsPictured { get; set; }

        public GivenAnswer Given => new(Value.Trim(), HazardCheck.Blank(Comment), IsPictured ? [new("", "")] : Photographs);
    }
}
