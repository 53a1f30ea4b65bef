namespace Bihuan.Matters;

/// <summary>What one may do with matters.</summary>
public static class MattersPermissions
{
    /// <summary>See matters: those that a unit within reach leads, supports or accepts; all of them with a right over the whole district.</summary>
    public const string View = "matters.view";

    /// <summary>Draft and issue; steer every matter within reach.</summary>
    public const string Issue = "matters.issue";

    /// <summary>Steer what one has issued, or split off as the lead: change, urge, pause, withdraw, reopen, decide on extensions.</summary>
    public const string Steer = "matters.steer";

    /// <summary>Sign for, decline, report, split, ask for more time and hand in, on behalf of the lead unit.</summary>
    public const string Handle = "matters.handle";

    /// <summary>Accept or return what was handed in, on behalf of the accepting unit.</summary>
    public const string Accept = "matters.accept";

    /// <summary>Give instructions on a matter (批示).</summary>
    public const string Instruct = "matters.instruct";

    /// <summary>Set kinds, lists, lamp rules, the ladder and working days.</summary>
    public const string Administer = "matters.administer";
}
