using Microsoft.AspNetCore.DataProtection;

namespace Bihuan.Messaging;

/// <summary>Encrypts what is secret with the program's own keys, as second factors are. What is stored is never shown again.</summary>
internal sealed class Secrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Bihuan.Messaging.Secret");

    public string Protect(string secret) => _protector.Protect(secret);

    public string Unprotect(string secret) => _protector.Unprotect(secret);
}
