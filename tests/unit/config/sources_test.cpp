// Which files govern a launch, and which workspace it is in: tried on real files in a directory of the test's own.
#include "source/sources.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/run.hpp"
#include "wire/digest.hpp"

namespace scc::config {
namespace {

class Files : public testing::Test {
protected:
    void SetUp() override {
        root = *path::real(*file::temporary_directory("scc-config-test"));
        ::setenv("HOME", (root + "/home").c_str(), 1);
        ::unsetenv("XDG_CONFIG_HOME");
        ::unsetenv("XDG_CACHE_HOME");
        request.system_org = root + "/etc/org.json";
    }
    void TearDown() override { EXPECT_TRUE(file::remove_all(root)); }

    void put(const std::string& name, std::string_view text) { ASSERT_TRUE(file::replace(root + "/" + name, text)); }

    std::string org(const std::string& id, const std::string& more = "") {
        return R"({"schema_version": "1.0.0", "organization": {"id": ")" + id + R"(", "name": "N"})" + more + "}";
    }

    Error refused() {
        const auto read = read_sources(request, "");
        return read ? Error{Code::ok, "it was read"} : read.error();
    }

    std::string root;
    Request request;
};

using OrganisationFile = Files;

TEST_F(OrganisationFile, OfTheMachineLeavesNoChoice) {
    put("etc/org.json", org("machine"));
    put("home/.config/scc/config.toml", "organization_source = 'mine.json'\nstandalone = true");
    const auto read = read_sources(request, "");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->org->id, "machine");

