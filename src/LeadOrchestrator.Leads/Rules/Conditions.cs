namespace LeadOrchestrator.Leads.Rules;

/// <summary>All of several conditions.</summary>
internal sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition
{
    public override bool Matches(RuleSubject subject)
    {
        foreach (var condition in Conditions)
            if (!condition.Matches(subject)) return false;
        return true;
    }

    public override string Describe() => string.Join(" and ", Conditions.Select(condition => condition is AnyOf ? $"({condition.Describe()})" : condition.Describe()));
}

/// <summary>At least one of several conditions.</summary>
internal sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition
{
    public override bool Matches(RuleSubject subject)
    {
        foreach (var condition in Conditions)
            if (condition.Matches(subject)) return true;
        return false;
    }

    public override string Describe() => string.Join(" or ", Conditions.Select(condition => condition is AllOf ? $"({condition.Describe()})" : condition.Describe()));
}

/// <summary>A condition that must not hold.</summary>
internal sealed record Not(Condition Condition) : Condition
{
    public override bool Matches(RuleSubject subject) => !Condition.Matches(subject);

    public override string Describe() => $"not ({Condition.Describe()})";
}

/// <summary>A field's value put to all of some tests. A field without value passes none, but for <c>exists: false</c>.</summary>
internal sealed record FieldCondition(RuleField Field, IReadOnlyList<FieldTest> Tests) : Condition
{
    public override bool Matches(RuleSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        foreach (var test in Tests)
            if (!test.Holds(Field, subject)) return false;
        return true;
    }

    public override string Describe() => $"{Field.Name} {string.Join(" and ", Tests.Select(test => test.Describe()))}";
}
