using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Bihuan.Persistence.PostgreSql;

/// <summary>Makes the full-text index. Written by hand: the model knows the tables, but not the tokens beside them. It leans on no other
/// migration, so that those can be written again by tools/migrations.sh.</summary>
[DbContext(typeof(BihuanContext))]
[Migration("20261127000000_SearchIndex")]
public sealed class SearchIndexMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE search_group (
                number integer NOT NULL PRIMARY KEY,
                kind integer NOT NULL,
                id uuid NOT NULL,
                day integer NOT NULL,
                UNIQUE (kind, id));
            """);
        migrationBuilder.Sql("""CREATE TABLE search_entry (id bigint NOT NULL PRIMARY KEY, folded text COLLATE "C" NOT NULL, tokens tsvector NOT NULL);""");

        // A list of pending rows would be read from end to end for every bucket of every search.
        migrationBuilder.Sql("CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens) WITH (fastupdate = off);");

        // The planner is told what to do; samples of tokens would only cost time.
        migrationBuilder.Sql("ALTER TABLE search_entry ALTER COLUMN tokens SET STATISTICS 0;");
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TABLE search_entry;");
        migrationBuilder.Sql("DROP TABLE search_group;");
    }
}
