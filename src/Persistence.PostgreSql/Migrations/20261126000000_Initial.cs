using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Bihuan.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DisplayName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsDisabled = table.Column<bool>(type: "boolean", nullable: false),
                    Person = table.Column<Guid>(type: "uuid", nullable: true),
                    PersonNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UnitCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    HasSecondFactor = table.Column<bool>(type: "boolean", nullable: false),
                    Grants = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "answered_request",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "bytea", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    ContentType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Answer = table.Column<byte[]>(type: "bytea", nullable: false),
                    Created = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answered_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_feed",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: true),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    Opened = table.Column<long>(type: "bigint", nullable: false),
                    IsRevoked = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_feed", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_feed_secret",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Suite = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Fetched = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_feed_secret", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_year",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Notice = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_year", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "campaign",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Summary = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaign", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "checklist",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Draft = table.Column<string>(type: "text", nullable: true),
                    CopyOf = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Editions = table.Column<int>(type: "integer", nullable: false),
                    LastFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    WithdrawnFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    WithdrawnWhy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklist", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "checklist_edition",
                columns: table => new
                {
                    Checklist = table.Column<Guid>(type: "uuid", nullable: false),
                    No = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Standard = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Content = table.Column<string>(type: "text", nullable: false),
                    PublishedOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklist_edition", x => new { x.Checklist, x.No });
                });

            migrationBuilder.CreateTable(
                name: "credential",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PasswordSet = table.Column<long>(type: "bigint", nullable: false),
                    MustChangePassword = table.Column<bool>(type: "boolean", nullable: false),
                    OldPasswords = table.Column<string>(type: "text", nullable: false),
                    SecondFactorSecret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LastCodeStep = table.Column<long>(type: "bigint", nullable: false),
                    RecoveryCodes = table.Column<string>(type: "text", nullable: false),
                    UserName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NormalizedUserName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PasswordHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credential", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Notification = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false),
                    Target = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: false),
                    LeasedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Batch = table.Column<Guid>(type: "uuid", nullable: true),
                    Error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorDetail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Created = table.Column<long>(type: "bigint", nullable: false),
                    Ended = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Import = table.Column<Guid>(type: "uuid", nullable: false),
                    File = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReadingFile = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Index = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Issuers = table.Column<string>(type: "text", nullable: false),
                    Issuer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Date = table.Column<DateOnly>(type: "date", nullable: true),
                    Category = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Addressees = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Registration = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SignedAs = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Gazette = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Attachments = table.Column<string>(type: "text", nullable: false),
                    Digest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Clauses = table.Column<int>(type: "integer", nullable: false),
                    Finds = table.Column<int>(type: "integer", nullable: false),
                    Replaces = table.Column<Guid>(type: "uuid", nullable: true),
                    Interprets = table.Column<Guid>(type: "uuid", nullable: true),
                    Read = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    StatusSince = table.Column<DateOnly>(type: "date", nullable: true),
                    StatusBy = table.Column<string>(type: "text", nullable: true),
                    StatusNote = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_adoption",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    Find = table.Column<int>(type: "integer", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Thing = table.Column<string>(type: "text", nullable: false),
                    Revoked = table.Column<bool>(type: "boolean", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_adoption", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_citation",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    Find = table.Column<int>(type: "integer", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TitleKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Display = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_citation", x => new { x.Document, x.Find });
                });

            migrationBuilder.CreateTable(
                name: "document_clause",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Parent = table.Column<int>(type: "integer", nullable: false),
                    Depth = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Numbering = table.Column<string>(type: "text", nullable: false),
                    Label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsFirst = table.Column<bool>(type: "boolean", nullable: false),
                    Heading = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Table = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_clause", x => new { x.Document, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "document_contradiction",
                columns: table => new
                {
                    Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Severity = table.Column<string>(type: "text", nullable: false),
                    Weight = table.Column<int>(type: "integer", nullable: false),
                    Explanation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScopeMayExplain = table.Column<bool>(type: "boolean", nullable: false),
                    Between = table.Column<bool>(type: "boolean", nullable: false),
                    Places = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_contradiction", x => x.Fingerprint);
                });

            migrationBuilder.CreateTable(
                name: "document_contradiction_document",
                columns: table => new
                {
                    Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Document = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_contradiction_document", x => new { x.Fingerprint, x.Document });
                });

            migrationBuilder.CreateTable(
                name: "document_find",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Clause = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Confidence = table.Column<double>(type: "double precision", nullable: false),
                    Doubts = table.Column<string>(type: "text", nullable: false),
                    Marks = table.Column<string>(type: "text", nullable: false),
                    Units = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    What = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_find", x => new { x.Document, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "document_find_review",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    Find = table.Column<int>(type: "integer", nullable: false),
                    Verdict = table.Column<string>(type: "text", nullable: false),
                    Edited = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    By = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: true),
                    Batch = table.Column<Guid>(type: "uuid", nullable: true),
                    Steps = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_find_review", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_import",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    File = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    MediaType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: true),
                    Requested = table.Column<long>(type: "bigint", nullable: false),
                    Node = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Started = table.Column<long>(type: "bigint", nullable: true),
                    Ended = table.Column<long>(type: "bigint", nullable: true),
                    ReadingFile = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Gazette = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Documents = table.Column<string>(type: "text", nullable: false),
                    Duplicates = table.Column<string>(type: "text", nullable: false),
                    Finds = table.Column<int>(type: "integer", nullable: false),
                    Problems = table.Column<string>(type: "text", nullable: false),
                    Compared = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_import", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_rule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    DocumentName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    What = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Revoked = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_ruling",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Contradiction = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Decided = table.Column<bool>(type: "boolean", nullable: false),
                    Holds = table.Column<int>(type: "integer", nullable: true),
                    Since = table.Column<DateOnly>(type: "date", nullable: true),
                    Why = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    By = table.Column<Guid>(type: "uuid", nullable: true),
                    ForUnit = table.Column<Guid>(type: "uuid", nullable: true),
                    ForPost = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_ruling", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_unit_name",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Printed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Answered = table.Column<bool>(type: "boolean", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    UnitTitle = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: true),
                    IsAlias = table.Column<bool>(type: "boolean", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_unit_name", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "enforcement",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Post = table.Column<Guid>(type: "uuid", nullable: true),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Field = table.Column<string>(type: "text", nullable: false),
                    Premises = table.Column<Guid>(type: "uuid", nullable: true),
                    Firm = table.Column<Guid>(type: "uuid", nullable: true),
                    Visit = table.Column<Guid>(type: "uuid", nullable: true),
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    CompliedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Compliance = table.Column<string>(type: "text", nullable: true),
                    AnnulledOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Annulment = table.Column<string>(type: "text", nullable: true),
                    Amendments = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enforcement", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "enforcement_hazard",
                columns: table => new
                {
                    Record = table.Column<Guid>(type: "uuid", nullable: false),
                    Hazard = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enforcement_hazard", x => new { x.Record, x.Hazard });
                });

            migrationBuilder.CreateTable(
                name: "enforcement_standing",
                columns: table => new
                {
                    Record = table.Column<Guid>(type: "uuid", nullable: false),
                    No = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Field = table.Column<string>(type: "text", nullable: false),
                    Amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enforcement_standing", x => new { x.Record, x.No });
                });

            migrationBuilder.CreateTable(
                name: "enterprise",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Keys = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Street = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    StateSince = table.Column<DateOnly>(type: "date", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    AbsorbedInto = table.Column<Guid>(type: "uuid", nullable: true),
                    SplitFrom = table.Column<Guid>(type: "uuid", nullable: true),
                    MergedInto = table.Column<Guid>(type: "uuid", nullable: true),
                    Includes = table.Column<string>(type: "text", nullable: false),
                    Apart = table.Column<string>(type: "text", nullable: false),
                    Accounts = table.Column<string>(type: "text", nullable: false),
                    History = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "enterprise_account",
                columns: table => new
                {
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    Enterprise = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_account", x => new { x.Account, x.Enterprise });
                });

            migrationBuilder.CreateTable(
                name: "enterprise_pair",
                columns: table => new
                {
                    First = table.Column<Guid>(type: "uuid", nullable: false),
                    Second = table.Column<Guid>(type: "uuid", nullable: false),
                    Ground = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_pair", x => new { x.First, x.Second });
                });

            migrationBuilder.CreateTable(
                name: "enterprise_reach",
                columns: table => new
                {
                    Enterprise = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Premises = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_reach", x => new { x.Enterprise, x.Unit, x.Premises });
                });

            migrationBuilder.CreateTable(
                name: "field_receipt",
                columns: table => new
                {
                    Report = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Serial = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_field_receipt", x => x.Report);
                });

            migrationBuilder.CreateTable(
                name: "field_report",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    Client = table.Column<Guid>(type: "uuid", nullable: false),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Photographs = table.Column<string>(type: "text", nullable: false),
                    Sent = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Hazard = table.Column<Guid>(type: "uuid", nullable: true),
                    Why = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Street = table.Column<Guid>(type: "uuid", nullable: true),
                    Received = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_field_report", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "gate",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tries = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gate", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "government",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Level = table.Column<string>(type: "text", nullable: false),
                    City = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Province = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_government", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hazard",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Finder = table.Column<string>(type: "text", nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Registered = table.Column<long>(type: "bigint", nullable: false),
                    Judgement = table.Column<string>(type: "text", nullable: true),
                    Lead = table.Column<Guid>(type: "uuid", nullable: true),
                    Plan = table.Column<string>(type: "text", nullable: true),
                    Listed = table.Column<string>(type: "text", nullable: true),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Photographs = table.Column<string>(type: "text", nullable: false),
                    Excused = table.Column<string>(type: "text", nullable: false),
                    Statements = table.Column<string>(type: "text", nullable: false),
                    Handings = table.Column<string>(type: "text", nullable: false),
                    End = table.Column<string>(type: "text", nullable: true),
                    DropReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DuplicateOf = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hazard_listing",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Hazard = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<Guid>(type: "uuid", nullable: false),
                    Due = table.Column<DateOnly>(type: "date", nullable: false),
                    EnteredOn = table.Column<DateOnly>(type: "date", nullable: false),
                    IsPublic = table.Column<bool>(type: "boolean", nullable: false),
                    LastVisit = table.Column<DateOnly>(type: "date", nullable: true),
                    NextVisit = table.Column<DateOnly>(type: "date", nullable: true),
                    Origin = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Registered = table.Column<bool>(type: "boolean", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Duties = table.Column<string>(type: "text", nullable: false),
                    Plates = table.Column<string>(type: "text", nullable: false),
                    Publicities = table.Column<string>(type: "text", nullable: false),
                    Visits = table.Column<string>(type: "text", nullable: false),
                    Delays = table.Column<string>(type: "text", nullable: false),
                    Notices = table.Column<string>(type: "text", nullable: false),
                    End = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_listing", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hazard_mended",
                columns: table => new
                {
                    Hazard = table.Column<Guid>(type: "uuid", nullable: false),
                    No = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_mended", x => new { x.Hazard, x.No });
                });

            migrationBuilder.CreateTable(
                name: "hazard_premises",
                columns: table => new
                {
                    Premises = table.Column<Guid>(type: "uuid", nullable: false),
                    Hazard = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_premises", x => new { x.Premises, x.Hazard });
                });

            migrationBuilder.CreateTable(
                name: "hazard_row",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    Grade = table.Column<string>(type: "text", nullable: true),
                    Category = table.Column<string>(type: "text", nullable: false),
                    Street = table.Column<Guid>(type: "uuid", nullable: true),
                    Lead = table.Column<Guid>(type: "uuid", nullable: true),
                    InCharge = table.Column<Guid>(type: "uuid", nullable: true),
                    Finder = table.Column<Guid>(type: "uuid", nullable: false),
                    FoundBy = table.Column<string>(type: "text", nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Premises = table.Column<Guid>(type: "uuid", nullable: false),
                    MorePremises = table.Column<int>(type: "integer", nullable: false),
                    Items = table.Column<int>(type: "integer", nullable: false),
                    HasPlan = table.Column<bool>(type: "boolean", nullable: false),
                    Clauses = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Lon = table.Column<int>(type: "integer", nullable: true),
                    Lat = table.Column<int>(type: "integer", nullable: true),
                    IsReturned = table.Column<bool>(type: "boolean", nullable: false),
                    CancelledOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Matter = table.Column<Guid>(type: "uuid", nullable: true),
                    MatterState = table.Column<string>(type: "text", nullable: true),
                    MatterLead = table.Column<Guid>(type: "uuid", nullable: true),
                    Accepting = table.Column<Guid>(type: "uuid", nullable: true),
                    DueDay = table.Column<DateOnly>(type: "date", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    BlueFrom = table.Column<long>(type: "bigint", nullable: true),
                    YellowFrom = table.Column<long>(type: "bigint", nullable: true),
                    YellowUntil = table.Column<long>(type: "bigint", nullable: true),
                    RedFrom = table.Column<long>(type: "bigint", nullable: true),
                    MatterEnd = table.Column<string>(type: "text", nullable: true),
                    MatterEnded = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_row", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hazard_unit",
                columns: table => new
                {
                    Hazard = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    ByMatter = table.Column<bool>(type: "boolean", nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_unit", x => new { x.Hazard, x.Unit, x.ByMatter });
                });

            migrationBuilder.CreateTable(
                name: "holding",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Post = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<Guid>(type: "uuid", nullable: false),
                    Origin = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Appointed = table.Column<string>(type: "text", nullable: true),
                    Removed = table.Column<string>(type: "text", nullable: true),
                    Concurrent = table.Column<bool>(type: "boolean", nullable: false),
                    Acting = table.Column<bool>(type: "boolean", nullable: false),
                    ProbationYears = table.Column<int>(type: "integer", nullable: false),
                    ProbationEnds = table.Column<DateOnly>(type: "date", nullable: true),
                    Seen = table.Column<string>(type: "text", nullable: false),
                    Withdrawn = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holding", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inspection",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Premises = table.Column<Guid>(type: "uuid", nullable: false),
                    Checklist = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Edition = table.Column<DateOnly>(type: "date", nullable: false),
                    Standard = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Post = table.Column<Guid>(type: "uuid", nullable: true),
                    Answers = table.Column<string>(type: "text", nullable: false),
                    Points = table.Column<decimal>(type: "numeric(9,2)", precision: 9, scale: 2, nullable: false),
                    Most = table.Column<decimal>(type: "numeric(9,2)", precision: 9, scale: 2, nullable: false),
                    Percent = table.Column<decimal>(type: "numeric(5,1)", precision: 5, scale: 1, nullable: true),
                    Grade = table.Column<string>(type: "text", nullable: true),
                    Next = table.Column<DateOnly>(type: "date", nullable: false),
                    Hazards = table.Column<string>(type: "text", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: true),
                    Client = table.Column<Guid>(type: "uuid", nullable: true),
                    Content = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "issue_round",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Letter = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Matters = table.Column<string>(type: "text", nullable: false),
                    Issued = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issue_round", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "issued_document",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Word = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Serial = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Issued = table.Column<long>(type: "bigint", nullable: false),
                    Issuer = table.Column<Guid>(type: "uuid", nullable: false),
                    IssuerName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Matters = table.Column<string>(type: "text", nullable: false),
                    IsRestricted = table.Column<bool>(type: "boolean", nullable: false),
                    Docx = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Html = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fonts = table.Column<string>(type: "text", nullable: false),
                    Pages = table.Column<int>(type: "integer", nullable: false),
                    PagesAreCertain = table.Column<bool>(type: "boolean", nullable: false),
                    Services = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_document", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "issued_document_matter",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    Matter = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_document_matter", x => new { x.Document, x.Matter });
                });

            migrationBuilder.CreateTable(
                name: "issued_document_unit",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_document_unit", x => new { x.Document, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    StreamKind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Schema = table.Column<int>(type: "integer", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Actor = table.Column<Guid>(type: "uuid", nullable: true),
                    ForUnit = table.Column<Guid>(type: "uuid", nullable: true),
                    ForPost = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Recorded = table.Column<long>(type: "bigint", nullable: false),
                    Effective = table.Column<DateOnly>(type: "date", nullable: true),
                    Suite = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PreviousInStream = table.Column<byte[]>(type: "bytea", nullable: false),
                    Previous = table.Column<byte[]>(type: "bytea", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "journal_checkpoint",
                columns: table => new
                {
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    EntryHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Suite = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Root = table.Column<byte[]>(type: "bytea", nullable: false),
                    Peaks = table.Column<string>(type: "text", nullable: false),
                    Taken = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_checkpoint", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "journal_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "log_in_record",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    LastLogIn = table.Column<long>(type: "bigint", nullable: true),
                    LastFailure = table.Column<long>(type: "bigint", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LockedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_in_record", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "machine_token",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    Permissions = table.Column<string>(type: "text", nullable: false),
                    Issued = table.Column<long>(type: "bigint", nullable: false),
                    Expires = table.Column<long>(type: "bigint", nullable: false),
                    IsRevoked = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_token", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "major_problem",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    List = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    ReportedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Why = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Assignment = table.Column<string>(type: "text", nullable: true),
                    Analysis = table.Column<string>(type: "text", nullable: true),
                    SentBack = table.Column<string>(type: "text", nullable: false),
                    End = table.Column<string>(type: "text", nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_major_problem", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "major_problem_row",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    List = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    InCharge = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReportedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SentBackOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Hazards = table.Column<int>(type: "integer", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Matter = table.Column<Guid>(type: "uuid", nullable: true),
                    MatterState = table.Column<string>(type: "text", nullable: true),
                    MatterLead = table.Column<Guid>(type: "uuid", nullable: true),
                    Accepting = table.Column<Guid>(type: "uuid", nullable: true),
                    DueDay = table.Column<DateOnly>(type: "date", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    BlueFrom = table.Column<long>(type: "bigint", nullable: true),
                    YellowFrom = table.Column<long>(type: "bigint", nullable: true),
                    YellowUntil = table.Column<long>(type: "bigint", nullable: true),
                    RedFrom = table.Column<long>(type: "bigint", nullable: true),
                    MatterEnd = table.Column<string>(type: "text", nullable: true),
                    MatterEnded = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_major_problem_row", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "major_problem_unit",
                columns: table => new
                {
                    Problem = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_major_problem_unit", x => new { x.Problem, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "map_cell",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    X = table.Column<int>(type: "integer", nullable: false),
                    Y = table.Column<int>(type: "integer", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Lon = table.Column<long>(type: "bigint", nullable: false),
                    Lat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_map_cell", x => new { x.Level, x.X, x.Y, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "matter",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Lead = table.Column<Guid>(type: "uuid", nullable: true),
                    Accepting = table.Column<Guid>(type: "uuid", nullable: true),
                    Place = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<Guid>(type: "uuid", nullable: true),
                    Parent = table.Column<Guid>(type: "uuid", nullable: true),
                    Document = table.Column<Guid>(type: "uuid", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true),
                    Chapter = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Urgency = table.Column<string>(type: "text", nullable: false),
                    Secrecy = table.Column<string>(type: "text", nullable: false),
                    Origin = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Created = table.Column<long>(type: "bigint", nullable: false),
                    Issued = table.Column<long>(type: "bigint", nullable: true),
                    DueDay = table.Column<DateOnly>(type: "date", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    SignBy = table.Column<long>(type: "bigint", nullable: true),
                    Progress = table.Column<int>(type: "integer", nullable: false),
                    LastReported = table.Column<long>(type: "bigint", nullable: true),
                    WantsHelp = table.Column<bool>(type: "boolean", nullable: false),
                    AsksExtension = table.Column<bool>(type: "boolean", nullable: false),
                    AwaitsIssuer = table.Column<bool>(type: "boolean", nullable: false),
                    End = table.Column<string>(type: "text", nullable: true),
                    Ended = table.Column<long>(type: "bigint", nullable: true),
                    Changed = table.Column<long>(type: "bigint", nullable: false),
                    BlueFrom = table.Column<long>(type: "bigint", nullable: true),
                    YellowFrom = table.Column<long>(type: "bigint", nullable: true),
                    YellowUntil = table.Column<long>(type: "bigint", nullable: true),
                    RedFrom = table.Column<long>(type: "bigint", nullable: true),
                    ReportBy = table.Column<long>(type: "bigint", nullable: true),
                    NextStepAt = table.Column<long>(type: "bigint", nullable: true),
                    RuleId = table.Column<Guid>(type: "uuid", nullable: true),
                    MissingFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    Round = table.Column<Guid>(type: "uuid", nullable: true),
                    Turns = table.Column<string>(type: "text", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Schedule = table.Column<string>(type: "text", nullable: true),
                    PausedFrom = table.Column<string>(type: "text", nullable: true),
                    PausedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reports = table.Column<string>(type: "text", nullable: false),
                    Contributions = table.Column<string>(type: "text", nullable: false),
                    Extensions = table.Column<string>(type: "text", nullable: false),
                    Instructions = table.Column<string>(type: "text", nullable: false),
                    Urges = table.Column<string>(type: "text", nullable: false),
                    StepsDone = table.Column<int>(type: "integer", nullable: false),
                    ReportsFilled = table.Column<int>(type: "integer", nullable: false),
                    LastReportLate = table.Column<bool>(type: "boolean", nullable: false),
                    Returns = table.Column<int>(type: "integer", nullable: false),
                    LastReturned = table.Column<long>(type: "bigint", nullable: true),
                    PointsToMend = table.Column<string>(type: "text", nullable: false),
                    HandedIn = table.Column<long>(type: "bigint", nullable: true),
                    AcceptBy = table.Column<long>(type: "bigint", nullable: true),
                    Proposed = table.Column<string>(type: "text", nullable: true),
                    HandInText = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    HandInEvidence = table.Column<string>(type: "text", nullable: false),
                    Finding = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FindingEvidence = table.Column<string>(type: "text", nullable: false),
                    ReopenUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    DeclineReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProposedUnit = table.Column<Guid>(type: "uuid", nullable: true),
                    Doers = table.Column<string>(type: "text", nullable: false),
                    Spans = table.Column<string>(type: "text", nullable: false),
                    AfterRedFrom = table.Column<long>(type: "bigint", nullable: true),
                    AfterRedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Figures = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matter_deed",
                columns: table => new
                {
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Matter = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    InTime = table.Column<bool>(type: "boolean", nullable: false),
                    End = table.Column<string>(type: "text", nullable: true),
                    Filled = table.Column<int>(type: "integer", nullable: false),
                    Typed = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_deed", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "matter_default_view",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    View = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_default_view", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matter_filled",
                columns: table => new
                {
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Origin = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_filled", x => new { x.Position, x.Origin });
                });

            migrationBuilder.CreateTable(
                name: "matter_kind",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fields = table.Column<string>(type: "text", nullable: false),
                    Reports = table.Column<string>(type: "text", nullable: true),
                    IsRetired = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_kind", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matter_leader",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "uuid", nullable: false),
                    Post = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_leader", x => new { x.Matter, x.Post });
                });

            migrationBuilder.CreateTable(
                name: "matter_list",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Owner = table.Column<Guid>(type: "uuid", nullable: true),
                    Columns = table.Column<string>(type: "text", nullable: false),
                    IsRetired = table.Column<bool>(type: "boolean", nullable: false),
                    Entries = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_list", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matter_milestone",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "uuid", nullable: false),
                    No = table.Column<int>(type: "integer", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Planned = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_milestone", x => new { x.Matter, x.No });
                });

            migrationBuilder.CreateTable(
                name: "matter_party",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Leads = table.Column<bool>(type: "boolean", nullable: false),
                    Supports = table.Column<bool>(type: "boolean", nullable: false),
                    Accepts = table.Column<bool>(type: "boolean", nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_party", x => new { x.Matter, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "matter_tally",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    IsRestricted = table.Column<bool>(type: "boolean", nullable: false),
                    IsDuplicate = table.Column<bool>(type: "boolean", nullable: false),
                    IsPaused = table.Column<bool>(type: "boolean", nullable: false),
                    IsAway = table.Column<bool>(type: "boolean", nullable: false),
                    SignBy = table.Column<long>(type: "bigint", nullable: true),
                    Days = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_tally", x => x.Matter);
                });

            migrationBuilder.CreateTable(
                name: "matter_view",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Query = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Sharing = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    IsRemoved = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_view", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "merge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<Guid>(type: "uuid", nullable: false),
                    Into = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Moved = table.Column<string>(type: "text", nullable: false),
                    Withdrawn = table.Column<string>(type: "text", nullable: false),
                    Posts = table.Column<string>(type: "text", nullable: false),
                    Recorded = table.Column<long>(type: "bigint", nullable: false),
                    Undone = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_merge", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "message_settings",
                columns: table => new
                {
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsEnglish = table.Column<bool>(type: "boolean", nullable: false),
                    Muted = table.Column<string>(type: "text", nullable: false),
                    Quiet = table.Column<string>(type: "text", nullable: false),
                    Digest = table.Column<string>(type: "text", nullable: false),
                    UrgentPasses = table.Column<bool>(type: "boolean", nullable: false),
                    Tested = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_message_settings", x => x.Account);
                });

            migrationBuilder.CreateTable(
                name: "notification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: true),
                    Permission = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    TextKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Values = table.Column<string>(type: "text", nullable: false),
                    Link = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Urgent = table.Column<bool>(type: "boolean", nullable: false),
                    IsRouted = table.Column<bool>(type: "boolean", nullable: false),
                    Created = table.Column<long>(type: "bigint", nullable: false),
                    Once = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notification", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "notification_reader",
                columns: table => new
                {
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    SeenUntil = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notification_reader", x => x.Account);
                });

            migrationBuilder.CreateTable(
                name: "number_register",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Word = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_register", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "parked_entry",
                columns: table => new
                {
                    Subscriber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Failure = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    Parked = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked_entry", x => new { x.Subscriber, x.Position });
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DuplicateOf = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "portfolio",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<Guid>(type: "uuid", nullable: false),
                    Post = table.Column<Guid>(type: "uuid", nullable: false),
                    Scope = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Duties = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    OwnTo = table.Column<DateOnly>(type: "date", nullable: true),
                    EndedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true),
                    Withdrawn = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_portfolio", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "post",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Single = table.Column<bool>(type: "boolean", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true),
                    DuplicateOf = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_post", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "post_grant",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Post = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    IsRevoked = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_post_grant", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "premises",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Keys = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Street = table.Column<Guid>(type: "uuid", nullable: true),
                    Gas = table.Column<string>(type: "text", nullable: false),
                    Lon = table.Column<int>(type: "integer", nullable: true),
                    Lat = table.Column<int>(type: "integer", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    StateSince = table.Column<DateOnly>(type: "date", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    SplitFrom = table.Column<Guid>(type: "uuid", nullable: true),
                    MergedInto = table.Column<Guid>(type: "uuid", nullable: true),
                    Includes = table.Column<string>(type: "text", nullable: false),
                    Apart = table.Column<string>(type: "text", nullable: false),
                    History = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "premises_firm",
                columns: table => new
                {
                    Premises = table.Column<Guid>(type: "uuid", nullable: false),
                    Enterprise = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises_firm", x => new { x.Premises, x.Enterprise, x.Role });
                });

            migrationBuilder.CreateTable(
                name: "premises_pair",
                columns: table => new
                {
                    First = table.Column<Guid>(type: "uuid", nullable: false),
                    Second = table.Column<Guid>(type: "uuid", nullable: false),
                    Ground = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises_pair", x => new { x.First, x.Second });
                });

            migrationBuilder.CreateTable(
                name: "premises_unit",
                columns: table => new
                {
                    Premises = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Lon = table.Column<int>(type: "integer", nullable: true),
                    Lat = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises_unit", x => new { x.Premises, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "problem_list",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Terms = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_problem_list", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "problem_quota",
                columns: table => new
                {
                    List = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Quarter = table.Column<DateOnly>(type: "date", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Matter = table.Column<Guid>(type: "uuid", nullable: true),
                    MatterState = table.Column<string>(type: "text", nullable: true),
                    MatterLead = table.Column<Guid>(type: "uuid", nullable: true),
                    Accepting = table.Column<Guid>(type: "uuid", nullable: true),
                    DueDay = table.Column<DateOnly>(type: "date", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    BlueFrom = table.Column<long>(type: "bigint", nullable: true),
                    YellowFrom = table.Column<long>(type: "bigint", nullable: true),
                    YellowUntil = table.Column<long>(type: "bigint", nullable: true),
                    RedFrom = table.Column<long>(type: "bigint", nullable: true),
                    MatterEnd = table.Column<string>(type: "text", nullable: true),
                    MatterEnded = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_problem_quota", x => new { x.List, x.Quarter, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "register_entry",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    IsFirm = table.Column<bool>(type: "boolean", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Street = table.Column<Guid>(type: "uuid", nullable: true),
                    Lon = table.Column<int>(type: "integer", nullable: true),
                    Lat = table.Column<int>(type: "integer", nullable: true),
                    Cell = table.Column<long>(type: "bigint", nullable: true),
                    NameKeys = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AddressKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MapKind = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_entry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "register_key",
                columns: table => new
                {
                    IsFirm = table.Column<bool>(type: "boolean", nullable: false),
                    Ground = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_key", x => new { x.IsFirm, x.Ground, x.Key, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "report_day",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    IsRestricted = table.Column<bool>(type: "boolean", nullable: false),
                    Asked = table.Column<bool>(type: "boolean", nullable: false),
                    Answered = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_day", x => new { x.Matter, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "robot",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Host = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Notices = table.Column<string>(type: "text", nullable: false),
                    Quiet = table.Column<string>(type: "text", nullable: false),
                    IsRemoved = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_robot", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "robot_secret",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Secret = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_robot_secret", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "score_rule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    Revoked = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "score_sheet",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    UnitName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Slot = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Total = table.Column<decimal>(type: "numeric(9,4)", precision: 9, scale: 4, nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    Items = table.Column<string>(type: "text", nullable: false),
                    Lines = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Counted = table.Column<long>(type: "bigint", nullable: false),
                    Shown = table.Column<long>(type: "bigint", nullable: true),
                    ObjectUntil = table.Column<long>(type: "bigint", nullable: true),
                    Finished = table.Column<long>(type: "bigint", nullable: true),
                    Objections = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_sheet", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    Started = table.Column<long>(type: "bigint", nullable: false),
                    LastSeen = table.Column<long>(type: "bigint", nullable: false),
                    Ended = table.Column<long>(type: "bigint", nullable: true),
                    Address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Agent = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    Post = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    District = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsSample = table.Column<bool>(type: "boolean", nullable: false),
                    ClockAheadTicks = table.Column<long>(type: "bigint", nullable: true),
                    Policies = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "similar_check",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Hazard = table.Column<Guid>(type: "uuid", nullable: false),
                    Premises = table.Column<Guid>(type: "uuid", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: false),
                    DoneOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Inspection = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_similar_check", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "standing_group",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Members = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true),
                    Parent = table.Column<Guid>(type: "uuid", nullable: true),
                    Under = table.Column<Guid>(type: "uuid", nullable: true),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    Seat = table.Column<Guid>(type: "uuid", nullable: true),
                    SeatRoom = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OpenEnded = table.Column<bool>(type: "boolean", nullable: false),
                    Duties = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Withdrawn = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_standing_group", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subscriber_cursor",
                columns: table => new
                {
                    Subscriber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    LeasedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LastFailure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NotBefore = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriber_cursor", x => x.Subscriber);
                });

            migrationBuilder.CreateTable(
                name: "subscription",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Patterns = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<Guid>(type: "uuid", nullable: true),
                    IsStopped = table.Column<bool>(type: "boolean", nullable: false),
                    WasStoppedByFailures = table.Column<bool>(type: "boolean", nullable: false),
                    IsClosed = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subscription_place",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Secret = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    ReplayedTo = table.Column<long>(type: "bigint", nullable: false),
                    LeasedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    Parked = table.Column<int>(type: "integer", nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_place", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subscription_post",
                columns: table => new
                {
                    Subscription = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ErrorDetail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_post", x => new { x.Subscription, x.Position });
                });

            migrationBuilder.CreateTable(
                name: "supervision_rule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    Revoked = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervision_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "token_secret",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Suite = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    LastUsed = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_token_secret", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "unit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Level = table.Column<string>(type: "text", nullable: false),
                    Names = table.Column<string>(type: "text", nullable: false),
                    Parents = table.Column<string>(type: "text", nullable: false),
                    Aliases = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true),
                    EndSource = table.Column<string>(type: "text", nullable: true),
                    MergedInto = table.Column<Guid>(type: "uuid", nullable: true),
                    SplitFrom = table.Column<Guid>(type: "uuid", nullable: true),
                    DuplicateOf = table.Column<Guid>(type: "uuid", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "urge_sight",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Matter = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    Seen = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_urge_sight", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "journal_head",
                columns: new[] { "Id", "Hash", "Position" },
                values: new object[] { 1, new byte[0], 0L });

            migrationBuilder.CreateIndex(
                name: "IX_account_Name",
                table: "account",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_account_PersonNumber",
                table: "account",
                column: "PersonNumber");

            migrationBuilder.CreateIndex(
                name: "IX_answered_request_Created",
                table: "answered_request",
                column: "Created");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_feed_Account",
                table: "calendar_feed",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_feed_Unit",
                table: "calendar_feed",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_year_Year",
                table: "calendar_year",
                column: "Year",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_campaign_From_Id",
                table: "campaign",
                columns: new[] { "From", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_checklist_edition_From",
                table: "checklist_edition",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_credential_NormalizedUserName",
                table: "credential",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_delivery_Batch",
                table: "delivery",
                column: "Batch");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_Created",
                table: "delivery",
                column: "Created");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_Notification_Channel_Target",
                table: "delivery",
                columns: new[] { "Notification", "Channel", "Target" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_delivery_State_NotBefore",
                table: "delivery",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_document_Date",
                table: "document",
                column: "Date");

            migrationBuilder.CreateIndex(
                name: "IX_document_Digest",
                table: "document",
                column: "Digest");

            migrationBuilder.CreateIndex(
                name: "IX_document_Import",
                table: "document",
                column: "Import");

            migrationBuilder.CreateIndex(
                name: "IX_document_Interprets",
                table: "document",
                column: "Interprets");

            migrationBuilder.CreateIndex(
                name: "IX_document_Number",
                table: "document",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_document_Replaces",
                table: "document",
                column: "Replaces");

            migrationBuilder.CreateIndex(
                name: "IX_document_Title",
                table: "document",
                column: "Title");

            migrationBuilder.CreateIndex(
                name: "IX_document_adoption_Document_Find",
                table: "document_adoption",
                columns: new[] { "Document", "Find" });

            migrationBuilder.CreateIndex(
                name: "IX_document_adoption_Document_Place_Kind_ContentHash",
                table: "document_adoption",
                columns: new[] { "Document", "Place", "Kind", "ContentHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_document_citation_Number",
                table: "document_citation",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_document_citation_TitleKey",
                table: "document_citation",
                column: "TitleKey");

            migrationBuilder.CreateIndex(
                name: "IX_document_clause_Document_Place",
                table: "document_clause",
                columns: new[] { "Document", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_document_contradiction_document_Document",
                table: "document_contradiction_document",
                column: "Document");

            migrationBuilder.CreateIndex(
                name: "IX_document_find_review_Document_Find",
                table: "document_find_review",
                columns: new[] { "Document", "Find" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_document_import_File",
                table: "document_import",
                column: "File");

            migrationBuilder.CreateIndex(
                name: "IX_document_import_Requested",
                table: "document_import",
                column: "Requested");

            migrationBuilder.CreateIndex(
                name: "IX_document_import_Status",
                table: "document_import",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_document_rule_Document_Place_Kind_ContentHash",
                table: "document_rule",
                columns: new[] { "Document", "Place", "Kind", "ContentHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_document_rule_Kind_From",
                table: "document_rule",
                columns: new[] { "Kind", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_document_ruling_Contradiction",
                table: "document_ruling",
                column: "Contradiction",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_document_unit_name_Printed",
                table: "document_unit_name",
                column: "Printed",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_Day_Id",
                table: "enforcement",
                columns: new[] { "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_Firm",
                table: "enforcement",
                column: "Firm",
                filter: "\"Firm\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_Premises",
                table: "enforcement",
                column: "Premises",
                filter: "\"Premises\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_Unit_Day_Id",
                table: "enforcement",
                columns: new[] { "Unit", "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_Unit_Number_Kind",
                table: "enforcement",
                columns: new[] { "Unit", "Number", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_Until",
                table: "enforcement",
                column: "Until",
                filter: "\"Until\" IS NOT NULL AND \"CompliedOn\" IS NULL AND \"AnnulledOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_Visit",
                table: "enforcement",
                column: "Visit",
                unique: true,
                filter: "\"Visit\" IS NOT NULL AND \"AnnulledOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_hazard_Hazard",
                table: "enforcement_hazard",
                column: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_enforcement_standing_Field_Kind_Record",
                table: "enforcement_standing",
                columns: new[] { "Field", "Kind", "Record" });

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_Code",
                table: "enterprise",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_Name_Id",
                table: "enterprise",
                columns: new[] { "Name", "Id" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_State_Name_Id",
                table: "enterprise",
                columns: new[] { "State", "Name", "Id" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_Street_Name_Id",
                table: "enterprise",
                columns: new[] { "Street", "Name", "Id" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_pair_Second",
                table: "enterprise_pair",
                column: "Second");

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_reach_Premises",
                table: "enterprise_reach",
                column: "Premises");

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_reach_Unit_Enterprise",
                table: "enterprise_reach",
                columns: new[] { "Unit", "Enterprise" });

            migrationBuilder.CreateIndex(
                name: "IX_field_receipt_Day_Serial",
                table: "field_receipt",
                columns: new[] { "Day", "Serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_field_report_Account_Client_Attempt",
                table: "field_report",
                columns: new[] { "Account", "Client", "Attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_field_report_Account_Received_Id",
                table: "field_report",
                columns: new[] { "Account", "Received", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_field_report_waiting",
                table: "field_report",
                columns: new[] { "Received", "Id" },
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_listing_Due_Id",
                table: "hazard_listing",
                columns: new[] { "Due", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_hazard_listing_Hazard",
                table: "hazard_listing",
                column: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_listing_Origin",
                table: "hazard_listing",
                column: "Origin",
                unique: true,
                filter: "\"Origin\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_listing_public",
                table: "hazard_listing",
                columns: new[] { "Due", "Id" },
                filter: "\"IsPublic\"");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_premises_Hazard",
                table: "hazard_premises",
                column: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_row_Category_FoundOn_Id",
                table: "hazard_row",
                columns: new[] { "Category", "FoundOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_hazard_row_FoundOn_Id",
                table: "hazard_row",
                columns: new[] { "FoundOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_hazard_row_Grade_FoundOn_Id",
                table: "hazard_row",
                columns: new[] { "Grade", "FoundOn", "Id" },
                filter: "\"Grade\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_row_InCharge_FoundOn_Id",
                table: "hazard_row",
                columns: new[] { "InCharge", "FoundOn", "Id" },
                filter: "\"InCharge\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_row_Matter",
                table: "hazard_row",
                column: "Matter",
                filter: "\"Matter\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_row_State_FoundOn_Id",
                table: "hazard_row",
                columns: new[] { "State", "FoundOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_hazard_row_Street_FoundOn_Id",
                table: "hazard_row",
                columns: new[] { "Street", "FoundOn", "Id" },
                filter: "\"Street\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_row_due",
                table: "hazard_row",
                columns: new[] { "DueAt", "Id", "InCharge", "MatterState", "RedFrom", "YellowFrom", "YellowUntil", "BlueFrom" },
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hazard_unit_Unit_FoundOn_Hazard",
                table: "hazard_unit",
                columns: new[] { "Unit", "FoundOn", "Hazard" });

            migrationBuilder.CreateIndex(
                name: "IX_holding_Person",
                table: "holding",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_holding_Post",
                table: "holding",
                column: "Post");

            migrationBuilder.CreateIndex(
                name: "IX_holding_ProbationEnds",
                table: "holding",
                column: "ProbationEnds");

            migrationBuilder.CreateIndex(
                name: "IX_inspection_Account_Client",
                table: "inspection",
                columns: new[] { "Account", "Client" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inspection_Day_Id",
                table: "inspection",
                columns: new[] { "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_inspection_Premises_Day_Id",
                table: "inspection",
                columns: new[] { "Premises", "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_inspection_Unit_Day_Id",
                table: "inspection",
                columns: new[] { "Unit", "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_issued_document_Issued",
                table: "issued_document",
                column: "Issued");

            migrationBuilder.CreateIndex(
                name: "IX_issued_document_Word_Year_Serial",
                table: "issued_document",
                columns: new[] { "Word", "Year", "Serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_issued_document_matter_Matter",
                table: "issued_document_matter",
                column: "Matter");

            migrationBuilder.CreateIndex(
                name: "IX_issued_document_unit_Unit",
                table: "issued_document_unit",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_journal_Recorded",
                table: "journal",
                column: "Recorded");

            migrationBuilder.CreateIndex(
                name: "IX_journal_StreamId_Version",
                table: "journal",
                columns: new[] { "StreamId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_log_in_record_Account",
                table: "log_in_record",
                column: "Account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_major_problem_row_List_ReportedOn_Id",
                table: "major_problem_row",
                columns: new[] { "List", "ReportedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_major_problem_row_Matter",
                table: "major_problem_row",
                column: "Matter",
                filter: "\"Matter\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_major_problem_unit_Unit_Problem",
                table: "major_problem_unit",
                columns: new[] { "Unit", "Problem" });

            migrationBuilder.CreateIndex(
                name: "IX_map_cell_Kind_Level_X_Y",
                table: "map_cell",
                columns: new[] { "Kind", "Level", "X", "Y" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_Changed_Id",
                table: "matter",
                columns: new[] { "Changed", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_Document_Secrecy",
                table: "matter",
                columns: new[] { "Document", "Secrecy" },
                filter: "\"Document\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_matter_Ended",
                table: "matter",
                column: "Ended");

            migrationBuilder.CreateIndex(
                name: "IX_matter_Issued_Secrecy",
                table: "matter",
                columns: new[] { "Issued", "Secrecy" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_Kind_DueAt_Id",
                table: "matter",
                columns: new[] { "Kind", "DueAt", "Id" },
                filter: "\"Kind\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_matter_Lead_End_Issued_Secrecy",
                table: "matter",
                columns: new[] { "Lead", "End", "Issued", "Secrecy" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_Lead_IsOpen_DueAt_Id",
                table: "matter",
                columns: new[] { "Lead", "IsOpen", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_NextStepAt",
                table: "matter",
                column: "NextStepAt");

            migrationBuilder.CreateIndex(
                name: "IX_matter_Origin",
                table: "matter",
                column: "Origin",
                unique: true,
                filter: "\"Origin\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_matter_Parent",
                table: "matter",
                column: "Parent",
                filter: "\"Parent\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_matter_Place_DueAt_Id",
                table: "matter",
                columns: new[] { "Place", "DueAt", "Id" },
                filter: "\"Place\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_matter_ReportBy",
                table: "matter",
                column: "ReportBy");

            migrationBuilder.CreateIndex(
                name: "IX_matter_awaits_issuer",
                table: "matter",
                columns: new[] { "DueAt", "Id", "Parent", "Lead" },
                filter: "\"AwaitsIssuer\"");

            migrationBuilder.CreateIndex(
                name: "IX_matter_days",
                table: "matter",
                columns: new[] { "RuleId", "Kind", "MissingFrom", "Id" },
                filter: "\"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_matter_draft",
                table: "matter",
                columns: new[] { "Document", "Lead" },
                filter: "\"State\" = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "IX_matter_handed_in",
                table: "matter",
                columns: new[] { "DueAt", "Id", "Accepting" },
                filter: "\"State\" = 'HandedIn'");

            migrationBuilder.CreateIndex(
                name: "IX_matter_narrow",
                table: "matter",
                columns: new[] { "DueAt", "Id", "IsOpen", "State", "Lead", "Place", "Document", "Chapter", "End", "Secrecy", "RedFrom", "YellowFrom", "YellowUntil", "BlueFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_open",
                table: "matter",
                columns: new[] { "DueAt", "Id", "IsOpen", "Lead", "State", "RedFrom", "YellowFrom", "YellowUntil", "BlueFrom", "WantsHelp" },
                filter: "\"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_matter_deed_Unit_At",
                table: "matter_deed",
                columns: new[] { "Unit", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_default_view_Account",
                table: "matter_default_view",
                column: "Account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_matter_filled_Unit_At",
                table: "matter_filled",
                columns: new[] { "Unit", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_leader_Post",
                table: "matter_leader",
                column: "Post");

            migrationBuilder.CreateIndex(
                name: "IX_matter_milestone_Day",
                table: "matter_milestone",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_matter_party_Unit_IsOpen_DueAt_Matter",
                table: "matter_party",
                columns: new[] { "Unit", "IsOpen", "DueAt", "Matter" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_party_supports",
                table: "matter_party",
                columns: new[] { "Unit", "DueAt", "Matter" },
                filter: "\"Supports\" AND \"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_matter_view_Owner",
                table: "matter_view",
                column: "Owner");

            migrationBuilder.CreateIndex(
                name: "IX_matter_view_Sharing_Unit",
                table: "matter_view",
                columns: new[] { "Sharing", "Unit" });

            migrationBuilder.CreateIndex(
                name: "IX_notification_Created",
                table: "notification",
                column: "Created");

            migrationBuilder.CreateIndex(
                name: "IX_notification_IsRouted",
                table: "notification",
                column: "IsRouted");

            migrationBuilder.CreateIndex(
                name: "IX_notification_Once",
                table: "notification",
                column: "Once",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_number_register_Word_Year",
                table: "number_register",
                columns: new[] { "Word", "Year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_person_Name",
                table: "person",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_person_Number",
                table: "person",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_portfolio_Person",
                table: "portfolio",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_post_Unit",
                table: "post",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_post_grant_Post",
                table: "post_grant",
                column: "Post");

            migrationBuilder.CreateIndex(
                name: "IX_premises_Gas_Name_Id",
                table: "premises",
                columns: new[] { "Gas", "Name", "Id" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_Kind_Name_Id",
                table: "premises",
                columns: new[] { "Kind", "Name", "Id" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_Name_Id",
                table: "premises",
                columns: new[] { "Name", "Id" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_State_Name_Id",
                table: "premises",
                columns: new[] { "State", "Name", "Id" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_Street_Name_Id",
                table: "premises",
                columns: new[] { "Street", "Name", "Id" },
                filter: "\"MergedInto\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_map",
                table: "premises",
                columns: new[] { "Lon", "Lat", "State", "Kind", "Street", "Gas" },
                filter: "\"Lon\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_map_kind",
                table: "premises",
                columns: new[] { "Kind", "Lon", "Lat", "State", "Street", "Gas" },
                filter: "\"Lon\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_map_street",
                table: "premises",
                columns: new[] { "Street", "Lon", "Lat", "State", "Kind", "Gas" },
                filter: "\"Lon\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_firm_Enterprise_Premises",
                table: "premises_firm",
                columns: new[] { "Enterprise", "Premises" });

            migrationBuilder.CreateIndex(
                name: "IX_premises_pair_Second",
                table: "premises_pair",
                column: "Second");

            migrationBuilder.CreateIndex(
                name: "IX_premises_unit_Unit_Lon_Lat_Premises",
                table: "premises_unit",
                columns: new[] { "Unit", "Lon", "Lat", "Premises" },
                filter: "\"Lon\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_premises_unit_Unit_Name_Premises",
                table: "premises_unit",
                columns: new[] { "Unit", "Name", "Premises" });

            migrationBuilder.CreateIndex(
                name: "IX_register_entry_Cell",
                table: "register_entry",
                column: "Cell",
                filter: "\"Cell\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_register_entry_Code",
                table: "register_entry",
                column: "Code",
                filter: "\"Code\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_register_key_Id",
                table: "register_key",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_report_day_Day_Unit_Asked_DueAt_Answered",
                table: "report_day",
                columns: new[] { "Day", "Unit", "Asked", "DueAt", "Answered" });

            migrationBuilder.CreateIndex(
                name: "IX_report_day_Unit_Day",
                table: "report_day",
                columns: new[] { "Unit", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_robot_Unit_Kind",
                table: "robot",
                columns: new[] { "Unit", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_score_sheet_Slot",
                table: "score_sheet",
                column: "Slot",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_score_sheet_To_Unit",
                table: "score_sheet",
                columns: new[] { "To", "Unit" });

            migrationBuilder.CreateIndex(
                name: "IX_session_Account",
                table: "session",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_similar_check_Hazard",
                table: "similar_check",
                column: "Hazard");

            migrationBuilder.CreateIndex(
                name: "IX_similar_check_Premises",
                table: "similar_check",
                column: "Premises",
                filter: "\"DoneOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_similar_check_Unit_Id",
                table: "similar_check",
                columns: new[] { "Unit", "Id" },
                filter: "\"DoneOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_subscription_post_At",
                table: "subscription_post",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_unit_Name",
                table: "unit",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_urge_sight_Matter_Account",
                table: "urge_sight",
                columns: new[] { "Matter", "Account" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "answered_request");

            migrationBuilder.DropTable(
                name: "calendar_feed");

            migrationBuilder.DropTable(
                name: "calendar_feed_secret");

            migrationBuilder.DropTable(
                name: "calendar_year");

            migrationBuilder.DropTable(
                name: "campaign");

            migrationBuilder.DropTable(
                name: "checklist");

            migrationBuilder.DropTable(
                name: "checklist_edition");

            migrationBuilder.DropTable(
                name: "credential");

            migrationBuilder.DropTable(
                name: "delivery");

            migrationBuilder.DropTable(
                name: "document");

            migrationBuilder.DropTable(
                name: "document_adoption");

            migrationBuilder.DropTable(
                name: "document_citation");

            migrationBuilder.DropTable(
                name: "document_clause");

            migrationBuilder.DropTable(
                name: "document_contradiction");

            migrationBuilder.DropTable(
                name: "document_contradiction_document");

            migrationBuilder.DropTable(
                name: "document_find");

            migrationBuilder.DropTable(
                name: "document_find_review");

            migrationBuilder.DropTable(
                name: "document_import");

            migrationBuilder.DropTable(
                name: "document_rule");

            migrationBuilder.DropTable(
                name: "document_ruling");

            migrationBuilder.DropTable(
                name: "document_unit_name");

            migrationBuilder.DropTable(
                name: "enforcement");

            migrationBuilder.DropTable(
                name: "enforcement_hazard");

            migrationBuilder.DropTable(
                name: "enforcement_standing");

            migrationBuilder.DropTable(
                name: "enterprise");

            migrationBuilder.DropTable(
                name: "enterprise_account");

            migrationBuilder.DropTable(
                name: "enterprise_pair");

            migrationBuilder.DropTable(
                name: "enterprise_reach");

            migrationBuilder.DropTable(
                name: "field_receipt");

            migrationBuilder.DropTable(
                name: "field_report");

            migrationBuilder.DropTable(
                name: "gate");

            migrationBuilder.DropTable(
                name: "government");

            migrationBuilder.DropTable(
                name: "hazard");

            migrationBuilder.DropTable(
                name: "hazard_listing");

            migrationBuilder.DropTable(
                name: "hazard_mended");

            migrationBuilder.DropTable(
                name: "hazard_premises");

            migrationBuilder.DropTable(
                name: "hazard_row");

            migrationBuilder.DropTable(
                name: "hazard_unit");

            migrationBuilder.DropTable(
                name: "holding");

            migrationBuilder.DropTable(
                name: "inspection");

            migrationBuilder.DropTable(
                name: "issue_round");

            migrationBuilder.DropTable(
                name: "issued_document");

            migrationBuilder.DropTable(
                name: "issued_document_matter");

            migrationBuilder.DropTable(
                name: "issued_document_unit");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "journal_checkpoint");

            migrationBuilder.DropTable(
                name: "journal_head");

            migrationBuilder.DropTable(
                name: "log_in_record");

            migrationBuilder.DropTable(
                name: "machine_token");

            migrationBuilder.DropTable(
                name: "major_problem");

            migrationBuilder.DropTable(
                name: "major_problem_row");

            migrationBuilder.DropTable(
                name: "major_problem_unit");

            migrationBuilder.DropTable(
                name: "map_cell");

            migrationBuilder.DropTable(
                name: "matter");

            migrationBuilder.DropTable(
                name: "matter_deed");

            migrationBuilder.DropTable(
                name: "matter_default_view");

            migrationBuilder.DropTable(
                name: "matter_filled");

            migrationBuilder.DropTable(
                name: "matter_kind");

            migrationBuilder.DropTable(
                name: "matter_leader");

            migrationBuilder.DropTable(
                name: "matter_list");

            migrationBuilder.DropTable(
                name: "matter_milestone");

            migrationBuilder.DropTable(
                name: "matter_party");

            migrationBuilder.DropTable(
                name: "matter_tally");

            migrationBuilder.DropTable(
                name: "matter_view");

            migrationBuilder.DropTable(
                name: "merge");

            migrationBuilder.DropTable(
                name: "message_settings");

            migrationBuilder.DropTable(
                name: "notification");

            migrationBuilder.DropTable(
                name: "notification_reader");

            migrationBuilder.DropTable(
                name: "number_register");

            migrationBuilder.DropTable(
                name: "parked_entry");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "portfolio");

            migrationBuilder.DropTable(
                name: "post");

            migrationBuilder.DropTable(
                name: "post_grant");

            migrationBuilder.DropTable(
                name: "premises");

            migrationBuilder.DropTable(
                name: "premises_firm");

            migrationBuilder.DropTable(
                name: "premises_pair");

            migrationBuilder.DropTable(
                name: "premises_unit");

            migrationBuilder.DropTable(
                name: "problem_list");

            migrationBuilder.DropTable(
                name: "problem_quota");

            migrationBuilder.DropTable(
                name: "register_entry");

            migrationBuilder.DropTable(
                name: "register_key");

            migrationBuilder.DropTable(
                name: "report_day");

            migrationBuilder.DropTable(
                name: "robot");

            migrationBuilder.DropTable(
                name: "robot_secret");

            migrationBuilder.DropTable(
                name: "score_rule");

            migrationBuilder.DropTable(
                name: "score_sheet");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "settings");

            migrationBuilder.DropTable(
                name: "similar_check");

            migrationBuilder.DropTable(
                name: "standing_group");

            migrationBuilder.DropTable(
                name: "subscriber_cursor");

            migrationBuilder.DropTable(
                name: "subscription");

            migrationBuilder.DropTable(
                name: "subscription_place");

            migrationBuilder.DropTable(
                name: "subscription_post");

            migrationBuilder.DropTable(
                name: "supervision_rule");

            migrationBuilder.DropTable(
                name: "token_secret");

            migrationBuilder.DropTable(
                name: "unit");

            migrationBuilder.DropTable(
                name: "urge_sight");
        }
    }
}
