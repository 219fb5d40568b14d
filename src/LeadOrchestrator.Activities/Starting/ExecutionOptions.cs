using System.ComponentModel.DataAnnotations;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Section <c>Execution</c>: how the independent effects of a lead are executed.</summary>
public sealed class ExecutionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Execution";

    /// <summary><c>Parallel</c>, or <c>Sequential</c> for comparison. Default: Parallel.</summary>
    [EnumDataType(typeof(ExecutionMode), ErrorMessage = "Execution:Mode must be Parallel or Sequential.")]
    public ExecutionMode Mode { get; set; } = ExecutionMode.Parallel;

    /// <summary>
    /// The share of leads, 0 to 1, that run sequentially although the mode is Parallel: a control group, chosen by the hash of
    /// the lead's id, so that the same lead is always in the same group. Default: 0.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Execution:SequentialShare must be between 0 and 1.")]
    public double SequentialShare { get; set; }
}
