using System.Security.Cryptography;
using System.Text;
using Bihuan.Platform;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Bihuan.Accounts;

/// <summary>Makes and checks second factors. The secret is encrypted with the program's own keys; recovery codes are hashed like passwords.</summary>
internal sealed class SecondFactors(IDataProtectionProvider protection, UserManager<BihuanUser> users, DistrictClock clock)
{
    private const int CodesGiven = 10;
    private readonly IDataProtector _protector = protection.CreateProtector("Bihuan.Accounts.SecondFactor");

    /// <summary>Keeps a secret that is not confirmed yet, or the one there is.</summary>
    /// <returns>The secret in base 32.</returns>
    public string SecretToConfirm(BihuanUser proof)
    {
        if (proof.SecondFactorSecret is null || proof.TwoFactorEnabled)
        {
            proof.SecondFactorSecret = _protector.Protect(Totp.NewSecret());
        }

        return _protector.Unprotect(proof.SecondFactorSecret);
    }

    /// <summary>Whether a code is that of the secret to confirm.</summary>
    public bool Confirm(BihuanUser proof, string code)
    {
        if (proof.SecondFactorSecret is null || Totp.Match(_protector.Unprotect(proof.SecondFactorSecret), code, clock.RealNow, lastAccepted: 0) is not { } step)
        {
            return false;
        }

        (proof.TwoFactorEnabled, proof.LastCodeStep, proof.ConcurrencyStamp) = (true, step, NewStamp());
        return true;
    }

    /// <summary>Accepts a code or a recovery code once.</summary>
    /// <returns>Which it was, or <see langword="null"/>.</returns>
    public LogInWay? Accept(BihuanUser proof, string code)
    {
        if (proof is { TwoFactorEnabled: true, SecondFactorSecret: { } secret } && Totp.Match(_protector.Unprotect(secret), code, clock.RealNow, proof.LastCodeStep) is { } step)
        {
            (proof.LastCodeStep, proof.ConcurrencyStamp) = (step, NewStamp());
            return LogInWay.PasswordAndCode;
        }

        var typed = code.Trim().ToUpperInvariant();
        if (typed.Length == 11 && proof.RecoveryCodes.FirstOrDefault(hash => users.PasswordHasher.VerifyHashedPassword(proof, hash, typed) != PasswordVerificationResult.Failed) is { } used)
        {
            (proof.RecoveryCodes, proof.ConcurrencyStamp) = ([.. proof.RecoveryCodes.Where(h => h != used)], NewStamp());
            return LogInWay.PasswordAndRecoveryCode;
        }

        return null;
    }

    /// <summary>New recovery codes; those before are no longer good.</summary>
    /// <returns>The codes, to be shown once.</returns>
    public IReadOnlyList<string> NewRecoveryCodes(BihuanUser proof)
    {
        List<string> codes = [.. Enumerable.Range(0, CodesGiven).Select(_ => RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 10).Insert(5, "-"))];
        proof.RecoveryCodes = [.. codes.Select(c => users.PasswordHasher.HashPassword(proof, c))];
        return codes;
    }

    /// <summary>Takes the second factor away.</summary>
    public void Remove(BihuanUser proof) =>
        (proof.TwoFactorEnabled, proof.SecondFactorSecret, proof.RecoveryCodes, proof.LastCodeStep, proof.ConcurrencyStamp) = (false, null, [], 0, NewStamp());

    private string NewStamp() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}

/// <summary>Tells whether two unknown names were the same without keeping either: keyed with a number that goes with the process.</summary>
internal sealed class Fingerprints
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Of(string name) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(name)))[..12];
}
