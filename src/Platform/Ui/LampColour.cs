namespace Bihuan.Platform;

/// <summary>The colours of lamps (亮灯), from harmless to grave. Each also has a shape and a word.</summary>
public enum LampColour
{
    /// <summary>Nothing to judge yet: a dashed ring.</summary>
    Grey,

    /// <summary>In order: a disc.</summary>
    Green,

    /// <summary>Due soon, or not signed for in time: a square.</summary>
    Blue,

    /// <summary>Needs attention: a triangle.</summary>
    Yellow,

    /// <summary>Late or wrong: a diamond.</summary>
    Red,
}
