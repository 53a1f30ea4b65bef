namespace Bihuan.Enterprises;

/// <summary>A page of another module about premises, linked from their own page, such as their hazards. A module registers its links as services.</summary>
public interface IPremisesLink
{
    /// <summary>Shown to those who have this permission.</summary>
    string Permission { get; }

    /// <summary>The key of its words.</summary>
    string TextKey { get; }

    /// <summary>Its address for some premises.</summary>
    string AddressOf(PremisesId premises);
}
