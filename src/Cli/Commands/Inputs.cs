using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Contradictions;
using Bihuan.Reading.Input;
using Bihuan.Reading.Units;

namespace Bihuan.Cli.Commands;

/// <summary>From file names to findings. Every file that cannot be read is told at once, and then nothing is written.</summary>
internal static class Inputs
{
    /// <summary>Above this size the user is told that reading goes on.</summary>
    private const long Long = 1 << 20;

    /// <summary>Reads all files and holds them against each other.</summary>
    public static Findings Read(IReadOnlyList<string> files, long maxBytes, IReadOnlySet<string> kinds, CommandContext context, UnitRegistry? registry = null)
    {
        var limits = InputLimits.Default with { MaxBytes = maxBytes, MaxCharacters = (int)Math.Max(InputLimits.Default.MaxCharacters, maxBytes) };
        List<string> refusals = [];
        List<ReadResult> results = [];
        foreach (var file in files.DistinctBy(context.FullPath, StringComparer.Ordinal))
        {
            switch (Load(file, limits, context))
            {
                case Result<ReadResult>.Done(var result):
                    results.Add(result);
                    break;
                case Result<ReadResult>.Refused(var problems):
                    refusals.AddRange(problems.Select(context.Words.Problem));
                    break;
            }
        }

        if (refusals.Count > 0)
        {
            throw new RefusedException(refusals);
        }

        var contradictions = results.Count == 1 ? results[0].Contradictions : context.Interruptibly(() => ContradictionFinder.Find(results));
        if (registry is not null)
        {
            results = results.ConvertAll(r => r with { Problems = [.. r.Problems, .. UnitResolver.Problems(r, registry)] });
        }

        return new(results, contradictions, kinds);
    }

    /// <summary>The registry of units in a file.</summary>
    public static UnitRegistry Registry(string file, CommandContext context)
    {
        var path = context.FullPath(file);
        if (!File.Exists(path))
        {
            throw new RefusedException(context.Words.Missing(file));
        }

        using var stream = File.OpenRead(path);
        return UnitRegistry.Load(stream) switch
        {
            Result<UnitRegistry>.Done(var registry) => registry,
            Result<UnitRegistry>.Refused(var problems) => throw new RefusedException([.. problems.Select(context.Words.Problem)]),
            _ => throw new InvalidOperationException(),
        };
    }

    private static Result<ReadResult> Load(string file, InputLimits limits, CommandContext context)
    {
        var words = context.Words;
        var path = context.FullPath(file);
        byte[] bytes;
        try
        {
            if (Directory.Exists(path))
            {
                return Refuse(file, words.Folder(file));
            }

            var info = new FileInfo(path);
            if (!info.Exists)
            {
                return Refuse(file, words.Missing(file));
            }
            if (info.Length > limits.MaxBytes)
            {
                return Refuse(file, words.TooLarge(file, info.Length, limits.MaxBytes));
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException)
        {
            return Refuse(file, words.Denied(file));
        }
        catch (Exception error) when (error is IOException or NotSupportedException or ArgumentException)
        {
            return Refuse(file, words.Unreadable(file));
        }

        using var progress = new Progress(Path.GetFileName(file), bytes.Length, context);
        return context.Interruptibly(() => InputReader.Read(bytes, Path.GetFileName(file), limits).Map(Reader.Read)).Match<Result<ReadResult>>(
            // A file in which there is no government document is bad input too.
            result => result.Documents.All(d => d.Number is null && d.Commitments.Count == 0) && result.Problems.Count > 0
                ? new Result<ReadResult>.Refused(result.Problems)
                : new Result<ReadResult>.Done(result),
            problems => new Result<ReadResult>.Refused(problems));
    }

    private static Result<ReadResult>.Refused Refuse(string file, string message) => new([new("CLI-001", file, message)]);

    /// <summary>Says that a long file is being read: on a terminal the line is taken back at the end.</summary>
    private sealed class Progress : IDisposable
    {
        private readonly CommandContext _context;
        private readonly bool _shown;

        public Progress(string name, long bytes, CommandContext context)
        {
            _context = context;
            _shown = bytes > Long;
            if (_shown)
            {
                var line = context.Words.Progress(name, bytes / 1048576d);
                context.Terminal.Error.Write(context.Terminal.ErrorIsTerminal ? line : line + "\n");
            }
        }

        public void Dispose()
        {
            if (_shown && _context.Terminal.ErrorIsTerminal)
            {
                _context.Terminal.Error.Write("\r\u001b[2K");
            }
        }
    }
}
