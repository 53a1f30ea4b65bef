using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Enterprises.Tests;

/// <summary>Marks on the map: whatever the box, the zoom, the filter and the person, the counts add up.</summary>
public class MarksTests
{
    [Theory, BothDatabases]
    public async Task WhateverTheBox_EveryPremisesCountsOnce(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var random = new Random(5);
        var places = new List<(decimal Lon, decimal Lat, string Kind, UnitId Street)>();
        for (var i = 0; i < 320; i++)
        {
            var (lon, lat) = (121.6m + (random.Next(0, 500_000) / 1_000_000m), 29.7m + (random.Next(0, 300_000) / 1_000_000m));
            var (what, street) = (i % 3 == 0 ? "hotel" : "warehouse", i % 4 == 0 ? register.West : register.East);
            var id = await district.Done(new RegisterPremises(register.Place($"第{i}号场所{random.Next()}", street, lon, lat) with { Kind = what, Territory = i % 8 == 1 ? register.Station : null, Departments = i % 5 == 0 ? [register.Bureau] : [] }));
            if (i % 16 == 7)
            {
                await district.Done(new SetPremisesState.Request(id, 1, RegisterState.Closed, Register.Today, "关"));
            }
            else
            {
                places.Add((lon, lat, what, street));
            }
        }

        Assert.True(places.Count == 300);
        await district.Done(new RegisterPremises(register.Place("没有坐标") with { Point = null }));
        await district.Done(new RegisterPremises(register.Place("三零一", lon: 121.9m, lat: 29.85m)));
        places.Add((121.9m, 29.85m, "warehouse", register.East));
        var streetOfficer = await register.Somebody(Role.UnitOfficer, register.East);
        var bureauOfficer = await register.Somebody(Role.UnitOfficer, register.Bureau);
        for (var zoom = 3; zoom <= 19; zoom += 2)
        {
            var all = await district.Done(new MarksIn.Request(121m, 29m, 123m, 31m, zoom));
            Assert.Equal(places.Count, all.Total);
            Assert.Equal(places.Count, all.Marks.Sum(m => m.Count));
            Assert.True(all.Marks.Count <= 2_601);
            Assert.All(all.Marks, m => Assert.Null(m.Id));

            var hotels = await district.Done(new MarksIn.Request(121m, 29m, 123m, 31m, zoom, Kind: "hotel"));
            Assert.Equal(places.Count(p => p.Kind == "hotel"), hotels.Marks.Sum(m => m.Count));
            Assert.All(hotels.Marks, m => Assert.NotNull(m.Id));
            Assert.Equal(places.Count(p => p.Street == register.East), (await district.Done(new MarksIn.Request(121m, 29m, 123m, 31m, zoom), streetOfficer)).Total);
            Assert.Equal(64 - 4, (await district.Done(new MarksIn.Request(121m, 29m, 123m, 31m, zoom), bureauOfficer)).Total);
            Assert.Equal(64 - 4, (await district.Done(new MarksIn.Request(121m, 29m, 123m, 31m, zoom, Department: register.Bureau))).Total);
        }

        // A small box: what lies in the cells that it touches, one by one.
        var near = await district.Done(new MarksIn.Request(121.8999m, 29.8499m, 121.9001m, 29.8501m, 19));
        Assert.Contains(near.Marks, m => m is { Count: 1, Name: "三零一" });
        Assert.All(near.Marks, m => Assert.InRange(Math.Abs(m.Longitude - 121.9m), 0, 0.001m));
        Assert.Equal(["ENT-030"], await district.Refused(new MarksIn.Request(2, 1, 1, 2, 5)));
    }

    [Theory, BothDatabases]
    public async Task TheBaseOfTheMap_NamesStreetsAsSchematic(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        await register.District.Done(new RegisterPremises(register.Place("一", register.East) with { Name = "一号" }));
        var shown = await register.District.Done(new ShowMapBase());
        Assert.Contains("示意", Assert.Single(shown.Streets).Text, StringComparison.Ordinal);
        Assert.Null(shown.Outline);
        Assert.True(shown.Start!.West < 121.8m && shown.Start.East > 121.8m);
        Assert.NotNull(DistrictOutlines.Of("明州市北仑区"));
    }
}
