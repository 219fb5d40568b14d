using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("LeadOrchestrator.Storage.Tests.SkippingTestFramework", "LeadOrchestrator.Storage.Tests")]

namespace LeadOrchestrator.Storage.Tests;

/// <summary>
/// Reports a test that throws <see cref="SkipException"/> as skipped. xunit 2 knows the exception, but only as a failure;
/// whether a store can be had is not known before the tests run, and inherited tests cannot bear an attribute of their own.
/// </summary>
public sealed class SkippingTestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider source, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assemblyName, source, diagnostics)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions) =>
            base.RunTestCases(testCases, new Sink(executionMessageSink), executionOptions);
    }

    private sealed class Sink(IMessageSink inner) : LongLivedMarshalByRefObject, IMessageSink
    {
        private static readonly string Token = SkipException.ForSkip("").Message;

        public bool OnMessage(IMessageSinkMessage message) => inner.OnMessage(
            message is ITestFailed { ExceptionTypes: [var type, ..] } failed && type == typeof(SkipException).FullName
                ? new TestSkipped(failed.Test, failed.Messages[0].Replace(Token, "", StringComparison.Ordinal))
                : message);
    }
}
