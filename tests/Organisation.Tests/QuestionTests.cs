using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>The questions that the organisation answers for any day, asked of the sample and checked against the facts.</summary>
public class QuestionTests
{
    private static readonly SampleBook Sample = SampleBook.Load();

    private static Book Book => Sample.Book;

    [Theory]
    [InlineData("2022-03-21", "虞鸿浩")]
    [InlineData("2022-03-22", null)]    // the first day no longer held
    [InlineData("2022-03-23", null)]
    public void WhoHeadsTheStreet_ChangesOnTheDayOfTheRemoval(string day, string? head)
    {
        var unit = Sample.Unit("新碶街道");
        var heads = Book.PostsOf(unit).Where(p => p.Kind == PostKind.Head).SelectMany(p => Book.HoldingsOf(p.Id)).Where(h => h.Period.Holds(DateOnly.Parse(day))).Select(h => Book.Person(h.Person)!.Name);
        Assert.Equal(head is null ? [] : [head], heads);
    }

    [Fact]
    public void EveryAppointmentAndRemovalOfTheFacts_HoldsFromItsDay()
    {
        var canonical = SampleBook.File("people.json").GetProperty("appointments").EnumerateArray()
            .Select(a => (Printed: a.GetProperty("printedUnit").GetString()!, Unit: a.GetProperty("unit").GetString()!)).Distinct().ToDictionary(a => a.Printed, a => a.Unit, StringComparer.Ordinal);
        foreach (var fact in Shared.Facts("appointments.json").GetProperty("appointments").EnumerateArray())
        {
            var day = DateOnly.Parse(fact.GetProperty("date").GetString()!);
            var post = Book.PostOf(Sample.Unit(canonical[fact.GetProperty("unit").GetString()!]), fact.GetProperty("post").GetString()!);
            Assert.NotNull(post);
            var appoints = fact.GetProperty("action").GetString() == "appoint";
            var held = (DateOnly on) => Book.HoldingsOf(post.Id).Any(h => h.Period.Holds(on) && Book.Person(h.Person)!.Name == fact.GetProperty("person").GetString());
            Assert.Equal((!appoints, appoints), (held(day.AddDays(-1)), held(day)));
        }
    }

    [Fact]
    public void WhoAnswersForAnArea_IsTheLeaderOfThePortfolio_FromItsDay()
    {
        var answers = Answers.ForArea(Book, "应急管理", new(2022, 3, 23));
        Assert.Equal(("励成杰", "常务副区长", DutyKind.Answers, true, true), (answers[0].Name, answers[0].Title, answers[0].Kind, answers[0].Exact, answers[0].StillInPost));
        Assert.Empty(Answers.ForArea(Book, "应急管理", new(2022, 3, 22)));

        var unit = Assert.Single(Answers.ForUnit(Book, Sample.Unit("北仑区应急管理局"), new(2022, 4, 1)));
        Assert.Equal(("励成杰", DutyKind.Manages), (unit.Name, unit.Kind));
        Assert.Equal([true, false], Answers.ForUnit(Book, Sample.Unit("北仑区发展和改革局"), new(2022, 4, 1)).Select(a => a.Exact));
    }

    [Theory]
    [InlineData("资规分局", "自然资源和规划分局", ResolutionOutcome.Alias)]
    [InlineData("自然资源和规划分局", "自然资源和规划分局", ResolutionOutcome.Exact)]
    [InlineData("区科技局", "北仑区科学技术局", ResolutionOutcome.Alias)]
    [InlineData("新碶街道办事处", "新碶街道", ResolutionOutcome.Alias)]
    public void APrintedName_MeansItsUnit(string printed, string name, ResolutionOutcome outcome)
    {
        var resolved = new UnitNames(Sample.Government, Book.Units, new(2022, 4, 1)).Resolve(printed);
        Assert.Equal((name, outcome), (resolved.Unit?.Name, resolved.Outcome));
    }

