using System.Reflection;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>A right over one unit is none over another, whatever id is put into a request.</summary>
public class OtherUnitsTests
{
    /// <summary>Ids of things that stand above all units: whoever has the permission has it for the whole district or for no one of them.
    /// A new kind of id is either here with its reason, or its requests name their unit.</summary>
    private static readonly Dictionary<string, string> OfNoUnit = new(StringComparer.Ordinal)
    {
        ["AccountId"] = "accounts are administered for the whole district",
        ["GrantId"] = "so are their rights",
        ["SessionId"] = "one's own session, compared with the caller's account",
        ["MachineTokenId"] = "tokens are administered for the whole district",
        ["PersonId"] = "a person belongs to no unit; the posts they hold do",
        ["GroupId"] = "a standing group crosses units",
        ["MergeId"] = "a merge is of two entries of the whole register",
        ["DocumentId"] = "documents are the district's",
        ["ImportId"] = "an import brings documents, which are the district's",
        ["MatterKindId"] = "kinds of matters are the district's",
        ["RuleId"] = "a rule comes from a document",
        ["IssuedDocumentId"] = "an issued document goes to several units; the handler asks which of them are within reach, see IssuedDocumentTests",
        ["ScoreSheetId"] = "a score is of a unit; the handler asks for the right over it after loading, see ScoreTests",
        ["ProblemListId"] = "lists are known to all who see hazards; what stands on them is narrowed, see ProblemListTests",
        ["MajorProblemId"] = "a major problem has to do with several units; the handler asks which of them are within reach, see ProblemListTests",
        ["HazardId"] = "a hazard has to do with several units; the handler asks which of them are within reach, see HazardRightsTests; of a firm, where it is today, see FirmTests",
        ["ListingId"] = "a listing is of a hazard; the handler asks for the hazard or the body that listed, see ListedRightsTests",
        ["EnforcementId"] = "a record is of the unit that acted; the handler asks for the right over it after loading, see EnforcementTests",
        ["CampaignId"] = "a campaign crosses units; the handler asks for a right over the whole district or over its office, see CampaignTests",
        ["ChecklistId"] = "checklists are rules for everybody who inspects; the handler asks for the right over the whole district, see OwnChecklistTests",
        ["InspectionId"] = "an inspection is of the unit that made it and of premises; the handler asks for either, see OwnChecklistTests",
        ["DeliveryId"] = "deliveries are run by the system administrator for the whole district; the handler asks for the right over it",
        ["SubscriptionId"] = "so are subscriptions; for a machine whose token reaches one unit the handler asks for the right over the subscription's unit",
        ["FeedId"] = "one's own calendar, compared with the caller's account; a unit's is named together with its unit",
        ["MatterListId"] = "a list is named together with a matter, and the right over both is asked; lists themselves are set up for the whole district",
        ["MatterViewId"] = "a saved view is its owner's; the handler compares the account, and who is shown it follows the unit acted for, see ViewTests",
        ["FieldReportId"] = "one's own report, compared with the account that sent it",
        ["AdoptionId"] = "an adoption is of a document; what it changes in a unit asks for the right over that unit",
    };

