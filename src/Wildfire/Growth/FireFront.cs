using System.Runtime.CompilerServices;

namespace Bihuan.Wildfire.Growth;

/// <summary>
/// Arrival times by ordered upwinding that carries the gradient: cells are taken in the order of arrival, and a cell's time is the least
/// over the pieces of front between two neighbours beside it, on which the time is interpolated with its slopes (a cubic), so that
/// the front of a point in uniform conditions is the ellipse and no polygon. Where a front leans so far that a cell is reached before
/// the neighbours its ray passes between, the cell is corrected and taken again.
/// </summary>
/// <remarks>
/// Sethian &amp; Vladimirsky 2003 (ordered upwind methods), Potter &amp; Cameron 2021 (jet marching), with the measure of Finney 2002 (sheet §5.2).
/// The work memory is used again from run to run; one front runs on one thread, so that a result does not depend on how many there are.
/// </remarks>
internal sealed class FireFront
{
    /// <summary>How often a cell may be taken: no field, however wild, makes a run endless.</summary>
    public const int MostVisits = 100;

    private const int MostRenewals = 20;

    /// <summary>Work memory for a cell the front comes near.</summary>
    public const int BytesPerCell = 16 + 16 + 16 + 2;

    private const double Near = 1.5 * 1.5; // Neighbours lie no further apart than √2, in cells, squared.
    private const double Forever = double.PositiveInfinity;
    private const byte Closed = 128;

    private readonly int _columns;
    private readonly int _rows;
    private readonly int _width;
    private readonly Node[] _nodes;
    private readonly Metric[] _one = new Metric[1];
    private Metric[] _own = [];
    private Metric[] _metrics = [];
    private int _each; // Mask of a cell in the measures: 0 where one holds for all.
    private Metric[] _nextMetrics = []; // Of the other of two stretches around a change, asked for outside of the march.
    private readonly byte[] _visits;
    private readonly byte[] _parents;
    private readonly bool[] _rowReady;
    private readonly int[] _step;
    private readonly FrontQueue _queue;

    private SpreadField _field;
    private Stretches _stretches;
    private double _earliest; // When the first fire starts.
    private double _end;
    private double _tolerance;
    private bool _final; // The order is that along the rays: what was taken stays.
    private readonly List<int> _later = [];
    private readonly Dictionary<int, Carried> _carried = [];
    private int _stretch;
    private double _change;
    private int _tag; // Of the stretch of the cell taken, and when that begins and ends.
    private double _begins;
    private double _until;
    private double _leanX;
    private double _leanY;
    private Dictionary<int, double>? _lines;
    private AccelerationClock? _clock;
    private double[] _fires = [];
    private short[]? _fireOf;
    private short _fire;

    public FireFront(GridFrame frame)
    {
        _columns = frame.Columns;
        _rows = frame.Rows;
        _width = frame.Columns + 2;
        var count = _width * (frame.Rows + 2);
        _nodes = new Node[count];
        _visits = new byte[count];
        _parents = new byte[count];
        _rowReady = new bool[frame.Rows + 2];

        // Clockwise from north: even directions are along rows and columns.
        _step = [-_width, -_width + 1, 1, _width + 1, _width, _width - 1, -1, -_width - 1];
        _queue = new(Stands);
        _field = null!;
    }

    /// <summary>Cells taken, counting a cell again when it is taken again.</summary>
    public long Visits { get; private set; }

    /// <summary>Cells the front reached by the end.</summary>
    public long Burnt { get; private set; }

    /// <summary>Makes ready for a run: nothing burns.</summary>
    public void Start(SpreadField field, double endMinutes, double tolerance)
    {
        _field = field;
        _stretches = field.Stretches;
        _earliest = Forever;
        _end = endMinutes;
        _tolerance = tolerance;
        _lines = null;
        _clock = null;
        _fireOf = null;
        Visits = 0;
        Burnt = 0;
        Array.Clear(_rowReady);
        _final = field is UniformField && field.Stretches.Count == 1;
        if (_final)
        {
            // One measure for all cells.
            (_each, _metrics) = (0, _one);
            _one[0] = field.MetricAt(0, 0, 0) with { Tag = 1 };
        }
        else
        {
            Apart();
        }

        if (field.Stretches.Count > 1 && _nextMetrics.Length == 0)
        {
            _nextMetrics = new Metric[_nodes.Length];
        }

        _later.Clear();
        _carried.Clear();
        (_tag, _begins, _until) = (0, 0, 0);
        Enter(0);
    }

    /// <summary>Every cell gets a measure of its own, made ready with its row: no row is ready yet.</summary>
    private void Apart()
    {
        if (_own.Length == 0)
        {
            _own = new Metric[_nodes.Length];
        }

        (_each, _metrics) = (-1, _own);
    }

    /// <summary>The measure of a cell in some stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Metric Measure(int cell) => ref _metrics[cell & _each];

    /// <summary>Goes on to a stretch: its own order, and the cells that waited for it.</summary>
    private void Enter(int stretch)
    {
        _stretch = stretch;
        _change = Math.Min(_end, _stretches.Start(stretch + 1));
        (_leanX, _leanY, var slowness) = Lean(_field, stretch);
        _queue.Clear(slowness / 64);
        var waiting = _later.Count;
        for (var i = 0; i < waiting; i++)
        {
            var cell = _later[i];
            if ((_visits[cell] & Closed) == 0)
            {
                Queue(cell);
            }
        }

        _later.RemoveRange(0, waiting);
    }

    /// <summary>
    /// A cell takes its turn in this stretch if the front reaches it in it, or would be within a cell and a half of it (measured along the normal) when it
    /// ends: a ray may pass beside a cell that the front reaches later.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Queue(int cell)
    {
        ref var node = ref _nodes[cell];
        var late = node.T - _change;
        if (late <= 0 || late * late <= Near * ((node.X * node.X) + (node.Y * node.Y)))
        {
            _queue.Push(Key(cell), cell);
        }
        else if (_change < _end)
        {
            _later.Add(cell);
        }
    }

