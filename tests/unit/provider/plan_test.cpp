#include "plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "registry.hpp"

namespace scc::provider {
namespace {

using Texts = std::vector<std::string>;

model::Provider section(const Record& record, const Wish& wish, const model::Effective& effective = {}) {
    const auto made = section_of({&record, "--provider"}, {{}, effective, wish, {"present", "env:K", ""}}, {});
    EXPECT_TRUE(made) << made.error().message;
    return *made;
}

std::string env_of(const model::Provider& provider, std::string_view name) {
    const auto found = std::ranges::find(provider.env, name, &model::Variable::name);
    return found == provider.env.end() ? "" : found->value.value_or("secret:" + found->secret.value_or(""));
}

TEST(Claude, StartsWithTheIdOfTheSessionAndItsName) {
    const model::Provider plain = section(claude, {.uid = 1000});
    EXPECT_EQ(plain.argv,
              (Texts{"/etc/scc/provider/start", "--dangerously-skip-permissions", "--session-id", "@session@"}));
    EXPECT_EQ(plain.session.id, "@session@");
    EXPECT_FALSE(plain.session.resume);
    EXPECT_EQ(plain.image, "scc-agent-claude");
    EXPECT_EQ(plain.volume->name, "docker-claude-sandbox-data");
    EXPECT_EQ(plain.volume->path, "/home/agent/.claude");
    EXPECT_EQ(env_of(plain, "CLAUDE_CONFIG_DIR"), "/home/agent/.claude");
    EXPECT_EQ(env_of(plain, "IS_SANDBOX"), "");
    const model::Provider named = section(claude, {.words = {"-p", "hi there"}, .name = "fix", .uid = 0});
    EXPECT_EQ(named.argv,
              (Texts{"/etc/scc/provider/start",
                     "--dangerously-skip-permissions",
                     "--session-id",
                     "@session@",
                     "--name",
                     "fix",
                     "-p",
                     "hi there"}));
    EXPECT_EQ(env_of(named, "IS_SANDBOX"), "1");
}

TEST(Claude, ResumesThatConversationOrTheNewest) {
    const model::Provider that = section(claude, {.conversation = "0-1", .resume = true});
    EXPECT_EQ(that.argv, (Texts{"/etc/scc/provider/start", "--dangerously-skip-permissions", "--resume", "0-1"}));
    EXPECT_EQ(that.session.id, "0-1");
    EXPECT_TRUE(that.session.resume);
    const model::Provider newest = section(claude, {.resume = true});
    EXPECT_EQ(newest.argv, (Texts{"/etc/scc/provider/start", "--dangerously-skip-permissions", "--continue"}));
    EXPECT_FALSE(newest.session.id);
}

Texts with_codex(Texts words) {
    Texts all = {"/etc/scc/provider/start", "--dangerously-bypass-approvals-and-sandbox", "--no-daemon"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

TEST(Codex, StartsWithTheWords) {
    const model::Provider plain = section(codex, {.words = {"exec", "hi"}, .name = "fix"});
    EXPECT_EQ(plain.argv, with_codex({"exec", "hi"}));
    EXPECT_FALSE(plain.session.id);
    EXPECT_EQ(plain.volume->name, "docker-codex-sandbox-data");
    EXPECT_EQ(env_of(plain, "CODEX_HOME"), plain.volume->path);
}

TEST(Codex, ResumesWithTheWordsBehindTheConversation) {
    const auto resumed = [](Texts words, std::optional<std::string> conversation) {
        return section(codex, {.words = std::move(words), .conversation = std::move(conversation), .resume = true})
            .argv;
    };
    EXPECT_EQ(resumed({}, "t1"), with_codex({"resume", "t1"}));
    EXPECT_EQ(resumed({}, std::nullopt), with_codex({"resume", "--last"}));
    EXPECT_EQ(resumed({"go on"}, "t1"), with_codex({"resume", "t1", "go on"}));
    EXPECT_EQ(resumed({"exec", "--json", "go on"}, "t1"), with_codex({"exec", "resume", "t1", "--json", "go on"}));
    EXPECT_EQ(resumed({"e", "go on"}, std::nullopt), with_codex({"e", "resume", "--last", "go on"}));
}

TEST(Shell, RunsTheWordsOrABash) {
    EXPECT_EQ(section(shell, {}).argv, Texts{"bash"});
    const model::Provider command = section(shell, {.words = {"git", "push", "--force"}});
    EXPECT_EQ(command.argv, (Texts{"git", "push", "--force"}));
    EXPECT_EQ(command.image, "scc-base");
    EXPECT_FALSE(command.volume);
    EXPECT_TRUE(command.env.empty() && command.hosts.empty() && command.files.empty());
}

TEST(Shell, HasNothingToResume) {
    const auto made = section_of({&shell, ""}, {{}, {}, {.resume = true}, {}}, {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Code::usage);
    EXPECT_EQ(made.error().message, "provider 'shell' has no conversation to resume");
}

TEST(Section, TakesTheImageOfTheOrganisation) {
    model::Effective effective;
    effective.images["codex"] = {"registry.test/codex:1", {"org", "k"}};
    const model::Provider theirs = section(codex, {}, effective);
    EXPECT_EQ(theirs.image, "registry.test/codex:1");
    EXPECT_FALSE(theirs.image_is_ours);
    EXPECT_TRUE(section(claude, {}, effective).image_is_ours);
}

TEST(Registry, HoldsWholeRecordsWithDistinctIds) {
    for (const Record* record : registry()) {
        EXPECT_EQ(find(record->id), record);
        EXPECT_FALSE(record->title.empty() || record->image.empty()) << record->id;
        EXPECT_NE(record->argv, nullptr) << record->id;
        EXPECT_EQ(record->volume.empty(), record->volume_path.empty()) << record->id;
        EXPECT_TRUE(record->volume.empty() || record->volume_path.starts_with("/home/agent/")) << record->id;
        EXPECT_EQ(std::ranges::count(ids(), record->id), 1) << record->id;
        EXPECT_EQ(record->sign_in.methods.empty(), !record->is_agent) << record->id;
        for (const Method& method : record->sign_in.methods) {
            EXPECT_FALSE(method.name.empty() || method.title.empty()) << record->id;
            EXPECT_TRUE(method.has_script() || method.by_reference) << method.name;
            EXPECT_EQ(method.by_reference && method.variable.empty(), false) << method.name;
            EXPECT_EQ(method.asks.empty(), method.takes.empty()) << method.name;
            EXPECT_TRUE(method.asks.empty() || method.needs_terminal) << method.name;
            EXPECT_EQ(record->sign_in.named(method.name), &method) << "two methods have that name";
        }
        for (const Host& host : record->hosts) {
            EXPECT_EQ(host.host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-."), std::string_view::npos);
            EXPECT_FALSE(host.because.empty()) << host.host;
        }
    }
}

TEST(Registry, WritesNoFileOfAProviderIntoTheWorkspace) {
    for (const Record* record : registry()) {
        const model::Provider made = section(*record, {.words = {"true"}});
        for (const model::ProvidedFile& file : made.files) EXPECT_TRUE(file.path.starts_with("/etc/")) << file.path;
        for (const model::ProvidedTree& tree : made.trees) EXPECT_TRUE(tree.path.starts_with("/etc/")) << tree.path;
    }
}

}  // namespace
}  // namespace scc::provider
