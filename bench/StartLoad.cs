using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Bihuan.Bench;

/// <summary><c>bench start PROGRAM [TIMES]</c>: the published program (<c>dotnet publish -c Release src/Web -o FOLDER</c>; PROGRAM is
/// <c>FOLDER/bihuan</c>) is started with an empty data folder, again with that folder, until its first page answers; then its memory at rest.
/// The goals: at most 3 s, at most 300 MB.</summary>
internal static class StartLoad
{
    private const int Port = 5981;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string[] args)
    {
        var times = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var (empty, again, memory) = (new List<double>(), new List<double>(), 0L);
        for (var i = 0; i < times; i++)
        {
            var folder = Directory.CreateTempSubdirectory("bihuan-start-").FullName;
            empty.Add((await Start(args[0], folder, rest: false)).Seconds);
            var (seconds, bytes) = await Start(args[0], folder, rest: i == times - 1);
            again.Add(seconds);
            memory = bytes;
            Directory.Delete(folder, recursive: true);
        }

        Console.Out.WriteLine($"to the first page, {times} starts each, median (least to most): empty {Told(empty)}, again {Told(again)}; at rest {memory >> 20} MiB");
        return 0;
    }

    private static string Told(List<double> seconds)
    {
        seconds.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{seconds[seconds.Count / 2]:0.00} s ({seconds[0]:0.00} to {seconds[^1]:0.00})");
    }

    private static async Task<(double Seconds, long Bytes)> Start(string program, string folder, bool rest)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, ["serve", "--data", folder, "--urls", $"http://localhost:{Port}"]) { RedirectStandardOutput = true })!;
        // Nobody reads the log; it must only not stand in the way.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = new($"http://localhost:{Port}") };
        while (!await Answers(client))
        {
            await Task.Delay(10);
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
            }
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (rest)
        {
            await Task.Delay(Rest);
        }

        process.Refresh();
        var bytes = process.WorkingSet64;
        process.Kill();
        await process.WaitForExitAsync();
        return (seconds, bytes);
    }

    private static async Task<bool> Answers(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/");
            return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync()).Contains("</html>", StringComparison.Ordinal);
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException)
        {
            return false;
        }
    }
}
