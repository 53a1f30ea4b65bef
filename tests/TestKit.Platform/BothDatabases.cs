using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Bihuan.TestKit;

/// <summary>The databases that the product runs on.</summary>
public enum DatabaseKind
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}

/// <summary>Runs a theory once on each database, given as its only argument. Further rows are added by other data attributes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<DatabaseKind>(DatabaseKind.Sqlite), new TheoryDataRow<DatabaseKind>(DatabaseKind.PostgreSql)]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
