using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Bihuan.Web;

/// <summary>Only for <c>tools/migrations.sh</c>: the model for the database named by the first argument.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<BihuanContext>
{
    public BihuanContext CreateDbContext(string[] args)
    {
        var place = args is ["postgresql", ..] ? DatabasePlace.PostgreSql("Host=localhost;Database=design") : DatabasePlace.File("design.db");
        var options = new DbContextOptionsBuilder<BihuanContext>();
        place.Configure(options);
        return new(options.Options, ProgramModules.All());
    }
}
