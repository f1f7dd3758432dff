#include "choice.hpp"

#include <gtest/gtest.h>

#include "registry.hpp"

namespace scc::provider {
namespace {

using Texts = std::vector<std::string>;

constexpr auto first_of_all = [](const std::vector<const Record*>&, std::size_t first) -> Result<std::size_t> {
    return first;
};

model::Sourced<std::string> preferring(const char* id) { return {id, {"personal", "config.toml:provider"}}; }
model::Sourced<Texts> allowing(Texts names) {
    return {std::move(names), {"org", "org.json:/security/allowed_providers"}};
}

Circumstances both(const char* claude_auth = "unknown", const char* codex_auth = "unknown") {
    Circumstances known;
    known.candidates = {{&claude, true, claude_auth}, {&codex, true, codex_auth}};
    return known;
}

void expect(const Circumstances& known, const char* id, const char* because) {
    const auto choice = choose(known, first_of_all);
    ASSERT_TRUE(choice) << choice.error().message;
    EXPECT_EQ(choice->record->id, id);
    EXPECT_EQ(choice->because, because);
}

void expect_error(
    const Circumstances& known, Code code, const char* message, const char* hint, const char* where = "") {
    const auto choice = choose(known, first_of_all);
    ASSERT_FALSE(choice) << choice->record->id;
    EXPECT_EQ(choice.error().code, code);
    EXPECT_EQ(choice.error().message, message);
    EXPECT_EQ(choice.error().hint, hint);
    EXPECT_EQ(choice.error().where, where);
}

TEST(Choice, GoesThroughTheSixStepsInOrder) {
    Circumstances known = both("present", "unknown");
    expect(known, "claude", "the only viable provider");
    known.preference = preferring("codex");
    expect(known, "codex", "the preference (config.toml:provider)");
    known.last_used = "claude";
    expect(known, "claude", "last used in this workspace");
    known.candidates = both("present", "present").candidates;
    known.preference = preferring("ask");
    known.last_used = "codex";
    known.can_ask = true;
    expect(known, "codex", "asked");
    known.resumed = "claude";
    expect(known, "claude", "the resumed session");
    known.option = "shell";
    expect(known, "shell", "--provider");
}

TEST(Choice, AsksAmongTheViableBeginningWithTheLast) {
    Circumstances known = both("present", "present");
    known.preference = preferring("ask");
    known.can_ask = true;
    std::vector<std::string_view> offered;
    std::size_t begun = 99;
    const Ask note = [&](const std::vector<const Record*>& among, std::size_t first) -> Result<std::size_t> {
        for (const Record* record : among) offered.push_back(record->id);
        begun = first;
        return 0UL;
    };
    known.last_used = "codex";
    EXPECT_EQ(choose(known, note)->record->id, "claude");
    EXPECT_EQ(offered, (std::vector<std::string_view>{"claude", "codex"}));
    EXPECT_EQ(begun, 1U);
}

TEST(Choice, DoesNotAskWhenOneIsViable) {
    Circumstances known = both("unknown", "present");
    known.preference = preferring("ask");
    expect(known, "codex", "the only viable provider");
}

TEST(Choice, NamesTheOptionWhereNobodyCanBeAsked) {
    const char* const hint = "name it: --provider claude; or for every launch: scc provider set claude";
    expect_error(both(), Code::prereq, "no provider is chosen among claude, codex", hint);
    Circumstances known = both("present", "present");
    known.preference = preferring("ask");
    known.last_used = "codex";
    expect_error(known, Code::prereq, "no provider is chosen among claude, codex", hint);
}

TEST(Choice, TakesTheOnlyAllowedOneSignedInOrNot) {
    Circumstances known = both("missing", "unknown");
    known.allowed = allowing({"claude", "shell", "of-tomorrow"});
    expect(known, "claude", "the only allowed provider");
    known.allowed.reset();
    known.candidates[1].has_image = false;
    expect(known, "claude", "the only allowed provider");
}

TEST(Choice, NeverTakesAShellThatNobodyNamed) {
    Circumstances known = both();
    known.last_used = "shell";
    known.allowed = allowing({"shell"});
    expect_error(
        known, Code::denied, "no agent is allowed", "org allows shell", "org.json:/security/allowed_providers");
    known.option = "shell";
    expect(known, "shell", "--provider");
}

TEST(Choice, RefusesWhatThePolicyForbidsAndNamesLayerAndKey) {
    Circumstances known = both();
    known.allowed = allowing({"claude"});
    const char* const where = "org.json:/security/allowed_providers";
    known.option = "codex";
    expect_error(known, Code::denied, "provider 'codex' is not allowed", "org allows claude", where);
    known.option = "shell";
    expect_error(known, Code::denied, "provider 'shell' is not allowed", "org allows claude", where);
    known.option.reset();
    known.resumed = "codex";
    expect_error(known, Code::denied, "provider 'codex' is not allowed", "org allows claude", where);
    known.resumed.reset();
    known.preference = preferring("codex");
    expect_error(known, Code::denied, "provider 'codex' is not allowed", "org allows claude", where);
    known.preference.reset();
    known.allowed = allowing({});
    expect_error(known, Code::denied, "no agent is allowed", "org allows none", where);
}

TEST(Choice, PassesOverALastOneThatIsForbiddenOrGone) {
    Circumstances known = both("present", "unknown");
    known.allowed = allowing({"claude"});
    known.last_used = "codex";
    expect(known, "claude", "the only viable provider");
    known.last_used = "of-yesterday";
    expect(known, "claude", "the only viable provider");
}

TEST(Choice, NamesTheNearestProvider) {
    Circumstances known = both();
    known.option = "claud";
    expect_error(known, Code::usage, "there is no provider 'claud'", "did you mean 'claude'?");
    known.option = "zzzzzz";
    expect_error(known, Code::usage, "there is no provider 'zzzzzz'", "one of claude, codex, gemini, shell");
    known.option.reset();
    known.preference = preferring("codx");
    expect_error(known, Code::config, "there is no provider 'codx'", "did you mean 'codex'?", "config.toml:provider");
    known.resumed = "gone";
    EXPECT_EQ(choose(known, first_of_all).error().where, "plan:/data/wanted/provider");
}

TEST(Choice, IsAnErrorWhenTheQuestionIsCancelled) {
    Circumstances known = both("present", "present");
    known.can_ask = true;
    const Ask cancel = [](const std::vector<const Record*>&, std::size_t) -> Result<std::size_t> {
        return Error{Code::interrupted, "cancelled"};
    };
    EXPECT_EQ(choose(known, cancel).error().code, Code::interrupted);
}

}  // namespace
}  // namespace scc::provider
