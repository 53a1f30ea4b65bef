namespace Bihuan.Platform;

/// <summary>Tells modules what the people are called whose accounts stand in the journal. The Accounts module implements it, scoped.</summary>
public interface IAccountDirectory
{
    /// <summary>The names shown of some accounts; those that are not known are left out.</summary>
    ValueTask<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> accounts, CancellationToken cancel);

    /// <summary>The account that logs in with a name and has a role today; <see langword="null"/> where there is none, it has another role, or it is disabled.</summary>
    ValueTask<Guid?> Find(string name, Role role, CancellationToken cancel);
}
