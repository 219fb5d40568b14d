using Azure;
using Azure.Identity;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Says what went wrong with the storage account in words that name the setting or the role to mend.</summary>
/// <param name="setting">The setting that says which account it is.</param>
/// <param name="byIdentity">Whether it is connected to by identity.</param>
internal sealed class AzureErrors(string setting, bool byIdentity)
{
    private const string TableRole = "Storage Table Data Contributor";
    private const string BlobRole = "Storage Blob Data Contributor";

    /// <summary>Whether an exception comes from storage, and not from the caller who broke off.</summary>
    public static bool IsStorage(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested, // the network's time-out
        AggregateException many => many.InnerExceptions.All(inner => IsStorage(inner, cancellationToken)), // every retry failed
        RequestFailedException or AuthenticationFailedException or HttpRequestException or IOException => true,
        _ => false,
    };

    /// <summary>Whether somebody else was faster: the entity changed, came or went since it was read.</summary>
    public static bool IsConflict(RequestFailedException exception) => exception is { Status: 412 }
        or { Status: 409, ErrorCode: "EntityAlreadyExists" }
        or { Status: 404, ErrorCode: "ResourceNotFound" or "EntityNotFound" };

    /// <param name="exception">What the client library threw.</param>
    /// <param name="resource">The table or container.</param>
    /// <param name="isBlob">Whether it is a container.</param>
    public StorageException Explain(Exception exception, string resource, bool isBlob = false)
    {
        var what = isBlob ? $"the blob container {resource}" : $"the table {resource}";
        var cause = exception is AggregateException many ? many.InnerExceptions[^1] : exception;
        return new(Reason(cause, what, isBlob ? BlobRole : TableRole), exception);
    }

    private string Reason(Exception cause, string what, string role) => cause switch
    {
        CredentialUnavailableException =>
            $"No identity was found to open {what} with. In Azure, give the app a managed identity (Storage:ClientId or AZURE_CLIENT_ID names a user-assigned one); on a desk, sign in with 'az login'.",
        AuthenticationFailedException => $"The identity to open {what} with could not be proved: {FirstLine(cause.Message)} Check Storage:ClientId and the identity.",
        RequestFailedException { ErrorCode: "AuthorizationPermissionMismatch" } =>
            $"The identity may not use {what}: give it the role '{role}' on the storage account ({setting}). A new role takes up to ten minutes.",
        RequestFailedException { ErrorCode: "KeyBasedAuthenticationNotPermitted" } =>
            $"The storage account of {what} does not accept keys: remove Storage:ConnectionString and set Storage:AccountName, to connect by identity.",
        RequestFailedException { ErrorCode: "AuthorizationFailure" } when byIdentity =>
            $"The storage account refused to open {what}: its network rules do not let this machine in, or the role '{role}' is missing ({setting}).",
        RequestFailedException { ErrorCode: "AuthenticationFailed" or "InvalidAuthenticationInfo" } or RequestFailedException { Status: 401 } => byIdentity
            ? $"The storage account did not accept the identity for {what}: check that {setting} is an account of the identity's tenant."
            : $"The storage account did not accept the key for {what}: check the account's name and key in {setting}.",
        RequestFailedException { Status: 403 } when !byIdentity =>
            $"The storage account refused the key for {what}: check the account's name and key in {setting}, and its network rules.",
        RequestFailedException { Status: 403 } forbidden =>
            $"The storage account refused to open {what} ({forbidden.ErrorCode ?? "403"}): check that the identity has the role '{role}' ({setting}).",
        RequestFailedException { ErrorCode: "AccountIsDisabled" } => $"The storage account of {what} is disabled ({setting}).",
        RequestFailedException { ErrorCode: "TableNotFound" or "ContainerNotFound" } => $"There is no longer {what}. Restart: it is created at the start.",
        RequestFailedException { ErrorCode: "EntityTooLarge" or "RequestBodyTooLarge" } => $"What was to be written is too large for {what}: an entity holds 1 MiB.",
        RequestFailedException { Status: >= 400 and < 500 } refused => $"Using {what} failed with {refused.Status} {refused.ErrorCode}: {FirstLine(refused.Message)}",
        RequestFailedException { Status: >= 500 } failed => $"The storage account could not serve {what} for now ({failed.Status} {failed.ErrorCode}). Nothing needs to be done if it passes.",
        _ => $"The storage account of {what} cannot be reached: {FirstLine(cause.Message)} Check {setting} and the network.",
    };

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