    [Fact]
    public void AnUncertainName_IsOfferedNotTaken()
    {
        var resolved = new UnitNames(Sample.Government, Book.Units, new(2022, 4, 1)).Resolve("林业主管部门");
        Assert.Equal((ResolutionOutcome.Uncertain, null), (resolved.Outcome, resolved.Unit));
        Assert.Equal("自然资源和规划分局", Assert.Single(resolved.Candidates).Name);
    }

    /// <summary>Our registry of a day and the reader's own of the same file give the same answer to every name of the file.</summary>
    [Fact]
    public void EveryNameOfTheFile_MeansTheSameToTheReader()
    {
        using var file = File.OpenRead(Path.Combine(Shared.Repository, "data", "samples", "beilun-2022", "units.json"));
        var reader = UnitRegistry.Load(file).Match(r => r, _ => throw new InvalidOperationException());
        var own = new UnitNames(Sample.Government, Book.Units, new(2022, 2, 17));     // before one group took another's place
        var ended = new HashSet<string>(Book.Units.Where(u => !u.Period.Holds(new(2022, 2, 17))).Select(u => u.Name), StringComparer.Ordinal);
        var names = reader.Units.Where(u => !ended.Contains(u.Name)).SelectMany(u => u.Aliases.Concat(u.ShortForms).Prepend(u.Name)).ToList();
        Assert.True(names.Count > 400);
        Assert.All(names, name => Assert.Equal(reader.Resolve(name).Unit?.Name, own.Resolve(name).Unit?.Name));
    }

    [Fact]
    public void ProbationsThatEndInAQuarter_AreFoundByTheDayTheyAreServed()
    {
        var ending = Book.Holdings.Where(h => h.ProbationEnds is { } day && day >= new DateOnly(2023, 1, 1) && day < new DateOnly(2023, 4, 1)).ToList();
        var facts = Shared.Facts("appointments.json").GetProperty("appointments").EnumerateArray().Where(a => a.GetProperty("probationYears").GetInt32() > 0).Select(a => a.GetProperty("person").GetString()!);
        Assert.Equal(facts.Order(StringComparer.Ordinal), ending.Select(h => Book.Person(h.Person)!.Name).Order(StringComparer.Ordinal));
        Assert.All(ending, h => Assert.Equal(new DateOnly(2023, 3, 22), h.ProbationEnds));
        Assert.DoesNotContain(Book.Holdings, h => h.ProbationEnds < new DateOnly(2023, 1, 1));
    }

    [Fact]
    public void WhoSatInTheGroup_WhenItsMembersMoved()
    {
        var group = Book.Group(Sample.Group("北仑区实有人口实有房屋实有单位大排查专项整治行动领导小组"))!;
        var moved = new DateOnly(2022, 3, 22);
        Assert.Equal([moved], Filling.Moves(group, Book));
        Assert.All(Filling.On(group, Book, moved.AddDays(-1)).Members, m => Assert.Equal(MemberState.Filled, m.State));
        Assert.Equal(["任志伟", "沈静义", "尉涛"], Filling.On(group, Book, moved).Members.Where(m => m.State == MemberState.Left).Select(m => m.PersonName));

        // Where the one who was promoted sits now is said too.
        Assert.Contains(Filling.On(group, Book, moved).Members, m => m.PersonName == "沈静义" && m.Holders.Any(h => h.Title == "主任"));
    }

    [Fact]
    public void AGroupByPost_IsFilledWithTheHolderOfTheDay()
    {
        var group = Filling.On(Book.Group(Sample.Group("区森林防灭火指挥部"))!, Book, new(2022, 4, 1));
        Assert.Equal("励成杰", Assert.Single(group.Members[0].Holders).Name);
        Assert.Equal(MemberState.Open, group.Members[1].State);      // which of the deputies the list leaves to the portfolios
        Assert.Equal(MemberState.Vacant, group.Members[3].State);    // nobody is known to head the bureau
    }
}
