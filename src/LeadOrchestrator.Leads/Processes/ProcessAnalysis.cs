namespace LeadOrchestrator.Leads.Processes;

/// <summary>What a process map tells: what must be in order, what could run at once, and what that would save.</summary>
/// <param name="Name">The process.</param>
/// <param name="Description">What it is for; null if not said.</param>
/// <param name="SumMs">All steps one after the other, in milliseconds.</param>
/// <param name="TodayMs">As it is done today, in milliseconds, with as many hands as needed.</param>
/// <param name="BestMs">The critical path, in milliseconds: the best possible.</param>
/// <param name="SavingNow">1 − today ÷ sum, from 0 to below 1.</param>
/// <param name="SavingBest">1 − best ÷ sum, from 0 to below 1.</param>
/// <param name="SavingLeft">1 − best ÷ today, from 0 to below 1: what is still to gain.</param>
/// <param name="CriticalPath">The ids of the longest chain of needs, in order.</param>
/// <param name="TodayPath">The ids of the chain that makes today's time, in order.</param>
/// <param name="Stages">The steps by stage: all steps of a stage can run at once.</param>
/// <param name="FalseDependencies">Waits that nothing needs, ordered by what removing each alone would save.</param>
/// <param name="AllRemovedGainMs">What removing all of them saves together, in milliseconds.</param>
/// <param name="Amdahl">The limit of running at once.</param>
/// <param name="Hands">What a limited number of hands does.</param>
/// <param name="Simulation">Today and best with random durations; null if every duration is fixed.</param>
/// <param name="Steps">The steps, as the map has them, with their places.</param>
/// <param name="ToReach">What it takes to save 40, 50 and 60% of the sum.</param>
public sealed record ProcessAnalysis(
    string Name,
    string? Description,
    double SumMs,
    double TodayMs,
    double BestMs,
    double SavingNow,
    double SavingBest,
    double SavingLeft,
    IReadOnlyList<string> CriticalPath,
    IReadOnlyList<string> TodayPath,
    IReadOnlyList<ProcessStage> Stages,
    IReadOnlyList<FalseDependency> FalseDependencies,
    double AllRemovedGainMs,
    AmdahlLimit Amdahl,
    HandsAnalysis Hands,
    ProcessSimulation? Simulation,
    IReadOnlyList<AnalyzedStep> Steps,
    IReadOnlyList<SavingTarget> ToReach)
{
    /// <summary>Analyses a map.</summary>
    /// <exception cref="ProcessMapException">The map is not sound: what is wrong with it, all at once.</exception>
    public static ProcessAnalysis Of(ProcessMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return ProcessAnalyzer.Analyze(map);
    }
}

/// <summary>A step and its place in the process; times are counted from the start, in milliseconds.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">Who does it; null if not said.</param>
/// <param name="Automatic">Whether it takes no hands.</param>
/// <param name="Needs">What it needs.</param>
/// <param name="WaitsFor">What it waits for today, needs included.</param>
/// <param name="Duration">How long it takes.</param>
/// <param name="DurationMs">The mean of that, in milliseconds.</param>
/// <param name="Stage">Its stage, counted from 1.</param>
/// <param name="StartMs">The earliest it can start.</param>
/// <param name="EndMs">The earliest it can end.</param>
/// <param name="SlackMs">How much later it may end without lengthening the whole.</param>
/// <param name="Critical">Whether it has no slack: if it takes longer, so does the whole. Several equal branches may all be so.</param>
/// <param name="TodayStartMs">When it starts today.</param>
/// <param name="TodaySlackMs">Its slack in today's order.</param>
/// <param name="CriticalShare">In how many of the simulated rounds it was on the critical path, 0 to 1; null without simulation.</param>
public sealed record AnalyzedStep(
    string Id,
    string Name,
    string? Owner,
    bool Automatic,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> WaitsFor,
    StepDuration Duration,
    double DurationMs,
    int Stage,
    double StartMs,
    double EndMs,
    double SlackMs,
    bool Critical,
    double TodayStartMs,
    double TodaySlackMs,
    double? CriticalShare);

/// <summary>Steps that can run at once.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Steps">Their ids.</param>
public sealed record ProcessStage(int Number, IReadOnlyList<string> Steps);

/// <summary>A step that waits today for another of which it needs nothing, neither directly nor through others.</summary>
/// <param name="Step">The step that waits.</param>
/// <param name="WaitsFor">What it waits for.</param>
/// <param name="GainMs">What removing this wait alone would save of today's time, in milliseconds.</param>
/// <param name="Gain">The same as a share of today's time.</param>
public sealed record FalseDependency(string Step, string WaitsFor, double GainMs, double Gain);

/// <summary>The limit of running at once, by Amdahl's law: what must be in order cannot be made faster by more hands.</summary>
/// <param name="InOrderShare">The critical path as a share of the sum, 0 to 1.</param>
/// <param name="MaxSpeedup">Sum ÷ critical path: how many times faster at most, whatever is spent.</param>
public sealed record AmdahlLimit(double InOrderShare, double MaxSpeedup);

/// <summary>What it takes to save a share of the sum: the critical path must not be longer than the rest of it.</summary>
/// <param name="Saving">The share of the sum to save, 0 to 1.</param>
/// <param name="CriticalPathMs">How long the critical path may be for that, in milliseconds.</param>
/// <param name="ToMoveMs">
/// How much of the work that is now in order would have to run beside it, at least, in milliseconds; 0 if the needs allow
/// this saving already.
/// </param>
public sealed record SavingTarget(double Saving, double CriticalPathMs, double ToMoveMs);

/// <summary>What a limited number of hands does to the best order.</summary>
/// <param name="Limits">The map's own limits; null if it has none.</param>
/// <param name="WithLimitsMs">The time with those, in milliseconds; null if there are none.</param>
/// <param name="EnoughHands">The smallest number tried that needs no longer than the critical path; null if none of them.</param>
/// <param name="Tried">Numbers of hands tried.</param>
public sealed record HandsAnalysis(Hands? Limits, double? WithLimitsMs, int? EnoughHands, IReadOnlyList<HandsTried> Tried);

/// <summary>The process with some number of hands, whoever they are.</summary>
/// <param name="Count">How many.</param>
/// <param name="TimeMs">The time with list scheduling, longest remaining chain first, in milliseconds.</param>
/// <param name="Saving">1 − time ÷ sum.</param>
/// <param name="AtLeastMs">What no order can beat: the longer of the critical path and the work by hand ÷ hands, in milliseconds.</param>
public sealed record HandsTried(int Count, double TimeMs, double Saving, double AtLeastMs);

/// <summary>The process with durations drawn at random from their distributions.</summary>
/// <param name="Rounds">How often it was drawn.</param>
/// <param name="Seed">The seed.</param>
/// <param name="TodayMs">Today's time.</param>
/// <param name="BestMs">The best possible time.</param>
/// <param name="SavingLeft">1 − best ÷ today, of each round.</param>
public sealed record ProcessSimulation(int Rounds, int Seed, Percentiles TodayMs, Percentiles BestMs, Percentiles SavingLeft);

/// <summary>A simulated quantity.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="P50">Half of the rounds were at most this.</param>
/// <param name="P90">Nine of ten rounds were at most this.</param>
public sealed record Percentiles(double Mean, double P50, double P90);
