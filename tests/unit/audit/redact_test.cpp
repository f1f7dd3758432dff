#include "log/redact.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scc::audit {
namespace {

TEST(Redact, TakesSecretsOutOfText) {
    const std::string a(40, 'a');
    const std::pair<std::string, std::string> rows[] = {
        {"git push origin main", "git push origin main"},
        {"https://me:pw@host.test/x?y", "https://[redacted]@host.test/x?y"},
        {"https://tok@host.test", "https://[redacted]@host.test"},
        {"https://p@ss:w@host.test/", "https://[redacted]@host.test/"},
        {"ssh://git@host.test/r", "ssh://git@host.test/r"},
        {"ssh://git:pw@host.test/r", "ssh://[redacted]@host.test/r"},
        {"see https://host.test/a@b and c@d", "see https://host.test/a@b and c@d"},
        {"ghp_" + a, "ghp_[redacted]"},
        {"x=ghp_" + a + ";", "x=ghp_[redacted];"},
        {"github_pat_" + a + " sk-ant-api03-" + a, "github_pat_[redacted] sk-ant-[redacted]"},
        {"AKIAIOSFODNN7EXAMPLE", "AKIA[redacted]"},
        {"eyJhbGciOiJIUzI1NiJ9." + a + "." + a, "eyJhbGciO[redacted]"},
        {"task-" + a, "task-" + a},
        {"ghp_short", "ghp_short"},
        {"ANTHROPIC_API_KEY=abc run", "ANTHROPIC_API_KEY=[redacted] run"},
        {"PASSWORD='two words' x", "PASSWORD='[redacted]' x"},
        {"https://h.test/?access_token=abc&n=1", "https://h.test/?access_token=[redacted]&n=1"},
        {"Authorization: Bearer abc.def", "Authorization: [redacted]"},
        {"-H 'Authorization: Basic YTpi' https://h.test", "-H 'Authorization: [redacted]' https://h.test"},
        {"authorization: abc", "authorization: [redacted]"},
        {R"({"password":"x","n":1})", R"({"password":"[redacted]","n":1})"},
        {"--token=abc", "--token=[redacted]"},
        {"token:", "token:"},
        {"secrets.json:/a/b", "secrets.json:/a/b"},
        {"-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nx", "[redacted]\nx"},
        {"-----BEGIN PRIVATE KEY-----\nabc", "[redacted]"},
        {"-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----"},
    };
    for (const auto& [text, clean] : rows) {
        EXPECT_EQ(without_secrets(text), clean);
        EXPECT_EQ(without_secrets(clean), clean);
    }
}

TEST(Redact, ReadsListsAsCommandLines) {
    json event = json::parse(R"({"type": "t", "token": 12, "secret": ["a"], "password": null, "has_token": true,
        "command": ["curl", "-u", "me:pw", "--token", "abc", "-H", "Cookie: a=b", "https://a:b@h.test", 1],
        "other": ["docker", "run", "-u", "1000:1000"]})");
    redact(event);
    EXPECT_EQ(event, json::parse(R"({"type": "t", "token": "[redacted]", "secret": "[redacted]", "password": null,
        "has_token": true,
        "command": ["curl", "-u", "[redacted]", "--token", "[redacted]", "-H", "Cookie: [redacted]",
                    "https://[redacted]@h.test", 1],
        "other": ["docker", "run", "-u", "1000:1000"]})"));
}

}  // namespace
}  // namespace scc::audit
