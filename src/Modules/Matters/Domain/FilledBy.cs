namespace Bihuan.Matters;

/// <summary>Where what stands filled in before a report is from.</summary>
internal enum FillOrigin
{
    /// <summary>上次反馈.</summary>
    Last,

    /// <summary>分解事项.</summary>
    Parts,

    /// <summary>由指标推算.</summary>
    Figures,

    /// <summary>配合情况.</summary>
    Contributions,

    /// <summary>系统数据: an indicator or what else another module knows.</summary>
    System,
}

/// <summary>Fields of a report that stood filled in and were left as they were.</summary>
/// <param name="Origin">By what.</param>
/// <param name="Count">How many.</param>
internal sealed record FilledBy(FillOrigin Origin, int Count);
