using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Storage;

/// <summary>Where leads, assignments, events and imports are kept: the <c>Storage</c> section of the settings.</summary>
public sealed class StorageOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Storage";

    /// <summary>
    /// Which store: <c>Sqlite</c>, the default, one file on this machine; or <c>AzureTables</c>, the tables and blobs of an
    /// Azure Storage account, which several machines can share.
    /// </summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:Provider must name a store, for example Sqlite.")]
    public string Provider { get; set; } = Sqlite.SqliteStoresProvider.ProviderName;

    /// <summary>The folder of <c>leads.db</c> and <c>imports/</c>; <c>.data</c> under the working directory by default. Created if missing.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:Folder must name the folder that leads are kept in, for example .data.")]
    public string Folder { get; set; } = ".data";

    /// <summary>
    /// AzureTables: the connection string of the storage account; <c>UseDevelopmentStorage=true</c> for Azurite. It holds a
    /// key, so in Azure prefer AccountName, which needs none.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>AzureTables: the storage account's name, connected to by identity (managed identity in Azure, <c>az login</c> on a desk).</summary>
    public string? AccountName { get; set; }

    /// <summary>AzureTables: the address of the table service, where it is not <c>https://ACCOUNT.table.core.windows.net</c>.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>AzureTables: the address of the blob service, where it is not <c>https://ACCOUNT.blob.core.windows.net</c>.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>AzureTables: the client id of the user-assigned managed identity to connect with, where there is one.</summary>
    public string? ClientId { get; set; }

    /// <summary>AzureTables: what the names of tables and of the blob container begin with, so that several installations can share an account; <c>Leads</c> by default.</summary>
    [RegularExpression("^[A-Za-z][A-Za-z0-9]{0,39}$", ErrorMessage = "Storage:TablePrefix must be 1 to 40 letters and digits, a letter first, for example Leads.")]
    public string TablePrefix { get; set; } = "Leads";

    /// <summary>Where that is, in words that hold no key.</summary>
    internal string Place
    {
        get
        {
            if (!string.Equals(Provider, AzureTables.AzureTablesStoresProvider.ProviderName, StringComparison.OrdinalIgnoreCase)) return $"folder {Folder}";
            return $"account {AccountName ?? TableServiceUri?.Host ?? "of Storage:ConnectionString"}, tables {TablePrefix}*";
        }
    }
}
