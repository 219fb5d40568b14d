namespace LeadOrchestrator.Leads.Processes.Reading;

/// <summary>Reads a step's duration: a figure, or a distribution by name.</summary>
internal static class DurationReader
{
    private const string Forms =
        "a duration, or one of { uniform: [min, max] }, { triangular: [min, mode, max] }, { normal: { mean, sd } }, { lognormal: { median, p90 } }";

    private static readonly StepDuration Unreadable = new StepDuration.Fixed(0);

    public static StepDuration Read(DocNode? node, ProcessMapProblem missing, List<ProcessMapProblem> problems)
    {
        switch (node)
        {
            case null:
                problems.Add(missing);
                return Unreadable;
            case DocText text:
                return new StepDuration.Fixed(Figure(text));
            case DocObject { Fields: [var (name, parameters)] }:
                return Distribution(name, parameters);
            default:
                return Wrong(node, $"expected {Forms}.");
        }

        StepDuration Distribution(string name, DocNode parameters) => (name, parameters) switch
        {
            ("uniform", DocList { Items: [var min, var max] }) => new StepDuration.Uniform(Figure(min), Figure(max)),
            ("triangular", DocList { Items: [var min, var mode, var max] }) => new StepDuration.Triangular(Figure(min), Figure(mode), Figure(max)),
            ("normal", DocObject fields) => Two(fields, "mean", "sd", (mean, deviation) => new StepDuration.Normal(mean, deviation)),
            ("lognormal", DocObject fields) => Two(fields, "median", "p90", (median, p90) => new StepDuration.LogNormal(median, p90)),
            ("uniform", _) => Wrong(parameters, "expected [min, max]."),
            ("triangular", _) => Wrong(parameters, "expected [min, mode, max]."),
            ("normal", _) => Wrong(parameters, "expected { mean: …, sd: … }."),
            ("lognormal", _) => Wrong(parameters, "expected { median: …, p90: … }."),
            _ => Wrong(parameters, $"'{name}' is no known distribution; expected {Forms}."),
        };

        StepDuration Two(DocObject node, string first, string second, Func<double, double, StepDuration> create)
        {
            var fields = new FieldReader(node, problems);
            var (one, two) = (fields.Take(first), fields.Take(second));
            fields.RefuseOthers();
            return one is not null && two is not null
                ? create(Figure(one), Figure(two))
                : Wrong(node, $"expected {{ {first}: …, {second}: … }}.");
        }

        double Figure(DocNode figure)
        {
            var written = (figure as DocText)?.Value;
            if (written is not null && Durations.Read(written) is { } ms) return ms;
            var shown = written is null ? "this" : $"'{written}'";
            problems.Add(new(figure.Path, figure.Line, $"{shown} is no duration; {Durations.Expected}."));
            return 0;
        }

        StepDuration Wrong(DocNode at, string message)
        {
            problems.Add(new(at.Path, at.Line, message));
            return Unreadable;
        }
    }
}
