using Bihuan.Kernel;

namespace Bihuan.Accounts;

/// <summary>An account's identity (账号).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    /// <inheritdoc/>
    public static AccountId From(Guid value) => new(value);
}

/// <summary>One grant of a role (授权).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct GrantId(Guid Value) : IId<GrantId>
{
    /// <inheritdoc/>
    public static GrantId From(Guid value) => new(value);
}

/// <summary>One log-in of an account, from log-in to its end (会话).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    /// <inheritdoc/>
    public static SessionId From(Guid value) => new(value);
}

/// <summary>A token by which a machine uses the API (接口令牌).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct MachineTokenId(Guid Value) : IId<MachineTokenId>
{
    /// <inheritdoc/>
    public static MachineTokenId From(Guid value) => new(value);
}
