using System.CommandLine;
using System.Text;
using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Web.Commands;

/// <summary><c>bihuan audit</c>: verify, checkpoint, export.</summary>
internal sealed class AuditCommand : Command
{
    public AuditCommand(CommandConsole console)
        : base("audit")
    {
        Add(new VerifyCommand(console));
        Add(new CheckpointCommand(console));
        Add(new ExportCommand(console));
    }

    /// <summary>Verifies the whole journal; names everything that is wrong.</summary>
    private sealed class VerifyCommand : DatabaseCommand
    {
        private readonly Option<string?> _checkpoint = new("--checkpoint");

        public VerifyCommand(CommandConsole console)
            : base("verify", console) => Add(_checkpoint);

        protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
        {
            CheckpointFile? exported = null;
            if (parsed.GetValue(_checkpoint) is { } path)
            {
                var read = File.Exists(path) ? CheckpointFile.Read(await File.ReadAllTextAsync(path, cancel), path) : Problem.Coded("COMMAND-004", "--checkpoint", path);
                if (read is not Result<CheckpointFile>.Done(var file))
                {
                    return read.Match(_ => CommandLine.Done, Console.Refuse);
                }

                exported = file;
            }

            var progress = new Told<long>(count => Console.Progress(Console.Words["command.verify.progress", count]));
            var report = await services.GetRequiredService<AuditVerifier>().Verify(exported, progress, cancel);
            Console.EndProgress();
            foreach (var finding in report.Findings)
            {
                await Console.Out.WriteLineAsync(Sentence(finding));
            }

            if (report.More > 0)
            {
                Console.Say("command.verify.more", report.More);
            }

            if (!report.IsClean)
            {
                Console.Say("command.verify.wrong", report.Entries, report.Findings.Count + report.More);
                return CommandLine.Failed;
            }

            Console.Say("command.verify.clean", report.Entries, report.Checkpoints, report.Hash.Length > 0 ? report.Hash : "-");
            if (exported is not null)
            {
                Console.Say("command.verify.checkpoint", exported.Position);
            }

            return CommandLine.Done;
        }

        private string Sentence(AuditFinding finding)
        {
            var words = Console.Words;
            var place = finding switch
            {
                { Position: 0 } => "",
                { UpTo: { } to } when to > finding.Position => words["command.verify.places", finding.Position, to],
                _ => words["command.verify.place", finding.Position],
            };
            var stream = finding.StreamId is { } id ? words["command.verify.stream", finding.StreamKind, id, finding.Version] : "";
            var fault = finding is { Fault: AuditFault.CheckpointWrong or AuditFault.Missing, OfFile: true } ? words[finding.Fault == AuditFault.Missing ? "command.verify.missingByFile" : "command.verify.fileWrong"] : words.Of(finding.Fault);
            var home = finding.BelongsAt is { } at ? words["command.verify.belongs", at] : "";
            return $"{place}{stream}{fault}{home}";
        }
    }

    /// <summary>Folds the journal as it stands into one hash and writes it to a file.</summary>
    private sealed class CheckpointCommand : DatabaseCommand
    {
        private readonly Option<string> _out = new("--out") { Required = true };

        public CheckpointCommand(CommandConsole console)
            : base("checkpoint", console) => Add(_out);

        protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
        {
            var path = parsed.GetValue(_out)!;
            if (File.Exists(path))
            {
                return Console.Refuse([Problem.Coded("BACKUP-001", "--out", path)]);
            }
            if (await services.GetRequiredService<Checkpoints>().Take(cancel) is not { } checkpoint)
            {
                return Console.Refuse([Problem.Coded("COMMAND-005", "")]);
            }

            await WholeFile.Write(path, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(CheckpointFile.Of(checkpoint).Write()), cancel));
            Console.Say("command.checkpoint.done", checkpoint.Position, Convert.ToHexStringLower(checkpoint.Root), path);
            return CommandLine.Done;
        }
    }

    /// <summary>Writes every entry as a line of JSON, for auditors with their own tools.</summary>
    private sealed class ExportCommand : DatabaseCommand
    {
        private readonly Option<string> _out = new("--out") { Required = true };
        private readonly Option<string?> _from = new("--from");
        private readonly Option<string?> _to = new("--to");

        public ExportCommand(CommandConsole console)
            : base("export", console)
        {
            Add(_out);
            Add(_from);
            Add(_to);
        }

        protected override async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
        {
            var path = parsed.GetValue(_out)!;
            List<Problem> problems = File.Exists(path) ? [Problem.Coded("BACKUP-001", "--out", path)] : [];
            var (from, to) = (Day(_from), Day(_to));
            if (problems.Count > 0)
            {
                return Console.Refuse(problems);
            }

            var entries = services.GetRequiredService<BihuanContext>().Set<JournalEntry>().AsNoTracking();
            if (from is { } first)
            {
                var start = DistrictDay.Start(first);
                entries = entries.Where(e => e.Recorded >= start);
            }
            if (to is { } last)
            {
                var end = DistrictDay.End(last);
                entries = entries.Where(e => e.Recorded < end);
            }

            long count = 0;
            await WholeFile.Write(path, async stream =>
            {
                await foreach (var entry in entries.OrderBy(e => e.Position).AsAsyncEnumerable().WithCancellation(cancel))
                {
                    await JsonSerializer.SerializeAsync(stream, JournalLine.Of(entry), EventCatalog.Json, cancel);
                    await stream.WriteAsync("\n"u8.ToArray(), cancel);
                    if (++count % 1000 == 0)
                    {
                        Console.Progress(Console.Words["command.export.progress", count]);
                    }
                }
            });
            Console.EndProgress();
            Console.Say("command.export.done", count, path);
            return CommandLine.Done;

            DateOnly? Day(Option<string?> option)
            {
                if (parsed.GetValue(option) is not { } text)
                {
                    return null;
                }
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day))
                {
                    return day;
                }

                problems.Add(Problem.Coded("COMMAND-003", option.Name, text));
                return null;
            }
        }
    }
}
