using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>What a landscape for drills and tests is to look like. All of it is proposal: no district looks like this.</summary>
public sealed record LandscapeOptions
{
    /// <summary>Metres between the lowest and the highest ground that can occur, 0…3,000.</summary>
    public double Relief { get; init; } = 400;

    /// <summary>Metres from hill to hill, at least four cells.</summary>
    public double Wavelength { get; init; } = 4_000;

    /// <summary>Share of the ground on which nothing burns because of rivers, fields and settlements in the valleys, 0…1, about.</summary>
    public double Settled { get; init; } = 0.2;
}

/// <summary>Heights and fuel of a place that does not exist, for drills and tests. The same seed and frame give the same landscape on any machine.</summary>
/// <param name="Seed">Of what it was made.</param>
/// <param name="Heights">Metres.</param>
/// <param name="Fuel">Numbers of fuel models (Scott and Burgan 2005), 91 settlements, 93 fields, 98 water.</param>
public sealed record SyntheticLandscape(ulong Seed, Grid<float> Heights, Grid<int> Fuel)
{
    /// <summary>How the description of a file begins that holds a part of one.</summary>
    public const string Mark = "SYNTHETIC";

    private const int Octaves = 6;

    /// <summary>What the files say of themselves.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"{Mark}: invented for drills and tests by Bihuan, seed {Seed}; no such place exists");

    /// <summary>Makes one: hills of value noise in six octaves, a river where a second noise crosses its middle, fields and villages low down,
    /// grass, shrub and timber in patches above.</summary>
    /// <param name="frame">Where; in metres.</param>
    /// <param name="seed">Of what.</param>
    /// <param name="options">What it is to look like.</param>
    /// <returns>The landscape, or FIRE-414, 416 (the frame is not in metres), 424 (an option out of range).</returns>
    public static Result<SyntheticLandscape> Make(GridFrame frame, ulong seed, LandscapeOptions? options = null)
    {
        options ??= new();
        List<Problem> problems = [];
        if (ReferenceSystem.NotMetres(frame, "landscape") is { } unit)
        {
            problems.Add(unit);
        }

        Check("relief", options.Relief, 0, 3_000);
        Check("wavelength", options.Wavelength, 4 * frame.CellSize, 1_000_000);
        Check("settled", options.Settled, 0, 1);
        if (frame.Columns < 1 || frame.Rows < 1 || frame.Count > 1 << 28)
        {
            problems.Add(Problem.Coded("FIRE-424", "frame", $"{frame.Columns} × {frame.Rows}", "1…268435456"));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        SyntheticLandscape landscape = new(seed, new(frame, new float[frame.Count]), new(frame, new int[frame.Count]));
        Parallel.For(0, frame.Rows, row =>
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var x = column * frame.CellSize / options.Wavelength;
                var y = row * frame.CellSize / options.Wavelength;
                var hill = Noise(seed, x, y, Octaves);
                var river = Math.Abs(Noise(seed + 1, x / 2, y / 2, 3) - 0.5);
                // Near the river the ground comes down to it.
                var valley = Math.Min(1, river / 0.08);
                var height = hill * hill * (0.25 + (0.75 * valley));
                landscape.Heights[column, row] = (float)(options.Relief * height);
                landscape.Fuel[column, row] = FuelOf(river, hill * (0.4 + (0.6 * valley)), Noise(seed + 2, 3 * x, 3 * y, 3), options.Settled);
            }
        });
        return landscape;

        void Check(string field, double value, double from, double to)
        {
            if (!(value >= from && value <= to))
            {
                problems.Add(Problem.Coded("FIRE-424", field, value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{from}…{to}")));
            }
        }
    }

    private static int FuelOf(double river, double height, double patch, double settled) => (river, height, patch) switch
    {
        _ when river < 0.006 * Math.Min(1, settled * 5) => 98,
        _ when height < 0.2 + (0.5 * settled) - 0.1 && settled > 0 => patch > 0.62 ? 91 : 93,
        (_, _, < 0.38) => 102, // GR2, grass
        (_, _, < 0.46) => 122, // GS2, grass and shrub
        (_, _, < 0.52) => 142, // SH2, shrub
        (_, < 0.4, _) => 186, // TL6, broad-leaf litter
        (_, _, < 0.6) => 188, // TL8, long-needle litter
        _ => 165, // TU5, timber with shrub below
    };

    /// <summary>Value noise, 0…1: corners of a lattice have values by hash, between them a curve without corners; each octave twice as fine and half as high.</summary>
    private static double Noise(ulong seed, double x, double y, int octaves)
    {
        double sum = 0, weight = 0, part = 1;
        for (var octave = 0; octave < octaves; octave++)
        {
            var (column, row) = ((long)Math.Floor(x), (long)Math.Floor(y));
            var (u, v) = (Fade(x - column), Fade(y - row));
            var north = Mix(Corner(column, row), Corner(column + 1, row), u);
            var south = Mix(Corner(column, row + 1), Corner(column + 1, row + 1), u);
            sum += part * Mix(north, south, v);
            weight += part;
            part /= 2;
            x *= 2;
            y *= 2;

            double Corner(long c, long r) => (Hash(seed ^ Hash(((ulong)octave << 56) ^ ((ulong)c << 28) ^ (ulong)r)) >> 11) * (1.0 / (1UL << 53));
        }

        return sum / weight;

        static double Fade(double t) => t * t * t * ((t * ((t * 6) - 15)) + 10);
        static double Mix(double a, double b, double t) => a + ((b - a) * t);
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014): every bit depends on every bit.</summary>
    private static ulong Hash(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
