namespace Bihuan.Matters;

/// <summary>In which form the list is shown.</summary>
internal enum MatterView
{
    /// <summary>表格.</summary>
    Table,

    /// <summary>看板.</summary>
    Board,

    /// <summary>日历.</summary>
    Calendar,

    /// <summary>甘特图.</summary>
    Gantt,

    /// <summary>分解.</summary>
    Tree,

    /// <summary>街道地图.</summary>
    Streets,
}
