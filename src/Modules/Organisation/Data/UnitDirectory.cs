using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Finds units for the shared field that chooses one. Asks through the mediator, so that a page that stays open holds no context.</summary>
internal sealed class UnitDirectory(Mediator ask) : IUnitDirectory
{
    public async ValueTask<IReadOnlyList<UnitChoice>> Find(string words, int limit, CancellationToken cancel) =>
        (await ask.Send(new FindUnits.Request(words, limit), cancel: cancel)).Match(found => found, _ => []);

    public async ValueTask<UnitChoice?> Get(Guid id, CancellationToken cancel) =>
        (await ask.Send(new FindUnits.Request("", 1, UnitId.From(id)), cancel: cancel)).Match(found => found.Count > 0 ? found[0] : null, _ => null);
}
