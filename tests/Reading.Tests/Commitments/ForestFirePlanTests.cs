using System.Globalization;
using System.Text.Json;
using Bihuan.TestKit;
using Xunit;
using static Bihuan.Reading.Tests.GazetteReading;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>The forest fire plan of the gazette against its checked facts.</summary>
public class ForestFirePlanTests
{
    private static JsonElement Facts => Shared.Facts("forestFirePlan.json");

    private static Document Plan => Document(Facts.GetProperty("document").GetString()!);

    [Fact]
    public void EveryGradeAndTrigger_IsReadExactly()
    {
        var expected = new List<string>();
        foreach (var grade in Facts.GetProperty("grades").EnumerateArray())
        {
            var head = $"{grade.GetProperty("clause").GetString()} Grade {grade.GetProperty("grade").GetString()}";
            foreach (var (name, measure, unit) in new[] { ("areaHa", "Area", "公顷"), ("deaths", "Deaths", "人"), ("seriousInjuries", "SeriousInjuries", "人") })
            {
                var range = grade.GetProperty(name);
                expected.Add($"{head} {measure} {Bound(range, "min", "minInclusive", ">")}{Bound(range, "max", "maxInclusive", "<")}{unit}");
            }
            if (grade.GetProperty("other").ValueKind != JsonValueKind.Null)
            {
                expected.Add($"{head} Qualitative ");
            }
        }
        foreach (var level in Facts.GetProperty("responseLevels").EnumerateArray())
        {
            foreach (var trigger in level.GetProperty("triggers").EnumerateArray())
            {
                // The facts part the two alternatives of one item as ④a and ④b.
                var place = trigger.GetProperty("clause").GetString()!.TrimEnd('a', 'b');
                var head = $"{place} Response {level.GetProperty("level").GetString()}级";
                var measure = trigger.GetProperty("kind").GetString() switch
                {
                    "duration" or "durationAndQualitative" => "Hours",
                    "burnedArea" => "Area",
                    "simultaneousFires" => "Events",
                    "streetsInvolved" => "Places",
                    _ => "Qualitative",
                };
                expected.Add(trigger.TryGetProperty("threshold", out var threshold)
                    ? $"{head} {measure} {trigger.GetProperty("op").GetString()}{Number(threshold)} {trigger.GetProperty("unit").GetString()}"
                    : $"{head} {measure} ");
            }
        }

        var read = Plan.Commitments.OfType<ThresholdCommitment>().Select(t =>
            $"{t.Place} {t.Purpose} {t.Level} {t.Measure} {(t.Lower is { } lower ? $"{(t.LowerInclusive == true ? ">=" : ">")}{Number(lower)} " : "")}{(t.Upper is { } upper ? $"{(t.UpperInclusive == true ? "<=" : "<")}{Number(upper)} " : "")}{t.Unit}").ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"conditions: {expected.Intersect(read).Count()} of {expected.Count} exact, {read.Count} read");
        Assert.Equal(expected.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));

        static string Bound(JsonElement range, string value, string inclusive, string sign) =>
            range.GetProperty(value).ValueKind == JsonValueKind.Null ? "" : $"{sign}{(range.GetProperty(inclusive).GetBoolean() ? "=" : "")}{Number(range.GetProperty(value))} ";
    }

    /// <summary>The plan's §7.1 decides what 以上 and 以下 mean, so that neither is read by custom.</summary>
    [Fact]
    public void NoGrade_IsDoubted() =>
        Assert.All(Plan.Commitments.OfType<ThresholdCommitment>().Where(t => t.Purpose == ThresholdPurpose.Grade), t => Assert.Empty(t.Doubts));

    [Fact]
    public void EveryResponseMeasure_HasItsLevelPlaceActorAndBase()
    {
        var expected = new List<(string Key, string? Who, bool When, string? On)>();
        foreach (var level in Facts.GetProperty("responseLevels").EnumerateArray())
        {
            foreach (var measure in level.GetProperty("measures").EnumerateArray())
            {
                expected.Add(($"{measure.GetProperty("clause").GetString()} {level.GetProperty("level").GetString()}级", measure.GetProperty("who").GetString(),
                    measure.TryGetProperty("when", out _), level.GetProperty("cumulativeOn").GetString() is { } on ? on + "级" : null));
            }
        }
        foreach (var response in Facts.GetProperty("warnings").GetProperty("response").EnumerateArray())
        {
            foreach (var action in response.GetProperty("actions").EnumerateArray())
            {
                expected.Add(($"{response.GetProperty("clause").GetString()} {response.GetProperty("level").GetString()}", action.GetProperty("who").GetString(), false, response.GetProperty("cumulativeOn").GetString()));
            }
        }

        var places = expected.Select(e => e.Key).ToHashSet();
        var read = Plan.Commitments.OfType<MeasureCommitment>().Where(m => places.Contains($"{m.Place} {m.Level}")).ToList();
        Assert.Equal(expected.Select(e => e.Key).Order(StringComparer.Ordinal), read.Select(m => $"{m.Place} {m.Level}").Order(StringComparer.Ordinal));

        var wrong = new List<string>();
        foreach (var group in expected.GroupBy(e => e.Key))
        {
            foreach (var (fact, measure) in group.Zip(read.Where(m => $"{m.Place} {m.Level}" == group.Key)))
            {
                if (!SameActor(fact.Who, measure.Who) || fact.On != measure.CumulativeOn || fact.When != measure.When is not null)
                {
                    wrong.Add($"{group.Key}: {fact.Who} on {fact.On}; read {measure.Who} on {measure.CumulativeOn} when {measure.When}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"measures: {expected.Count - wrong.Count} of {expected.Count} exact");
        Assert.Empty(wrong);

        // The facts shorten who acts (各街道及有关部门 for 各街道及其有关部门) and in one place take the verb in (率工作组).
        static bool SameActor(string? fact, string? read) =>
            fact is null || read is null ? fact == read : Strip(fact).StartsWith(Strip(read), StringComparison.Ordinal) || Strip(read).EndsWith(Strip(fact), StringComparison.Ordinal);

        static string Strip(string who) => who.Replace("其", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal).Replace("的负责同志", "负责人", StringComparison.Ordinal);
    }

    [Fact]
    public void EveryWorkingGroup_HasItsLeadUnitsMembersAndDuties()
    {
        var expected = Facts.GetProperty("workingGroups").EnumerateArray().ToList();
        var read = Plan.Commitments.OfType<GroupCommitment>().ToList();
        var exact = 0;
        foreach (var fact in expected)
        {
            var group = Assert.Single(read, g => g.Name == fact.GetProperty("name").GetString());
            Assert.Equal(Printed(fact, "lead"), group.LeadUnits);
            Assert.Equal(Printed(fact, "members"), group.Units);
            Assert.Equal(fact.GetProperty("openEnded").GetString() is { Length: > 0 }, group.OpenEnded);
            Assert.Equal(fact.GetProperty("clause").GetString(), group.Place);
            Assert.False(string.IsNullOrEmpty(group.Duties));
            exact++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"working groups: {exact} of {expected.Count} exact");
        static IEnumerable<string> Printed(JsonElement group, string list) => group.GetProperty(list).EnumerateArray().Select(u => u.GetProperty("printed").GetString()!);
    }

    [Fact]
    public void Headquarters_HasItsPostsUnitsAndOffice()
    {
        var facts = Shared.Facts("organization.json").GetProperty("leadingGroups").GetProperty("forestFireHQ");
        var name = facts.GetProperty("name").GetString()!.Split('（')[0];
        var group = Assert.Single(Plan.Commitments.OfType<GroupCommitment>(), g => g.Name == name);
        var members = facts.GetProperty("members");
        var expected = facts.GetProperty("posts").EnumerateArray().Select(p => (p.GetProperty("role").GetString()!, p.GetProperty("office").GetString()!)).ToList();
        expected.Add(("成员", members.GetProperty("office").GetString()!));
        expected.AddRange(members.GetProperty("special").EnumerateArray().Select(s => ("成员", s.GetProperty("unit").GetString()! + s.GetProperty("office").GetString())));

        Assert.Equal(expected, group.Members.Select(m => (m.Role, Assert.Single(m.Posts))));
        Assert.All(group.Members, m => Assert.Null(m.Person));
        Assert.Equal(members.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("printed").GetString()), group.Units);

        var office = Assert.Single(Plan.Commitments.OfType<GroupCommitment>(), g => g.Name == facts.GetProperty("office").GetProperty("name").GetString()!.Split('（')[0]);
        Assert.Equal([facts.GetProperty("office").GetProperty("seat").GetString()!], office.LeadUnits);
        Assert.Equal(facts.GetProperty("office").GetProperty("staffedBy").EnumerateArray().Select(u => u.GetString()), office.Units);
    }

    [Fact]
    public void Ranges_SliceBackToThePlan()
    {
        var source = Result.Source.Text;
        var commitments = Plan.Commitments.Where(c => c is ThresholdCommitment or MeasureCommitment or GroupCommitment).ToList();
        Assert.NotEmpty(commitments);
        Assert.All(commitments, c => Assert.True(c.Range.Start >= 0 && c.Range.Start < c.Range.End && c.Range.End <= source.Length, c.ToString()));
        Assert.All(commitments.OfType<ThresholdCommitment>(), c => Assert.Equal(Bare(c.Text), Bare(source[c.Range.Start..c.Range.End])));
    }

    private static string Number(JsonElement value) => Number(value.GetDecimal());

    private static string Number(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
