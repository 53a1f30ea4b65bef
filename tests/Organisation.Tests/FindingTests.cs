using Bihuan.Platform;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>What is amiss in the sample, and does not come up the day before it is.</summary>
public class FindingTests
{
    private static readonly SampleBook Sample = SampleBook.Load();
    private static readonly DateOnly Moved = new(2022, 3, 22);

    [Fact]
    public void VacantPosts_AreThoseThatTheSampleSaysAreVacant_FromTheDayOfTheRemoval()
    {
        var vacant = SampleBook.File("people.json").GetProperty("posts").EnumerateArray().Where(p => p.GetProperty("vacantSince").GetString() is not null)
            .Select(p => (p.GetProperty("unit").GetString()!, p.GetProperty("title").GetString()!)).ToList();
        var found = Of(FindingKind.VacantPost, Moved);
        Assert.All(vacant, v => Assert.Contains(found, f => f.Values[0] == v.Item1 && f.Values[1] == v.Item2 && f.Since == Moved && f.Source is not null));
        Assert.All(found, f => Assert.True(vacant.Contains((f.Values[0], f.Values[1])) || f.Values[1].StartsWith("常务", StringComparison.Ordinal), $"{f.Values[0]}{f.Values[1]}"));
        Assert.Empty(Of(FindingKind.VacantPost, Moved.AddDays(-1)));
    }

    [Fact]
    public void ExpiredLists_NameWhoLeft_WhatTheyAreNow_AndTheClause()
    {
        var found = Of(FindingKind.ExpiredMember, Moved);
        Assert.Contains(found, f => f.Values[1] == "沈静义" && f.Values[3].EndsWith("主任", StringComparison.Ordinal) && f.Source!.Document == "仑政干〔2022〕4号");
        Assert.Contains(found, f => f.Values[1] == "任志伟" && f.Values[3].Length == 0);
        Assert.DoesNotContain(Of(FindingKind.ExpiredMember, Moved.AddDays(-1)), f => f.Values[1] == "沈静义");
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public void APortfolioOfOneWhoLeft_ComesUpOnTheDay(int offset, int count)
    {
        var sample = SampleBook.Load();
        var portfolio = sample.Book.Portfolios.First(p => p.From == new DateOnly(2022, 3, 23));
        var on = new DateOnly(2022, 6, 1);
        sample.Carry(RemoveFeature.Decide(sample.Book, new(PersonRef.Known(portfolio.Person), PostRef.Known(portfolio.Post), on, new("甲", "1")), Ids()));
        Assert.Equal(count, Findings.On(sample.Book, on.AddDays(offset)).Count(f => f.Kind == FindingKind.PortfolioOfOneWhoLeft));
    }

    [Fact]
    public void TwoInOneSeat_ANameOfTwo_AndAUnitWithoutParent_ComeUp()
    {
        var sample = SampleBook.Load();
        var street = sample.Unit("大榭街道");
        var before = Findings.On(sample.Book, Moved);
        sample.Carry(AppointFeature.Decide(sample.Book, new(PersonRef.Named("张某"), PostRef.Titled(street, "主任"), Moved, new("甲", "1")), Ids()));
        sample.Carry(AddAliasFeature.Decide(sample.Book.Unit(street), new(street, "资规分局", AliasKind.Alias, null)));
        sample.Carry(CorrectUnit.Decide(sample.Book.Unit(street), new(street, 0, "大榭街道", UnitKind.Street, Reading.Units.UnitLevel.Street, null, null, null, null, null, null), _ => true, []));
        var found = Findings.On(sample.Book, Moved).Except(before, EqualityComparer<Finding>.Create((a, b) => a!.Kind == b!.Kind && a.Values.SequenceEqual(b.Values), f => f.Kind.GetHashCode())).ToList();
        Assert.Contains(found, f => f.Kind == FindingKind.TwoInOneSeat && f.Values[1].Contains("张某", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Kind == FindingKind.AliasOfTwo && f.Values[0] == "资规分局");
        Assert.Contains(found, f => f.Kind == FindingKind.NoParent && f.Values[0] == "大榭街道");
        Assert.Equal(3, found.Count);
    }

    private static List<Finding> Of(FindingKind kind, DateOnly day) => [.. Findings.On(Sample.Book, day).Where(f => f.Kind == kind)];

    private static NewIds Ids() => new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
}
