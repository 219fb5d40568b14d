using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Storage.Hosting;

/// <summary>Refuses a provider that nobody registered, and names those that are.</summary>
internal sealed class KnownProvider(IEnumerable<ILeadStoresProvider> providers) : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) => Find(providers, options) is not null
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Storage:Provider is '{options.Provider}'; expected one of: {string.Join(", ", providers.Select(provider => provider.Name))}.");

    public static ILeadStoresProvider? Find(IEnumerable<ILeadStoresProvider> providers, StorageOptions options) =>
        providers.FirstOrDefault(provider => string.Equals(provider.Name, options.Provider, StringComparison.OrdinalIgnoreCase));
}
