namespace LeadOrchestrator.Leads.Processes;

/// <summary>What is wrong with one place of a process map.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.steps[2].needs[0]</c>.</param>
/// <param name="Line">The line of the text it was read from, counted from 1; null if it was not read from text.</param>
/// <param name="Message">What is wrong and what is expected.</param>
public sealed record ProcessMapProblem(string Path, int? Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Line is { } line ? $"line {line}, {Path}: {Message}" : $"{Path}: {Message}";
}

/// <summary>A process map that cannot be read or is not sound.</summary>
public sealed class ProcessMapException(IReadOnlyList<ProcessMapProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Everything that is wrong, in the order of the text.</summary>
    public IReadOnlyList<ProcessMapProblem> Problems { get; } = problems;
}
