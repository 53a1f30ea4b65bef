using Bihuan.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Bihuan.Accounts.Tests;

public class PasswordTests
{
    /// <summary>The tests hash cheaply; the program does not.</summary>
    [Fact]
    public void TheProgram_HashesDearly()
    {
        var services = new ServiceCollection();
        BihuanApp.AddProgram(services, new() { DataFolder = Path.Combine(Path.GetTempPath(), "bihuan-hashing") });
        using var program = services.BuildServiceProvider();
        Assert.Equal(210_000, program.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }

    [Theory]
    [InlineData("Abcdef1", false, "ACC-010")]
    [InlineData("Abcdefg1", false, null)]
    [InlineData("Abcdefghij1", true, "ACC-010")]
    [InlineData("Abcdefghijk1", true, null)]
    [InlineData("abcdefg1", false, "ACC-012")]
    [InlineData("abcdef-1", false, null)]
    [InlineData("密码abcdef1", false, null)]
    [InlineData("Zhangsan1-", false, "ACC-013")]
    public void APassword_IsHeldToTheRules(string password, bool administrator, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Passwords.Problems(password, "zhangsan", administrator, SecurityPolicy.Default).Select(p => p.Code));

    [Fact]
    public void EveryFault_IsToldAtOnce() =>
        Assert.Equal(["ACC-010", "ACC-012", "ACC-014"], Passwords.Problems("abc", "x", administrator: false, SecurityPolicy.Default, usedBefore: true).Select(p => p.Code));

    [Fact]
    public void APasswordMadeByTheProgram_SatisfiesTheRulesForAdministrators() =>
        Assert.All(Enumerable.Range(0, 200), _ => Assert.Empty(Passwords.Problems(Passwords.Generate(), "xitong", administrator: true, SecurityPolicy.Default with { KindsOfCharacters = 4 })));
}

public class SecurityPolicyTests
{
    public static TheoryData<string, object, bool> Bounds()
    {
        var d = SecurityPolicy.Default;
        return new()
        {
            { "the defaults", d, true },
            { "shorter passwords", d with { PasswordLength = 7 }, false },
            { "longer passwords", d with { PasswordLength = 10 }, true },
            { "shorter passwords of administrators", d with { AdministratorPasswordLength = 11 }, false },
            { "administrators' shorter than everybody's", d with { PasswordLength = 14, AdministratorPasswordLength = 13 }, false },
            { "two kinds", d with { KindsOfCharacters = 2 }, false },
            { "history of four", d with { PasswordHistory = 4 }, false },
            { "91 days", d with { PasswordDays = 91 }, false },
            { "six failures", d with { FailuresBeforeLock = 6 }, false },
            { "locked for 14 minutes", d with { LockMinutes = 14 }, false },
            { "locked for 30 minutes", d with { LockMinutes = 30 }, true },
            { "locked for 31 minutes", d with { LockMinutes = 31 }, false },
            { "idle for 30 minutes", d with { IdleMinutes = 30 }, true },
            { "idle for 31 minutes", d with { IdleMinutes = 31 }, false },
            { "SM3", d with { Digest = "SM3" }, true },
            { "MD5", d with { Digest = "MD5" }, false },
        };
    }

    [Theory, MemberData(nameof(Bounds))]
    public void Rules_AreNeverLooserThanTheUsualFigures(string what, object policy, bool good) => Assert.True(good == (((SecurityPolicy)policy).Problems().Count == 0), what);

    [Fact]
    public void Rules_HoldFromTheirDay_AndNotBefore()
    {
        var settings = new Settings();
        settings.Apply(new PolicySet(new(2022, 5, 1), SecurityPolicy.Default with { LockMinutes = 20 }), new(default, Kernel.Acting.Program));
        settings.Apply(new PolicySet(new(2022, 6, 1), SecurityPolicy.Default with { LockMinutes = 30 }), new(default, Kernel.Acting.Program));
        Assert.Equal([15, 20, 20, 30], new DateOnly[] { new(2022, 4, 30), new(2022, 5, 1), new(2022, 5, 31), new(2022, 6, 1) }.Select(d => settings.PolicyOn(d).LockMinutes));
    }

    [Fact]
    public void Rules_AreNotSetForThePast() =>
        Assert.Equal("ACC-043", Assert.Single(Assert.IsType<Kernel.Result<PolicySet>.Refused>(SetPolicy.Decide(new(new(2022, 3, 31), SecurityPolicy.Default), new(2022, 4, 1))).Problems).Code);
}
