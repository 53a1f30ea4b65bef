using System.Linq.Expressions;
using Bihuan.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Bihuan.Matters;

/// <summary>Narrows rows to those of some units.</summary>
internal static class UnitsReached
{
    /// <summary>Rows whose unit is one of some; all of them for the whole district (<see langword="null"/>). Most people reach one, which is compared, so that the rows come in the order of an index; several are
    /// one parameter, so that their number makes no query of its own that would have to be worked out anew each time.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, Expression<Func<T, UnitId?>> unit, IReadOnlyCollection<UnitId>? units)
    {
        if (units is null)
        {
            return rows;
        }

        var all = units.Select(u => (UnitId?)u).ToArray();
        var only = all.Length == 1 ? all[0] : null;
        Expression<Func<UnitId?, bool>> within = only is null ? u => EF.Parameter(all).Contains(u) : u => u == only;
        return rows.Where(Expression.Lambda<Func<T, bool>>(ReplacingExpressionVisitor.Replace(within.Parameters[0], unit.Body, within.Body), unit.Parameters));
    }
}
