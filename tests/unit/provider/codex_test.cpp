#include "codex/codex.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "wire/parse.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

// Servers with whatever a name, a word or a value can hold.
class Servers {
public:
    explicit Servers(std::uint64_t seed) : random_(seed) {}

    std::vector<model::McpServer> list() {
        std::vector<model::McpServer> made;
        for (std::size_t i = below(6); i > 0; --i) made.push_back(server(std::to_string(i)));
        return made;
    }

private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

    std::string text() {
        static const std::vector<std::string> pieces = {"a", "B", ".", "\"", "'", "\\", "\n", "\t", "\x01", "#",
                                                        "=", "[", "]", "{",  "}", " ",  "ä",  "☃",  "@",    "${"};
        std::string made;
        for (std::size_t i = below(4); i > 0; --i) made += pieces[below(pieces.size())];
        return made;
    }

    std::string value() {
        static const std::vector<std::string> references = {
            "env:HIDDEN", "command:HIDDEN", "${HIDDEN}", "Bearer ${HIDDEN}", "Bearer x${HIDDEN}", "x${HIDDEN}"};
        return below(2) == 0 ? text() : references[below(references.size())];
    }

    std::map<std::string, std::string> values() {
        static const std::vector<std::string> names = {"Authorization", "TOKEN", "LEVEL"};
        std::map<std::string, std::string> made;
        for (std::size_t i = below(3); i > 0; --i) made[names[below(names.size())]] = value();
        return made;
    }

    model::McpServer server(const std::string& number) {
        static const std::vector<std::string> types = {"http", "sse", "stdio"};
        model::McpServer made{.name = text() + number, .type = types[below(types.size())]};
        if (made.type == "stdio") {
            made.command = "/" + text();
            made.args = {text(), text()};
            made.env = values();
        } else {
            made.url = "https://h.test/" + text();
            made.headers = values();
        }
        return made;
    }

    std::mt19937_64 random_;
};

std::set<std::string> names_in(const json& file) {
    std::set<std::string> names;
    if (!file.contains("mcp_servers")) return names;
    for (const auto& [name, server] : file["mcp_servers"].items()) names.insert(name);
    return names;
}

TEST(Codex, GetsEveryServerOrHasItNamedAndNoSecretInAFile) {
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        model::Effective config;
        config.organization = {"acme", "Acme"};
        config.mcp_servers = Servers(seed).list();
        const auto made = render_codex({{.root = "/w"}, config, {}, {}});
        ASSERT_TRUE(made) << "seed " << seed;
        for (const model::ProvidedFile& file : made->files) {
            ASSERT_EQ(file.content.find("HIDDEN"), std::string::npos) << "seed " << seed << "\n" << file.content;
        }
        const auto settings = wire::parse_toml(made->files[0].content, "config.toml");
        const auto requirements = wire::parse_toml(made->files[1].content, "requirements.toml");
        ASSERT_TRUE(settings) << "seed " << seed << ": " << settings.error().message << "\n" << made->files[0].content;
        ASSERT_TRUE(requirements) << "seed " << seed << ": " << requirements.error().message;
        ASSERT_EQ(names_in(*settings), names_in(*requirements)) << "seed " << seed;
        std::set<std::string> told = names_in(*settings);
        for (const model::Unexpressed& at : made->unexpressed) told.insert(at.item);
        std::set<std::string> wanted;
        for (const model::McpServer& server : config.mcp_servers) wanted.insert(server.name);
        ASSERT_EQ(told, wanted) << "seed " << seed;
    }
}

}  // namespace
}  // namespace scc::provider
