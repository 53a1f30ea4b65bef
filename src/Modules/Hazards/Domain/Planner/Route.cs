using Bihuan.Enterprises;

namespace Bihuan.Hazards;

/// <summary>A way through places: always to the nearest one next, then pieces of it turned round (2-opt) and single places moved while that makes it shorter. It begins where it is told and does not come back. Distances are as the crow flies.</summary>
internal static class Route
{
    /// <summary>The order in which to go.</summary>
    /// <param name="places">The places.</param>
    /// <param name="start">Where the way begins; at the first place where none is given.</param>
    /// <returns>The numbers of the places.</returns>
    public static IReadOnlyList<int> Through(IReadOnlyList<GeoPoint> places, GeoPoint? start = null)
    {
        if (places.Count == 0)
        {
            return [];
        }

        // Where a start is given it stands before all places and stays there.
        GeoPoint[] points = start is { } from ? [from, .. places] : [.. places];
        var distance = new double[points.Length, points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            for (var k = 0; k < points.Length; k++)
            {
                distance[i, k] = points[i].MetresTo(points[k]);
            }
        }

        List<int> way = [0];
        var left = Enumerable.Range(1, points.Length - 1).ToHashSet();
        while (left.Count > 0)
        {
            var next = left.MinBy(i => (distance[way[^1], i], i));
            way.Add(next);
            left.Remove(next);
        }

        for (var isShorter = true; isShorter;)
        {
            isShorter = false;
            for (var i = 1; i < way.Count; i++)
            {
                for (var k = 1; k < way.Count; k++)
                {
                    List<int> turned = [.. way], moved = [.. way];
                    if (i < k)
                    {
                        turned.Reverse(i, k - i + 1);
                    }

                    moved.RemoveAt(i);
                    moved.Insert(k, way[i]);
                    var better = Length(turned) < Length(moved) ? turned : moved;
                    if (Length(better) < Length(way) - 0.001)
                    {
                        (way, isShorter) = (better, true);
                    }
                }
            }
        }

        return start is null ? way : [.. way.Skip(1).Select(i => i - 1)];

        double Length(List<int> order)
        {
            var metres = 0.0;
            for (var i = 1; i < order.Count; i++)
            {
                metres += distance[order[i - 1], order[i]];
            }

            return metres;
        }
    }
}
