using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>The way to a storage account: by connection string, or by identity, which needs no secret.</summary>
internal sealed class AzureConnection
{
    // A short outage is waited out; a long one is told to the caller, who tries again later.
    private const int Retries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(30);

    /// <param name="options">Which account.</param>
    /// <param name="transport">What carries the requests; null for the client library's own.</param>
    public AzureConnection(StorageOptions options, HttpPipelineTransport? transport)
    {
        var tables = new TableClientOptions();
        var blobs = new BlobClientOptions();
        SetUp(tables, transport);
        SetUp(blobs, transport);
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            Tables = new TableServiceClient(options.ConnectionString, tables);
            Blobs = new BlobServiceClient(options.ConnectionString, blobs);
            Errors = new AzureErrors("Storage:ConnectionString", byIdentity: false);
            return;
        }

        // The environment variables of DefaultAzureCredential (AZURE_CLIENT_ID among them) work as everywhere.
        var credential = string.IsNullOrWhiteSpace(options.ClientId)
            ? new DefaultAzureCredential()
            : new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId, WorkloadIdentityClientId = options.ClientId });
        Tables = new TableServiceClient(options.TableServiceUri ?? Address(options, "table"), credential, tables);
        Blobs = new BlobServiceClient(options.BlobServiceUri ?? Address(options, "blob"), credential, blobs);
        Errors = new AzureErrors(string.IsNullOrWhiteSpace(options.AccountName) ? "Storage:TableServiceUri and Storage:BlobServiceUri" : "Storage:AccountName", byIdentity: true);
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    public AzureErrors Errors { get; }

    public static bool CanParse(string connectionString)
    {
        try
        {
            return new TableServiceClient(connectionString).Uri.IsAbsoluteUri && new BlobServiceClient(connectionString).Uri.IsAbsoluteUri;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return false; // what is wrong is told by the caller, without the key that the text may hold
        }
    }

    private static Uri Address(StorageOptions options, string service) => new($"https://{options.AccountName}.{service}.core.windows.net");

    private static void SetUp(ClientOptions options, HttpPipelineTransport? transport)
    {
        if (transport is not null) options.Transport = transport;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = FirstDelay;
        options.Retry.MaxDelay = LongestDelay;
        options.Retry.NetworkTimeout = NetworkTimeout;
        options.Diagnostics.ApplicationId = "LeadOrchestrator";
    }
}
