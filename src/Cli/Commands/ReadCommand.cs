using System.CommandLine;
using Bihuan.Cli.Output;
using Bihuan.Reading.Json;

namespace Bihuan.Cli.Commands;

/// <summary><c>bihuan read FILE…</c>: what the documents commit anyone to.</summary>
internal sealed class ReadCommand : Command
{
    private static readonly string[] Formats = ["table", "json", "xlsx", "docx"];

    private readonly CommandContext _context;
    private readonly CommandOptions _options;
    private readonly Option<string[]> _format;
    private readonly Option<string[]> _out;
    private readonly Option<string[]> _kind;
    private readonly Option<string[]> _registry;

    public ReadCommand(CommandContext context)
        : base("read")
    {
        _context = context;
        _options = new(this, context.Words);
        _format = _options.Add("--format");
        _out = _options.Add("--out");
        _kind = _options.Add("--kind");
        _registry = _options.Add("--registry");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var files = _options.Files(parsed, _context);
        var format = _options.One(parsed, _format, Formats) ?? "table";
        var kinds = _options.Many(parsed, _kind, Kinds.All).ToHashSet(StringComparer.Ordinal);
        var path = _options.One(parsed, _out);
        if (path is not null)
        {
            OutputFile.Check(path, files, _context);
        }

        var registry = _options.One(parsed, _registry) is { } units ? Inputs.Registry(units, _context) : null;
        var findings = Inputs.Read(files, _options.MaxBytes(parsed), kinds, _context, registry);
        path ??= format is "xlsx" or "docx" ? OutputFile.NameFor(files[0], format, _context) : null;
        if (path is not null)
        {
            OutputFile.Write(path, temporary => Write(findings, format, temporary), _context);
            _context.Terminal.Out.WriteLine(TableReport.Summary(findings, _context.Words));
            _context.Terminal.Out.WriteLine(_context.Words.Written(path));
        }
        else if (format is "json")
        {
            JsonReport.Write(findings, _context.Words, _context.Terminal.Output);
        }
        else
        {
            TableReport.Write(findings, _context.Words, _context.Report());
        }

        return Program.Done;
    }

    private void Write(Findings findings, string format, string path)
    {
        switch (format)
        {
            case "xlsx":
                ExcelReport.Write(findings, _context.Words, path);
                break;
            case "docx":
                WordReport.Write(findings, _context.Words, path);
                break;
            case "json":
                using (var file = File.Create(path))
                {
                    JsonReport.Write(findings, _context.Words, file);
                }

                break;
            default:
                using (var file = File.CreateText(path))
                {
                    TableReport.Write(findings, _context.Words, new ReportWriter(file, width: null));
                }

                break;
        }
    }
}
