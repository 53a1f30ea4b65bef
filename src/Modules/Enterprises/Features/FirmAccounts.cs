using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>Links an account to a firm.</summary>
internal static class LinkFirmAccountFeature
{
    private const int Most = 20;

    /// <param name="account">The account of that name; none where there is none.</param>
    public static Result<Decision<None>> Decide(Enterprise firm, LinkFirmAccount request, Guid? account) =>
        account is not { } id ? Problem.Coded("ENT-070", nameof(request.Name), request.Name.Trim())
        : firm.Accounts.Contains(id) ? new Decision<None>(default)
        : firm.Accounts.Count >= Most ? Problem.Coded("ENT-071", nameof(request.Name), Most.ToString(System.Globalization.CultureInfo.InvariantCulture))
        : new Decision<None>(default, new Change(firm, new EnterpriseAccountLinked(id)));

    internal sealed class Handler(RegisterDesk desk, IAccountDirectory accounts) : IHandler<LinkFirmAccount, None>
    {
        public ValueTask<Result<None>> Handle(LinkFirmAccount request, CancellationToken cancel) =>
            desk.OnFirm(request.Enterprise, EnterprisesPermissions.Edit, async firm => Decide(firm, request, await accounts.Find(request.Name, Role.FirmOfficer, cancel)), cancel);
    }
}

/// <summary>Takes an account off a firm (解除关联).</summary>
internal static class UnlinkFirmAccount
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(EnterpriseId Enterprise, Guid Account) : ICommand<None>;

    public static Result<Decision<None>> Decide(Enterprise firm, Guid account) =>
        firm.Accounts.Contains(account) ? new Decision<None>(default, new Change(firm, new EnterpriseAccountUnlinked(account))) : new Decision<None>(default);

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnFirm(request.Enterprise, EnterprisesPermissions.Edit, firm => ValueTask.FromResult(Decide(firm, request.Account)), cancel);
    }
}

/// <summary>The accounts that act for a firm, for whoever may change it.</summary>
internal static class ListFirmAccounts
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(EnterpriseId Enterprise) : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(Guid Account, string Name);

    internal sealed class Handler(RegisterDesk desk, IAccountDirectory accounts) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            if (await desk.Firm(request.Enterprise, cancel) is not { } firm)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Enterprise));
            }
            if (await desk.RefuseBeyond(EnterprisesPermissions.Edit, firm.Units, cancel) is { } refusal)
            {
                return refusal;
            }

            var names = await accounts.Names(firm.Accounts, cancel);
            return firm.Accounts.Select(a => new Row(a, names.GetValueOrDefault(a, ""))).ToList();
        }
    }
}
