using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>Posts as figures are headed by them.</summary>
internal static class PostHeading
{
    /// <summary>The post's title with who holds it on the day, or its title alone while it is vacant.</summary>
    public static async ValueTask<string> Heading(this IOrganisationQueries organisation, PostId post, DateOnly day, CancellationToken cancel) =>
        await organisation.HoldersOf(post, day, cancel) is [var holder, ..] ? $"{holder.Title} {holder.Name}" : await organisation.TitleOf(post, cancel) ?? "";
}
