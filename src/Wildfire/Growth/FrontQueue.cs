using System.Runtime.CompilerServices;

namespace Bihuan.Wildfire.Growth;

/// <summary>
/// The cells that a front comes near, least key first. Keys lie close together and rise, so that nearly all entries are only laid into buckets of a
/// narrow range; the few of the bucket whose turn it is stand in a heap. The order is that of one heap.
/// </summary>
/// <remarks>Calendar queue (Brown 1988), with a heap for the day in hand. The width of a bucket follows the front.</remarks>
/// <param name="stands">Whether an entry is still wanted: asked when its bucket's turn comes, so that what was overtaken is never sorted.</param>
internal sealed class FrontQueue(Func<double, int, bool> stands)
{
    private const int Buckets = 512; // Of a round; what lies behind it waits for the next.
    private const int None = -1;

    private readonly int[] _first = new int[Buckets];
    private Link[] _links = new Link[1024];
    private int _linkCount;
    private int _free;
    private int _far;
    private int _ahead; // Entries in buckets whose turn comes.
    private Entry[] _near = new Entry[64];
    private int _nearCount;
    private int _bucket;
    private double _from;
    private double _perKey; // Buckets for a difference of 1.
    private long _laid; // Entries of this round, and buckets that held any.
    private int _opened;

    /// <summary>Forgets all entries.</summary>
    /// <param name="width">Range of keys of a bucket to begin with, more than 0.</param>
    public void Clear(double width)
    {
        // No Array.Fill: compiled for this once, it costs a short run more than the loop does.
        for (var i = 0; i < _first.Length; i++)
        {
            _first[i] = None;
        }

        (_linkCount, _free, _far, _ahead, _nearCount, _laid, _opened) = (0, None, None, 0, 0, 0, 0);
        // All waits for a first round.
        (_bucket, _from, _perKey) = (Buckets, double.NegativeInfinity, 1 / width);
    }

    /// <summary>Puts an entry in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Push(double key, int cell)
    {
        var bucket = BucketOf(key);
        if (bucket > _bucket)
        {
            Place(New(key, cell), bucket);
        }
        else
        {
            Sift(new(key, cell));
        }
    }

    /// <summary>Takes out the entry of the least key.</summary>
    /// <returns>False where there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryPop(out double key, out int cell)
    {
        while (_nearCount == 0)
        {
            if (_ahead > 0)
            {
                Open();
            }
            else if (_far != None)
            {
                Round();
            }
            else
            {
                (key, cell) = (0, 0);
                return false;
            }
        }

        var near = _near;
        (key, cell) = (near[0].Key, near[0].Cell);
        var last = near[--_nearCount];
        var n = _nearCount;
        var i = 0;
        while (true)
        {
            var child = (2 * i) + 1;
            if (child >= n)
            {
                break;
            }

            if (child + 1 < n && near[child + 1].Key < near[child].Key)
            {
                child++;
            }

            if (near[child].Key >= last.Key)
            {
                break;
            }

            near[i] = near[child];
            i = child;
        }

        near[i] = last;
        return true;
    }

    /// <summary>Brings the next bucket into the heap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Open()
    {
        while (_first[++_bucket] == None)
        {
        }

        var at = _first[_bucket];
        _first[_bucket] = None;
        _opened++;
        while (at != None)
        {
            ref var link = ref _links[at];
            if (stands(link.Entry.Key, link.Entry.Cell))
            {
                Sift(link.Entry);
            }

            _ahead--;
            _laid++;
            Free(ref at, ref link);
        }
    }

    /// <summary>Begins a round at the least of what waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Round()
    {
        if (_opened > 0)
        {
            _perKey *= _laid > 48L * _opened ? 2 : _laid < 6L * _opened ? 0.5 : 1;
            (_laid, _opened) = (0, 0);
        }

        var least = double.PositiveInfinity;
        for (var i = _far; i != None; i = _links[i].Next)
        {
            least = Math.Min(least, _links[i].Entry.Key);
        }

        (_from, _bucket) = (least, -1);
        var at = _far;
        _far = None;
        while (at != None)
        {
            ref var link = ref _links[at];
            if (!stands(link.Entry.Key, link.Entry.Cell))
            {
                Free(ref at, ref link);
                continue;
            }

            var next = link.Next;
            Place(at, BucketOf(link.Entry.Key));
            at = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Free(ref int at, ref Link link)
    {
        var next = link.Next;
        link.Next = _free;
        _free = at;
        at = next;
    }

    /// <summary>Rises with the key and ends at the greatest number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int BucketOf(double key) => (int)((key - _from) * _perKey);

    /// <summary>Lays an entry into its bucket, or to those of a later round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(int link, int bucket)
    {
        var ahead = bucket < Buckets;
        _ahead += ahead ? 1 : 0;
        ref var first = ref (ahead ? ref _first[bucket] : ref _far);
        _links[link].Next = first;
        first = link;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int New(double key, int cell)
    {
        var link = _free;
        if (link != None)
        {
            _free = _links[link].Next;
        }
        else
        {
            link = _linkCount++;
            if (link == _links.Length)
            {
                Array.Resize(ref _links, 2 * _links.Length);
            }
        }

        _links[link].Entry = new(key, cell);
        return link;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sift(Entry entry)
    {
        if (_nearCount == _near.Length)
        {
            Array.Resize(ref _near, 2 * _near.Length);
        }

        var near = _near;
        var i = _nearCount++;
        while (i > 0)
        {
            var parent = (i - 1) >> 1;
            if (near[parent].Key <= entry.Key)
            {
                break;
            }

            near[i] = near[parent];
            i = parent;
        }

        near[i] = entry;
    }

    private readonly record struct Entry(double Key, int Cell);

    private struct Link
    {
        public Entry Entry;
        public int Next;
    }
}
