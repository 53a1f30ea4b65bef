using Bihuan.Platform;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Logging;

namespace Bihuan.Accounts;

/// <summary>Looks again and again whether the session of an open page goes on; where not, nobody is logged in any longer.</summary>
internal sealed class SessionStateProvider(ILoggerFactory loggers, SessionBook sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(15);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Principals.SessionOf(authenticationState.User) is not { } session || await sessions.Find(session, active: false) is not null;
}

/// <summary>Says in an open page who acts, and notes that the person is there. What the page sends must go on at once and in its order, or letters
/// typed into a field that is being drawn again would be lost; so the session is looked up beside it, and not for every key.</summary>
internal sealed partial class CallerCircuitHandler(Caller caller, AuthenticationStateProvider states, SessionBook sessions, TimeProvider clock, ILogger<CallerCircuitHandler> log) : CircuitHandler
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5);

    private Task _refreshing = Task.CompletedTask;
    private long _refreshed;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _refreshed = clock.GetTimestamp();
        return Refresh();
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        if (_refreshing.IsCompleted && clock.GetElapsedTime(_refreshed) > Often)
        {
            _refreshed = clock.GetTimestamp();
            _refreshing = TryRefresh();
        }

        return next(context);
    };

    private async Task TryRefresh()
    {
        try
        {
            await Refresh();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Who acts stays who it was; the next activity asks again.
            Failed(failure);
        }
    }

    private async Task Refresh()
    {
        var user = (await states.GetAuthenticationStateAsync()).User;
        caller.Acting = Principals.SessionOf(user) is { } id && await sessions.Find(id, active: true) is { } session
            ? new(session.Account.Value, session.Unit, session.Post)
            : Kernel.Acting.Program;
    }

    [LoggerMessage(LogLevel.Error, "The session of an open page could not be looked up.")]
    private partial void Failed(Exception failure);
}
