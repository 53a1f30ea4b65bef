using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Bihuan.Persistence.Sqlite.Migrations
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: false),
                    IsDisabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonNumber = table.Column<string>(type: "TEXT", nullable: true),
                    UnitCode = table.Column<string>(type: "TEXT", nullable: true),
                    HasSecondFactor = table.Column<bool>(type: "INTEGER", nullable: false),
                    Grants = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "answered_request",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: true),
                    Answer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answered_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_feed",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: true),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    Opened = table.Column<long>(type: "INTEGER", nullable: false),
                    IsRevoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_feed", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_feed_secret",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Suite = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Fetched = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_feed_secret", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_year",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Notice = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_year", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "campaign",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Summary = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaign", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "checklist",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Draft = table.Column<string>(type: "TEXT", nullable: true),
                    CopyOf = table.Column<string>(type: "TEXT", nullable: true),
                    Editions = table.Column<int>(type: "INTEGER", nullable: false),
                    LastFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    WithdrawnFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    WithdrawnWhy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklist", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "checklist_edition",
                columns: table => new
                {
                    Checklist = table.Column<Guid>(type: "TEXT", nullable: false),
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Standard = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checklist_edition", x => new { x.Checklist, x.No });
                });

            migrationBuilder.CreateTable(
                name: "credential",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PasswordSet = table.Column<long>(type: "INTEGER", nullable: false),
                    MustChangePassword = table.Column<bool>(type: "INTEGER", nullable: false),
                    OldPasswords = table.Column<string>(type: "TEXT", nullable: false),
                    SecondFactorSecret = table.Column<string>(type: "TEXT", nullable: true),
                    LastCodeStep = table.Column<long>(type: "INTEGER", nullable: false),
                    RecoveryCodes = table.Column<string>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", nullable: true),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credential", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Notification = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    LeasedBy = table.Column<string>(type: "TEXT", nullable: true),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Batch = table.Column<Guid>(type: "TEXT", nullable: true),
                    Error = table.Column<string>(type: "TEXT", nullable: true),
                    ErrorDetail = table.Column<string>(type: "TEXT", nullable: true),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Import = table.Column<Guid>(type: "TEXT", nullable: false),
                    File = table.Column<string>(type: "TEXT", nullable: false),
                    ReadingFile = table.Column<string>(type: "TEXT", nullable: false),
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Issuers = table.Column<string>(type: "TEXT", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", nullable: true),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Category = table.Column<string>(type: "TEXT", nullable: true),
                    Addressees = table.Column<string>(type: "TEXT", nullable: true),
                    Registration = table.Column<string>(type: "TEXT", nullable: true),
                    SignedAs = table.Column<string>(type: "TEXT", nullable: true),
                    Gazette = table.Column<string>(type: "TEXT", nullable: true),
                    Attachments = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Clauses = table.Column<int>(type: "INTEGER", nullable: false),
                    Finds = table.Column<int>(type: "INTEGER", nullable: false),
                    Replaces = table.Column<Guid>(type: "TEXT", nullable: true),
                    Interprets = table.Column<Guid>(type: "TEXT", nullable: true),
                    Read = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    StatusSince = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    StatusBy = table.Column<string>(type: "TEXT", nullable: true),
                    StatusNote = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_adoption",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    Find = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    Thing = table.Column<string>(type: "TEXT", nullable: false),
                    Revoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_adoption", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_citation",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    Find = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: true),
                    TitleKey = table.Column<string>(type: "TEXT", nullable: true),
                    Number = table.Column<string>(type: "TEXT", nullable: true),
                    Display = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_citation", x => new { x.Document, x.Find });
                });

            migrationBuilder.CreateTable(
                name: "document_clause",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Parent = table.Column<int>(type: "INTEGER", nullable: false),
                    Depth = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Numbering = table.Column<string>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    IsFirst = table.Column<bool>(type: "INTEGER", nullable: false),
                    Heading = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Table = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_clause", x => new { x.Document, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "document_contradiction",
                columns: table => new
                {
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Severity = table.Column<string>(type: "TEXT", nullable: false),
                    Weight = table.Column<int>(type: "INTEGER", nullable: false),
                    Explanation = table.Column<string>(type: "TEXT", nullable: false),
                    ScopeMayExplain = table.Column<bool>(type: "INTEGER", nullable: false),
                    Between = table.Column<bool>(type: "INTEGER", nullable: false),
                    Places = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_contradiction", x => x.Fingerprint);
                });

            migrationBuilder.CreateTable(
                name: "document_contradiction_document",
                columns: table => new
                {
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    Document = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_contradiction_document", x => new { x.Fingerprint, x.Document });
                });

            migrationBuilder.CreateTable(
                name: "document_find",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Clause = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Confidence = table.Column<double>(type: "REAL", nullable: false),
                    Doubts = table.Column<string>(type: "TEXT", nullable: false),
                    Marks = table.Column<string>(type: "TEXT", nullable: false),
                    Units = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    What = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_find", x => new { x.Document, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "document_find_review",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    Find = table.Column<int>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", nullable: false),
                    Edited = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: true),
                    Batch = table.Column<Guid>(type: "TEXT", nullable: true),
                    Steps = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_find_review", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_import",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    File = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Requested = table.Column<long>(type: "INTEGER", nullable: false),
                    Node = table.Column<string>(type: "TEXT", nullable: true),
                    Started = table.Column<long>(type: "INTEGER", nullable: true),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    ReadingFile = table.Column<string>(type: "TEXT", nullable: true),
                    Gazette = table.Column<string>(type: "TEXT", nullable: true),
                    Documents = table.Column<string>(type: "TEXT", nullable: false),
                    Duplicates = table.Column<string>(type: "TEXT", nullable: false),
                    Finds = table.Column<int>(type: "INTEGER", nullable: false),
                    Problems = table.Column<string>(type: "TEXT", nullable: false),
                    Compared = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_import", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_rule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    DocumentName = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    What = table.Column<string>(type: "TEXT", nullable: false),
                    Revoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_ruling",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Contradiction = table.Column<string>(type: "TEXT", nullable: false),
                    Decided = table.Column<bool>(type: "INTEGER", nullable: false),
                    Holds = table.Column<int>(type: "INTEGER", nullable: true),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Why = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    ForUnit = table.Column<Guid>(type: "TEXT", nullable: true),
                    ForPost = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_ruling", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "document_unit_name",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Printed = table.Column<string>(type: "TEXT", nullable: false),
                    Answered = table.Column<bool>(type: "INTEGER", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    UnitTitle = table.Column<string>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    IsAlias = table.Column<bool>(type: "INTEGER", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_unit_name", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "enforcement",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Post = table.Column<Guid>(type: "TEXT", nullable: true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    Premises = table.Column<Guid>(type: "TEXT", nullable: true),
                    Firm = table.Column<Guid>(type: "TEXT", nullable: true),
                    Visit = table.Column<Guid>(type: "TEXT", nullable: true),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 18, scale: 2, nullable: true),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CompliedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Compliance = table.Column<string>(type: "TEXT", nullable: true),
                    AnnulledOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Annulment = table.Column<string>(type: "TEXT", nullable: true),
                    Amendments = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enforcement", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "enforcement_hazard",
                columns: table => new
                {
                    Record = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hazard = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enforcement_hazard", x => new { x.Record, x.Hazard });
                });

            migrationBuilder.CreateTable(
                name: "enforcement_standing",
                columns: table => new
                {
                    Record = table.Column<Guid>(type: "TEXT", nullable: false),
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 18, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enforcement_standing", x => new { x.Record, x.No });
                });

            migrationBuilder.CreateTable(
                name: "enterprise",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Keys = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Street = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    StateSince = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AbsorbedInto = table.Column<Guid>(type: "TEXT", nullable: true),
                    SplitFrom = table.Column<Guid>(type: "TEXT", nullable: true),
                    MergedInto = table.Column<Guid>(type: "TEXT", nullable: true),
                    Includes = table.Column<string>(type: "TEXT", nullable: false),
                    Apart = table.Column<string>(type: "TEXT", nullable: false),
                    Accounts = table.Column<string>(type: "TEXT", nullable: false),
                    History = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "enterprise_account",
                columns: table => new
                {
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    Enterprise = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_account", x => new { x.Account, x.Enterprise });
                });

            migrationBuilder.CreateTable(
                name: "enterprise_pair",
                columns: table => new
                {
                    First = table.Column<Guid>(type: "TEXT", nullable: false),
                    Second = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ground = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_pair", x => new { x.First, x.Second });
                });

            migrationBuilder.CreateTable(
                name: "enterprise_reach",
                columns: table => new
                {
                    Enterprise = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Premises = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_reach", x => new { x.Enterprise, x.Unit, x.Premises });
                });

            migrationBuilder.CreateTable(
                name: "field_receipt",
                columns: table => new
                {
                    Report = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Serial = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_field_receipt", x => x.Report);
                });

            migrationBuilder.CreateTable(
                name: "field_report",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    Client = table.Column<Guid>(type: "TEXT", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Photographs = table.Column<string>(type: "TEXT", nullable: false),
                    Sent = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Hazard = table.Column<Guid>(type: "TEXT", nullable: true),
                    Why = table.Column<string>(type: "TEXT", nullable: true),
                    Street = table.Column<Guid>(type: "TEXT", nullable: true),
                    Received = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_field_report", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "gate",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tries = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gate", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "government",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    City = table.Column<string>(type: "TEXT", nullable: true),
                    Province = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_government", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hazard",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Finder = table.Column<string>(type: "TEXT", nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Registered = table.Column<long>(type: "INTEGER", nullable: false),
                    Judgement = table.Column<string>(type: "TEXT", nullable: true),
                    Lead = table.Column<Guid>(type: "TEXT", nullable: true),
                    Plan = table.Column<string>(type: "TEXT", nullable: true),
                    Listed = table.Column<string>(type: "TEXT", nullable: true),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Photographs = table.Column<string>(type: "TEXT", nullable: false),
                    Excused = table.Column<string>(type: "TEXT", nullable: false),
                    Statements = table.Column<string>(type: "TEXT", nullable: false),
                    Handings = table.Column<string>(type: "TEXT", nullable: false),
                    End = table.Column<string>(type: "TEXT", nullable: true),
                    DropReason = table.Column<string>(type: "TEXT", nullable: true),
                    DuplicateOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hazard_listing",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hazard = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<Guid>(type: "TEXT", nullable: false),
                    Due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EnteredOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IsPublic = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastVisit = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NextVisit = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Origin = table.Column<string>(type: "TEXT", nullable: true),
                    Registered = table.Column<bool>(type: "INTEGER", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Duties = table.Column<string>(type: "TEXT", nullable: false),
                    Plates = table.Column<string>(type: "TEXT", nullable: false),
                    Publicities = table.Column<string>(type: "TEXT", nullable: false),
                    Visits = table.Column<string>(type: "TEXT", nullable: false),
                    Delays = table.Column<string>(type: "TEXT", nullable: false),
                    Notices = table.Column<string>(type: "TEXT", nullable: false),
                    End = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_listing", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hazard_mended",
                columns: table => new
                {
                    Hazard = table.Column<Guid>(type: "TEXT", nullable: false),
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_mended", x => new { x.Hazard, x.No });
                });

            migrationBuilder.CreateTable(
                name: "hazard_premises",
                columns: table => new
                {
                    Premises = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hazard = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_premises", x => new { x.Premises, x.Hazard });
                });

            migrationBuilder.CreateTable(
                name: "hazard_row",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Grade = table.Column<string>(type: "TEXT", nullable: true),
                    Category = table.Column<string>(type: "TEXT", nullable: false),
                    Street = table.Column<Guid>(type: "TEXT", nullable: true),
                    Lead = table.Column<Guid>(type: "TEXT", nullable: true),
                    InCharge = table.Column<Guid>(type: "TEXT", nullable: true),
                    Finder = table.Column<Guid>(type: "TEXT", nullable: false),
                    FoundBy = table.Column<string>(type: "TEXT", nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Premises = table.Column<Guid>(type: "TEXT", nullable: false),
                    MorePremises = table.Column<int>(type: "INTEGER", nullable: false),
                    Items = table.Column<int>(type: "INTEGER", nullable: false),
                    HasPlan = table.Column<bool>(type: "INTEGER", nullable: false),
                    Clauses = table.Column<string>(type: "TEXT", nullable: false),
                    Lon = table.Column<int>(type: "INTEGER", nullable: true),
                    Lat = table.Column<int>(type: "INTEGER", nullable: true),
                    IsReturned = table.Column<bool>(type: "INTEGER", nullable: false),
                    CancelledOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Matter = table.Column<Guid>(type: "TEXT", nullable: true),
                    MatterState = table.Column<string>(type: "TEXT", nullable: true),
                    MatterLead = table.Column<Guid>(type: "TEXT", nullable: true),
                    Accepting = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BlueFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    YellowFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    YellowUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    RedFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    MatterEnd = table.Column<string>(type: "TEXT", nullable: true),
                    MatterEnded = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_row", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hazard_unit",
                columns: table => new
                {
                    Hazard = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByMatter = table.Column<bool>(type: "INTEGER", nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hazard_unit", x => new { x.Hazard, x.Unit, x.ByMatter });
                });

            migrationBuilder.CreateTable(
                name: "holding",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Post = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Appointed = table.Column<string>(type: "TEXT", nullable: true),
                    Removed = table.Column<string>(type: "TEXT", nullable: true),
                    Concurrent = table.Column<bool>(type: "INTEGER", nullable: false),
                    Acting = table.Column<bool>(type: "INTEGER", nullable: false),
                    ProbationYears = table.Column<int>(type: "INTEGER", nullable: false),
                    ProbationEnds = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Seen = table.Column<string>(type: "TEXT", nullable: false),
                    Withdrawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holding", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inspection",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Premises = table.Column<Guid>(type: "TEXT", nullable: false),
                    Checklist = table.Column<string>(type: "TEXT", nullable: false),
                    Edition = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Standard = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Post = table.Column<Guid>(type: "TEXT", nullable: true),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    Points = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: false),
                    Most = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: false),
                    Percent = table.Column<decimal>(type: "TEXT", precision: 5, scale: 1, nullable: true),
                    Grade = table.Column<string>(type: "TEXT", nullable: true),
                    Next = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Hazards = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: true),
                    Client = table.Column<Guid>(type: "TEXT", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "issue_round",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Letter = table.Column<string>(type: "TEXT", nullable: false),
                    Matters = table.Column<string>(type: "TEXT", nullable: false),
                    Issued = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issue_round", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "issued_document",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Word = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Serial = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Issued = table.Column<long>(type: "INTEGER", nullable: false),
                    Issuer = table.Column<Guid>(type: "TEXT", nullable: false),
                    IssuerName = table.Column<string>(type: "TEXT", nullable: false),
                    Matters = table.Column<string>(type: "TEXT", nullable: false),
                    IsRestricted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Docx = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    Fonts = table.Column<string>(type: "TEXT", nullable: false),
                    Pages = table.Column<int>(type: "INTEGER", nullable: false),
                    PagesAreCertain = table.Column<bool>(type: "INTEGER", nullable: false),
                    Services = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_document", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "issued_document_matter",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    Matter = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_document_matter", x => new { x.Document, x.Matter });
                });

            migrationBuilder.CreateTable(
                name: "issued_document_unit",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_document_unit", x => new { x.Document, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    StreamKind = table.Column<string>(type: "TEXT", nullable: false),
                    StreamId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    Schema = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<Guid>(type: "TEXT", nullable: true),
                    ForUnit = table.Column<Guid>(type: "TEXT", nullable: true),
                    ForPost = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Recorded = table.Column<long>(type: "INTEGER", nullable: false),
                    Effective = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Suite = table.Column<string>(type: "TEXT", nullable: false),
                    PreviousInStream = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Previous = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "journal_checkpoint",
                columns: table => new
                {
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    EntryHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Suite = table.Column<string>(type: "TEXT", nullable: false),
                    Root = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Peaks = table.Column<string>(type: "TEXT", nullable: false),
                    Taken = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_checkpoint", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "journal_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "log_in_record",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    LastLogIn = table.Column<long>(type: "INTEGER", nullable: true),
                    LastFailure = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LockedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_in_record", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "machine_token",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    Permissions = table.Column<string>(type: "TEXT", nullable: false),
                    Issued = table.Column<long>(type: "INTEGER", nullable: false),
                    Expires = table.Column<long>(type: "INTEGER", nullable: false),
                    IsRevoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_token", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "major_problem",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    List = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: true),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Assignment = table.Column<string>(type: "TEXT", nullable: true),
                    Analysis = table.Column<string>(type: "TEXT", nullable: true),
                    SentBack = table.Column<string>(type: "TEXT", nullable: false),
                    End = table.Column<string>(type: "TEXT", nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_major_problem", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "major_problem_row",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    List = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    InCharge = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    ReportedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SentBackOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Hazards = table.Column<int>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Matter = table.Column<Guid>(type: "TEXT", nullable: true),
                    MatterState = table.Column<string>(type: "TEXT", nullable: true),
                    MatterLead = table.Column<Guid>(type: "TEXT", nullable: true),
                    Accepting = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BlueFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    YellowFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    YellowUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    RedFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    MatterEnd = table.Column<string>(type: "TEXT", nullable: true),
                    MatterEnded = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_major_problem_row", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "major_problem_unit",
                columns: table => new
                {
                    Problem = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_major_problem_unit", x => new { x.Problem, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "map_cell",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    X = table.Column<int>(type: "INTEGER", nullable: false),
                    Y = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Lon = table.Column<long>(type: "INTEGER", nullable: false),
                    Lat = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_map_cell", x => new { x.Level, x.X, x.Y, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "matter",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Lead = table.Column<Guid>(type: "TEXT", nullable: true),
                    Accepting = table.Column<Guid>(type: "TEXT", nullable: true),
                    Place = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<Guid>(type: "TEXT", nullable: true),
                    Parent = table.Column<Guid>(type: "TEXT", nullable: true),
                    Document = table.Column<Guid>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Chapter = table.Column<string>(type: "TEXT", nullable: true),
                    Number = table.Column<string>(type: "TEXT", nullable: true),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Urgency = table.Column<string>(type: "TEXT", nullable: false),
                    Secrecy = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: true),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    Issued = table.Column<long>(type: "INTEGER", nullable: true),
                    DueDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SignBy = table.Column<long>(type: "INTEGER", nullable: true),
                    Progress = table.Column<int>(type: "INTEGER", nullable: false),
                    LastReported = table.Column<long>(type: "INTEGER", nullable: true),
                    WantsHelp = table.Column<bool>(type: "INTEGER", nullable: false),
                    AsksExtension = table.Column<bool>(type: "INTEGER", nullable: false),
                    AwaitsIssuer = table.Column<bool>(type: "INTEGER", nullable: false),
                    End = table.Column<string>(type: "TEXT", nullable: true),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false),
                    BlueFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    YellowFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    YellowUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    RedFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    ReportBy = table.Column<long>(type: "INTEGER", nullable: true),
                    NextStepAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RuleId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MissingFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Round = table.Column<Guid>(type: "TEXT", nullable: true),
                    Turns = table.Column<string>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Schedule = table.Column<string>(type: "TEXT", nullable: true),
                    PausedFrom = table.Column<string>(type: "TEXT", nullable: true),
                    PausedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Reports = table.Column<string>(type: "TEXT", nullable: false),
                    Contributions = table.Column<string>(type: "TEXT", nullable: false),
                    Extensions = table.Column<string>(type: "TEXT", nullable: false),
                    Instructions = table.Column<string>(type: "TEXT", nullable: false),
                    Urges = table.Column<string>(type: "TEXT", nullable: false),
                    StepsDone = table.Column<int>(type: "INTEGER", nullable: false),
                    ReportsFilled = table.Column<int>(type: "INTEGER", nullable: false),
                    LastReportLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Returns = table.Column<int>(type: "INTEGER", nullable: false),
                    LastReturned = table.Column<long>(type: "INTEGER", nullable: true),
                    PointsToMend = table.Column<string>(type: "TEXT", nullable: false),
                    HandedIn = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptBy = table.Column<long>(type: "INTEGER", nullable: true),
                    Proposed = table.Column<string>(type: "TEXT", nullable: true),
                    HandInText = table.Column<string>(type: "TEXT", nullable: true),
                    HandInEvidence = table.Column<string>(type: "TEXT", nullable: false),
                    Finding = table.Column<string>(type: "TEXT", nullable: true),
                    FindingEvidence = table.Column<string>(type: "TEXT", nullable: false),
                    ReopenUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DeclineReason = table.Column<string>(type: "TEXT", nullable: true),
                    ProposedUnit = table.Column<Guid>(type: "TEXT", nullable: true),
                    Doers = table.Column<string>(type: "TEXT", nullable: false),
                    Spans = table.Column<string>(type: "TEXT", nullable: false),
                    AfterRedFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    AfterRedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Figures = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matter_deed",
                columns: table => new
                {
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Matter = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    InTime = table.Column<bool>(type: "INTEGER", nullable: false),
                    End = table.Column<string>(type: "TEXT", nullable: true),
                    Filled = table.Column<int>(type: "INTEGER", nullable: false),
                    Typed = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_deed", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "matter_default_view",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    View = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_default_view", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matter_filled",
                columns: table => new
                {
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_filled", x => new { x.Position, x.Origin });
                });

            migrationBuilder.CreateTable(
                name: "matter_kind",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    Reports = table.Column<string>(type: "TEXT", nullable: true),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_kind", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matter_leader",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "TEXT", nullable: false),
                    Post = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_leader", x => new { x.Matter, x.Post });
                });

            migrationBuilder.CreateTable(
                name: "matter_list",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: true),
                    Columns = table.Column<string>(type: "TEXT", nullable: false),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Entries = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_list", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "matter_milestone",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "TEXT", nullable: false),
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Planned = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_milestone", x => new { x.Matter, x.No });
                });

            migrationBuilder.CreateTable(
                name: "matter_party",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Leads = table.Column<bool>(type: "INTEGER", nullable: false),
                    Supports = table.Column<bool>(type: "INTEGER", nullable: false),
                    Accepts = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_party", x => new { x.Matter, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "matter_tally",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsRestricted = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsDuplicate = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsPaused = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsAway = table.Column<bool>(type: "INTEGER", nullable: false),
                    SignBy = table.Column<long>(type: "INTEGER", nullable: true),
                    Days = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_tally", x => x.Matter);
                });

            migrationBuilder.CreateTable(
                name: "matter_view",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Query = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sharing = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsRemoved = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_view", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "merge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<Guid>(type: "TEXT", nullable: false),
                    Into = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Moved = table.Column<string>(type: "TEXT", nullable: false),
                    Withdrawn = table.Column<string>(type: "TEXT", nullable: false),
                    Posts = table.Column<string>(type: "TEXT", nullable: false),
                    Recorded = table.Column<long>(type: "INTEGER", nullable: false),
                    Undone = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_merge", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "message_settings",
                columns: table => new
                {
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    IsEnglish = table.Column<bool>(type: "INTEGER", nullable: false),
                    Muted = table.Column<string>(type: "TEXT", nullable: false),
                    Quiet = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    UrgentPasses = table.Column<bool>(type: "INTEGER", nullable: false),
                    Tested = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_message_settings", x => x.Account);
                });

            migrationBuilder.CreateTable(
                name: "notification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: true),
                    Permission = table.Column<string>(type: "TEXT", nullable: true),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    TextKey = table.Column<string>(type: "TEXT", nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    Link = table.Column<string>(type: "TEXT", nullable: true),
                    Urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsRouted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    Once = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notification", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "notification_reader",
                columns: table => new
                {
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeenUntil = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notification_reader", x => x.Account);
                });

            migrationBuilder.CreateTable(
                name: "number_register",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Word = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_register", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "parked_entry",
                columns: table => new
                {
                    Subscriber = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    Parked = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked_entry", x => new { x.Subscriber, x.Position });
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: true),
                    DuplicateOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "portfolio",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: false),
                    Post = table.Column<Guid>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: true),
                    Duties = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    OwnTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Withdrawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_portfolio", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "post",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Single = table.Column<bool>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    DuplicateOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_post", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "post_grant",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Post = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsRevoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_post_grant", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "premises",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Keys = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Street = table.Column<Guid>(type: "TEXT", nullable: true),
                    Gas = table.Column<string>(type: "TEXT", nullable: false),
                    Lon = table.Column<int>(type: "INTEGER", nullable: true),
                    Lat = table.Column<int>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    StateSince = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SplitFrom = table.Column<Guid>(type: "TEXT", nullable: true),
                    MergedInto = table.Column<Guid>(type: "TEXT", nullable: true),
                    Includes = table.Column<string>(type: "TEXT", nullable: false),
                    Apart = table.Column<string>(type: "TEXT", nullable: false),
                    History = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "premises_firm",
                columns: table => new
                {
                    Premises = table.Column<Guid>(type: "TEXT", nullable: false),
                    Enterprise = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises_firm", x => new { x.Premises, x.Enterprise, x.Role });
                });

            migrationBuilder.CreateTable(
                name: "premises_pair",
                columns: table => new
                {
                    First = table.Column<Guid>(type: "TEXT", nullable: false),
                    Second = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ground = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises_pair", x => new { x.First, x.Second });
                });

            migrationBuilder.CreateTable(
                name: "premises_unit",
                columns: table => new
                {
                    Premises = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Lon = table.Column<int>(type: "INTEGER", nullable: true),
                    Lat = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises_unit", x => new { x.Premises, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "problem_list",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_problem_list", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "problem_quota",
                columns: table => new
                {
                    List = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Quarter = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Matter = table.Column<Guid>(type: "TEXT", nullable: true),
                    MatterState = table.Column<string>(type: "TEXT", nullable: true),
                    MatterLead = table.Column<Guid>(type: "TEXT", nullable: true),
                    Accepting = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BlueFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    YellowFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    YellowUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    RedFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    MatterEnd = table.Column<string>(type: "TEXT", nullable: true),
                    MatterEnded = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_problem_quota", x => new { x.List, x.Quarter, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "register_entry",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsFirm = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Street = table.Column<Guid>(type: "TEXT", nullable: true),
                    Lon = table.Column<int>(type: "INTEGER", nullable: true),
                    Lat = table.Column<int>(type: "INTEGER", nullable: true),
                    Cell = table.Column<long>(type: "INTEGER", nullable: true),
                    NameKeys = table.Column<string>(type: "TEXT", nullable: false),
                    AddressKey = table.Column<string>(type: "TEXT", nullable: true),
                    MapKind = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_entry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "register_key",
                columns: table => new
                {
                    IsFirm = table.Column<bool>(type: "INTEGER", nullable: false),
                    Ground = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_key", x => new { x.IsFirm, x.Ground, x.Key, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "report_day",
                columns: table => new
                {
                    Matter = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsRestricted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Answered = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_day", x => new { x.Matter, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "robot",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Notices = table.Column<string>(type: "TEXT", nullable: false),
                    Quiet = table.Column<string>(type: "TEXT", nullable: false),
                    IsRemoved = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_robot", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "robot_secret",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_robot_secret", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "score_rule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    Revoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "score_sheet",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitName = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Slot = table.Column<string>(type: "TEXT", nullable: true),
                    Total = table.Column<decimal>(type: "TEXT", precision: 9, scale: 4, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    Items = table.Column<string>(type: "TEXT", nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    Counted = table.Column<long>(type: "INTEGER", nullable: false),
                    Shown = table.Column<long>(type: "INTEGER", nullable: true),
                    ObjectUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Finished = table.Column<long>(type: "INTEGER", nullable: true),
                    Objections = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_sheet", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    Started = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeen = table.Column<long>(type: "INTEGER", nullable: false),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Agent = table.Column<string>(type: "TEXT", nullable: true),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    Post = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    District = table.Column<string>(type: "TEXT", nullable: false),
                    IsSample = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClockAheadTicks = table.Column<long>(type: "INTEGER", nullable: true),
                    Policies = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "similar_check",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hazard = table.Column<Guid>(type: "TEXT", nullable: false),
                    Premises = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: false),
                    DoneOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Inspection = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_similar_check", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "standing_group",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Members = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Parent = table.Column<Guid>(type: "TEXT", nullable: true),
                    Under = table.Column<Guid>(type: "TEXT", nullable: true),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    Seat = table.Column<Guid>(type: "TEXT", nullable: true),
                    SeatRoom = table.Column<string>(type: "TEXT", nullable: true),
                    OpenEnded = table.Column<bool>(type: "INTEGER", nullable: false),
                    Duties = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Withdrawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_standing_group", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subscriber_cursor",
                columns: table => new
                {
                    Subscriber = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    LeasedBy = table.Column<string>(type: "TEXT", nullable: true),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LastFailure = table.Column<string>(type: "TEXT", nullable: true),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriber_cursor", x => x.Subscriber);
                });

            migrationBuilder.CreateTable(
                name: "subscription",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Patterns = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsStopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    WasStoppedByFailures = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subscription_place",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    ReplayedTo = table.Column<long>(type: "INTEGER", nullable: false),
                    LeasedBy = table.Column<string>(type: "TEXT", nullable: true),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Parked = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_place", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subscription_post",
                columns: table => new
                {
                    Subscription = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: true),
                    ErrorDetail = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_post", x => new { x.Subscription, x.Position });
                });

            migrationBuilder.CreateTable(
                name: "supervision_rule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    Revoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervision_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "token_secret",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Suite = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LastUsed = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_token_secret", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "unit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    Names = table.Column<string>(type: "TEXT", nullable: false),
                    Parents = table.Column<string>(type: "TEXT", nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    EndSource = table.Column<string>(type: "TEXT", nullable: true),
                    MergedInto = table.Column<Guid>(type: "TEXT", nullable: true),
                    SplitFrom = table.Column<Guid>(type: "TEXT", nullable: true),
                    DuplicateOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "urge_sight",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Matter = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seen = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
