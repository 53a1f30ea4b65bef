namespace Bihuan.Accounts;

/// <summary>What the sample district's accounts are made of.</summary>
public static class Demonstration
{
    /// <summary>A random password that the rules for administrators accept.</summary>
    public static string NewPassword() => Passwords.Generate();
}
