#include "gateway.hpp"

#include <gtest/gtest.h>

namespace scc::provider {
namespace {

Result<std::optional<Gateway>> gateway(const std::string& url) {
    model::Effective config;
    config.provider_setups["agent"].gateway = {url, {}};
    return gateway_of(config, "agent");
}

struct Case {
    std::string url;
    std::string host;
    std::optional<std::int64_t> port;
};

const Case cases[] = {
    {"https://llm.example", "llm.example", {}},
    {"https://llm.example:443/v1", "llm.example", {}},
    {"http://llm.example:80", "llm.example", {}},
    {"https://llm.example:80", "llm.example", 80},
    {"HTTPS://LLM.Example:8443/Path", "llm.example", 8443},
    {"http://192.0.2.1:8080/", "192.0.2.1", 8080},
    {"https://[2001:DB8::1]:8443/x", "2001:db8::1", 8443},
    {"https://[2001:db8::1]", "2001:db8::1", {}},
};

TEST(Gateway, IsReachedAtItsHostAndPort) {
    for (const Case& at : cases) {
        const auto found = gateway(at.url);
        ASSERT_TRUE(found && *found) << at.url;
        EXPECT_EQ((*found)->url, at.url);
        EXPECT_EQ((*found)->host.host, at.host) << at.url;
        EXPECT_EQ((*found)->host.port, at.port) << at.url;
    }
}

TEST(Gateway, IsNoneWhereNothingIsSaid) {
    const auto found = gateway_of({}, "agent");
    ASSERT_TRUE(found);
    EXPECT_FALSE(*found);
}

TEST(Gateway, IsRefusedWhereTheUrlNamesNoHost) {
    for (const char* const url : {"",
                                  "llm.example",
                                  "ftp://llm.example",
                                  "https://",
                                  "https://:1/",
                                  "https://a:b",
                                  "https://a:0",
                                  "https://[::1"}) {
        const auto found = gateway(url);
        ASSERT_FALSE(found) << url;
        EXPECT_EQ(found.error().code, Code::config);
        EXPECT_EQ(found.error().where, "plan:/data/config/providers/setup/agent/gateway");
    }
}

}  // namespace
}  // namespace scc::provider
