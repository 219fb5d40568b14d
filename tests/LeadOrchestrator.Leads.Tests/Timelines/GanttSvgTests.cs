using System.Xml.Linq;
using CsCheck;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Leads.Timelines.Drawing;
using static LeadOrchestrator.Leads.Tests.Timelines.Runs;

namespace LeadOrchestrator.Leads.Tests.Timelines;

public sealed class GanttSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Render_Run_IsAccessible()
    {
        var svg = XDocument.Parse(GanttSvg.Render(TimelineAnalysis.Of(AtOnce()), "Lead 1")).Root!;

        Assert.Equal("img", svg.Attribute("role")!.Value);
        var ids = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal("Lead 1", svg.Elements().Single(element => (string?)element.Attribute("id") == ids[0]).Value);
        var described = svg.Elements().Single(element => (string?)element.Attribute("id") == ids[1]).Value;
        Assert.Contains("Log:events: asked for at 306 ms, waited 4 ms, worked 100 ms", described, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Run_IsSelfContainedAndFollowsTheReadersPreference()
    {
        var text = GanttSvg.Render(TimelineAnalysis.Of(AtOnce()), "Lead 1");

        Assert.Contains("prefers-color-scheme:dark", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Render_CriticalSteps_AreMarkedWithoutColourToo()
    {
        var svg = XDocument.Parse(GanttSvg.Render(TimelineAnalysis.Of(AtOnce()), "Lead 1"));

        var marked = svg.Descendants(Svg + "text").Select(text => text.Value).Where(text => text.StartsWith("◆ ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["◆ Score", "◆ Plan", "◆ Assign"], marked.Take(3));
    }

    [Fact]
    public void Render_RepeatedAndParked_ShowsAttempts()
    {
        var text = GanttSvg.Render(TimelineAnalysis.Of(Runs.Of(
            Step("A:x", 0, 0, 900, attempts: 5, succeeded: false), Step("B", 0, 10, 20, attempts: 3))), "Lead 1");

        Assert.Contains(">parked, 5 attempts<", text, StringComparison.Ordinal);
        Assert.Contains(">3 attempts<", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NothingRunYet_SaysSo() =>
        Assert.Contains("No step has run yet.", GanttSvg.Render(TimelineAnalysis.Of(Runs.Of()), ""), StringComparison.Ordinal);

    [Fact]
    public void Render_Bars_AreWhereTheTimesAre()
    {
        var svg = XDocument.Parse(GanttSvg.Render(TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, 100), Step("B", 100, 100, 300, ["A"]))), "t"));

        var bars = svg.Descendants(Svg + "g").Select(group => group.Elements(Svg + "rect").Single()).ToList();
        var (a, b) = (bars[0], bars[1]);
        Assert.Equal(2.0, Number(b, "width") / Number(a, "width"), 1);
        Assert.Equal(Number(a, "x") + Number(a, "width"), Number(b, "x"), 1);

        static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Render_HostileNames_StayText() => Gen.Select(Gen.String, Gen.String[0, 200]).Sample((title, key) =>
    {
        var hostile = "<script>alert(1)</script>\"'&]]>\u0000\u001b\ud800" + key;
        var step = new TimelineStep(hostile, "</svg>" + key, [hostile], At(0), At(0), At(5), 1, true);

        var svg = XDocument.Parse(GanttSvg.Render(TimelineAnalysis.Of(Runs.Of(step)), title + hostile));

        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "foreignObject");
        Assert.DoesNotContain(svg.Descendants().SelectMany(element => element.Attributes()), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
    });

    [Fact]
    public void Render_AnyDurations_StaysInsideItsFrame() => Gen.Double[0, 1e12].Array[1, 6].Sample(ends =>
    {
        var svg = XDocument.Parse(GanttSvg.Render(TimelineAnalysis.Of(Runs.Of([.. ends.Select((end, i) => Step($"S{i}", 0, end / 2, end))])), "t")).Root!;

        Assert.All(svg.Descendants(Svg + "rect"), rect =>
            Assert.True((double)rect.Attribute("x")! >= 0 && (double)rect.Attribute("x")! + (double)rect.Attribute("width")! <= 960.01));
    });

    [Theory]
    [InlineData(0.5, 0.1, "100 µs")]
    [InlineData(5, 1, "1 ms")]
    [InlineData(520, 100, "100 ms")]
    [InlineData(1200, 200, "0.2 s")]
    [InlineData(9446, 2000, "2 s")]
    [InlineData(400_000, 120_000, "2 min")]
    [InlineData(7_200_000, 1_800_000, "30 min")]
    [InlineData(600_000_000, 172_800_000, "2 d")]
    [InlineData(3_900_000_000_000, 864_000_000_000, "10,000 d")]
    public void Ticks_Length_AreRoundFigures(double length, double step, string second)
    {
        var axis = new TimeAxis(length, 0, 100);

        Assert.Equal(step, axis.StepMs, 9);
        if (length != 1200) Assert.Equal(second, axis.Label(step));
    }

    [Fact]
    public void Ticks_AnyLength_AreFewAndDifferent() => Gen.Double[0.001, 1e13].Sample(length =>
    {
        var axis = new TimeAxis(length, 0, 100);
        var labels = axis.Ticks.Select(axis.Label).ToList();

        Assert.InRange(labels.Count, 2, 12);
        Assert.Equal(labels.Count, labels.Distinct().Count());
    });

    [Theory]
    [InlineData("Short", 200, "Short")]
    [InlineData("A name that does not fit", 60, "A name…")]
    public void Cut_Name_FitsItsRoom(string text, double width, string expected) => Assert.Equal(expected, TextFit.Cut(text, width, 12));
}
