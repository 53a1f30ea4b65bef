namespace Bihuan.Platform;

/// <summary>Where people reach this program from outside, as it is printed and sent.</summary>
/// <param name="Address">Such as <c>https://bihuan.example.gov.cn</c>; <see langword="null"/> where none is set.</param>
public sealed record PublicAddress(string? Address = null)
{
    /// <summary>The whole address of a page.</summary>
    /// <param name="path">Within this program, such as <c>/premises</c>.</param>
    /// <param name="instead">What it begins with where no address is set, such as that by which the reader came.</param>
    public string Of(string path, string instead)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(instead);
        return $"{(string.IsNullOrWhiteSpace(Address) ? instead : Address).Trim().TrimEnd('/')}/{path.TrimStart('/')}";
    }
}
