using CsCheck;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Tests.Intake;

/// <summary>Leads as the reader makes them: normalized, within the limits.</summary>
internal static class LeadGen
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly string[] ActivityTypes = ["email-opened", "page-viewed", "demo-requested", "unsubscribed"];

    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcäßéжか漢0\"\\/<>&'"], 1, 12];

    private static readonly Gen<string?> MaybeWord = Maybe(Word);

    private static readonly Gen<AttributeValue> Attribute = Gen.OneOf(
        Word.Select(AttributeValue.Of),
        Gen.Int[-100_000, 100_000].Select(number => AttributeValue.Of(number / 100m)),
        Gen.Bool.Select(AttributeValue.Of));

    public static readonly Gen<LeadActivity> Activity =
        from type in Gen.OneOf(ActivityTypes)
        from minutes in Gen.Int[-2_000, 200_000]
        from timed in Gen.Bool
        from count in Maybe(Gen.Int[0, 20])
        from seconds in Maybe(Gen.Int[0, 36_000])
        select new LeadActivity(type, timed ? Now.AddMinutes(-minutes) : null, count, seconds / 8.0);

    public static readonly Gen<Consent?> AnyConsent =
        from email in Gen.Int[0, 2]
        from call in Gen.Int[0, 2]
        select email == 2 && call == 2 ? null : new Consent(Flag(email), Flag(call));

    public static readonly Gen<Lead> Lead =
        from identity in Gen.Int[1, 7]
        from texts in MaybeWord.Array[8]
        from employees in Maybe(Gen.Int[0, 20_000])
        from revenue in Maybe(Gen.Int[0, 1_000_000_000])
        from country in Gen.OneOf<string?>([null, "DE", "Germany", "US", "India", "Atlantis"])
        from source in Gen.OneOf("unknown", "web-form", "chat")
        from consent in AnyConsent
        from activities in Activity.List[0, 8]
        from attributes in Gen.Dictionary(Word, Attribute)[0, 5]
        select new Lead(
            (identity & 1) == 0 ? null : "lead-1", (identity & 2) == 0 ? null : "jane@example.com", (identity & 4) == 0 ? null : "+12125550123",
            texts[0], texts[1], texts[2], null, texts[3], texts[4], employees, revenue / 100m, country, texts[5], texts[6], null,
            source, texts[7], texts[0], consent, activities, attributes);

    private static Gen<string?> Maybe(Gen<string> gen) => Gen.Bool.SelectMany(there => there ? gen.Select(text => (string?)text) : Gen.Const((string?)null));

    private static Gen<int?> Maybe(Gen<int> gen) => Gen.Bool.SelectMany(there => there ? gen.Select(number => (int?)number) : Gen.Const((int?)null));

    private static bool? Flag(int choice) => choice == 2 ? null : choice == 1;
}
