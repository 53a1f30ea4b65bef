using System.Security.Cryptography;
using Bihuan.Kernel;

namespace Bihuan.Accounts;

/// <summary>What a password must be, and new ones made by the program.</summary>
internal static class Passwords
{
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Lower = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "23456789";
    private const string Marks = "-+=?@#%";

    /// <summary>Every fault of a password.</summary>
    /// <param name="password">The password.</param>
    /// <param name="name">The account's name, which may not stand in it.</param>
    /// <param name="administrator">Whether it is for an administrator.</param>
    /// <param name="policy">The rules of the day.</param>
    /// <param name="usedBefore">Whether it is one of those before.</param>
    public static List<Problem> Problems(string password, string name, bool administrator, SecurityPolicy policy, bool usedBefore = false)
    {
        List<Problem> problems = [];
        var length = policy.LengthFor(administrator);
        if (password.Length < length)
        {
            problems.Add(Problem.Coded("ACC-010", "Password", $"{length}", $"{password.Length}"));
        }
        if (password.Length > 128)
        {
            problems.Add(Problem.Coded("ACC-011", "Password", "128"));
        }

        var kinds = KindsOf(password);
        if (kinds < policy.KindsOfCharacters)
        {
            problems.Add(Problem.Coded("ACC-012", "Password", $"{policy.KindsOfCharacters}", $"{kinds}"));
        }
        if (name.Length >= 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(Problem.Coded("ACC-013", "Password"));
        }
        if (usedBefore)
        {
            problems.Add(Problem.Coded("ACC-014", "Password", $"{policy.PasswordHistory}"));
        }

        return problems;
    }

    /// <summary>How many of the four kinds: capital letters, small letters, digits, everything else.</summary>
    public static int KindsOf(string password) =>
        (password.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (password.Any(char.IsAsciiLetterLower) ? 1 : 0) + (password.Any(char.IsAsciiDigit) ? 1 : 0) + (password.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);

    /// <summary>A random password of all four kinds, without characters that look alike.</summary>
    public static string Generate()
    {
        var characters = RandomNumberGenerator.GetItems<char>(Upper + Lower + Digits, 14);
        (characters[2], characters[5], characters[8], characters[11]) = (One(Upper), One(Lower), One(Digits), One(Marks));
        return new(characters);

        static char One(string of) => of[RandomNumberGenerator.GetInt32(of.Length)];
    }
}
