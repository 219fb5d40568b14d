using System.Reflection;

namespace LeadOrchestrator.Api.Http;

/// <summary>The version of the API, which is that of the program.</summary>
internal static class ApiVersion
{
    /// <summary>For example <c>0.2.0</c>.</summary>
    public static string Text { get; } =
        typeof(ApiVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
