// What an answer of a web server means.
#include "fetch/http.hpp"

#include <gtest/gtest.h>

namespace scc::config {
namespace {

struct Answer {
    HttpOutcome outcome;
    bool credential;
    Code code;
    const char* message;
};

const Answer answers[] = {
    {{.status = 401}, false, Code::prereq, "'https://a.example/o?***' wants a credential (401)"},
    {{.status = 403}, true, Code::prereq, "'https://a.example/o?***' refuses the credential of 'env:TOKEN' (403)"},
    {{.status = 404}, true, Code::not_found, "there is nothing at 'https://a.example/o?***' (404)"},
    {{.status = 503}, false, Code::tool, "'https://a.example/o?***' cannot be had now (503)"},
    {{.status = 304}, false, Code::tool, "'https://a.example/o?***' cannot be had now (304)"},
    {{.cause = "dns"}, false, Code::tool, "'https://a.example/o?***' cannot be reached: its host's name is not known"},
    {{.cause = "tls", .detail = "expired"}, false, Code::tool, "'https://a.example/o?***' cannot be trusted: expired"},
    {{.cause = "timeout"}, false, Code::tool, "'https://a.example/o?***' took too long: more than 30 seconds"},
    {{.cause = "too-large"}, false, Code::config, "'https://a.example/o?***' is too long: more than 10 MiB"},
    {{.cause = "redirect", .detail = "http://a.example/o"},
     false,
     Code::denied,
     "'https://a.example/o?***' leads to something that is not https: http://a.example/o"},
    {{.cause = "unheard of"}, false, Code::tool, "'https://a.example/o?***' could not be fetched"},
};

TEST(HttpAnswer, SaysWhatIsWrong) {
    for (const Answer& at : answers) {
        HttpRequest request{.url = "https://a.example/o?token=s3cret"};
        if (at.credential)
            request.access = {.headers = {{"Authorization", "Bearer s3cret"}}, .credential = "env:TOKEN"};
        const auto response = response_of(at.outcome, request);
        ASSERT_FALSE(response) << at.message;
        EXPECT_EQ(response.error().code, at.code) << at.message;
        EXPECT_EQ(response.error().message, at.message);
        EXPECT_NE(response.error().hint, "");
    }
}

TEST(HttpAnswer, IsNotModifiedOnlyForWhoAsked) {
    const auto response = response_of({.status = 304}, {.url = "https://a.example/o", .etag = "\"1\""});
    ASSERT_TRUE(response);
    EXPECT_TRUE(response->not_modified);
    EXPECT_EQ(response->etag, "\"1\"");
}

TEST(HttpAnswer, OfTwoHundredIsTheBody) {
    const auto response = response_of({.status = 200, .etag = "\"2\"", .body = "x"}, {.url = "https://a.example/o"});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, "x");
    EXPECT_EQ(response->etag, "\"2\"");
}

}  // namespace
}  // namespace scc::config
