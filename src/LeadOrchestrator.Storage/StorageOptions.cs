using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Storage;

/// <summary>Where leads, assignments, events and imports are kept: the <c>Storage</c> section of the settings.</summary>
public sealed class StorageOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Storage";

    /// <summary>Which store: <c>Sqlite</c>, the default, one file on this machine.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:Provider must name a store, for example Sqlite.")]
    public string Provider { get; set; } = Sqlite.SqliteStoresProvider.ProviderName;

    /// <summary>The folder of <c>leads.db</c> and <c>imports/</c>; <c>.data</c> under the working directory by default. Created if missing.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:Folder must name the folder that leads are kept in, for example .data.")]
    public string Folder { get; set; } = ".data";
}
