namespace Bihuan.Web.Shell;

/// <summary>Where the pages of accounts and messages are that every page leads to.</summary>
internal static class AccountPlaces
{
    public const string LogIn = "/login";
    public const string LogOut = "/logout";
    public const string Me = "/me";
    public const string Messages = "/me/messages";
}
