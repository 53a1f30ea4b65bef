using Xunit;

namespace Bihuan.Persistence.Tests;

/// <summary>Who waits for whom within a process.</summary>
public sealed class TurnTests
{
    private static readonly MachineClock Clock = new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider());

    [Fact]
    public async Task WritersTakeTurnsInTheOrderOfTheirComing()
    {
        using var turns = new WriteTurn(Clock);
        var order = new List<int>();
        var first = await turns.Take(TestContext.Current.CancellationToken);
        var waiting = Enumerable.Range(0, 20).Select(i => Write(i)).ToList();
        Assert.Empty(order);
        first.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(0, 20), order);

        async Task Write(int i)
        {
            using var turn = await turns.Take(TestContext.Current.CancellationToken);
            order.Add(i);
            await Task.Yield();
        }
    }

    [Fact]
    public async Task WhoGivesUpWaitingLeavesTheTurnToTheNext()
    {
        using var turns = new WriteTurn(Clock);
        var first = await turns.Take(TestContext.Current.CancellationToken);
        using var impatient = new CancellationTokenSource();
        var gone = turns.Take(impatient.Token).AsTask();
        var next = turns.Take(TestContext.Current.CancellationToken).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        first.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task ManyCommitsAreToldOfOnceAndNoneIsMissed()
    {
        var signal = new JournalSignal();
        var woken = 0;
        var told = 0L;
        for (var i = 0; i < 200; i++)
        {
            signal.Raise(["matter"]);
        }

        while (told < signal.Appended)
        {
            var next = signal.Next;
            told = signal.Appended;
            await next;
            woken++;
        }

        Assert.Equal((200, 200), (signal.Appended, signal.GrownBy(["matter", "unit"])));
        Assert.InRange(woken, 1, 3);

        var after = signal.Next;
        signal.Raise(["unit"]);
        await after;
    }
}