    /// <summary>
    /// Cells are taken in the order of T + L·x. With L = D that is the order along the rays of a uniform field, in which no cell is ever
    /// corrected; in a varied one L is the drift that fits best, in squares of L/S − D/S over a sample of cells.
    /// </summary>
    private static (double X, double Y, double Slowness) Lean(SpreadField field, int stretch)
    {
        double x = 0, y = 0, weight = 0, cells = 0;
        var frame = field.Frame;
        for (var j = 0; j < 8; j++)
        {
            for (var i = 0; i < 8; i++)
            {
                var m = field.MetricAt((int)((i + 0.5) * frame.Columns / 8), (int)((j + 0.5) * frame.Rows / 8), stretch);
                if (m.Spreads)
                {
                    x += m.X / ((double)m.S * m.S);
                    y += m.Y / ((double)m.S * m.S);
                    weight += 1 / ((double)m.S * m.S);
                    cells++;
                }
            }
        }

        return weight > 0 ? (x / weight, y / weight, Math.Sqrt(cells / weight)) : (0, 0, 1);
    }

    /// <summary>Cells that are barriers from a minute on. To be said before any source.</summary>
    public void Block(IEnumerable<(int Column, int Row, double Minutes)> cells)
    {
        foreach (var (column, row, minutes) in cells)
        {
            if (_lines is null)
            {
                _lines = [];
                Apart();
            }

            var cell = Cell(column, row);
            Ready(row + 1);
            Measure(cell).Tag |= Metric.Lined;
            _lines[cell] = _lines.TryGetValue(cell, out var sooner) ? Math.Min(sooner, minutes) : minutes;
        }
    }

    /// <summary>Minutes of arrival, infinite where the front does not come by the end.</summary>
    public double Arrival(int column, int row)
    {
        if (!_rowReady[row + 1])
        {
            return Forever;
        }

        var t = _nodes[Cell(column, row)].T;
        return t <= _end ? t : Forever;
    }

    /// <summary>Copies the times of a row and counts what burnt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int CopyArrivals(int row, Span<float> arrivals)
    {
        if (!_rowReady[row + 1])
        {
            arrivals.Fill(float.PositiveInfinity);
            return 0;
        }

        var nodes = _nodes.AsSpan(Cell(0, row), _columns);
        var burnt = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var burns = nodes[i].T <= _end;
            burnt += burns ? 1 : 0;
            arrivals[i] = burns ? (float)nodes[i].T : float.PositiveInfinity;
        }

