using LeadOrchestrator.Leads;

namespace LeadOrchestrator.Activities.Rules;

/// <summary>The rules that the host is to start with are not valid; it refuses to start.</summary>
/// <param name="source">The file, or <c>built-in</c>.</param>
/// <param name="errors">What is wrong, by path.</param>
public sealed class InvalidRulesException(string source, IReadOnlyList<FieldError> errors)
    : Exception($"The rules in {source} are not valid (setting Rules:Path):{Environment.NewLine}{Describe(errors)}")
{
    /// <summary>What is wrong, by path.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = errors;

    internal static string Describe(IReadOnlyList<FieldError> errors) =>
        string.Join(Environment.NewLine, errors.Select(error => $"  {error.Path}: {error.Message}"));
}
