using LeadOrchestrator.Leads;

namespace LeadOrchestrator.Activities.Rules;

/// <summary>The rules that the host is to start with are not valid; it refuses to start.</summary>
/// <param name="source">The file, or <c>built-in</c>.</param>
/// <param name="errors">What is wrong, by path.</param>
public sealed class InvalidRulesException(string source, IReadOnlyList<FieldError> errors) : Exception(Explain(source, errors))
{
    /// <summary>The path of the one error that says that there is no file at all.</summary>
    internal const string NoFile = "Rules:Path";

    /// <summary>What is wrong, by path.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = errors;

    private static string Explain(string source, IReadOnlyList<FieldError> errors) => errors is [{ Path: NoFile } missing]
        ? missing.Message
        : $"The rules in {source} are not valid (setting Rules:Path):{Environment.NewLine}{Describe(errors)}";

    internal static string Describe(IReadOnlyList<FieldError> errors) =>
        string.Join(Environment.NewLine, errors.Select(error => $"  {error.Path}: {error.Message}"));
}
