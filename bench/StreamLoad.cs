using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bihuan.Reading;

namespace Bihuan.Bench;

/// <summary>Reads many gazettes one after the other and shows that memory stays where it is.
/// Run with <c>dotnet run -c Release --project bench -- stream [count]</c>.</summary>
internal static class StreamLoad
{
    /// <summary>Reads <c>count</c> gazettes (1,000 unless told) and prints memory and speed every tenth of the way.</summary>
    public static int Run(string[] args)
    {
        var count = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 1_000;
        var text = Texts.Gazette();
        var bytes = Encoding.UTF8.GetByteCount(text);
        var commitments = 0L;
        var watch = Stopwatch.StartNew();
        Console.Out.WriteLine($"{count} gazettes of {bytes:N0} bytes");
        for (var i = 1; i <= count; i++)
        {
            // A new string each time, as from a new file.
            var result = Reader.Read(new SourceText(string.Create(text.Length, text, static (span, t) => t.CopyTo(span))));
            commitments += result.Documents.Sum(d => d.Commitments.Count);
            if (i % Math.Max(1, count / 10) == 0)
            {
                var speed = (double)bytes * i / watch.Elapsed.TotalSeconds / 1_000_000;
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i,6} read  {watch.Elapsed.TotalSeconds,7:0.0} s  {speed,6:0.00} MB/s  heap {GC.GetTotalMemory(forceFullCollection: true) / 1_048_576.0,7:0.0} MiB  working set {Environment.WorkingSet / 1_048_576,5} MiB  {commitments} commitments"));
            }
        }

        return 0;
    }
}
