using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Bihuan.TestKit;
using MimeKit;
using Xunit;

[assembly: AssemblyFixture(typeof(Bihuan.Messaging.Tests.MailServer))]
[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.Messaging.Tests;

/// <summary>A mail server of other people's making (smtp-server, npm) in a process of its own; shared by the tests, which tell their mail apart by its addressee.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Mail> _mails = new();
    private readonly Lazy<Task<(Process Process, int Port)>> _started;

    public MailServer() => _started = new(Start);

    /// <summary>Settings by which mail goes there.</summary>
    public async Task<SmtpSettings> Smtp() => new() { Host = "127.0.0.1", Port = (await _started.Value).Port, From = "bihuan@example.gov.cn", Tls = SmtpTls.None };

    /// <summary>What was taken for an address, in order.</summary>
    public IReadOnlyList<Mail> For(string address) => [.. _mails.Where(m => m.To.Contains(address))];

    /// <summary>Waits until as many were taken; the server says so a moment after the sender knows.</summary>
    public async Task<IReadOnlyList<Mail>> Await(string address, int count)
    {
        for (var i = 0; i < 200 && For(address).Count < count; i++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(count, For(address).Count);
        return For(address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            var (process, _) = await _started.Value;
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }

    private async Task<(Process, int)> Start()
    {
        var home = Path.Combine(Shared.Repository, "tests", "Messaging.Tests", "smtp");
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(home, "server.js")]) { WorkingDirectory = home, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("node did not start.");
        if (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is not { } line || !line.StartsWith("listening on ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The mail server did not start: {await process.StandardError.ReadToEndAsync(CancellationToken.None)}");
        }

        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } mail)
            {
                var taken = JsonSerializer.Deserialize<Taken>(mail, JsonSerializerOptions.Web)!;
                using var raw = new MemoryStream(Convert.FromBase64String(taken.Raw));
                _mails.Enqueue(new(taken.To, taken.User, await MimeMessage.LoadAsync(raw, CancellationToken.None)));
            }
        });
        return (process, int.Parse(line.AsSpan("listening on ".Length), CultureInfo.InvariantCulture));
    }

    private sealed record Taken(IReadOnlyList<string> To, string? User, string Raw);
}

/// <summary>A mail that was taken.</summary>
public sealed record Mail(IReadOnlyList<string> To, string? User, MimeMessage Message);
