using System.Runtime.InteropServices;
using System.Text;
using Bihuan.Web.Commands;

namespace Bihuan.Web;

/// <summary>The one executable: <c>bihuan serve</c> and the operator's commands; <c>read</c>, <c>contradictions</c> and <c>explain</c> are the reader's.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["read" or "contradictions" or "explain", ..])
        {
            return Cli.Program.Main(args);
        }

        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var interrupted = new CancellationTokenSource();
        // The first signal ends the run in order, a second one at once.
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        return await CommandLine.Run(args is [] ? ["serve"] : args, Console.Out, Console.Error, interrupted.Token);

        void End(PosixSignalContext context)
        {
            context.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }
    }
}
