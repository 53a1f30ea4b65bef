namespace Bihuan.Platform;

/// <summary>How a person wants the program to look; kept in cookies of the browser, and the same for every page of a circuit.</summary>
public sealed class ShellView
{
    /// <summary>The past day that is shown, as <c>yyyy-MM-dd</c>.</summary>
    public const string DayCookie = "bihuan.day";

    /// <summary>Large type.</summary>
    public const string TypeCookie = "bihuan.type";

    /// <summary>Wall mode (大屏).</summary>
    public const string WallCookie = "bihuan.wall";

    /// <summary>Whether it is shown on a wall: no navigation, large type.</summary>
    public bool IsWall { get; set; }

    /// <summary>Whether type is large.</summary>
    public bool IsLarge { get; set; }
}

/// <summary>What the district is called, and whether it is a sample.</summary>
/// <param name="Name">Its name; <see langword="null"/> before it is set up.</param>
/// <param name="IsSample">Whether the sample was loaded, which every page then says.</param>
public sealed record DistrictProfile(string? Name, bool IsSample)
{
    /// <summary>Before set-up.</summary>
    public static DistrictProfile None { get; } = new(null, false);
}

/// <summary>Tells what the district is called. Scoped; the module that sets it up implements it.</summary>
public interface IDistrictProfile
{
    /// <summary>The profile.</summary>
    ValueTask<DistrictProfile> Get(CancellationToken cancel);
}
