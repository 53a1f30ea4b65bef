using System.CommandLine;
using Bihuan.Cli.Output;

namespace Bihuan.Cli.Commands;

/// <summary><c>bihuan contradictions FILE…</c>: what does not go together, in full.</summary>
internal sealed class ContradictionsCommand : Command
{
    private static readonly string[] Formats = ["table", "json"];

    private readonly CommandContext _context;
    private readonly CommandOptions _options;
    private readonly Option<string[]> _format;

    public ContradictionsCommand(CommandContext context)
        : base("contradictions")
    {
        _context = context;
        _options = new(this, context.Words);
        _format = _options.Add("--format");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var files = _options.Files(parsed, _context);
        var format = _options.One(parsed, _format, Formats) ?? "table";

        // No kind has this name: the documents come without their commitments.
        var findings = Inputs.Read(files, _options.MaxBytes(parsed), new HashSet<string>(StringComparer.Ordinal) { "contradiction" }, _context);
        if (format is "json")
        {
            JsonReport.Write(findings, _context.Words, _context.Terminal.Output);
        }
        else
        {
            TableReport.WriteContradictionsInFull(findings, _context.Words, _context.Report());
        }

        return Program.Done;
    }
}
