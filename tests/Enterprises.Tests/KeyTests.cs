using Xunit;

namespace Bihuan.Enterprises.Tests;

/// <summary>What names and addresses are compared by, and where things are.</summary>
public class KeyTests
{
    private static readonly PlaceNames Places = new(["东江省", "东江", "明州市", "明州", "海曲区", "海曲"], ["东港街道", "东港", "西浦街道", "西浦"]);

    [Theory]
    [InlineData("明州市海曲区东港悦洁浴场", "悦洁浴场")]
    [InlineData("明州港龙物流有限公司", "港龙物流")]
    [InlineData("明州港龙物流（集团）有限公司", "港龙物流")]
    [InlineData("哈兹敏实（明州）汽车新材料有限公司", "哈兹敏实汽车新材料")]
    [InlineData("Ｈａｉｑｕ冷链 股份有限公司", "haiqu冷链")]
    [InlineData("海曲路餐厅", "海曲路餐厅")]
    [InlineData("海曲区", "海曲区")]
    public void AName_IsComparedByWhatTellsItApart(string name, string key) => Assert.Equal(key, NameKeys.OfName(name, Places));

    [Theory]
    [InlineData("明州市海曲区东港街道恒山西路583号", "恒山西路583号")]
    [InlineData("东港 恒山西路５８３号", "恒山西路583号")]
    [InlineData("东港街道建设村", null)]
    public void AnAddress_IsComparedByRoadAndNumber(string address, string? key) => Assert.Equal(key, NameKeys.OfAddress(address, Places));

    [Fact]
    public void EveryKey_IsThere_AndBounded()
    {
        Assert.NotEqual("", NameKeys.OfName("（）", Places) + "x");
        Assert.True(NameKeys.OfName(new string('长', 500), Places).Length <= NameKeys.Longest);
    }

    /// <summary>Figures of the published transformation (coordtransform): a point of Shanghai in the three systems.</summary>
    [Theory]
    [InlineData(CoordinateSystem.Gcj02)]
    [InlineData(CoordinateSystem.Bd09)]
    public void APosition_ComesBackFromEverySystem(CoordinateSystem system)
    {
        var start = new GeoPoint(121.8473m, 29.9012m);
        var shifted = Coordinates.FromWgs84(start, system);
        Assert.InRange(Coordinates.Metres(start, shifted), 300, 1500);
        Assert.InRange(Coordinates.Metres(start, Coordinates.ToWgs84(shifted, system)), 0, 0.5);
    }

    [Fact]
    public void KnownPairs_OfThePublishedTransformation_AgreeWithIt()
    {
        // The example of coordtransform's own documentation: 116.404, 39.915.
        Assert.InRange(Coordinates.Metres(Coordinates.FromWgs84(new(116.404m, 39.915m), CoordinateSystem.Gcj02), new(116.410244m, 39.916404m)), 0, 0.5);
        Assert.InRange(Coordinates.Metres(Coordinates.ToWgs84(new(116.404m, 39.915m), CoordinateSystem.Gcj02), new(116.397756m, 39.913596m)), 0, 2);
    }

    [Fact]
    public void OutsideChina_NothingIsShifted() => Assert.Equal(new GeoPoint(2.35m, 48.85m), Coordinates.ToWgs84(new(2.35m, 48.85m), CoordinateSystem.Gcj02));

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[121.8,29.9],[121.81,29.9],[121.81,29.91],[121.8,29.9]]]}""", true)]
    [InlineData("""{"type":"Polygon","coordinates":[[[121.8,29.9],[121.81,29.91],[121.81,29.9],[121.8,29.91],[121.8,29.9]]]}""", false)]
    [InlineData("""{"type":"Point","coordinates":[121.8,29.9]}""", false)]
    [InlineData("""{"type":"Polygon","coordinates":[[[421.8,29.9],[121.81,29.9],[121.81,29.91],[421.8,29.9]]]}""", false)]
    [InlineData("[[[[", false)]
    [InlineData("{}", false)]
    public void AnOutline_IsAPolygonOrRefused(string json, bool isOne)
    {
        var shape = Outlines.Read(json, CoordinateSystem.Wgs84);
        Assert.Equal(isOne, shape is not null);
        if (shape is not null)
        {
            Assert.Equal(0, Outlines.Metres(shape, Outlines.Inside(shape)), 1);
            Assert.NotNull(Outlines.Read(Outlines.Write(shape), CoordinateSystem.Wgs84));
        }
    }

    [Fact]
    public void TheKinds_AreThere_InBothLanguages()
    {
        Assert.True(PremisesKinds.All.Count > 20);
        Assert.All(PremisesKinds.All, k => Assert.True(k.Zh.Length > 0 && k.En.Length > 0 && PremisesKinds.Find(k.Zh) == k && PremisesKinds.Find(k.Key) == k));
        foreach (var key in (string[])["high-rise", "crowded", "cold-store", "warehouse", "restaurant", "canteen", "school", "hospital", "care-home", "hotel", "market", "station", "building-site", "factory", "rented", "park", "area"])
        {
            Assert.NotNull(PremisesKinds.Find(key));
        }
    }
}
