using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bihuan.Documents;

/// <summary>Takes in whatever is laid into a folder (监视文件夹). What was taken in goes to <c>imported</c> below it, what was refused to
/// <c>refused</c>, with a text file beside it that says why.</summary>
internal sealed partial class FolderWatcher(IServiceScopeFactory scopes, IConfiguration settings, TimeProvider clock, ILogger<FolderWatcher> log) : BackgroundService
{
    /// <summary>The setting that names the folder.</summary>
    public const string Setting = "Documents:WatchedFolder";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>A file that changed a moment ago may still be on its way.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (long Length, DateTime Written)> _seen = new(StringComparer.Ordinal);

    /// <summary>Looks once.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="wait">Whether a file must have kept its size since the last look.</param>
    /// <param name="cancel">Cancels between files.</param>
    /// <returns>How many files were taken in or refused.</returns>
    public async Task<int> Look(string folder, bool wait, CancellationToken cancel)
    {
        var count = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(f => f.Name[0] is not ('.' or '~')).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var state = (file.Length, file.LastWriteTimeUtc);
            if (wait && (!_seen.TryGetValue(file.FullName, out var before) || before != state))
            {
                _seen[file.FullName] = state;
                continue;
            }

            _seen.Remove(file.FullName);
            await Take(folder, file, cancel);
            count++;
        }

        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings[Setting] is not { Length: > 0 } folder)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Directory.CreateDirectory(folder);
                await Look(folder, wait: true, stoppingToken);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Failed(log, failure);
            }

            await Task.Delay(Pause + Settled, stoppingToken);
        }
    }

    private async Task Take(string folder, FileInfo file, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        Result<ImportId> result;
        await using (var stream = file.OpenRead())
        {
            result = await scope.ServiceProvider.GetRequiredService<UploadService>().Take(stream, file.Name, ImportSource.Folder, cancel);
        }

        var home = Directory.CreateDirectory(Path.Combine(folder, result is Result<ImportId>.Done ? "imported" : "refused")).FullName;
        var target = Path.Combine(home, file.Name);
        if (File.Exists(target))
        {
            target = Path.Combine(home, $"{clock.GetUtcNow():yyyyMMddHHmmssfff}-{file.Name}");
        }

        file.MoveTo(target);
        if (result is Result<ImportId>.Refused(var problems))
        {
            var words = scope.ServiceProvider.GetRequiredService<Words>();
            await File.WriteAllLinesAsync(target + ".txt", problems.Select(p => $"{p.Code} {words.Say(p)}"), cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watched folder could not be looked at.")]
    private static partial void Failed(ILogger log, Exception failure);
}
