using Bihuan.Wildfire.Growth;
using Xunit;

namespace Bihuan.Wildfire.Tests.Growth;

public sealed class FrontQueueTests
{
    [Theory]
    [InlineData(1e-6)] // Far too narrow and far too wide a bucket to begin with: the order is the same.
    [InlineData(0.01)]
    [InlineData(1e6)]
    public void TryPop_ManyPushesAndPops_IsTheOrderOfAHeap(double width)
    {
        var random = new Random(7);
        var queue = new FrontQueue((_, _) => true);
        queue.Clear(width);
        var expected = new PriorityQueue<int, double>();
        var now = 100.0;
        for (var i = 0; i < 50_000; i++)
        {
            // A front rises, with some steps a thousand times as long, and some keys below the one just taken.
            for (var j = random.Next(4); j > 0; j--)
            {
                var key = now + (random.NextDouble() * random.Next(20) switch { 0 => 1000, 1 => -2, _ => 1 });
                queue.Push(key, i);
                expected.Enqueue(i, key);
            }

            if (expected.TryDequeue(out _, out var least))
            {
                Assert.True(queue.TryPop(out now, out _));
                Assert.Equal(least, now);
            }
        }

        while (expected.TryDequeue(out _, out var least))
        {
            Assert.True(queue.TryPop(out now, out _));
            Assert.Equal(least, now);
        }

        Assert.False(queue.TryPop(out _, out _));
    }

    [Fact]
    public void TryPop_OvertakenEntries_AreLeftOutWhereTheyWereNotInTheHeapYet()
    {
        var times = new Dictionary<int, double>();
        var queue = new FrontQueue((key, cell) => times[cell] == key);
        queue.Clear(0.5);
        for (var i = 0; i < 1000; i++)
        {
            times[i] = 2000 - i;
            queue.Push(3000 + i, i); // Overtaken at once.
            queue.Push(times[i], i);
        }

        for (var i = 999; i >= 0; i--)
        {
            Assert.True(queue.TryPop(out var key, out var cell));
            Assert.Equal((2000.0 - i, i), (key, cell));
        }

        Assert.False(queue.TryPop(out _, out _));
    }

    [Fact]
    public void Clear_AfterUse_ForgetsAll()
    {
        var queue = new FrontQueue((_, _) => true);
        queue.Clear(1);
        queue.Push(5, 1);
        queue.Push(5000, 2);
        Assert.True(queue.TryPop(out _, out _));
        queue.Push(5.1, 3);
        queue.Clear(2);
        Assert.False(queue.TryPop(out _, out _));
        queue.Push(1, 4);
        Assert.True(queue.TryPop(out var key, out var cell));
        Assert.Equal((1.0, 4), (key, cell));
    }
}
