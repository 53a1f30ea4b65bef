using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>The program as it is handed over.</summary>
public partial class PublishTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Published, and started in a folder that has nothing to do with it, it serves its pages with all that they load, and ends in order.</summary>
    [Fact]
    public async Task ThePublishedProgram_ServesItsPages_FromAnyFolder()
    {
        var folder = Directory.CreateTempSubdirectory("bihuan-publish-").FullName;
        try
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            using (var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(Shared.Repository, "src", "Web"), "--no-build", "-c", configuration, "-o", Path.Combine(folder, "program"), "-v", "q", "-nologo"]) { RedirectStandardOutput = true })!)
            {
                var said = await publish.StandardOutput.ReadToEndAsync(Cancel);
                await publish.WaitForExitAsync(Cancel);
                Assert.True(publish.ExitCode == 0, said);
            }

            var address = $"http://127.0.0.1:{FreePort()}";
            using var program = Process.Start(new ProcessStartInfo(Path.Combine(folder, "program", OperatingSystem.IsWindows() ? "bihuan.exe" : "bihuan"), ["serve", "--data", "data", "--urls", address]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            try
            {
                var log = program.StandardOutput.ReadToEndAsync(Cancel);
                using var client = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
                var page = await FirstPage(client, program);
                var loaded = Loads().Matches(page).Select(m => m.Groups[1].Value).Append("js/palette.js").Append("lib/echarts/echarts.min.js").Append("_framework/blazor.web.js").ToList();
                Assert.True(loaded.Count > 3);
                foreach (var file in loaded)
                {
                    using var answer = await client.GetAsync(file, Cancel);
                    Assert.True(answer.StatusCode == HttpStatusCode.OK && (await answer.Content.ReadAsByteArrayAsync(Cancel)).Length > 0, $"{file}: {answer.StatusCode}");
                }

                Assert.True(File.Exists(Path.Combine(folder, "data", "bihuan.db")));
                if (!OperatingSystem.IsWindows())
                {
                    using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
                    await program.WaitForExitAsync(Cancel);
                    Assert.Equal(0, program.ExitCode);
                    await log;
                }
            }
            finally
            {
                program.Kill();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> FirstPage(HttpClient client, Process program)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await client.GetStringAsync("/", Cancel);
            }
            catch (HttpRequestException) when (attempt < 600 && !program.HasExited)
            {
                await Task.Delay(100, Cancel);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("(?:href|src)=\"/?((?:css|js|_content)/[^\"]{1,200})\"")]
    private static partial Regex Loads();
}
