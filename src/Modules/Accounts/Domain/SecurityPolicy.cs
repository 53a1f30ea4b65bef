using Bihuan.Kernel;

namespace Bihuan.Accounts;

/// <summary>The rules of passwords, lock-out and sessions (安全策略). The defaults are the figures that assessors of GB/T 22239 level 3 usually
/// ask for; <see cref="Problems"/> refuses what is looser.</summary>
internal sealed record SecurityPolicy
{
    public static SecurityPolicy Default { get; } = new();

    /// <summary>Characters of a password, at least.</summary>
    public int PasswordLength { get; init; } = 8;

    /// <summary>Characters of an administrator's password, at least.</summary>
    public int AdministratorPasswordLength { get; init; } = 12;

    /// <summary>How many of the four kinds of characters a password needs.</summary>
    public int KindsOfCharacters { get; init; } = 3;

    /// <summary>A new password is none of so many before it.</summary>
    public int PasswordHistory { get; init; } = 5;

    /// <summary>After so many days a password must be changed.</summary>
    public int PasswordDays { get; init; } = 90;

    /// <summary>Failures in a row that lock an account.</summary>
    public int FailuresBeforeLock { get; init; } = 5;

    /// <summary>For how long.</summary>
    public int LockMinutes { get; init; } = 15;

    /// <summary>A session without activity ends after so long.</summary>
    public int IdleMinutes { get; init; } = 15;

    /// <summary>A new log-in of an administrator ends the one before.</summary>
    public bool OneSessionForAdministrators { get; init; } = true;

    /// <summary>Administrators need a second factor.</summary>
    public bool SecondFactorForAdministrators { get; init; } = true;

    /// <summary>Everybody needs a second factor.</summary>
    public bool SecondFactorForAll { get; init; }

    /// <summary>The digest of new journal entries and files.</summary>
    public string Digest { get; init; } = "SHA-256";

    public int LengthFor(bool administrator) => administrator ? AdministratorPasswordLength : PasswordLength;

    public bool NeedsSecondFactor(bool administrator) => SecondFactorForAll || (administrator && SecondFactorForAdministrators);

    /// <summary>Every figure that is looser than the usual ones, or makes no sense.</summary>
    public IReadOnlyList<Problem> Problems()
    {
        List<Problem> problems = [];
        Within(nameof(PasswordLength), PasswordLength, 8, 128);
        Within(nameof(AdministratorPasswordLength), AdministratorPasswordLength, Math.Max(12, PasswordLength), 128);
        Within(nameof(KindsOfCharacters), KindsOfCharacters, 3, 4);
        Within(nameof(PasswordHistory), PasswordHistory, 5, 24);
        Within(nameof(PasswordDays), PasswordDays, 1, 90);
        Within(nameof(FailuresBeforeLock), FailuresBeforeLock, 3, 5);
        Within(nameof(LockMinutes), LockMinutes, 15, 30);
        Within(nameof(IdleMinutes), IdleMinutes, 5, 30);
        if (Persistence.Digests.Find(Digest) is null)
        {
            problems.Add(Problem.Coded("ACC-041", nameof(Digest), Digest));
        }

        return problems;

        void Within(string field, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                problems.Add(Problem.Coded("ACC-040", field, $"{value}", $"{least}", $"{most}"));
            }
        }
    }
}