    request.standalone = true;
    EXPECT_EQ(refused().code, Code::denied);
    EXPECT_EQ(refused().message, "option '--standalone' is not allowed: this machine belongs to an organisation");
    request.standalone = false;
    request.org_file = root + "/mine.json";
    EXPECT_EQ(refused().code, Code::denied);
}

TEST_F(OrganisationFile, OfTheMachineIsNotAbsentBecauseItCannotBeSeen) {
    ASSERT_EQ(::symlink("loop", (root + "/loop").c_str()), 0);
    request.system_org = root + "/loop/org.json";
    request.standalone = true;
    EXPECT_EQ(refused().code, Code::config);
    EXPECT_EQ(refused().message, "cannot look at '" + request.system_org + "': Too many levels of symbolic links");
}

TEST_F(OrganisationFile, IsLeftOnlyWhereItAllowsThat) {
    put("home/.config/scc/config.toml", "organization_source = 'org.json'");
    request.standalone = true;
    put("home/.config/scc/org.json", org("free"));
    EXPECT_FALSE(read_sources(request, "")->org);
    put("home/.config/scc/org.json", org("strict", R"(, "security": {"standalone": "forbidden"})"));
    EXPECT_EQ(refused().code, Code::denied);
    EXPECT_EQ(refused().where, "org.json:/security/standalone");
    request.standalone = false;
    put("home/.config/scc/config.toml", "organization_source = 'org.json'\nstandalone = true");
    EXPECT_EQ(refused().code, Code::denied);
}

TEST_F(OrganisationFile, FromAUrlIsReadFromTheCacheWithinItsAge) {
    const std::string url = "https://acme.test/org.json";
    put("home/.config/scc/config.toml", "organization_source = '" + url + "'");
    request.offline = true;
    EXPECT_EQ(refused().code, Code::prereq);
    EXPECT_EQ(refused().message, "the organisation's file '" + url + "' has never been fetched");

    const auto aged = [&](time::Seconds hours) {
        const time::Seconds when = time::now() - hours * 3600;
        const std::string text = org("acme", R"(, "security": {"max_policy_age_hours": 48})");
        ASSERT_TRUE(Cache(url).store({.bytes = text, .fetched_at = when, .checked_at = when}));
    };
    aged(1);
    EXPECT_EQ(read_sources(request, "")->sources.front().age, "offline");
    request.offline = false;
    EXPECT_EQ(read_sources(request, "")->sources.front().age, "fresh");
    request.renewal = Renewal::never;
    aged(30);
    EXPECT_EQ(read_sources(request, "")->sources.front().age, "stale");
    aged(49);
    EXPECT_EQ(refused().message, "the copy of the organisation's file is older than 48 hours");
    EXPECT_EQ(refused().code, Code::denied);
    aged(-1);
    EXPECT_EQ(refused().message, "the copy of the organisation's file is dated from a time to come");
    EXPECT_EQ(refused().code, Code::denied);
}

TEST_F(OrganisationFile, MustBeTheOneThatIsPinned) {
    put("org.json", org("acme"));
    const std::string digest = wire::sha256(org("acme"));
    put("home/.config/scc/config.toml",
        "organization_source = {url = '" + root + "/org.json', sha256 = '" + digest + "'}");
    EXPECT_EQ(read_sources(request, "")->org->id, "acme");
    put("org.json", org("other"));
    EXPECT_EQ(refused().code, Code::denied);
    EXPECT_EQ(refused().message,
              "the organisation's file '" + root + "/org.json' is not the one that is pinned: its SHA-256 is " +
                  wire::sha256(org("other")));
}

TEST_F(OrganisationFile, MustBeSignedWhereTheMachineHasAKey) {
    const auto run = [](std::vector<std::string> argv) {
        const auto ran = proc::output_of({.argv = std::move(argv)});
        ASSERT_TRUE(ran) << ran.error().message;
    };
    request.system_key = root + "/etc/org.pub";
    request.org_file = root + "/org.json";
    put("org.json", org("acme"));
    put("etc/org.pub", "no key");
    EXPECT_EQ(refused().message, "there is no Ed25519 public key in '" + root + "/etc/org.pub'");
    run({"minisign", "-G", "-W", "-f", "-p", root + "/etc/org.pub", "-s", root + "/mini.key"});
    EXPECT_EQ(refused().code, Code::not_found);
    run({"minisign", "-S", "-s", root + "/mini.key", "-m", root + "/org.json"});
    EXPECT_EQ(read_sources(request, "")->org->id, "acme");
    run({"minisign", "-S", "-l", "-s", root + "/mini.key", "-m", root + "/org.json"});
    EXPECT_EQ(read_sources(request, "")->org->id, "acme");
    const std::string signature = *file::read(root + "/org.json.minisig");
    put("org.json.minisig", text::replace_all(signature, "trusted comment: ", "trusted comment: not "));
    EXPECT_EQ(refused().code, Code::denied);
    put("org.json.minisig", signature);
    put("org.json", org("other"));
    EXPECT_EQ(refused().message,
              "the organisation's file '" + root + "/org.json' is not signed by this machine's key for it");

    run({"openssl", "genpkey", "-algorithm", "ed25519", "-out", root + "/pem.key"});
    run({"openssl", "pkey", "-in", root + "/pem.key", "-pubout", "-out", request.system_key});
    run({"openssl",
         "pkeyutl",
         "-sign",
         "-rawin",
         "-inkey",
         root + "/pem.key",
         "-in",
         root + "/org.json",
         "-out",
         root + "/org.json.sig"});
    EXPECT_EQ(read_sources(request, "")->org->id, "other");
    run({"openssl", "base64", "-A", "-in", root + "/org.json.sig", "-out", root + "/coded"});
    put("org.json.sig", *file::read(root + "/coded") + "\n");
    EXPECT_EQ(read_sources(request, "")->org->id, "other");
    put("org.json", org("acme"));
    EXPECT_EQ(refused().code, Code::denied);
    put("etc/org.json", org("machine"));
    request.org_file.reset();
    EXPECT_EQ(read_sources(request, "")->org->id, "machine");
}

TEST_F(OrganisationFile, ChoosesTheTeamInOrder) {
    put("org.json", R"({"schema_version": "1.0.0", "organization": {"id": "a", "name": "A", "default_profile": "c"},
                        "profiles": {"a": {}, "b": {}, "c": {}}})");
    request.org_file = root + "/org.json";
    EXPECT_EQ(read_sources(request, "")->team->value, "c");
    put("home/.config/scc/config.toml", "team = 'b'");
    EXPECT_EQ(read_sources(request, "")->team->origin.because, "config.toml:/team");
    request.team = "a";
    EXPECT_EQ(read_sources(request, "")->team->value, "a");
    request.team = "d";
    EXPECT_EQ(refused().code, Code::not_found);
    request.org_file.reset();
    EXPECT_EQ(refused().message, "option '--team' needs an organisation");
}

}  // namespace
}  // namespace scc::config
