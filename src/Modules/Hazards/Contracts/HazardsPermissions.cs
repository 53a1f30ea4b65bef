namespace Bihuan.Hazards;

/// <summary>What one may do with hazards. Each right reaches those that a unit within it has in charge, found, accepts or supports.</summary>
public static class HazardsPermissions
{
    /// <summary>See hazards and inspections.</summary>
    public const string View = "hazards.view";

    /// <summary>Register what was found: hazards, photographs, inspections; put right and drop what was registered by mistake.</summary>
    public const string Register = "hazards.register";

    /// <summary>Grade, plan the rectification, hand over, and have similar premises checked.</summary>
    public const string Handle = "hazards.handle";

    /// <summary>List hazards for supervision, delay, publish and withdraw, for the bodies within reach.</summary>
    public const string List = "hazards.list";
}
