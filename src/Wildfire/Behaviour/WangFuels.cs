using Bihuan.Kernel;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>How a kind of fuel quickens or slows a fire in Wang's model.</summary>
/// <param name="Code">Stable name within its table.</param>
/// <param name="Zh">Name in Chinese.</param>
/// <param name="En">Name in English.</param>
/// <param name="Factor">K_s.</param>
public sealed record WangFuel(string Code, string Zh, string En, double Factor);

/// <summary>A table of K_s. The tables in circulation contradict each other (needle-leaf forest 0.4 against 1.8), so that every result names its own.</summary>
/// <param name="Name">Short name that results carry.</param>
/// <param name="Source">Where it is printed.</param>
/// <param name="Fuels">Its rows.</param>
public sealed record WangFuelTable(string Name, string Source, IReadOnlyList<WangFuel> Fuels)
{
    /// <summary>The original wording. The usual choice.</summary>
    public static WangFuelTable Original { get; } = new("Wang table 1", "王正非 1983，以原文措辞流传", [
        new("flat-needles", "平铺针叶", "Flat needle litter", 0.8),
        new("dead-leaves", "枯枝落叶（厚0～4厘米）", "Dead twigs and leaves, 0–4 cm", 1.2),
        new("grass", "茅草杂草", "Grass", 1.6),
        new("sedge", "莎草矮桦", "Sedge, dwarf birch", 1.8),
        new("pasture", "牧场草原", "Pasture, steppe", 2.0),
        new("pine", "红松、华山松、云南松林", "Korean, Huashan, Yunnan pine stands", 1.0),
        new("secondary", "次生林", "Secondary forest", 0.7),
        new("needle-leaf", "针叶林", "Needle-leaf forest", 0.4),
    ]);

    /// <summary>By land cover, as newer papers have it.</summary>
    public static WangFuelTable LandCover { get; } = new("Wang table 2", "较新论文按地表覆盖给出", [
        new("arable", "耕地", "Arable land", 1.0),
        new("broad-leaf", "阔叶林", "Broad-leaf forest", 1.3),
        new("mixed", "混交林", "Mixed forest", 0.5),
        new("shrub", "灌木", "Shrub", 1.0),
        new("grassland", "草地", "Grassland", 1.5),
        new("needle-leaf", "针叶林", "Needle-leaf forest", 1.8),
    ]);

    /// <summary>The row with a code; <see langword="null"/> where there is none.</summary>
    /// <param name="code">The code.</param>
    public WangFuel? Of(string code) => Fuels.FirstOrDefault(fuel => fuel.Code == code);

    /// <summary>A table of a district's own, one row for each of its forest types, or what is wrong with it.</summary>
    /// <param name="table">The table.</param>
    public static Result<WangFuelTable> Custom(WangFuelTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var problems = new List<Problem>();
        var seen = new HashSet<string>();
        for (var i = 0; i < table.Fuels.Count; i++)
        {
            // The figures in circulation lie between 0.4 and 2.
            Range.Check(problems, $"fuels[{i}].factor", table.Fuels[i].Factor, 0.1, 5);
            if (!seen.Add(table.Fuels[i].Code))
            {
                problems.Add(Problem.Coded("FIRE-207", $"fuels[{i}].code", table.Fuels[i].Code));
            }
        }

        return problems.Count > 0 ? problems : table;
    }
}
