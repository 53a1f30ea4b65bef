namespace Bihuan.Accounts;

/// <summary>An identity provider (统一身份认证) that people may log in with beside their password. Taken from the configuration's section
/// <c>OpenIdConnect</c>; without an authority there is none.</summary>
public sealed record OpenIdConnect
{
    /// <summary>The provider's address, from which its discovery document is read. HTTPS, unless it is this machine.</summary>
    public string Authority { get; init; } = "";

    /// <summary>This program's name at the provider.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Its secret there.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>What the button says, such as the provider's name.</summary>
    public string DisplayName { get; init; } = "OpenID Connect";

    /// <summary>The claim that holds the code of the person's unit.</summary>
    public string UnitClaim { get; init; } = "unit_code";

    /// <summary>The claim that holds the person number.</summary>
    public string PersonClaim { get; init; } = "person_number";

    /// <summary>Further scopes to ask for, beside <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile"];
}
