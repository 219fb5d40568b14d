using System.Collections.Frozen;
using System.Reflection;
using LeadOrchestrator.Api.Contract.Operations;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Leads;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Contract;

/// <summary>Every operation of the API, and what all of them have in common.</summary>
public static class ApiOperations
{
    /// <summary>The parameter in which a key may be shown; every operation takes it.</summary>
    internal const string KeyParameter = "code";

    private static readonly FrozenDictionary<string, ApiOperation> ByName = typeof(LeadOperations).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(LeadOperations).Namespace)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public)).Select(field => field.GetValue(null)).OfType<ApiOperation>()
        .ToFrozenDictionary(operation => operation.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<ApiOperation> All => ByName.Values;

    /// <summary>The operation of a name; null if there is none.</summary>
    public static ApiOperation? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Refuses a query parameter that the operation does not know: it would be ignored, and the answer be wrong without a word.</summary>
    /// <exception cref="ApiProblemException">400, naming each such parameter and the one that was probably meant.</exception>
    public static void RefuseUnknownParameters(this ApiOperation operation, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(request);
        if (!operation.RefusesUnknownParameters || request.Query.Count == 0) return;
        List<string> known = [.. operation.Parameters.Where(parameter => parameter.Place == ApiParameterPlace.Query).Select(parameter => parameter.Name)];
        List<FieldError> errors = [];
        foreach (var name in request.Query.Keys)
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.Equals(KeyParameter, StringComparison.OrdinalIgnoreCase))
                errors.Add(new(name, Describe(name, known)));
        if (errors.Count > 0) throw new ApiProblemException(400, string.Join(" ", errors.Select(error => $"{error.Path}: {error.Message}")), errors);
    }

    private static string Describe(string name, List<string> known) =>
        NearestName.Hint(name, known) is { Length: > 0 } hint ? $"is not known here{hint} {Known(known)}" : $"is not known here. {Known(known)}";

    private static string Known(List<string> known) => known.Count == 0 ? "No query parameter is." : $"Known are {string.Join(", ", known)}.";
}
