using Microsoft.AspNetCore.Identity;

namespace Bihuan.Accounts;

/// <summary>What proves a log-in. Kept apart from the journal, because secrets must be able to go.</summary>
internal sealed class BihuanUser : IdentityUser<Guid>
{
    /// <summary>When the password was set.</summary>
    public DateTimeOffset PasswordSet { get; set; }

    /// <summary>Whether the password was given by somebody else and must be changed first.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Hashes of the passwords before, the latest first.</summary>
    public IReadOnlyList<string> OldPasswords { get; set; } = [];

    /// <summary>The secret of the second factor, encrypted; set up where <see cref="IdentityUser{T}.TwoFactorEnabled"/>.</summary>
    public string? SecondFactorSecret { get; set; }

    /// <summary>The last step whose code was accepted.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; set; } = [];
}

/// <summary>A log-in under way.</summary>
internal sealed class Session
{
    public required SessionId Id { get; init; }

    public required AccountId Account { get; init; }

    public required DateTimeOffset Started { get; init; }

    public DateTimeOffset LastSeen { get; set; }

    public DateTimeOffset? Ended { get; set; }

    public string? Address { get; init; }

    public string? Agent { get; init; }

    /// <summary>The unit that the person acts for.</summary>
    public Guid? Unit { get; set; }

    /// <summary>The post in which they act.</summary>
    public Guid? Post { get; set; }
}

/// <summary>The digest of a machine's token.</summary>
internal sealed class TokenSecret
{
    public required MachineTokenId Id { get; init; }

    public required string Suite { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset? LastUsed { get; set; }
}
