using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Checks the settings of Azure Storage, where that is the provider. No message repeats a connection string: it holds a key.</summary>
internal sealed class AzureTablesSettings : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (!string.Equals(options.Provider, AzureTablesStoresProvider.ProviderName, StringComparison.OrdinalIgnoreCase)) return ValidateOptionsResult.Skip;
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(StorageOptions options)
    {
        var byKey = !string.IsNullOrWhiteSpace(options.ConnectionString);
        var byIdentity = !string.IsNullOrWhiteSpace(options.AccountName) || options.TableServiceUri is not null || options.BlobServiceUri is not null;
        switch (byKey, byIdentity)
        {
            case (true, true):
                yield return "Storage:ConnectionString is set, and Storage:AccountName or a service address too; expected one of them: the key, or the identity.";
                yield break;
            case (false, false):
                yield return "Storage:AccountName must name the storage account (connected to by identity), or Storage:ConnectionString must be set "
                    + "(for Azurite: UseDevelopmentStorage=true), because Storage:Provider is AzureTables.";
                yield break;
            case (true, false) when !AzureConnection.CanParse(options.ConnectionString!):
                yield return "Storage:ConnectionString is not the connection string of a storage account; expected "
                    + "'DefaultEndpointsProtocol=https;AccountName=...;AccountKey=...;EndpointSuffix=core.windows.net' or 'UseDevelopmentStorage=true'.";
                break;
        }

        if (!string.IsNullOrWhiteSpace(options.AccountName) && !IsAccountName(options.AccountName))
            yield return $"Storage:AccountName is '{options.AccountName}'; expected 3 to 24 lower-case letters and digits.";
        if (byIdentity && string.IsNullOrWhiteSpace(options.AccountName))
        {
            if (options.TableServiceUri is null) yield return "Storage:TableServiceUri must be set where Storage:BlobServiceUri is, or Storage:AccountName.";
            if (options.BlobServiceUri is null) yield return "Storage:BlobServiceUri must be set where Storage:TableServiceUri is, or Storage:AccountName.";
        }

        foreach (var (setting, uri) in new[] { ("Storage:TableServiceUri", options.TableServiceUri), ("Storage:BlobServiceUri", options.BlobServiceUri) })
        {
            if (uri is not null && !(uri.IsAbsoluteUri && uri.Scheme == Uri.UriSchemeHttps))
                yield return $"{setting} is '{uri}'; expected an https address, for example https://ACCOUNT.table.core.windows.net.";
        }
    }

    private static bool IsAccountName(string name) => name.Length is >= 3 and <= 24 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
