namespace Bihuan.Wildfire.Behaviour;

/// <summary>A surface that does not burn.</summary>
/// <param name="Zh">Name in Chinese.</param>
/// <param name="En">Name in English.</param>
public readonly record struct NonBurnableSurface(string Zh, string En);

/// <summary>The standard fuel models: 13 of Anderson 1982 (values of Albini 1976) and 40 of Scott &amp; Burgan 2005, by their numbers.</summary>
/// <remarks>There is no agreed table from Chinese forest types to these models; the district keeps its own.</remarks>
public static class FuelModels
{
    // The columns are those printed: loads of 1 h, 10 h, 100 h, herb, woody; σ of 1 h, herb, woody in 1/ft, 0 where there is no load;
    // depth in ft; dead moisture of extinction in %. Anderson's loads in lb/ft², those of Scott & Burgan in short tons an acre.
    private static readonly FuelModel[] Standard =
    [
        Anderson(1, "矮草", "Short grass", 0.034, 0, 0, 0, 0, 3500, 0, 0, 1, 12),
        Anderson(2, "有草和下木的林地", "Timber, grass and understory", 0.092, 0.046, 0.023, 0.023, 0, 3000, 1500, 0, 1, 15),
        Anderson(3, "高草", "Tall grass", 0.138, 0, 0, 0, 0, 1500, 0, 0, 2.5, 25),
        Anderson(4, "高灌丛", "Chaparral", 0.23, 0.184, 0.092, 0, 0.23, 2000, 0, 1500, 6, 20),
        Anderson(5, "灌木", "Brush", 0.046, 0.023, 0, 0, 0.092, 2000, 0, 1500, 2, 20),
        Anderson(6, "休眠灌木和阔叶采伐剩余物", "Dormant brush, hardwood slash", 0.069, 0.115, 0.092, 0, 0, 1750, 0, 0, 2.5, 25),
        Anderson(7, "南方粗灌丛", "Southern rough", 0.052, 0.086, 0.069, 0, 0.017, 1750, 0, 1500, 2.5, 40),
        Anderson(8, "密闭林短针叶枯落物", "Closed timber litter, short needle", 0.069, 0.046, 0.115, 0, 0, 2000, 0, 0, 0.2, 30),
        Anderson(9, "阔叶或长针叶枯落物", "Hardwood or long-needle litter", 0.134, 0.019, 0.007, 0, 0, 2500, 0, 0, 0.2, 25),
        Anderson(10, "林下枯落物和下木", "Timber litter and understory", 0.138, 0.092, 0.23, 0, 0.092, 2000, 0, 1500, 1, 25),
        Anderson(11, "轻度采伐剩余物", "Light logging slash", 0.069, 0.207, 0.253, 0, 0, 1500, 0, 0, 1, 15),
        Anderson(12, "中度采伐剩余物", "Medium logging slash", 0.184, 0.644, 0.759, 0, 0, 1500, 0, 0, 2.3, 20),
        Anderson(13, "重度采伐剩余物", "Heavy logging slash", 0.322, 1.058, 1.288, 0, 0, 1500, 0, 0, 3, 25),
        ScottBurgan(101, "GR1", "矮而稀疏的干旱区草", "Short, sparse, dry climate grass", D, 0.1, 0, 0, 0.3, 0, 2200, 2000, 0, 0.4, 15),
        ScottBurgan(102, "GR2", "低载量干旱区草", "Low load, dry climate grass", D, 0.1, 0, 0, 1, 0, 2000, 1800, 0, 1, 15),
        ScottBurgan(103, "GR3", "低载量极粗的湿润区草", "Low load, very coarse, humid climate grass", D, 0.1, 0.4, 0, 1.5, 0, 1500, 1300, 0, 2, 30),
        ScottBurgan(104, "GR4", "中载量干旱区草", "Moderate load, dry climate grass", D, 0.25, 0, 0, 1.9, 0, 2000, 1800, 0, 2, 15),
        ScottBurgan(105, "GR5", "低载量湿润区草", "Low load, humid climate grass", D, 0.4, 0, 0, 2.5, 0, 1800, 1600, 0, 1.5, 40),
        ScottBurgan(106, "GR6", "中载量湿润区草", "Moderate load, humid climate grass", D, 0.1, 0, 0, 3.4, 0, 2200, 2000, 0, 1.5, 40),
        ScottBurgan(107, "GR7", "高载量干旱区草", "High load, dry climate grass", D, 1, 0, 0, 5.4, 0, 2000, 1800, 0, 3, 15),
        ScottBurgan(108, "GR8", "高载量极粗的湿润区草", "High load, very coarse, humid climate grass", D, 0.5, 1, 0, 7.3, 0, 1500, 1300, 0, 4, 30),
        ScottBurgan(109, "GR9", "极高载量湿润区草", "Very high load, humid climate grass", D, 1, 1, 0, 9, 0, 1800, 1600, 0, 5, 40),
        ScottBurgan(121, "GS1", "低载量干旱区草灌", "Low load, dry climate grass-shrub", D, 0.2, 0, 0, 0.5, 0.65, 2000, 1800, 1800, 0.9, 15),
        ScottBurgan(122, "GS2", "中载量干旱区草灌", "Moderate load, dry climate grass-shrub", D, 0.5, 0.5, 0, 0.6, 1, 2000, 1800, 1800, 1.5, 15),
        ScottBurgan(123, "GS3", "中载量湿润区草灌", "Moderate load, humid climate grass-shrub", D, 0.3, 0.25, 0, 1.45, 1.25, 1800, 1600, 1600, 1.8, 40),
        ScottBurgan(124, "GS4", "高载量湿润区草灌", "High load, humid climate grass-shrub", D, 1.9, 0.3, 0.1, 3.4, 7.1, 1800, 1600, 1600, 2.1, 40),
        ScottBurgan(141, "SH1", "低载量干旱区灌木", "Low load, dry climate shrub", D, 0.25, 0.25, 0, 0.15, 1.3, 2000, 1800, 1600, 1, 15),
        ScottBurgan(142, "SH2", "中载量干旱区灌木", "Moderate load, dry climate shrub", S, 1.35, 2.4, 0.75, 0, 3.85, 2000, 0, 1600, 1, 15),
        ScottBurgan(143, "SH3", "中载量湿润区灌木", "Moderate load, humid climate shrub", S, 0.45, 3, 0, 0, 6.2, 1600, 0, 1400, 2.4, 40),
        ScottBurgan(144, "SH4", "低载量湿润区乔灌", "Low load, humid climate timber-shrub", S, 0.85, 1.15, 0.2, 0, 2.55, 2000, 0, 1600, 3, 30),
        ScottBurgan(145, "SH5", "高载量干旱区灌木", "High load, dry climate shrub", S, 3.6, 2.1, 0, 0, 2.9, 750, 0, 1600, 6, 15),
        ScottBurgan(146, "SH6", "低载量湿润区灌木", "Low load, humid climate shrub", S, 2.9, 1.45, 0, 0, 1.4, 750, 0, 1600, 2, 30),
        ScottBurgan(147, "SH7", "极高载量干旱区灌木", "Very high load, dry climate shrub", S, 3.5, 5.3, 2.2, 0, 3.4, 750, 0, 1600, 6, 15),
        ScottBurgan(148, "SH8", "高载量湿润区灌木", "High load, humid climate shrub", S, 2.05, 3.4, 0.85, 0, 4.35, 750, 0, 1600, 3, 40),
        ScottBurgan(149, "SH9", "极高载量湿润区灌木", "Very high load, humid climate shrub", D, 4.5, 2.45, 0, 1.55, 7, 750, 1800, 1500, 4.4, 40),
        ScottBurgan(161, "TU1", "轻载量干旱区林下草灌", "Light load, dry climate timber-grass-shrub", D, 0.2, 0.9, 1.5, 0.2, 0.9, 2000, 1800, 1600, 0.6, 20),
        ScottBurgan(162, "TU2", "中载量湿润区林下灌木", "Moderate load, humid climate timber-shrub", S, 0.95, 1.8, 1.25, 0, 0.2, 2000, 0, 1600, 1, 30),
        ScottBurgan(163, "TU3", "中载量湿润区林下草灌", "Moderate load, humid climate timber-grass-shrub", D, 1.1, 0.15, 0.25, 0.65, 1.1, 1800, 1600, 1400, 1.3, 30),
        ScottBurgan(164, "TU4", "矮针叶树下层", "Dwarf conifer understory", S, 4.5, 0, 0, 0, 2, 2300, 0, 2000, 0.5, 12),
        ScottBurgan(165, "TU5", "极高载量干旱区林下灌木", "Very high load, dry climate timber-shrub", S, 4, 4, 3, 0, 3, 1500, 0, 750, 1, 25),
        ScottBurgan(181, "TL1", "低载量紧实针叶枯落物", "Low load, compact conifer litter", S, 1, 2.2, 3.6, 0, 0, 2000, 0, 0, 0.2, 30),
        ScottBurgan(182, "TL2", "低载量阔叶枯落物", "Low load broadleaf litter", S, 1.4, 2.3, 2.2, 0, 0, 2000, 0, 0, 0.2, 25),
        ScottBurgan(183, "TL3", "中载量针叶枯落物", "Moderate load conifer litter", S, 0.5, 2.2, 2.8, 0, 0, 2000, 0, 0, 0.3, 20),
        ScottBurgan(184, "TL4", "小倒木", "Small downed logs", S, 0.5, 1.5, 4.2, 0, 0, 2000, 0, 0, 0.4, 25),
        ScottBurgan(185, "TL5", "高载量针叶枯落物", "High load conifer litter", S, 1.15, 2.5, 4.4, 0, 0, 2000, 0, 0, 0.6, 25),
        ScottBurgan(186, "TL6", "高载量阔叶枯落物", "High load broadleaf litter", S, 2.4, 1.2, 1.2, 0, 0, 2000, 0, 0, 0.3, 25),
        ScottBurgan(187, "TL7", "大倒木", "Large downed logs", S, 0.3, 1.4, 8.1, 0, 0, 2000, 0, 0, 0.4, 25),
        ScottBurgan(188, "TL8", "长针叶枯落物", "Long-needle litter", S, 5.8, 1.4, 1.1, 0, 0, 1800, 0, 0, 0.3, 35),
        ScottBurgan(189, "TL9", "极高载量阔叶枯落物", "Very high load broadleaf litter", S, 6.65, 3.3, 4.15, 0, 0, 1800, 0, 0, 0.6, 35),
        ScottBurgan(201, "SB1", "低载量采伐剩余物", "Low load activity fuel", S, 1.5, 3, 11, 0, 0, 2000, 0, 0, 1, 25),
        ScottBurgan(202, "SB2", "中载量采伐剩余物或低载量风倒木", "Moderate load activity or low load blowdown", S, 4.5, 4.25, 4, 0, 0, 2000, 0, 0, 1, 25),
        ScottBurgan(203, "SB3", "高载量采伐剩余物或中载量风倒木", "High load activity fuel or moderate load blowdown", S, 5.5, 2.75, 3, 0, 0, 2000, 0, 0, 1.2, 25),
        ScottBurgan(204, "SB4", "高载量风倒木", "High load blowdown", S, 5.25, 3.5, 5.25, 0, 0, 2000, 0, 0, 2.7, 25),
    ];

