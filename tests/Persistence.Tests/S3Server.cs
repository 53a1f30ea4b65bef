using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Bihuan.TestKit;

namespace Bihuan.Persistence.Tests;

/// <summary>An S3-compatible server (s3rver) in a process of its own, with one empty bucket; shared by the tests of the assembly.</summary>
public sealed partial class S3Server : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bihuan-s3-").FullName;
    private readonly Lazy<Task<(Process Process, int Port)>> _started;
    private int _buckets;

    public S3Server() => _started = new(Start);

    /// <summary>An empty bucket.</summary>
    public async Task<S3Place> Bucket()
    {
        var (_, port) = await _started.Value;
        return new(new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"), $"bihuan-{Interlocked.Increment(ref _buckets).ToString(CultureInfo.InvariantCulture)}", "S3RVER", "S3RVER");
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

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(Process, int)> Start()
    {
        var home = Path.Combine(Shared.Repository, "tests", "Persistence.Tests", "s3");
        string[] buckets = [.. Enumerable.Range(1, 8).SelectMany(i => new[] { "--configure-bucket", $"bihuan-{i.ToString(CultureInfo.InvariantCulture)}" })];
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(home, "node_modules", "s3rver", "bin", "s3rver.js"), "--directory", _folder, "--address", "127.0.0.1", "--port", "0", "--silent", .. buckets])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node did not start.");
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return (process, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException($"The S3 server did not start: {await process.StandardError.ReadToEndAsync(CancellationToken.None)}");
    }

    [GeneratedRegex(@"listening on [^:]{1,40}:(\d{1,5})")]
    private static partial Regex Listening();
}