        return burnt;
    }

    /// <summary>Adds 1 to the count of each cell and time by which it burnt; times in order.</summary>
    /// <returns>How many cells burnt by the end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long CountArrivals(double[] times, int[][] counts)
    {
        var burnt = 0L;
        for (var row = 0; row < _rows; row++)
        {
            if (!_rowReady[row + 1])
            {
                continue;
            }

            var nodes = _nodes.AsSpan(Cell(0, row), _columns);
            for (var i = 0; i < nodes.Length; i++)
            {
                var t = nodes[i].T;
                if (t <= _end)
                {
                    burnt++;
                    for (var j = times.Length - 1; j >= 0 && t <= times[j]; j--)
                    {
                        counts[j][(row * _columns) + i]++;
                    }
                }
            }
        }

        return burnt;
    }

    /// <summary>Whether a cell lay in a drawn perimeter.</summary>
    public bool BurntBefore(int column, int row)
    {
        var cell = Cell(column, row);
        return _visits[cell] == Closed && float.IsNaN(_nodes[cell].X);
    }

    /// <summary>Gradient of the arrival time, minutes a cell, x to the east, y to the south; not a number where a fire starts.</summary>
    public (double X, double Y) Gradient(int column, int row)
    {
        ref var node = ref _nodes[Cell(column, row)];
        return (node.X, node.Y);
    }

    private int Cell(int column, int row) => ((row + 1) * _width) + column + 1;

    // ---- Sources -------------------------------------------------------------------------------------------------

    /// <summary>A fire of its own, for the acceleration from its start.</summary>
    public void Fire(double minutes)
    {
        if (_clock is not null)
        {
            _fire = (short)_fires.Length;
            _fires = [.. _fires, minutes];
        }
    }

    /// <summary>Fires accelerate from their starts. To be said before any source.</summary>
    public void Accelerate(AccelerationClock clock)
    {
        _final = false;
        _clock = clock;
        if (_each == 0)
        {
            Apart();
        }

        _fires = [];
        _fireOf = new short[_nodes.Length];
    }

    /// <summary>A point that burns from a minute on; straight rays from it reach the cells around, so that the front starts round. In cells from the north-west corner.</summary>
    public void Point(double x, double y, double minutes, double radius = 4)
    {
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        for (var r = Math.Max(0, (int)(y - radius)); r <= Math.Min(_rows - 1, y + radius); r++)
        {
            for (var c = Math.Max(0, (int)(x - radius)); c <= Math.Min(_columns - 1, x + radius); c++)
            {
                var (dx, dy) = (c + 0.5 - x, r + 0.5 - y);
                var own = c == column && r == row;
                if (own || (dx * dx) + (dy * dy) <= radius * radius)
                {
                    Ray(x, y, c, r, minutes);
                }
            }
        }
    }

    /// <summary>A cell that burns already.</summary>
    public void Burning(int column, int row, double minutes)
    {
        _earliest = Math.Min(_earliest, minutes);
        Ready(row + 1);
        var cell = Cell(column, row);
        if (minutes < _nodes[cell].T && Usable(cell))
        {
            Own(cell);
            _nodes[cell] = new() { T = minutes, X = float.NaN, Y = float.NaN };
            _visits[cell] |= Closed; // What burnt before does not spread again; the rays from its outline do.
        }
    }

    /// <summary>The straight ray from a point to the middle of a cell, cut at the borders of cells and of stretches.</summary>
    public void Ray(double x, double y, int column, int row, double minutes)
    {
        _earliest = Math.Min(_earliest, minutes);
        var (dx, dy) = (column + 0.5 - x, row + 0.5 - y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var (c, r) = ((int)Math.Floor(x), (int)Math.Floor(y));
        // A start on a border belongs to the cell ahead.
        c -= c == x && dx < 0 ? 1 : 0;
        r -= r == y && dy < 0 ? 1 : 0;
        var t = minutes;
        var at = 0.0;
        var target = Cell(column, row);
        for (var guard = 0; guard < 64; guard++)
        {
            if (c < 0 || r < 0 || c >= _columns || r >= _rows)
            {
                return;
            }

            Ready(r + 1);
            var cell = Cell(c, r);
            var last = c == column && r == row;
            var tx = dx > 0 ? (c + 1 - x) / dx : dx < 0 ? (c - x) / dx : Forever;
            var ty = dy > 0 ? (r + 1 - y) / dy : dy < 0 ? (r - y) / dy : Forever;
            var next = last ? 1 : Math.Min(1, Math.Min(tx, ty));
            if (!Usable(cell) || BlockedAt(cell, t) || !Advance(cell, dx, dy, Math.Max(0, next - at), ref t))
            {
                return;
            }

            if (last)
            {
                break;
            }

            at = next;
            var (nc, nr) = (tx <= ty ? c + Math.Sign(dx) : c, ty <= tx ? r + Math.Sign(dy) : r);
            Ready(Math.Clamp(nr, 0, _rows - 1) + 1);
            if (nc != c && nr != r && ClosedAt(Cell(nc, r), t) && ClosedAt(Cell(c, nr), t))
            {
                return;
            }

            (c, r) = (nc, nr);
        }

        if (!(t <= _end))
        {
            return;
        }

        if (length == 0)
        {
            if (t < _nodes[target].T)
            {
                Own(target);
            }

            Try(target, t, float.NaN, float.NaN, Source);
            return;
        }

        var m = Fetch(target, _stretches.At(t));
        if (!m.Spreads)
        {
            m = Fetch(target, FirstUsable(target, _stretches.At(t)));
        }

        var pace = _clock is null ? 1 : 1 / _clock.Pace(t - _fires[_fire]);
        if (t < _nodes[target].T)
        {
            Own(target);
        }

        Try(target, t, (float)(((m.S * dx / length) - m.X) * pace), (float)(((m.S * dy / length) - m.Y) * pace), Source);
    }

    private void Own(int cell)
    {
        if (_fireOf is not null)
        {
            _fireOf[cell] = _fire;
        }
    }

    /// <summary>Time for a share of the displacement (dx, dy) inside one cell.</summary>
    private bool Advance(int cell, double dx, double dy, double share, ref double t)
    {
        var start = _clock is null ? 0 : _fires[_fire];
        while (share > 0)
        {
            var k = _stretches.At(t);
            var m = Fetch(cell, k);
            var until = _stretches.Start(k + 1);
            if (!m.Spreads)
            {
                if (until == Forever)
                {
                    return false;
                }

                t = until;
                continue;
            }

            var minutes = share * ((m.S * Math.Sqrt((dx * dx) + (dy * dy))) - (m.X * dx) - (m.Y * dy));
            var arrives = _clock is null ? t + minutes : start + _clock.Inverse(_clock.Full(t - start) + minutes);
            if (arrives <= until)
            {
                t = arrives;
                return true;
            }

            var done = _clock is null ? until - t : _clock.Full(until - start) - _clock.Full(t - start);
            share *= 1 - (done / minutes);
            t = until;
            if (t > _end)
            {
                return false;
            }
        }

        return true;
    }

    // ---- The march -----------------------------------------------------------------------------------------------

    /// <summary>Lets the front run to the end.</summary>
    /// <param name="cancellation">Looked at every few thousand cells.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(CancellationToken cancellation)
    {
        var nodes = _nodes;
        var visits = _visits;
        while (true)
        {
            double key;
            int a;
            while (!_queue.TryPop(out key, out a))
            {
                if (_later.Count == 0 || !(_change < _end))
                {
                    return;
                }

                Enter(_stretch + 1);
            }

            if (!Stands(key, a))
            {
                continue;
            }

            var t = nodes[a].T;

            if ((++Visits & 4095) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var count = visits[a] & 127;
            Burnt += count == 0 && t <= _end ? 1 : 0;
            if (count >= MostVisits)
            {
                continue;
            }

            visits[a] = (byte)((count + 1) | Closed);
            Take(a, t);
        }
    }

    /// <summary>Whether an entry is no older time of a cell that was improved or taken since.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Stands(double key, int cell) => (_visits[cell] & Closed) == 0 && key == Key(cell);

    /// <summary>By what cells are taken in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Key(int cell)
    {
        var row = cell / _width;
        return _nodes[cell].T + ((cell - (row * _width)) * _leanX) + (row * _leanY);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int a, double t)
    {
        var nodes = _nodes;
        var step = _step;
        var row = a / _width;
        Ready(row - 1);
        Ready(row + 1);
        if (!(t >= _begins && t < _until))
        {
            _tag = _stretches.At(t) + 1;
            (_begins, _until) = (_stretches.Start(_tag - 1), _stretches.Start(_tag));
        }

        var (begins, until) = (_begins, _until);
        if (_each != 0)
        {
            Load(a);
            for (var i = 0; i < 8; i++)
            {
                Load(a + step[i]);
            }
        }

        var simple = _clock is null && Measure(a).Spreads;
        var again = (_visits[a] & 127) > 1;
        var (barriers, behind) = (0, 0);
        for (var i = 0; i < 8; i++)
        {
            var c = a + step[i];
            if (_final && (_visits[c] & Closed) != 0)
            {
                behind |= 1 << i;
            }
            else if (!Measure(c).Spreads && !Usable(c))
            {
                barriers |= 1 << i;
            }
            else if (again && Uses(c, a))
            {
                var fast = simple && Measure(c).Spreads;
                if (!(Candidate(c, _parents[c], fast, begins, until) <= nodes[c].T + (_tolerance * Measure(c).S)))
                {
                    // Its time came from a that is no longer what it was.
                    Renew(c, fast, begins, until);
                    behind |= 1 << i;
                }
            }
        }

        // With each cell beside that was taken, then alone.
        var closed = barriers | behind;
        for (var i = 0; i < 8; i += 2)
        {
            if ((_visits[a + step[i]] & 127) != 0)
            {
                Piece(a, i, closed, simple, begins, until);
            }
        }

        for (var i = 0; i < 8; i++)
        {
            var c = a + step[i];
            if ((closed & (1 << i)) == 0 && nodes[c].T > t)
            {
                Straight(a, c, i, simple && Measure(c).Spreads, until, true);
            }
        }

        if ((barriers & 0b01010101) != 0 && !again)
        {
            Bend(a, barriers, t);
        }
    }

    /// <summary>
    /// The piece of front between a cell just taken and one beside it that was taken before: from each of the two it may reach the cell beside on
    /// either hand. Nearly all of the four are ruled out here, by the slopes at the ends.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Piece(int a, int direction, int closed, bool simple, double begins, double until)
    {
        var b = a + _step[direction];
        ref var na = ref _nodes[a];
        ref var nb = ref _nodes[b];
        ref var mb = ref Measure(b);
        double ux = Dx[direction], uy = Dy[direction];
        var least = Math.Min(na.T, nb.T);
        var within = simple && na.T >= begins && nb.T >= begins;
        if (within && !mb.Spreads)
        {
            return;
        }

        double slopeA = (na.X * ux) + (na.Y * uy), slopeB = (nb.X * ux) + (nb.Y * uy);
        Fit(nb.T - na.T, ref slopeA, ref slopeB, out _, out _);
        for (var hand = 2; hand <= 6; hand += 4)
        {
            var forward = (direction + hand) & 7;
            var side = hand >> 2;
            for (var end = 0; end < 2; end++)
            {
                // From a to the cell beside it, from b to that across a corner from a.
                var (o, d) = end == 0 ? (a, b) : (b, a);
                var to = end == 0 ? forward : (direction + (hand == 2 ? 1 : 7)) & 7;
                var c = o + _step[forward];
                ref var mc = ref Measure(c);
                if ((closed & (1 << to)) != 0 || _nodes[c].T <= least)
                {
                    continue;
                }

                var fast = within && mc.Spreads;
                if (fast)
                {
                    ref var mo = ref Measure(o);
                    var along = 0.5 * (((mo.X + mc.X) * ux) + ((mo.Y + mc.Y) * uy));
                    var open = end == 0 ? slopeA + along < 0 && slopeB + along + (0.5 * (mo.S + mc.S) * (1 / Sqrt2)) > 0
                        : slopeB + along > 0 && slopeA + along - (0.5 * (mo.S + mc.S) * (1 / Sqrt2)) < 0;
                    if (!open)
                    {
                        continue;
                    }
                }

                Slanted(o, d, c, forward, end ^ side, fast, begins, until, true);
            }
        }
    }

    /// <summary>
    /// Around the end of a barrier a front goes on as from a point: straight rays reach the cells around, as from a start, so that it goes on round.
    /// </summary>
    private void Bend(int a, int barriers, double t)
    {
        var ends = false;
        for (var i = 0; i < 8; i += 2)
        {
            ends |= (barriers & (1 << i)) != 0 && ((barriers & (1 << ((i + 1) & 7))) == 0 || (barriers & (1 << ((i + 7) & 7))) == 0);
        }

        if (!ends)
        {
            return;
        }

        const int Reach = 3;
        if (_fireOf is not null)
        {
            _fire = _fireOf[a];
        }

        var (column, row) = ((a % _width) - 1, (a / _width) - 1);
        for (var r = Math.Max(0, row - Reach); r <= Math.Min(_rows - 1, row + Reach); r++)
        {
            for (var c = Math.Max(0, column - Reach); c <= Math.Min(_columns - 1, column + Reach); c++)
            {
                if (!_rowReady[r + 1] || _nodes[Cell(c, r)].T > t)
                {
                    Ray(column + 0.5, row + 0.5, c, r, t);
                }
            }
        }
    }

    /// <summary>Whether the time of c came from a.</summary>
    private bool Uses(int c, int a)
    {
        var parent = _parents[c];
        if (parent < 8)
        {
            return c - _step[parent] == a;
        }

        if (parent >= 16)
        {
            return false;
        }

        var forward = (parent - 8) & 6;
        var o = c - _step[forward];
        return o == a || o + _step[Aside(forward, parent & 1)] == a;
    }

    private static int Aside(int forward, int side) => (forward + (side == 1 ? 2 : 6)) & 7;

    private double Candidate(int c, int parent, bool fast, double begins, double until)
    {
        fast &= _stretches.Count == 1; // The cells around may be of other stretches than the one just taken.
        if (parent < 8)
        {
            return Straight(c - _step[parent], c, parent, fast, until, false);
        }

        var forward = (parent - 8) & 6;
        var o = c - _step[forward];
        var d = o + _step[Aside(forward, parent & 1)];
        return Slanted(o, d, c, forward, parent & 1, fast, begins, until, false);
    }

    /// <summary>The time of c anew from all around, which may be later than it was.</summary>
    private void Renew(int c, bool fast, double begins, double until)
    {
        if ((_visits[c] & 127) > MostRenewals)
        {
            return; // Two cells that each wait for the other end here.
        }

        fast &= _stretches.Count == 1;
        var row = c / _width;
        Ready(row - 1);
        Ready(row + 1);
        _nodes[c].T = Forever;
        _visits[c] &= 127;
        for (var parent = 0; parent < 16; parent++)
        {
            if (parent < 8)
            {
                if ((_visits[c - _step[parent]] & 127) != 0)
                {
                    Straight(c - _step[parent], c, parent, fast, until, true);
                }
            }
            else
            {
                var forward = (parent - 8) & 6;
                var o = c - _step[forward];
                var d = o + _step[Aside(forward, parent & 1)];
                if ((_visits[o] & 127) != 0 && (_visits[d] & 127) != 0)
                {
                    Slanted(o, d, c, forward, parent & 1, fast, begins, until, true);
                }
            }
        }
    }

    private static ReadOnlySpan<sbyte> Dx => [0, 1, 1, 1, 0, -1, -1, -1];

    private static ReadOnlySpan<sbyte> Dy => [-1, -1, 0, 1, 1, 1, 0, -1];

    /// <summary>From the middle of a cell to the middle of one of its eight neighbours, half the way in each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Straight(int a, int c, int direction, bool simple, double until, bool keep)
    {
        ref var ma = ref Measure(a);
        ref var mc = ref Measure(c);
        ref var na = ref _nodes[a];
        double dx = Dx[direction], dy = Dy[direction];
        if ((direction & 1) != 0 && Corner(a, direction, na.T))
        {
            return Forever;
        }

        if (simple)
        {
            var length = (direction & 1) == 0 ? 1 : Sqrt2;
            var t = na.T + (0.5 * (((ma.S + mc.S) * length) - ((ma.X + mc.X) * dx) - ((ma.Y + mc.Y) * dy)));
            if (t <= until)
            {
                if (keep && t < _nodes[c].T)
                {
                    Try(c, t, (float)((mc.S * dx / length) - mc.X), (float)((mc.S * dy / length) - mc.Y), direction);
                }

                return t;
            }

            if (keep && _nodes[c].T <= until)
            {
                return Forever; // What is still on its way at the change comes after it.
            }
        }

        return General(a, -1, c, direction, keep);
    }

    /// <summary>
    /// To a cell c from the piece of front between its neighbour o beside it and its neighbour d across a corner.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Slanted(int o, int d, int c, int forward, int side, bool simple, double begins, double until, bool keep)
    {
        ref var no = ref _nodes[o];
        ref var nd = ref _nodes[d];
        ref var nc = ref _nodes[c];
        var aside = Aside(forward, side);
        double ux = Dx[aside], uy = Dy[aside], wx = Dx[forward], wy = Dy[forward];
        if (simple && no.T >= begins && nd.T >= begins)
        {
            ref var mo = ref Measure(o);
            ref var mc = ref Measure(c);
            ref var md = ref Measure(d);
            if (!mo.Spreads || !md.Spreads)
            {
                return Forever;
            }

            double s = 0.5 * (mo.S + mc.S), x = 0.5 * (mo.X + mc.X), y = 0.5 * (mo.Y + mc.Y);
            var along = (x * ux) + (y * uy);
            if (!Least(no.T, nd.T, (no.X * ux) + (no.Y * uy), (nd.X * ux) + (nd.Y * uy), s, along, out var share, out var piece, out _))
            {
                return Forever;
            }

            double vx = wx - (share * ux), vy = wy - (share * uy);
            var length = Math.Sqrt(1 + (share * share));
            // The half of the way on the side of the front lies in o up to the middle of the piece, else partly in d.
            var inD = share <= 0.5 ? 0 : (share - 0.5) / share;
            var inO = 0.5 - inD;
            var t = piece
                + (0.5 * ((mc.S * length) - (mc.X * vx) - (mc.Y * vy)))
                + (inO * ((mo.S * length) - (mo.X * vx) - (mo.Y * vy)))
                + (inD * ((md.S * length) - (md.X * vx) - (md.Y * vy)));
            if (t <= until)
            {
                if (keep && t < nc.T)
                {
                    Try(c, t, (float)((mc.S * vx / length) - mc.X), (float)((mc.S * vy / length) - mc.Y), 8 + forward + side);
                }

                return t;
            }

            if (keep && nc.T <= until)
            {
                return Forever;
            }
        }

        return General(o, d, c, 8 + forward + side, keep);
    }

    /// <summary>
    /// Where on the piece of front from o (0) to d (1) the ray to c starts: least of H(λ) + S·√(1 + λ²) + λ·D·u, H the cubic through the times
    /// and slopes of o and d. False where the least is at an end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Least(double to, double td, double slopeO, double slopeD, double s, double along, out double share, out double piece, out double bend)
    {
        share = 0;
        piece = 0;
        bend = 0;
        var rise = td - to;
        Fit(rise, ref slopeO, ref slopeD, out var bendO, out var bendD);
        var f0 = slopeO + along;
        var f1 = slopeD + along + (s * (1 / Sqrt2));
        if (!(f0 < 0 && f1 > 0))
        {
            return false;
        }

        var l = f0 / (f0 - f1);
        for (var i = 0; i < 2; i++)
        {
            var q = 1 / Math.Sqrt(1 + (l * l));
            var curve = bendO + ((bendD - bendO) * l); // H = to + rise·λ − λ(1 − λ)·curve
            var f = rise - ((1 - (2 * l)) * curve) - (l * (1 - l) * (bendD - bendO)) + along + (s * l * q);
            var df = (2 * curve) - (2 * (1 - (2 * l)) * (bendD - bendO)) + (s * q * q * q);
            if (!(df > 0))
            {
                break;
            }

            var next = l - (f / df);
            l = next <= 0 ? l * 0.5 : next >= 1 ? 0.5 + (l * 0.5) : next;
        }

        share = l;
        bend = bendO + ((bendD - bendO) * l);
        piece = to + (rise * l) - (l * (1 - l) * (bendO + ((bendD - bendO) * l)));
        return true;
    }

    /// <summary>Slopes that do not fit the times (two fronts meet, a shadow, a start): the piece is taken as straight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fit(double rise, ref double slopeO, ref double slopeD, out double bendO, out double bendD)
    {
        bendO = rise - slopeO;
        bendD = slopeD - rise;
        if (!(bendO * bendD > 0 && Math.Abs(bendO) <= 4 * Math.Abs(bendD) && Math.Abs(bendD) <= 4 * Math.Abs(bendO)))
        {
            (bendO, bendD, slopeO, slopeD) = (0, 0, rise, rise);
        }
    }

    private const double Sqrt2 = 1.4142135623730951;

    private const int Source = 255;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Try(int c, double t, float x, float y, int parent)
    {
        // Between cells that differ wildly the cubic of a piece may dip below all that burns.
        t = Math.Max(t, _earliest);
        ref var node = ref _nodes[c];
        if (!(t < node.T))
        {
            return;
        }

        if (_lines is not null && (Measure(c).Tag & Metric.Lined) != 0 && _lines[c] <= t)
        {
            return; // The line was there first.
        }

        if (t > _end && !((t - _end) * (t - _end) <= Near * ((x * x) + (y * y))))
        {
            return;
        }

        ref var visits = ref _visits[c];
        var gains = node.T - t > _tolerance * Measure(c).S;
        node.T = t;
        node.X = x;
        node.Y = y;
        _parents[c] = (byte)parent;
        // What was taken already and gains next to nothing is kept, but not passed on.
        if ((visits & Closed) == 0 || gains)
        {
            visits &= 127;
            Queue(c);
        }
    }

    // ---- What is rare --------------------------------------------------------------------------------------------

    /// <summary>
    /// A step on which conditions change, or from fires that accelerate. Before a change a front is carried on as if there were none; what of
    /// the way along its normal is left when the change comes goes on at the new rate: at a change the front stays where it is, and so does its normal.
    /// </summary>
    /// <param name="o">A cell beside c or across a corner from it.</param>
    /// <param name="d">The other end of the piece of front, or −1.</param>
    /// <param name="c">The cell to reach.</param>
    /// <param name="parent">How c would be reached.</param>
    /// <param name="keep">Whether to keep the time found.</param>
    private double General(int o, int d, int c, int parent, bool keep)
    {
        var fire = _fireOf is null ? (short)0 : _fireOf[o];
        if (d >= 0 && _fireOf is not null && _fireOf[d] != fire)
        {
            return Forever; // Two fires of different age: each comes alone.
        }

        int k;
        double full, vx, vy, ux = 0, uy = 0, bend = 0;
        Metric mix;
        if (d < 0)
        {
            var begins = _nodes[o].T;
            k = _stretches.At(begins);
            while (!(mix = Mean(o, c, k)).Spreads)
            {
                begins = _stretches.Start(++k);
                if (begins > _end)
                {
                    return Forever;
                }
            }

            (vx, vy) = (Dx[parent], Dy[parent]);
            full = Full(begins, fire) + (mix.S * Math.Sqrt((vx * vx) + (vy * vy))) - (mix.X * vx) - (mix.Y * vy);
        }
        else
        {
            k = _stretches.At(Math.Min(_nodes[o].T, _nodes[d].T));
            mix = Mean(o, c, k);
            var md = Fetch(d, k);
            if (!mix.Spreads || !md.Spreads || !CarriedOn(o, k, fire, out var to, out var ox, out var oy) || !CarriedOn(d, k, fire, out var td, out var px, out var py))
            {
                return Forever;
            }

            var forward = (parent - 8) & 6;
            var aside = Aside(forward, parent & 1);
            (ux, uy) = (Dx[aside], Dy[aside]);
            if (!Least(to, td, (ox * ux) + (oy * uy), (px * ux) + (py * uy), mix.S, (mix.X * ux) + (mix.Y * uy), out var share, out var piece, out bend))
            {
                return Forever;
            }

            (vx, vy) = (Dx[forward] - (share * ux), Dy[forward] - (share * uy));
            var inD = share <= 0.5 ? 0 : (share - 0.5) / share;
            var mo = Fetch(o, k);
            full = piece + Time(mix, vx, vy) + (inD * (Time(md, vx, vy) - Time(mo, vx, vy)));
        }

        var length = Math.Sqrt((vx * vx) + (vy * vy));
        var mc = Fetch(c, k);
        double gx = (mc.S * vx / length) - mc.X, gy = (mc.S * vy / length) - mc.Y;
        var change = _stretches.Start(k + 1);
        var carried = new Carried(k, full, gx, gy);
        var late = full > Full(change, fire);
        if (late && keep && _nodes[c].T <= change)
        {
            return Forever;
        }

        if (late)
        {
            double nx = (mix.S * vx / length) - mix.X, ny = (mix.S * vy / length) - mix.Y;
            var slowness = Math.Sqrt((nx * nx) + (ny * ny));
            nx /= slowness;
            ny /= slowness;

            // Curvature of the front, 1/cells, from the bend of the times along u: the second derivative of times is S/ρ across the ray.
            double acrossU = ((vx * uy) - (vy * ux)) / length, acrossT = ((vx * nx) + (vy * ny)) / length;
            var curvature = bend > 0 ? 2 * bend * acrossT * acrossT / (acrossU * acrossU * slowness) : 0;
            var excess = full - Full(change, fire);
            full = Onward(o, c, fire, k, excess / slowness, curvature, ref nx, ref ny, out var stretch);

            if (keep && full < Forever && Real(full, fire) >= _nodes[c].T)
            {
                return Forever;
            }

            // A single cell says nothing of the front's normal at c: that of the front at o is tried too, and the later of both taken.
            double ox = _nodes[o].X, oy = _nodes[o].Y;
            slowness = Math.Sqrt((ox * ox) + (oy * oy));
            if (d < 0 && slowness > 0)
            {
                ox /= slowness;
                oy /= slowness;
                var other = Onward(o, c, fire, k, excess * mix.RateOfFront(ox, oy), 0, ref ox, ref oy, out var otherStretch);
                (full, nx, ny, stretch) = other > full ? (other, ox, oy, otherStretch) : (full, nx, ny, stretch);
            }

            if (full == Forever)
            {
                return Forever;
            }

            k = stretch;
            var across = Fetch(c, k).RateOfFront(nx, ny);
            (gx, gy) = (nx / across, ny / across);
        }

        var t = Real(full, fire);
        if (keep && t < _nodes[c].T)
        {
            var pace = _clock is null ? 1 : 1 / _clock.Pace(t - _fires[fire]);
            var before = _nodes[c].T;
            Try(c, t, (float)(gx * pace), (float)(gy * pace), parent);
            if (_nodes[c].T < before)
            {
                if (_fireOf is not null)
                {
                    _fireOf[c] = fire;
                }

                if (late)
                {
                    _carried[c] = carried;
                }
                else
                {
                    _carried.Remove(c);
                }
            }
        }

        return t;
    }

    /// <summary>
    /// Minutes from a round front of a curvature to a point at a distance from it, and the normal there: the ray comes from the side, where the
    /// front lies further back than a straight one.
    /// </summary>
    private static double Round(Metric m, ref double nx, ref double ny, double way, double curvature)
    {
        // v(l) = (way + curvature·l²/2)·n + l·t from the foot at −l; the least of S·|v| − D·v over l.
        double tx = -ny, ty = nx, dn = (m.X * nx) + (m.Y * ny), dt = (m.X * tx) + (m.Y * ty);
        var l = 0.0;
        for (var i = 0; i < 20; i++)
        {
            var g = GradientOf(m.S, dn, dt, way, curvature, l, out var h);
            if (!(h > 0))
            {
                break;
            }

            var move = Math.Clamp(g / h, -4, 4);
            l -= move;
            if (Math.Abs(move) < 1e-6)
            {
                break;
            }
        }

        var n = way + (0.5 * curvature * l * l);
        var length = Math.Sqrt((n * n) + (l * l));
        var minutes = (m.S * length) - (dn * n) - (dt * l);
        double px = (m.S * ((n * nx) + (l * tx)) / length) - m.X, py = (m.S * ((n * ny) + (l * ty)) / length) - m.Y;
        var slowness = Math.Sqrt((px * px) + (py * py));
        (nx, ny) = (px / slowness, py / slowness);
        return minutes;
    }

    private static double GradientOf(double s, double dn, double dt, double way, double curvature, double l, out double second)
    {
        var n = way + (0.5 * curvature * l * l);
        var dnl = curvature * l;
        var q = 1 / Math.Sqrt((n * n) + (l * l));
        var inner = ((n * dnl) + l) * q;
        second = (s * q * ((dnl * dnl) + (n * curvature) + 1 - (inner * inner))) - (dn * curvature);
        return (s * inner) - (dn * dnl) - dt;
    }

    private readonly record struct Carried(int Stretch, double Full, double X, double Y);

    /// <summary>When a front that still has a way to go along its normal at the end of a stretch has gone it, in the stretches behind.</summary>
    private double Onward(int o, int c, short fire, int after, double way, double curvature, ref double nx, ref double ny, out int stretch)
    {
        var begins = _stretches.Start(after + 1);
        for (stretch = after + 1; begins <= _end + 1e4; stretch++)
        {
            var next = _stretches.Start(stretch + 1);
            var mix = Mean(o, c, stretch);
            if (mix.Spreads)
            {
                var rate = mix.RateOfFront(nx, ny);
                var minutes = curvature > 0 ? Round(mix, ref nx, ref ny, way, curvature) : way / rate;
                curvature = 0;
                var full = Full(begins, fire) + minutes;
                if (full <= Full(next, fire))
                {
                    return full;
                }

                way -= rate * (Full(next, fire) - Full(begins, fire));
                if (!(way > 0))
                {
                    return Full(next, fire);
                }
            }

            begins = next;
        }

        return Forever;
    }

    /// <summary>The time and gradient that a cell would have if the conditions of an earlier stretch went on.</summary>
    private bool CarriedOn(int cell, int stretch, short fire, out double full, out double x, out double y)
    {
        ref var node = ref _nodes[cell];
        full = Full(node.T, fire);
        var pace = _clock is null ? 1 : _clock.Pace(node.T - _fires[fire]);
        (x, y) = (node.X * pace, node.Y * pace);
        var k = _stretches.At(node.T);
        if (k == stretch)
        {
            return true;
        }

        if (_carried.TryGetValue(cell, out var was) && was.Stretch == stretch)
        {
            (full, x, y) = (was.Full, was.X, was.Y);
            return true;
        }

        var slowness = Math.Sqrt((x * x) + (y * y));
        if (!(slowness > 0))
        {
            return false; // A start in a later stretch: no front passed here before.
        }

        double nx = x / slowness, ny = y / slowness;
        var way = (full - Full(_stretches.Start(k), fire)) / slowness;
        for (var j = stretch + 1; j < k; j++)
        {
            var between = Fetch(cell, j);
            way += between.Spreads ? between.RateOfFront(nx, ny) * (Full(_stretches.Start(j + 1), fire) - Full(_stretches.Start(j), fire)) : 0;
        }

        var m = Fetch(cell, stretch);
        if (!m.Spreads)
        {
            return false;
        }

        var rate = m.RateOfFront(nx, ny);
        full = Full(_stretches.Start(stretch + 1), fire) + (way / rate);
        (x, y) = (nx / rate, ny / rate);
        return true;
    }

    private double Full(double t, short fire) => _clock is null || t == Forever ? t : _clock.Full(Math.Max(0, t - _fires[fire]));

    private double Real(double full, short fire) => _clock is null ? full : _fires[fire] + _clock.Inverse(full);

    private static double Time(Metric m, double vx, double vy) => (m.S * Math.Sqrt((vx * vx) + (vy * vy))) - (m.X * vx) - (m.Y * vy);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Metric Mean(int a, int c, int stretch)
    {
        Metric ma = Fetch(a, stretch), mc = Fetch(c, stretch);
        return ma.Spreads && mc.Spreads ? new() { S = 0.5f * (ma.S + mc.S), X = 0.5f * (ma.X + mc.X), Y = 0.5f * (ma.Y + mc.Y) } : default;
    }

    private bool Corner(int a, int direction, double t) =>
        ClosedAt(a + _step[(direction + 7) & 7], t) && ClosedAt(a + _step[(direction + 1) & 7], t);

    /// <summary>Whether a cell is a barrier at a minute: it never burns, or a line was there before the fire.</summary>
    private bool ClosedAt(int cell, double t) => !Usable(cell) || BlockedAt(cell, t);

    private bool BlockedAt(int cell, double t) =>
        _lines is not null && (Measure(cell).Tag & Metric.Lined) != 0 && _lines[cell] <= t && _nodes[cell].T >= _lines[cell];

    private bool Usable(int cell) => Measure(cell).Spreads || FirstUsable(cell, 0) >= 0;

    private int FirstUsable(int cell, int from)
    {
        for (var k = from; k < _stretches.Count; k++)
        {
            if (Fetch(cell, k).Spreads)
            {
                return k;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Metric Fetch(int cell, int stretch)
    {
        ref var m = ref Measure(cell);
        return (m.Tag & ~Metric.Lined) == stretch + 1 ? m : FetchOther(cell, stretch);
    }

    private Metric FetchOther(int cell, int stretch)
    {
        var (column, row) = ((cell % _width) - 1, (cell / _width) - 1);
        if (column < 0 || row < 0 || column >= _columns || row >= _rows)
        {
            return default;
        }

        if (_nextMetrics.Length == 0 || !_rowReady[row + 1])
        {
            return _field.MetricAt(column, row, stretch);
        }

        ref var other = ref _nextMetrics[cell];
        if (other.Tag != stretch + 1)
        {
            other = _field.MetricAt(column, row, stretch);
            other.Tag = stretch + 1;
        }

        return other;
    }

    /// <summary>The measure of a cell in the stretch of the cell taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Load(int cell)
    {
        if ((Measure(cell).Tag & ~Metric.Lined) != _tag)
        {
            LoadAnew(cell);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoadAnew(int cell)
    {
        ref var m = ref Measure(cell);
        var lined = m.Tag & Metric.Lined;
        var was = m;
        m = FetchOther(cell, _tag - 1);
        m.Tag = _tag | lined;
        if (_nextMetrics.Length > 0 && (was.Tag & ~Metric.Lined) != 0)
        {
            was.Tag &= ~Metric.Lined;
            _nextMetrics[cell] = was; // Both stay at hand while the front crosses a change.
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Ready(int row)
    {
        if (_rowReady[row])
        {
            return;
        }

        _rowReady[row] = true;
        var from = row * _width;
        // No Fill: compiled for this type, it costs a short run more than the loop does.
        for (var i = from; i < from + _width; i++)
        {
            _nodes[i] = new() { T = Forever };
        }

        _visits.AsSpan(from, _width).Clear();
        if (_each == 0)
        {
            // The border has the measure of all; nothing goes there.
            if (row == 0 || row > _rows)
            {
                _visits.AsSpan(from, _width).Fill(Closed);
            }

            (_visits[from], _visits[from + _width - 1]) = (Closed, Closed);
            return;
        }

        _metrics.AsSpan(from, _width).Clear();
        if (_nextMetrics.Length > 0)
        {
            _nextMetrics.AsSpan(from, _width).Clear();
        }
    }

    private struct Node
    {
        public double T;
        public float X;
        public float Y;
    }
}

/// <summary>A fire that grows from a point reaches its full rate by and by: R(t) = R·(1 − e^(−k·t)), t in minutes since its start (McAlpine &amp; Wakimoto 1991; sheet §5.1).</summary>
internal sealed class AccelerationClock(double perMinute)
{
    /// <summary>Share of the full rate.</summary>
    public double Pace(double minutes) => -Expm1(-perMinute * minutes);

    /// <summary>Minutes at the full rate that go as far: t − (1 − e^(−kt))/k.</summary>
    public double Full(double minutes)
    {
        var z = perMinute * minutes;
        return z < 1e-3 ? minutes * z * (0.5 - (z / 6)) : minutes + (Expm1(-z) / perMinute);
    }

    /// <summary>Minutes that go as far as so many at the full rate.</summary>
    public double Inverse(double full)
    {
        var t = full < 1 / perMinute ? Math.Sqrt(2 * full / perMinute) : full + (1 / perMinute);
        for (var i = 0; i < 60; i++)
        {
            var pace = Pace(t);
            var next = pace > 0 ? t - ((Full(t) - full) / pace) : t;
            if (Math.Abs(next - t) <= 1e-13 * (1 + t))
            {
                return next;
            }

            t = Math.Max(0, next);
        }

        return t;
    }

    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x * (1 + (x / 2)) : Math.Exp(x) - 1;
}
