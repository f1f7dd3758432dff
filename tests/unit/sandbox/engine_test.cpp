#include "engine/engine.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.hpp"

namespace scc::sandbox {
namespace {

// A PATH of its own with the programs a test puts there.
class Machine : public ::testing::Test {
protected:
    Machine() : directory_(*file::temporary_directory("scc-engine")), path_(::getenv("PATH")) {
        ::setenv("PATH", (directory_ + ":/usr/bin:/bin").c_str(), 1);
        ::unsetenv("SCC_ENGINE");
        // A Podman elsewhere is asked for all there is to know.
        ::setenv("CONTAINER_HOST", "unix:///nowhere", 1);
        put("docker", "exit 127");
        put("podman", "exit 127");
    }
    ~Machine() override {
        ::setenv("PATH", path_.c_str(), 1);
        ::unsetenv("SCC_ENGINE");
        ::unsetenv("CONTAINER_HOST");
        EXPECT_TRUE(file::remove_all(directory_));
    }
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    void put(const std::string& name, const std::string& body) const {
        ASSERT_TRUE(file::replace(directory_ + "/" + name, "#!/bin/sh\n" + body + "\n", 0755));
    }

private:
    std::string directory_;
    std::string path_;
};

TEST_F(Machine, HasDockerFirst) {
    put("docker", R"(printf '24.0.7\tx86_64\t[name=seccomp name=rootless]\n')");
    put("podman", R"(printf '4.3.1\tamd64\tfalse\tv2\tcrun\n')");
    const auto engine = probe();
    ASSERT_TRUE(engine);
    EXPECT_EQ(engine->kind, EngineKind::docker);
    EXPECT_EQ(engine->version, "24.0.7");
    EXPECT_EQ(engine->architecture, "amd64");
    EXPECT_TRUE(engine->rootless);
}

TEST_F(Machine, HasPodmanWhereDockerDoesNotAnswer) {
    put("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");
    put("podman", R"(printf '4.3.1\tarm64\tfalse\tv2\tcrun\n')");
    const auto engine = probe();
    ASSERT_TRUE(engine);
    EXPECT_EQ(engine->kind, EngineKind::podman);
    EXPECT_EQ(engine->architecture, "arm64");
    EXPECT_FALSE(engine->rootless);
}

TEST_F(Machine, HasPodmanUnderTheNameOfDocker) {
    put("docker", "echo \"can't evaluate field ServerVersion\" >&2; exit 125");
    put("podman", R"(printf '5.1.0\tamd64\ttrue\tv2\tcrun\n')");
    const auto engine = probe();
    ASSERT_TRUE(engine);
    EXPECT_EQ(engine->program, "podman");
}

TEST_F(Machine, KeepsTheNumbersOfUsersWithoutRoot) {
    put("docker", "exit 1");
    put("podman", R"(printf '4.3.1\tamd64\ttrue\tv2\tcrun\n')");
    EXPECT_EQ(probe()->users, (std::vector<std::string>{"--userns=keep-id"}));
    put("podman", R"(printf '4.3.1\tamd64\tfalse\tv2\tcrun\n')");
    EXPECT_EQ(probe()->users, std::vector<std::string>());
}

TEST_F(Machine, KnowsOfItsOwnPodmanWhatThatTakesLongToSay) {
    ::unsetenv("CONTAINER_HOST");
    put("docker", "exit 1");
    put("podman", R"([ "$1" = version ] && printf '4.3.1\tlinux/arm64\n')");
    const auto engine = probe();
    ASSERT_TRUE(engine);
    EXPECT_EQ(engine->version, "4.3.1");
    EXPECT_EQ(engine->architecture, "arm64");
    EXPECT_EQ(engine->rootless, ::geteuid() != 0);
    EXPECT_EQ(engine->global, std::vector<std::string>());
}

TEST_F(Machine, ReplacesARuntimeThatCannotRunHere) {
    put("docker", "exit 1");
    put("podman", R"(printf '4.3.1\tamd64\tfalse\tv1\tcrun\n')");
    put("runc", "exit 0");
    const auto engine = probe();
    ASSERT_TRUE(engine);
    EXPECT_EQ(call(*engine, {"ps"}).argv, (std::vector<std::string>{"podman", "--runtime", "runc", "ps"}));
}

TEST_F(Machine, SaysWhatEachEngineSaid) {
    put("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");
    put("podman", R"(printf '3.4.4\tamd64\tfalse\tv2\tcrun\n')");
    const auto engine = probe();
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().code, Code::prereq);
    EXPECT_EQ(engine.error().message,
              "no container engine answers: docker: Cannot connect to the Docker daemon; podman 3.4.4 is too old, 4.0 "
              "is needed");
}

TEST_F(Machine, AsksOnlyTheEngineThatWasNamed) {
    put("docker", R"(printf '24.0.7\tx86_64\t[]\n')");
    ::setenv("SCC_ENGINE", "podman", 1);
    const auto engine = probe();
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().message, "no container engine answers: podman: does not answer");
}

TEST_F(Machine, RefusesAnEngineItDoesNotKnow) {
    ::setenv("SCC_ENGINE", "lxc", 1);
    EXPECT_EQ(probe().error().message, "'SCC_ENGINE' must be docker or podman, not 'lxc'");
}

TEST_F(Machine, HintsAtAFullDisk) {
    put("docker", "echo 'write /x: no space left on device' >&2; exit 1");
    const auto output = output_of({.program = "docker"}, {"load"});
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().message, "'docker load' failed: write /x: no space left on device");
    EXPECT_EQ(output.error().hint, "free some space: scc prune, or remove images you no longer need");
}

TEST_F(Machine, DoesNotWaitForAnEngineThatHangs) {
    put("docker", "sleep 60");
    const auto output = output_of({.program = "docker"}, {"ps"}, std::chrono::milliseconds(100));
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().message, "'docker ps' was not answered within 1 s");
    EXPECT_EQ(output.error().hint, "restart docker; SCC_ENGINE_TIMEOUT=SECONDS gives a slow engine more time");
}

TEST_F(Machine, CallsAnEngineSilentOnceItDidNotAnswer) {
    const Engine podman{.kind = EngineKind::podman, .program = "podman"};
    put("podman", "sleep 60");
    EXPECT_FALSE(is_silent(podman));
    EXPECT_FALSE(output_of(podman, {"network", "create", "x"}, std::chrono::milliseconds(100)));
    EXPECT_TRUE(is_silent(podman));
    put("podman", "true");
    EXPECT_TRUE(output_of(podman, {"ps"}));
    EXPECT_FALSE(is_silent(podman));
}

TEST_F(Machine, MayTakeAsLongAsTheUserSays) {
    for (const auto& [text, seconds] : {std::pair{"3", 3}, {"0", 30}, {"x", 30}, {"99999", 30}, {"", 30}}) {
        ::setenv("SCC_ENGINE_TIMEOUT", text, 1);
        EXPECT_EQ(answer_within(), std::chrono::seconds(seconds)) << text;
    }
    ::unsetenv("SCC_ENGINE_TIMEOUT");
    EXPECT_EQ(start_within(), std::chrono::seconds(60));
}

TEST(Call, IsCounted) {
    const std::size_t before = calls_made();
    const proc::Command command = call({.program = "docker"}, {"ps", "-q"});
    EXPECT_EQ(command.argv, (std::vector<std::string>{"docker", "ps", "-q"}));
    EXPECT_EQ(calls_made(), before + 1);
}

}  // namespace
}  // namespace scc::sandbox
