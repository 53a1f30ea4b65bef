using Bihuan.Kernel;

namespace Bihuan.Accounts;

/// <summary>By what a log-in was proved.</summary>
internal enum LogInWay
{
    Password,
    PasswordAndCode,
    PasswordAndRecoveryCode,
    IdentityProvider,
}

/// <summary>Why a log-in failed.</summary>
internal enum LogInFailure
{
    Password,
    Code,
    Disabled,
    Locked,
}

/// <summary>Why a session ended.</summary>
internal enum SessionEnd
{
    LogOut,
    Idle,
    NewLogIn,
    Administrator,
    Password,
    Disabled,
}

/// <summary>The record of an account's log-ins begins.</summary>
[EventType("accounts.log-in-record-begun")]
internal sealed record LogInRecordBegun(Guid Id, AccountId Account) : IEvent;

/// <summary>Somebody logged in.</summary>
[EventType("accounts.logged-in")]
internal sealed record LoggedIn(SessionId Session, LogInWay Way, string? Address) : IEvent;

/// <summary>A log-in failed.</summary>
[EventType("accounts.log-in-failed")]
internal sealed record LogInFailed(LogInFailure Why, string? Address) : IEvent;

/// <summary>The account was locked after too many failures.</summary>
[EventType("accounts.locked-out")]
internal sealed record LockedOut(DateTimeOffset Until) : IEvent;

/// <summary>An administrator lifted the lock.</summary>
[EventType("accounts.unlocked")]
internal sealed record Unlocked : IEvent;

/// <summary>A session ended.</summary>
[EventType("accounts.session-ended")]
internal sealed record SessionEnded(SessionId Session, SessionEnd Why) : IEvent;

/// <summary>The log-ins of one account, apart from the account itself, so that logging in is no change of the account.</summary>
[Stream("log-in")]
internal sealed class LogInRecord : State
{
    public Guid Id { get; private set; }

    public override Guid Key => Id;

    public AccountId Account { get; private set; }

    public DateTimeOffset? LastLogIn { get; private set; }

    public DateTimeOffset? LastFailure { get; private set; }

    /// <summary>Failures in a row; 0 again after a log-in or a lock.</summary>
    public int Failures { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case LogInRecordBegun e:
                (Id, Account) = (e.Id, e.Account);
                break;
            case LoggedIn:
                (LastLogIn, Failures, LockedUntil) = (stamp.Recorded, 0, null);
                break;
            case LogInFailed { Why: LogInFailure.Password or LogInFailure.Code }:
                (LastFailure, Failures) = (stamp.Recorded, Failures + 1);
                break;
            case LogInFailed:
                LastFailure = stamp.Recorded;
                break;
            case LockedOut e:
                (LockedUntil, Failures) = (e.Until, 0);
                break;
            case Unlocked:
                (LockedUntil, Failures) = (null, 0);
                break;
        }
    }
}

/// <summary>Somebody tried to log in under a name that no account has. The name itself is not kept: people type passwords there.</summary>
/// <param name="Fingerprint">The same for the same name while the process key lasts, and of no use to find the name.</param>
/// <param name="Address">From where.</param>
[EventType("accounts.unknown-name-tried")]
internal sealed record UnknownNameTried(string Fingerprint, string? Address) : IEvent;

/// <summary>An identity provider vouched for somebody whom no account matches.</summary>
[EventType("accounts.unknown-identity-tried")]
internal sealed record UnknownIdentityTried(string Fingerprint, string? Address) : IEvent;

/// <summary>What happens at the door without an account. There is one.</summary>
[Stream("gate")]
internal sealed class Gate : State
{
    public static Guid TheOne { get; } = new("00000000-0000-7000-8000-0000000000a1");

    public Guid Id { get; private set; }

    public override Guid Key => Id;

    public long Tries { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        Id = TheOne;
        Tries++;
    }
}
