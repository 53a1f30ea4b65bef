namespace Bihuan.Kernel;

/// <summary>Who does something, and for whom (代表的单位和职务).</summary>
/// <param name="Account">The account; <see langword="null"/> for the program itself.</param>
/// <param name="Unit">The unit on whose behalf.</param>
/// <param name="Post">The post in which it is done.</param>
public sealed record Acting(Guid? Account, Guid? Unit = null, Guid? Post = null)
{
    /// <summary>The program itself: set-up, scheduled work.</summary>
    public static Acting Program { get; } = new((Guid?)null);
}
