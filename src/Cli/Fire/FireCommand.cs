using System.CommandLine;
using Bihuan.Cli.Commands;

namespace Bihuan.Cli.Fire;

/// <summary><c>bihuan fire …</c>: danger, behaviour and growth of wildfire without the platform.</summary>
internal sealed class FireCommand : Command
{
    public FireCommand(CommandContext context)
        : base("fire")
    {
        FireWords words = new(context.Words.Language);
        Add(new DangerCommand(context, words));
        Add(new BehaviourCommand(context, words));
        Add(new GrowCommand(context, words));
        Add(new EnsembleCommand(context, words));
        Add(new LandscapeCommand(context, words));
        SetAction(_ =>
        {
            context.Terminal.Out.Write(words.Help("fire"));
            return Program.Done;
        });
    }
}
