using Bihuan.Platform;
using Xunit;

namespace Bihuan.Documents.Tests;

public class UploadPaceTests
{
    [Fact]
    public async Task AnAccountThatHandsInMany_Waits_AndOthersDoNot()
    {
        using var pace = new UploadPace();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var i = 0; i < RateLimits.UploadsAMinute; i++)
        {
            await pace.Wait(one, cancel.Token);
        }

        var waiting = pace.Wait(one, cancel.Token).AsTask();
        await pace.Wait(other, cancel.Token);
        Assert.False(waiting.IsCompleted);

        // Who gives up does not wait on.
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
