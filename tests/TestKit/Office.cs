using System.Diagnostics;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>LibreOffice, as the judge of a .docx. Where it is not installed, a test that asks for it skips visibly, and fails where <c>CI</c> is true.</summary>
public static class Office
{
    /// <summary>The environment variable that names LibreOffice's executable.</summary>
    public const string Variable = "BIHUAN_TEST_SOFFICE";

    /// <summary>Sets documents as PDF, all in one run.</summary>
    /// <param name="documents">The .docx files by name.</param>
    /// <param name="cancel">The test's own.</param>
    /// <returns>The PDFs by the same names.</returns>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ToPdfAsync(IReadOnlyDictionary<string, byte[]> documents, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var executable = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "/usr/bin/soffice";
        if (!File.Exists(executable))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"{executable} is missing; CI needs it (.ci/install).");
            }

            Assert.Skip($"{executable} is missing (.ci/install, or name another by {Variable}).");
        }

        var folder = Directory.CreateTempSubdirectory("bihuan-office-");
        try
        {
            foreach (var (name, bytes) in documents)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name + ".docx"), bytes, cancel);
            }

            // A profile of its own: another LibreOffice of the same user would take over the work and end at once.
            var start = new ProcessStartInfo(executable) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
            foreach (var argument in (string[])[$"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--norestore", "--convert-to", "pdf", .. documents.Keys.Select(n => n + ".docx")])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromMinutes(4));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            var pdfs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var name in documents.Keys)
            {
                var path = Path.Combine(folder.FullName, name + ".pdf");
                Assert.True(File.Exists(path), $"LibreOffice made no PDF of {name}: {await output} {await errors}");
                pdfs.Add(name, await File.ReadAllBytesAsync(path, cancel));
            }

            return pdfs;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
