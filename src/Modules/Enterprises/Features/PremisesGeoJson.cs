using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>Premises as GeoJSON (RFC 7946), in parts: outlines where they are known, else points; WGS 84.</summary>
internal static class PremisesGeoJson
{
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(string? Words = null, string? Kind = null, UnitId? Street = null, UnitId? Department = null, RegisterState? State = null, GasUse? Gas = null, string? After = null, int? Limit = null) : IQuery<Collection>;

    /// <param name="Type">Always <c>FeatureCollection</c>.</param>
    /// <param name="Features">The premises.</param>
    /// <param name="Next">The cursor of the next part, a foreign member.</param>
    public sealed record Collection(string Type, IReadOnlyList<Feature> Features, string? Next);

    /// <param name="Type">Always <c>Feature</c>.</param>
    /// <param name="Id">The premises.</param>
    /// <param name="Geometry">Outline or point; <see langword="null"/> where the place is not known.</param>
    public sealed record Feature(string Type, PremisesId Id, JsonElement? Geometry, Properties Properties);

    public sealed record Properties(string Name, string Kind, string Address, string? Street, string? Community, GasUse Gas, RegisterState State);

    internal sealed class Handler(RegisterQueries queries) : IHandler<Request, Collection>
    {
        public async ValueTask<Result<Collection>> Handle(Request request, CancellationToken cancel)
        {
            var names = await queries.Names(cancel);
            var premises = await queries.Matching(new PremisesFilter(request.Words, request.Kind, request.Street, request.Department, request.State, request.Gas), cancel);
            return (await premises.Part(ListPremises.ByName, request.After, request.Limit, cancel)).Map(part => new Collection("FeatureCollection", [.. part.Items.Select(p => new Feature(
                "Feature", p.Id, Geometry(p.Terms), new(p.Name, p.Kind, p.Terms.Address, p.Street is { } street ? names.GetValueOrDefault(street) : null, p.Terms.Community, p.Gas, p.State)))], part.Next));
        }

        private static JsonElement? Geometry(PremisesTerms terms)
        {
            if (terms.Outline is { } outline)
            {
                using var json = JsonDocument.Parse(outline);
                return json.RootElement.Clone();
            }

            return terms.Point is { } point ? JsonSerializer.SerializeToElement(new { type = "Point", coordinates = new[] { point.Longitude, point.Latitude } }) : null;
        }
    }
}
