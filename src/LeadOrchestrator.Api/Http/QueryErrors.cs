using LeadOrchestrator.Leads;

namespace LeadOrchestrator.Api.Http;

/// <summary>Reads several parameters of a request, so that one answer names everything that is wrong with them.</summary>
internal static class QueryErrors
{
    /// <summary>Reads both, or says what is wrong with either.</summary>
    /// <exception cref="ApiProblemException">400, naming every parameter that makes no sense.</exception>
    public static (T1 First, T2 Second) All<T1, T2>(Func<T1> first, Func<T2> second)
    {
        List<ApiProblemException> problems = [];
        var read = (Try(first, problems), Try(second, problems));
        return problems.Count == 0 ? (read.Item1!, read.Item2!) : throw Joined(problems);
    }

    /// <inheritdoc cref="All{T1, T2}"/>
    public static (T1 First, T2 Second, T3 Third) All<T1, T2, T3>(Func<T1> first, Func<T2> second, Func<T3> third)
    {
        var ((one, two), three) = All(() => All(first, second), third);
        return (one, two, three);
    }

    /// <inheritdoc cref="All{T1, T2}"/>
    public static (T1 First, T2 Second, T3 Third, T4 Fourth) All<T1, T2, T3, T4>(
        Func<T1> first, Func<T2> second, Func<T3> third, Func<T4> fourth)
    {
        var ((one, two), (three, four)) = All(() => All(first, second), () => All(third, fourth));
        return (one, two, three, four);
    }

    /// <inheritdoc cref="All{T1, T2}"/>
    public static (T1 First, T2 Second, T3 Third, T4 Fourth, T5 Fifth) All<T1, T2, T3, T4, T5>(
        Func<T1> first, Func<T2> second, Func<T3> third, Func<T4> fourth, Func<T5> fifth)
    {
        var ((one, two), (three, four, five)) = All(() => All(first, second), () => All(third, fourth, fifth));
        return (one, two, three, four, five);
    }

    private static T? Try<T>(Func<T> read, List<ApiProblemException> problems)
    {
        try
        {
            return read();
        }
        catch (ApiProblemException problem) when (problem is { StatusCode: 400, Errors: not null })
        {
            problems.Add(problem);
            return default;
        }
    }

    private static ApiProblemException Joined(List<ApiProblemException> problems)
    {
        if (problems.Count == 1) return problems[0];
        List<FieldError> errors = [.. problems.SelectMany(problem => problem.Errors!)];
        return new(400, $"{errors.Count} parameters make no sense: {string.Join(" ", errors.Select(error => $"{error.Path}: {error.Message}"))}", errors);
    }
}
