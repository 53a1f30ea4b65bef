using System.CommandLine;
using System.Diagnostics;
using Bihuan.Kernel;
using Bihuan.Persistence;

namespace Bihuan.Web.Commands;

/// <summary><c>bihuan backup FILE</c>: everything into one file, while people go on working.</summary>
internal sealed class BackupCommand : DatabaseCommand
{
    private readonly Argument<string> _file = new("FILE");

    public BackupCommand(CommandConsole console)
        : base("backup", console) => Add(_file);

    protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var file = parsed.GetValue(_file)!;
        var progress = new Told<BackupProgress>(p => Console.Progress(Console.Words["command.backup.progress", p.Part, p.Done]));
        var written = await services.GetRequiredService<Backup>().Write(file, progress, cancel);
        Console.EndProgress();
        return written.Match(
            manifest =>
            {
                Console.Say("command.backup.done", file, manifest.Checkpoint?.Position ?? 0, manifest.Parts.Count(p => p.Name.StartsWith("files/", StringComparison.Ordinal)), new FileInfo(file).Length / 1024, watch.Elapsed.TotalSeconds.ToString("0.0"));
                return CommandLine.Done;
            },
            Console.Refuse);
    }
}

/// <summary><c>bihuan restore FILE</c>: a backup into an empty place, SQLite or PostgreSQL.</summary>
internal sealed class RestoreCommand : DatabaseCommand
{
    private readonly Argument<string> _file = new("FILE");

    public RestoreCommand(CommandConsole console)
        : base("restore", console) => Add(_file);

    protected override bool NeedsDatabase => false;

    protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var file = parsed.GetValue(_file)!;
        var progress = new Told<BackupProgress>(p => Console.Progress(Console.Words["command.restore.progress", p.Part, p.Done]));
        var read = await services.GetRequiredService<Restore>().Read(file, progress, cancel);
        Console.EndProgress();
        return read.Match(
            manifest =>
            {
                Console.Say("command.restore.done", file, DistrictDay.Local(manifest.Taken).ToString("yyyy-MM-dd HH:mm"), manifest.Checkpoint?.Position ?? 0, manifest.Parts.Count(p => p.Name.StartsWith("files/", StringComparison.Ordinal)), watch.Elapsed.TotalSeconds.ToString("0.0"));
                return CommandLine.Done;
            },
            Console.Refuse);
    }
}
