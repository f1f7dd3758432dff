#include "image/recipe.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "wire/parse.hpp"

namespace scc::sandbox {
namespace {

constexpr const char* certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

// A data directory with image folders of the test's own.
class Folders : public ::testing::Test {
protected:
    Folders() : directory_(*file::temporary_directory("scc-recipe")) {
        ::setenv("SCC_DATA_DIR", directory_.c_str(), 1);
        put("scc-base/Dockerfile", "ARG BASE_IMAGE=debian:bookworm-slim\nFROM ${BASE_IMAGE}\nARG SCC_INPUTS=\n");
        put("scc-base/packages", "git\n# a comment\n\ncurl\n");
        put("agent/Dockerfile", "ARG SCC_BASE=scc-base:latest\nFROM ${SCC_BASE}\n");
    }
    ~Folders() override {
        ::unsetenv("SCC_DATA_DIR");
        EXPECT_TRUE(file::remove_all(directory_));
    }
    Folders(const Folders&) = delete;
    Folders& operator=(const Folders&) = delete;

    void put(const std::string& name, const std::string& bytes) const {
        ASSERT_TRUE(file::replace(directory_ + "/images/" + name, bytes));
    }
    static Recipe read(const std::string& name, const Ingredients& ingredients = {.architecture = "amd64"}) {
        auto recipe = recipe_of(name, ingredients);
        EXPECT_TRUE(recipe) << (recipe ? "" : recipe.error().message);
        return recipe ? *recipe : Recipe{};
    }

    std::string directory_;
};

TEST_F(Folders, SayWhatTheImageIsMadeOf) {
    const Recipe base = read("scc-base");
    EXPECT_FALSE(base.on_scc_base);
    EXPECT_EQ(base.base_image, "debian:bookworm-slim");
    EXPECT_EQ(base.packages, (std::vector<std::string>{"git", "curl"}));
    EXPECT_EQ(base.tagged(), "scc-base:" + base.inputs.substr(0, 12));
    EXPECT_TRUE(read("agent").on_scc_base);
}

TEST_F(Folders, GiveANewDigestForEveryInput) {
    const std::string before = read("scc-base").inputs;
    EXPECT_EQ(read("scc-base").inputs, before);
    EXPECT_NE(read("scc-base", {.architecture = "amd64", .base_image = "debian:trixie"}).inputs, before);
    EXPECT_NE(read("scc-base", {.architecture = "amd64", .trusted = {certificate}}).inputs, before);
    put("scc-base/scc-guard", "bytes");
    const std::string with_guard = read("scc-base").inputs;
    EXPECT_NE(with_guard, before);
    put("scc-base/scc-guard", "other bytes");
    EXPECT_NE(read("scc-base").inputs, with_guard);
}

TEST_F(Folders, ChangeTheImagesThatStandOnThem) {
    const std::string before = read("agent").inputs;
    put("scc-base/packages", "git\n");
    EXPECT_NE(read("agent").inputs, before);
}

TEST_F(Folders, MayCarryTheirOwnDigest) {
    const std::string before = read("scc-base").inputs;
    put("scc-base/Dockerfile",
        "ARG BASE_IMAGE=debian:bookworm-slim\nFROM ${BASE_IMAGE}\nARG SCC_INPUTS=" + before + "\n");
    EXPECT_EQ(read("scc-base").inputs, before);
}

TEST_F(Folders, NameTheImagesThereAre) {
    const auto recipe = recipe_of("scc-bse", {});
    ASSERT_FALSE(recipe);
    EXPECT_EQ(recipe.error().code, Code::not_found);
    EXPECT_EQ(recipe.error().message, "there is no image 'scc-bse'");
    EXPECT_EQ(recipe.error().hint, "it must be agent or scc-base");
}

TEST_F(Folders, PinAPackageForEachArchitecture) {
    put("agent/pin.json",
        R"({"version": "1", "platforms": {"amd64": {"package": "@a/b@1", "integrity": "sha512-x"}}})");
    EXPECT_EQ(read("agent").pin->package, "@a/b@1");
    const auto elsewhere = recipe_of("agent", {.architecture = "riscv64"});
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().code, Code::prereq);
    EXPECT_EQ(elsewhere.error().message, "there is no package for the architecture 'riscv64'");
    EXPECT_EQ(elsewhere.error().hint, "there are packages for amd64");
}

TEST_F(Folders, RefuseAPinThatIsNotOne) {
    put("agent/pin.json", R"({"version": "1", "platforms": {"amd64": {"package": "@a/b@1"}}})");
    const auto recipe = recipe_of("agent", {.architecture = "amd64"});
    ASSERT_FALSE(recipe);
    EXPECT_EQ(recipe.error().code, Code::config);
    EXPECT_EQ(recipe.error().where, directory_ + "/images/agent/pin.json:/platforms/amd64");
}

TEST_F(Folders, TakeAnotherVersionWhereItIsPinned) {
    put("scc-agent-a/Dockerfile", "ARG SCC_BASE=scc-base:latest\nFROM ${SCC_BASE}\n");
    put("scc-agent-a/pin.json",
        R"({"version": "1.2", "platforms": {"amd64": {"package": "@a/b1.2@1.2-x", "integrity": "sha512-x"},
                                          "arm64": {"package": "@a/c@1.2", "integrity": "sha512-y"}}})");
    const model::ImagePin pin{"2.0", {{"amd64", "sha512-z"}}, {"personal", "config.toml:/images/pins/a"}};
    const Recipe before = read("scc-agent-a");
    const Recipe pinned = read("scc-agent-a", {.architecture = "amd64", .pins = {{"a", pin}}});
    EXPECT_EQ(pinned.pin->package, "@a/b1.2@2.0-x");
    EXPECT_EQ(pinned.pin->integrity, "sha512-z");
    EXPECT_NE(pinned.inputs, before.inputs);
    EXPECT_EQ(wire::parse(pinned.replaced.at("pin.json"), "")->at("version"), "2.0");
    EXPECT_EQ(read("scc-agent-a", {.architecture = "amd64", .pins = {{"other", pin}}}).inputs, before.inputs);
    const auto elsewhere = recipe_of("scc-agent-a", {.architecture = "arm64", .pins = {{"a", pin}}});
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().where, "config.toml:/images/pins/a");
    EXPECT_EQ(elsewhere.error().message, "there is no package for the architecture 'arm64'");
}