    private const bool D = true;
    private const bool S = false;

    private static readonly FuelModel?[] ByNumber = Table();

    /// <summary>All standard models, in order of their numbers.</summary>
    public static IReadOnlyList<FuelModel> All => Standard;

    /// <summary>Surfaces that do not burn, by number (Scott &amp; Burgan 2005).</summary>
    public static IReadOnlyDictionary<int, NonBurnableSurface> NonBurnable { get; } = new Dictionary<int, NonBurnableSurface>
    {
        [91] = new("城镇", "Urban"),
        [92] = new("雪或冰", "Snow or ice"),
        [93] = new("耕地", "Agriculture"),
        [98] = new("水面", "Water"),
        [99] = new("裸地", "Bare ground"),
    };

    /// <summary>The standard model with a number; <see langword="null"/> for what does not burn and for what is not known.</summary>
    /// <param name="number">Number in a raster of fuel models.</param>
    public static FuelModel? Of(int number) => (uint)number < (uint)ByNumber.Length ? ByNumber[number] : null;

    /// <summary>The standard model with a code such as GR2, in capitals; <see langword="null"/> where there is none.</summary>
    /// <param name="code">The code.</param>
    public static FuelModel? Of(string code) => Array.Find(Standard, model => model.Code == code);

    /// <summary>Whether the number says that nothing burns here. 0 and unknown numbers are no data, which does not burn either but is no such statement.</summary>
    /// <param name="number">Number in a raster of fuel models.</param>
    public static bool IsNonBurnable(int number) => number is 91 or 92 or 93 or 98 or 99;