    [Fact]
    public async Task ARequestAboutAUnit_IsRefusedToWhoHasARightOverAnother()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        var permissions = web.Services.GetRequiredService<Permissions>();
        var (mine, other) = (await Visitor.Do(web, new CreateUnit("甲局")), await Visitor.Do(web, new CreateUnit("乙局")));
        var accounts = new Dictionary<Role, Guid>();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var type in Endpoints.Requests.Where(typeof(IForUnit).IsAssignableFrom))
        {
            var request = World.Make(type, new() { [typeof(UnitId)] = other, [typeof(PostRef)] = PostRef.Titled(other, "x") });
            if (((IForUnit)request).Unit != other.Value)
            {
                wrong.Add($"{Endpoints.NameOf(type)}: the test cannot say which unit it is about.");
                continue;
            }

            foreach (var role in permissions.RolesWith(Need.Of(type.GetCustomAttributes()).Permission!))
            {
                if (role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator)
                {
                    continue;
                }
                if (!accounts.TryGetValue(role, out var account))
                {
                    accounts[role] = account = await World.AccountWith(web, role, mine);
                }

                tried++;
                if (!await World.IsRefused(web, account, request))
                {
                    wrong.Add($"{role}: {Endpoints.NameOf(type)}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{tried} requests with another's unit");
        Assert.True(tried > 10);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>Requests that carry an id of something else are listed by the kind of id, so that none is forgotten: where the thing belongs to
    /// a unit, the handler asks for the right over it after loading, and a row below proves it.</summary>
    [Fact]
    public async Task ARequestWithAnotherId_IsRefusedToWhoHasARightOverAnotherUnit()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        var (mine, other) = (await Visitor.Do(web, new CreateUnit("甲局")), await Visitor.Do(web, new CreateUnit("乙局")));
        var post = await Visitor.Do(web, new CreatePost(other, "局长"));
        var person = await Visitor.Do(web, new EnterPerson("张某"));
        var holding = await Visitor.Do(web, new Appoint(PersonRef.Known(person), PostRef.Known(post), new(2022, 1, 1), null));
        var portfolio = await Visitor.Do(web, new SetPortfolio(PersonRef.Known(person), PostRef.Known(post), new(2022, 1, 1), "x", [new Duty(DutyKind.Leads, "应急", null)], null));
        var third = await Visitor.Do(web, new CreateUnit("丙局"));
        var matter = await Visitor.Do(web, new OpenMatter(new() { Title = "x", Body = "x", Lead = other, Accepting = third, Due = new(new(2022, 12, 31)), Origin = new("x", "1", "x", null) }));
        var firm = await Visitor.Do(web, new RegisterEnterprise(new() { Name = "某公司", Departments = [other] }));
        var premises = await Visitor.Do(web, new RegisterPremises(new() { Name = "某仓库", Kind = "warehouse", Territory = other, Uses = [new(firm, UseRole.User)] }));
        var given = new Dictionary<Type, object>
        {
            [typeof(EnterpriseId)] = firm,
            [typeof(PremisesId)] = premises,
            [typeof(PostId)] = post,
            [typeof(HoldingId)] = holding,
            [typeof(PortfolioId)] = portfolio,
            [typeof(MatterId)] = matter,
            [typeof(PostRef)] = PostRef.Known(post),
            [typeof(PersonRef)] = PersonRef.Known(person),
        };
        var permissions = web.Services.GetRequiredService<Permissions>();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var type in Endpoints.Requests.Where(Endpoints.IsCommand).Where(t => t.GetProperties().Any(p => given.ContainsKey(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) && p.PropertyType != typeof(PersonRef))))
        {
            var need = Need.Of(type.GetCustomAttributes());
            foreach (var role in permissions.RolesWith(need.Permission ?? "").Where(r => r is not (Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator)))
            {
                tried++;
                var account = await World.AccountOnce(web, role, mine);
                if (!await World.IsRefused(web, account, World.Make(type, given)))
                {
                    wrong.Add($"{role}: {Endpoints.NameOf(type)}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{tried} requests with another's post, holding, portfolio, matter, firm or premises");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void EveryKindOfId_IsKnownHere()
    {
        string[] tried = [nameof(UnitId), nameof(PostId), nameof(HoldingId), nameof(PortfolioId), nameof(MatterId), nameof(EnterpriseId), nameof(PremisesId)];
        var ids = Endpoints.Requests.SelectMany(r => r.GetProperties()).Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
            .Where(t => t.IsValueType && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>))).Select(t => t.Name).Distinct();
        Assert.Equal("", string.Join(", ", ids.Where(i => !tried.Contains(i) && !OfNoUnit.ContainsKey(i))));
    }
}
