using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Bihuan.Persistence.Sqlite;

/// <summary>Makes the full-text index. Written by hand: the model knows no FTS5 tables. It leans on no other migration, so that those can be
/// written again by tools/migrations.sh.</summary>
[DbContext(typeof(BihuanContext))]
[Migration("20261127000000_SearchIndex")]
public sealed class SearchIndexMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE search_group (
                number INTEGER NOT NULL PRIMARY KEY,
                kind INTEGER NOT NULL,
                id TEXT NOT NULL,
                day INTEGER NOT NULL,
                UNIQUE (kind, id));
            """);
        migrationBuilder.Sql("CREATE TABLE search_entry (id INTEGER NOT NULL PRIMARY KEY, folded TEXT NOT NULL);");

        // Tokens come ready made with spaces between them. "ascii" takes everything beyond ASCII for letters, and the point of a decimal must be one, too.
        migrationBuilder.Sql("""CREATE VIRTUAL TABLE search_token USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '.'");""");
        migrationBuilder.Sql("CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN DELETE FROM search_token WHERE rowid = old.id; END;");
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TABLE search_token;");
        migrationBuilder.Sql("DROP TABLE search_entry;");
        migrationBuilder.Sql("DROP TABLE search_group;");
    }
}
