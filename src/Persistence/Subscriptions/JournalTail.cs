using System.Diagnostics;
using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Persistence;

/// <summary>An entry as it was read for all subscribers.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Happened">Its event; <see langword="null"/> where it cannot be read.</param>
internal sealed record TailEntry(JournalEntry Entry, IEvent? Happened);

/// <summary>The newest part of the journal, read once for the subscribers of this process: most of them stand at the same place and pass by most of it.</summary>
/// <param name="scopes">For reading.</param>
/// <param name="catalog">Reads events.</param>
/// <param name="signal">Says whether anything was appended since.</param>
/// <param name="settings">How many entries are read at once, and how long nothing may be taken for nothing.</param>
public sealed class JournalTail(IServiceScopeFactory scopes, EventCatalog catalog, JournalSignal signal, PumpSettings settings) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private IReadOnlyList<TailEntry> _part = [];
    private (long Position, long Appended, long Looked) _end = (-1, -1, 0);

    /// <summary>The entries after a position, in order, some at most.</summary>
    internal async Task<IReadOnlyList<TailEntry>> After(long position, CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            if (_part.Count > 0 && position >= _part[0].Entry.Position - 1 && position < _part[^1].Entry.Position)
            {
                return [.. _part.SkipWhile(e => e.Entry.Position <= position)];
            }

            // Looked at before reading, so that what is appended meanwhile is read next time.
            var (appended, looked) = (signal.Appended, Stopwatch.GetTimestamp());
            if (_end.Position == position && _end.Appended == appended && Stopwatch.GetElapsedTime(_end.Looked) < settings.Poll / 2)
            {
                return [];
            }

            await using var scope = scopes.CreateAsyncScope();
            var entries = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().AsNoTracking().Where(e => e.Position > position).OrderBy(e => e.Position).Take(settings.Batch).ToListAsync(cancel);
            if (entries.Count == 0)
            {
                _end = (position, appended, looked);
                return [];
            }

            return _part = [.. entries.Select(e => new TailEntry(e, Read(e)))];
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private IEvent? Read(JournalEntry entry)
    {
        try
        {
            return catalog.Read(entry);
        }
#pragma warning disable CA1031 // Who hears of it fails on it then, where failures are counted.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
