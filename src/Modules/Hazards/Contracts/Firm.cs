namespace Bihuan.Hazards;

/// <summary>What a firm's own people may do (企业端).</summary>
public static class FirmPermissions
{
    /// <summary>See the hazards of the premises that the firms of one's account use today, and hand in photographs of what is mended.</summary>
    public const string Own = "hazards.firm";
}
