// What files say about providers: read, merged, and compared.
#include "layer/providers.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "merge/merge.hpp"
#include "org/review.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

std::string text_of(const std::optional<Text>& value, const char* key) {
    return value ? std::string(" ") + key + " " + value->value + " " + value->origin.because : "";
}

// What the merge makes of an organisation's sections, for team "red", and of a config.toml.
std::string merged(const char* sections, const char* settings) {
    const std::string head = R"({"schema_version": "1.0.0", "organization": {"id": "acme", "name": "Acme"})";
    const auto org = read_org(*wire::parse(head + sections + "}", "org.json"), "org.json");
    if (!org) return org.error().where + ": " + org.error().message;
    const auto own = read_settings(*wire::parse_toml(settings, "config.toml"), "config.toml");
    if (!own) return own.error().where + ": " + own.error().message;
    const model::Effective out = merge({.org = &*org, .team = Text{"red", {}}, .preferences = own->preferences});
    std::string lines;
    for (const auto& [id, setup] : out.provider_setups) {
        lines += id + text_of(setup.gateway, "gateway") + text_of(setup.credential, "credential");
        if (setup.sign_in)
            lines += " sign_in " + text::join(setup.sign_in->value, "+") + " " + setup.sign_in->origin.because;
        lines += "\n";
    }
    for (const auto* refusals : {&out.denied, &out.narrowed}) {
        for (const model::Refusal& at : *refusals) {
            lines +=
                "not " + at.kind + " " + at.item + ", " + at.layer + ": " + at.reason + " " + at.origin.because + "\n";
        }
    }
    return lines;
}

struct Row {
    const char* title;
    const char* org;
    const char* settings;
    const char* out;
};

const Row rows[] = {
    {"a person sets up a provider where the organisation says nothing",
     "",
     "[providers.one]\ngateway = 'https://GW.test:443/v1/'\ncredential = \"command:pass show 'the key'\"\n",
     "one gateway https://gw.test/v1 config.toml:/providers/one/gateway"
     " credential command:pass show 'the key' config.toml:/providers/one/credential\n"},
    {"the organisation's word stands before a person's",
     R"(, "providers": {"one": {"gateway": "https://gw.test/", "credential": "env:KEY"}})",
     "[providers.one]\ngateway = 'https://own.test'\ncredential = 'command:pass s3cret'\n",
     "one gateway https://gw.test org.json:/providers/one/gateway"
     " credential env:KEY org.json:/providers/one/credential\n"
     "not providers.one.gateway https://own.test, personal: the organisation says 'https://gw.test'"
     " org.json:/providers/one/gateway\n"
     "not providers.one.credential command:pass, personal: the organisation says 'env:KEY'"
     " org.json:/providers/one/credential\n"},
    {"a team takes methods away and adds none",
     R"(, "providers": {"one": {"sign_in": ["a", "b"]}},
        "profiles": {"red": {"providers": {"one": {"sign_in": ["b", "c"]}, "two": {"sign_in": ["x"]}}}})",
     "",
     "one sign_in b org.json:/profiles/red/providers/one/sign_in\n"
     "two sign_in x org.json:/profiles/red/providers/two/sign_in\n"
     "not providers.one.sign_in c, team.red: method 'c' is not allowed org.json:/providers/one/sign_in\n"},
    {"a person's gateway is no way past the destinations",
     R"(, "defaults": {"network_policy": "web-egress-enforced", "allowed_destinations": ["*.acme.test"]})",
     "[providers.one]\ngateway = 'https://evil.test:8443'\n[providers.two]\ngateway = 'https://gw.acme.test'\n",
     "two gateway https://gw.acme.test config.toml:/providers/two/gateway\n"
     "not providers.one.gateway https://evil.test:8443, personal: host 'evil.test:8443' is no allowed destination"
     " org.json:/defaults/network_policy\n"},
    {"nor past those of a team",
     R"(, "profiles": {"red": {"network_policy": "web-egress-enforced"}})",
     "[providers.one]\ngateway = 'https://evil.test'\n",
     "not providers.one.gateway https://evil.test, personal: host 'evil.test' is no allowed destination"
     " org.json:/profiles/red/network_policy\n"},
    {"a gateway is a base URL",
     R"(, "providers": {"one": {"gateway": "gw.test"}})",
     "",
     "org.json:/providers/one/gateway: 'gateway' must be an http or https URL without user, query and fragment"},
    {"without a user",
     R"(, "providers": {"one": {"gateway": "https://me@gw.test"}})",
     "",
     "org.json:/providers/one/gateway: 'gateway' must be an http or https URL without user, query and fragment"},
    {"and without a secret in it",
     R"(, "providers": {"one": {"gateway": "https://gw.test/sk-ant-api03-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}})",
     "",
     "org.json:/providers/one/gateway: this looks like a secret, in a file that others read"},
    {"a credential is a reference",
     "",
     "[providers.one]\ncredential = 'sk-1234'\n",
     "config.toml:/providers/one/credential: a credential does not stand here itself, but where it is"},
    {"an organisation's file runs nothing here",
     R"(, "providers": {"one": {"credential": "command:pass"}})",
     "",
     "org.json:/providers/one/credential: a file from elsewhere runs no program of this machine"},
    {"a team says nothing about where prompts go",
     R"(, "profiles": {"red": {"providers": {"one": {"gateway": "https://gw.test"}}}})",
     "",
     "org.json:/profiles/red/providers/one/gateway: unknown key 'gateway'"},
};

TEST(Providers, AreMergedByRow) {
    for (const Row& row : rows) EXPECT_EQ(merged(row.org, row.settings), row.out) << row.title;
}

TEST(Providers, GovernWithoutTheirCredential) {
    const auto digest = [](const char* settings) {
        return merge({.preferences = read_settings(*wire::parse_toml(settings, "c"), "c")->preferences}).policy_digest;
    };
    EXPECT_EQ(digest("[providers.one]\ncredential = 'env:A'\n"), digest(""));
    EXPECT_NE(digest("[providers.one]\ngateway = 'https://gw.test'\n"), digest(""));
}

TEST(Providers, AreWarnedOfWhatCanBeReadOnTheWay) {
    const auto settings =
        read_settings(*wire::parse_toml("[providers.one]\ngateway = 'http://gw.test'\n", "c.toml"), "c.toml");
    const std::vector<Finding> findings = review(*settings);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_FALSE(findings[0].error);
    EXPECT_EQ(findings[0].message,
              "what provider 'one' sends to its gateway can be read on the way, the credential included");
    EXPECT_EQ(findings[0].where, "c.toml:/providers/one/gateway");
}

}  // namespace
}  // namespace scc::config
