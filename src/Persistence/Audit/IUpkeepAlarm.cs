namespace Bihuan.Persistence;

/// <summary>Hears that a checkpoint could not be taken; the host tells people.</summary>
public interface IUpkeepAlarm
{
    /// <summary>The hourly upkeep failed.</summary>
    /// <param name="at">When, by the machine's clock.</param>
    /// <param name="cancel">Cancels.</param>
    Task Failed(DateTimeOffset at, CancellationToken cancel);
}
