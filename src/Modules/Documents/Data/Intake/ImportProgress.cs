using System.Collections.Concurrent;

namespace Bihuan.Documents;

/// <summary>Where the reading of a file is.</summary>
internal enum ImportStage
{
    Opening,
    Decoding,
    Reading,
    Keeping,
    Recording,
}

/// <summary>How far this process is with the files it reads. Not kept: after a restart a file is read again from its beginning.</summary>
internal sealed class ImportProgress
{
    private readonly ConcurrentDictionary<ImportId, (ImportStage Stage, CancellationTokenSource Stop)> _running = new();

    /// <summary>Raised when anything moves on.</summary>
    public event EventHandler? Moved;

    /// <summary>The stage of a file; <see langword="null"/> where this process does not read it.</summary>
    public ImportStage? Of(ImportId id) => _running.TryGetValue(id, out var at) ? at.Stage : null;

    /// <summary>A stage in percent.</summary>
    public static int Percent(ImportStage? stage) => stage switch
    {
        ImportStage.Opening => 5,
        ImportStage.Decoding => 15,
        ImportStage.Reading => 40,
        ImportStage.Keeping => 75,
        ImportStage.Recording => 85,
        _ => 0,
    };

    public void Begin(ImportId id, CancellationTokenSource stop)
    {
        _running[id] = (ImportStage.Opening, stop);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    public void Reach(ImportId id, ImportStage stage)
    {
        if (_running.TryGetValue(id, out var at))
        {
            _running[id] = (stage, at.Stop);
        }

        Moved?.Invoke(this, EventArgs.Empty);
    }

    public void End(ImportId id)
    {
        _running.TryRemove(id, out _);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Stops the reading of a file at the next stage.</summary>
    public void Stop(ImportId id)
    {
        if (_running.TryGetValue(id, out var at))
        {
            at.Stop.Cancel();
        }
    }
}