    private static FuelModel Anderson(int number, string zh, string en, double w1, double w10, double w100, double herb, double woody, double s1, double sHerb, double sWoody, double depth, double extinction) =>
        Of(number, number.ToString(), zh, en, false, 1, w1, w10, w100, herb, woody, s1, sHerb, sWoody, depth, extinction, 8000, "Anderson 1982 (INT-GTR-122), Albini 1976");

    // GR6 alone has another heat content.
    private static FuelModel ScottBurgan(int number, string code, string zh, string en, bool dynamic, double w1, double w10, double w100, double herb, double woody, double s1, double sHerb, double sWoody, double depth, double extinction) =>
        Of(number, code, zh, en, dynamic, Conversions.PoundsPerSquareFootPerTonPerAcre, w1, w10, w100, herb, woody, s1, sHerb, sWoody, depth, extinction, code == "GR6" ? 9000 : 8000, "Scott & Burgan 2005 (RMRS-GTR-153)");

    private static FuelModel Of(int number, string code, string zh, string en, bool dynamic, double poundsPerSquareFoot, double w1, double w10, double w100, double herb, double woody, double s1, double sHerb, double sWoody, double depth, double extinction, double heat, string source)
    {
        var load = poundsPerSquareFoot * Conversions.KilogramsPerSquareMetrePerPoundPerSquareFoot;
        return new(
            number,
            code,
            zh,
            en,
            new(w1 * load, w10 * load, w100 * load, herb * load, woody * load),
            new(s1 / Conversions.MetresPerFoot, sHerb / Conversions.MetresPerFoot, sWoody / Conversions.MetresPerFoot),
            depth * Conversions.MetresPerFoot,
            extinction / 100,
            heat * Conversions.KilojoulesPerKilogramPerBtuPerPound,
            heat * Conversions.KilojoulesPerKilogramPerBtuPerPound,
            dynamic,
            source);
    }

    private static FuelModel?[] Table()
    {
        var table = new FuelModel?[256];
        foreach (var model in Standard)
        {
            table[model.Number] = model;
        }

        return table;
    }
}
