using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Sets the program up, once (初始化).</summary>
internal static class SetUpProgram
{
    public static List<Problem> Decide(SetUp request, bool anyAccount)
    {
        List<Problem> problems = [];
        if (anyAccount)
        {
            problems.Add(Problem.Coded("ACC-020", ""));
        }
        if (request.District.Trim().Length == 0)
        {
            problems.Add(Problem.Coded("ACC-021", nameof(request.District)));
        }

        foreach (var (field, person) in People(request))
        {
            problems.AddRange(AccountNames.Problems(person.Name, person.DisplayName).Concat(Passwords.Problems(person.Password, person.Name, administrator: true, SecurityPolicy.Default))
                .Select(p => p with { Field = $"{field}.{p.Field}" }));
        }
        if (People(request).Select(p => p.Person.Name.Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() < 3)
        {
            problems.Add(Problem.Coded("ACC-022", nameof(request.Security)));
        }

        return problems;
    }

    private static IEnumerable<(string Field, FirstAdministrator Person, Role Role)> PeopleWithRoles(SetUp request) =>
        [(nameof(request.System), request.System, Role.SystemAdministrator), (nameof(request.Security), request.Security, Role.SecurityAdministrator), (nameof(request.Audit), request.Audit, Role.AuditAdministrator)];

    private static IEnumerable<(string Field, FirstAdministrator Person)> People(SetUp request) => PeopleWithRoles(request).Select(p => (p.Field, p.Person));

    internal sealed class Handler(BihuanContext db, Ledger ledger, AccountStore accounts, TimeProvider clock) : IHandler<SetUp, None>
    {
        public async ValueTask<Result<None>> Handle(SetUp request, CancellationToken cancel)
        {
            var problems = Decide(request, await db.Set<Account>().AnyAsync(cancel));
            if (problems.Count > 0)
            {
                return problems;
            }

            // Two who set up at once meet here: the settings are one stream, and the second finds it begun.
            var settings = await db.Set<Settings>().SingleOrDefaultAsync(cancel) ?? new();
            ledger.Record(settings, new WasSetUp(request.District.Trim(), request.IsSample));
            if (request.IsSample)
            {
                // Whoever looks at the sample has no time for a telephone; the page of rules shows that it is off.
                ledger.Record(settings, new PolicySet(DateOnly.MinValue, SecurityPolicy.Default with { SecondFactorForAdministrators = false }));
            }

            foreach (var (_, person, role) in PeopleWithRoles(request))
            {
                // Whoever sets up types all three passwords; the other two change theirs first.
                var mustChange = !request.IsSample && role != Role.SystemAdministrator;
                var account = accounts.Enter(person.Name.Trim(), person.DisplayName.Trim(), person.Password, mustChange);
                ledger.Record(account, new RoleGranted(new(Id.New<GrantId>(clock), role, null, null, DistrictDay.Today(clock), null)));
            }

            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>What a name to log in with must be.</summary>
internal static class AccountNames
{
    public static List<Problem> Problems(string name, string displayName)
    {
        List<Problem> problems = [];
        name = name.Trim();
        if (name.Length is < 2 or > 32 || !name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            problems.Add(Problem.Coded("ACC-023", "Name"));
        }
        if (displayName.Trim().Length is < 1 or > 64)
        {
            problems.Add(Problem.Coded("ACC-024", "DisplayName"));
        }

        return problems;
    }
}
