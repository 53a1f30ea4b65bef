using Bihuan.Kernel;
using Bihuan.Persistence;

namespace Bihuan.Platform;

/// <summary>Makes a past day ready to be shown (查看过去某天). Asked for before <see cref="Caller.AsOf"/> is set, so that the person sees how far the
/// copy has come and may give up; afterwards every request of that caller is answered from the copy.</summary>
public static class OpenPastDay
{
    /// <summary>The request.</summary>
    /// <param name="Day">The day.</param>
    [NeedsLogIn]
    public sealed record Request(DateOnly Day) : IQuery<Opened>
    {
        /// <summary>Told how far the copy has come.</summary>
        public IProgress<PastDayProgress>? Progress { get; init; }
    }

    /// <summary>The day is ready.</summary>
    /// <param name="Day">The day.</param>
    /// <param name="Position">The last entry of the journal that was recorded by its end.</param>
    public sealed record Opened(DateOnly Day, long Position);

    internal sealed class Handler(Persistence.PastDays days) : IHandler<Request, Opened>
    {
        public async ValueTask<Result<Opened>> Handle(Request request, CancellationToken cancel) =>
            (await days.Open(request.Day, request.Progress, cancel)).Map(d => new Opened(d.Day, d.Position));
    }
}

/// <summary>Which copy the present scope reads; none for the database in use.</summary>
internal sealed class ShownPast
{
    public string? Path { get; set; }
}