// What an agent needs keeps its version when the agent gets another.
TEST_F(Folders, NameThePackagesThatAnAgentNeeds) {
    put("scc-agent-a/Dockerfile", "ARG SCC_BASE=scc-base:latest\nFROM ${SCC_BASE}\n");
    put("scc-agent-a/pin.json",
        R"({"version": "1", "platforms": {"amd64": {"package": "a@1", "integrity": "sha512-x",
            "needs": [{"package": "node@1", "integrity": "sha512-n"}]}}})");
    const model::ImagePin pin{"2", {{"amd64", "sha512-z"}}, {"personal", ""}};
    const Recipe pinned = read("scc-agent-a", {.architecture = "amd64", .pins = {{"a", pin}}});
    std::vector<std::string> packages;
    for (const Package& package : pinned.pin->packages()) packages.push_back(package.package + " " + package.integrity);
    EXPECT_EQ(packages, (std::vector<std::string>{"a@2 sha512-z", "node@1 sha512-n"}));
    put("scc-agent-a/pin.json",
        R"({"version": "1", "platforms": {"amd64": {"package": "a@1", "integrity": "sha512-x", "needs": [{}]}}})");
    const auto recipe = recipe_of("scc-agent-a", {.architecture = "amd64"});
    ASSERT_FALSE(recipe);
    EXPECT_EQ(recipe.error().where, directory_ + "/images/scc-agent-a/pin.json:/platforms/amd64/needs/0");
}

TEST_F(Folders, AreMissedByName) {
    ::setenv("SCC_DATA_DIR", "/nowhere", 1);
    EXPECT_EQ(image_names().error().message, "there are no image folders in '/nowhere/images'");
}

TEST(Certificates, AreTakenApartWithoutDoubles) {
    const std::string two = std::string("subject=A\n") + certificate + "\r\n" + certificate;
    EXPECT_EQ(*certificates_in(two, "ca.pem"), std::vector<std::string>{certificate});
}

TEST(Certificates, AreNoPlaceForAPrivateKey) {
    const std::string key = std::string(certificate) + "-----BEGIN PRIVATE KEY-----\nMC\n-----END PRIVATE KEY-----\n";
    EXPECT_EQ(certificates_in(key, "ca.pem").error().message, "'ca.pem' holds a private key");
}

TEST(Certificates, OfASettingThatNamesNoFileAreAFaultOfTheSetting) {
    const auto read = trusted_certificates("/nowhere/ca.pem", "org.json:/images/ca_bundle");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Code::config);
    EXPECT_EQ(read.error().where, "org.json:/images/ca_bundle");
    EXPECT_EQ(read.error().message, "cannot open '/nowhere/ca.pem': No such file or directory");
    EXPECT_EQ(trusted_certificates("/nowhere/ca.pem").error().code, Code::not_found);
}

TEST(Certificates, AreMissedWhereThereAreNone) {
    EXPECT_EQ(certificates_in("hello", "ca.pem").error().message, "'ca.pem' holds no certificate");
    EXPECT_EQ(certificates_in("-----BEGIN CERTIFICATE-----\nMI", "ca.pem").error().message,
              "a certificate of 'ca.pem' is cut off");
}

}  // namespace
}  // namespace scc::sandbox
