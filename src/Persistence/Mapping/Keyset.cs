using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Bihuan.Persistence;

/// <summary>The order of a long list, and where it goes on after an item (keyset paging): the database walks an index from there, and what is
/// added meanwhile shifts nothing. The last key must tell every two items apart.</summary>
/// <typeparam name="T">The rows.</typeparam>
public sealed class Keyset<T>
    where T : class
{
    private static readonly MethodInfo Below = typeof(Keyset<T>).GetMethod(nameof(InDatabase), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo CompareText = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    private readonly List<Key> _keys = [];

    /// <summary>Orders by a further value.</summary>
    /// <param name="key">The value, such as a day or an id; never null where two rows are alike in all keys before it.</param>
    /// <param name="descending">Whether the greatest comes first.</param>
    public Keyset<T> By<TKey>(Expression<Func<T, TKey>> key, bool descending = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        var get = key.Compile();
        _keys.Add(new(key, row => get(row), value => Box((TKey)value!), descending));
        return this;

        // EF makes a parameter of a field that it reaches through a constant, so that the query is compiled once for all values.
        static Expression Box(TKey value) => Expression.Field(Expression.Constant(new Held<TKey>(value)), nameof(Held<>.Value));
    }

    /// <summary>The rows in this order, from the first or after the one with these values.</summary>
    /// <param name="all">The rows.</param>
    /// <param name="after">The values of the last row that was given, see <see cref="ValuesOf"/>.</param>
    public IQueryable<T> Of(IQueryable<T> all, IReadOnlyList<object?>? after = null)
    {
        ArgumentNullException.ThrowIfNull(all);
        var rows = after is null ? all : all.Where(After(after));
        for (var i = 0; i < _keys.Count; i++)
        {
            var name = (i, _keys[i].Descending) switch
            {
                (0, false) => nameof(Queryable.OrderBy),
                (0, true) => nameof(Queryable.OrderByDescending),
                (_, false) => nameof(Queryable.ThenBy),
                _ => nameof(Queryable.ThenByDescending),
            };
            rows = rows.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), name, [typeof(T), _keys[i].Type], rows.Expression, Expression.Quote(_keys[i].Selector)));
        }

        return rows;
    }

    /// <summary>What is read of a row, together with the values by which it stands where it does.</summary>
    /// <param name="line">What is read.</param>
    public Expression<Func<T, KeyedLine<TLine>>> With<TLine>(Expression<Func<T, TLine>> line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var row = line.Parameters[0];
        var keys = _keys.Select(k => Expression.Convert(new Rename(k.Selector.Parameters[0], row).Visit(k.Selector.Body), typeof(object)));
        return Expression.Lambda<Func<T, KeyedLine<TLine>>>(Expression.New(typeof(KeyedLine<TLine>).GetConstructors()[0], line.Body, Expression.NewArrayInit(typeof(object), keys)), row);
    }

    /// <summary>The values by which a row stands where it does.</summary>
    public IReadOnlyList<object?> ValuesOf(T row) => _keys.ConvertAll(k => k.ValueOf(row));

    /// <summary>Values as JSON.</summary>
    public byte[] Write(IReadOnlyList<object?> values) => JsonSerializer.SerializeToUtf8Bytes(_keys.Select((k, i) => JsonSerializer.SerializeToElement(values[i], k.Type, EventCatalog.Json)), EventCatalog.Json);

    /// <summary>Values from JSON; <see langword="null"/> for text that holds none of this order.</summary>
    public IReadOnlyList<object?>? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement[]>(json) is { } values && values.Length == _keys.Count ? _keys.Select((k, i) => values[i].Deserialize(k.Type, EventCatalog.Json)).ToList() : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Beyond in the first key, or alike in it and beyond in the second, and so on.</summary>
    private Expression<Func<T, bool>> After(IReadOnlyList<object?> last)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression? after = null;
        for (var i = _keys.Count - 1; i >= 0; i--)
        {
            var value = new Rename(_keys[i].Selector.Parameters[0], row).Visit(_keys[i].Selector.Body);
            var mark = _keys[i].Box(last[i]);
            var beyond = Beyond(value, mark, _keys[i].Descending);
            after = after is null ? beyond : Expression.OrElse(beyond, Expression.AndAlso(Expression.Equal(value, mark), after));
        }

        return Expression.Lambda<Func<T, bool>>(after!, row);
    }

    private static BinaryExpression Beyond(Expression value, Expression mark, bool descending)
    {
        var type = descending ? ExpressionType.LessThan : ExpressionType.GreaterThan;
        if (value.Type == typeof(string))
        {
            return Expression.MakeBinary(type, Expression.Call(CompareText, value, mark), Expression.Constant(0));
        }

        // Ids, enumerations and truth values have no order in C#, but their columns have.
        var plain = Nullable.GetUnderlyingType(value.Type) ?? value.Type;
        var known = plain == typeof(int) || plain == typeof(long) || plain == typeof(DateOnly) || plain == typeof(DateTimeOffset);
        return Expression.MakeBinary(type, value, mark, liftToNull: false, known ? null : Below.MakeGenericMethod(value.Type));
    }

    private static bool InDatabase<TKey>(TKey left, TKey right) => throw new NotSupportedException($"{left} and {right} are compared in the database alone.");

    private sealed record Key(LambdaExpression Selector, Func<T, object?> ValueOf, Func<object?, Expression> Box, bool Descending)
    {
        public Type Type => Selector.ReturnType;
    }

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>A line with the values that its list is ordered by.</summary>
/// <typeparam name="TLine">The line.</typeparam>
/// <param name="Line">What was read.</param>
/// <param name="Keys">The values, in order.</param>
public sealed record KeyedLine<TLine>(TLine Line, IReadOnlyList<object?> Keys);

/// <summary>Holds a value where EF looks for parameters.</summary>
internal sealed class Held<TValue>(TValue value)
{
    public readonly TValue Value = value;
}
