namespace Bihuan.Kernel;

/// <summary>One value of a <see cref="Dated{T}"/>: what holds, from which day on, and which clause says so.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="From">The first day it holds.</param>
/// <param name="Value">What holds.</param>
/// <param name="Source">The clause that sets it.</param>
/// <param name="To">The last day it holds, where its document says so; else it holds until the next value.</param>
public sealed record DatedValue<T>(DateOnly From, T Value, Clause Source, DateOnly? To = null);

/// <summary>A rule was asked for a day that it knows nothing of.</summary>
/// <param name="day">The day asked for.</param>
public sealed class NotInForceException(DateOnly day) : Exception($"{ChineseDate.Format(day)}没有可用的规定：该日不在已知的施行期内。")
{
    /// <summary>The day asked for.</summary>
    public DateOnly Day { get; } = day;
}

/// <summary>Something that changes with the documents that set it (按日取值): each value has its first day and its clause, and an
/// amendment adds a value. Outside the days it knows it refuses.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class Dated<T>
{
    private readonly DatedValue<T>[] _values;

    /// <summary>A history of values.</summary>
    /// <param name="values">At least one, by first day; none may begin before the one before it has ended.</param>
    /// <exception cref="ArgumentException">There is none, they are not in order, or two hold on one day.</exception>
    public Dated(IEnumerable<DatedValue<T>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = [.. values];
        if (_values.Length == 0)
        {
            throw new ArgumentException("A dated value needs at least one value.", nameof(values));
        }

        for (var i = 0; i < _values.Length; i++)
        {
            if (_values[i].To < _values[i].From)
            {
                throw new ArgumentException($"The value from {_values[i].From:O} ends before it begins.", nameof(values));
            }

            if (i > 0 && _values[i].From <= (_values[i - 1].To ?? _values[i - 1].From))
            {
                throw new ArgumentException($"The value from {_values[i].From:O} overlaps the one before it, or is out of order.", nameof(values));
            }
        }
    }

    /// <summary>The values, by first day.</summary>
    public IReadOnlyList<DatedValue<T>> Values => _values;

    /// <summary>What holds on a day, with its clause.</summary>
    /// <exception cref="NotInForceException">Nothing is known of that day.</exception>
    public DatedValue<T> On(DateOnly day) => TryOn(day) ?? throw new NotInForceException(day);

    /// <summary>What holds on a day; <see langword="null"/> where nothing is known of it.</summary>
    public DatedValue<T>? TryOn(DateOnly day)
    {
        for (var i = _values.Length - 1; i >= 0; i--)
        {
            if (_values[i].From <= day)
            {
                return day <= (_values[i].To ?? DateOnly.MaxValue) ? _values[i] : null;
            }
        }

        return null;
    }
}
