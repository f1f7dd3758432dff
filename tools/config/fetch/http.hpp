// Fetching over https.
//
// libcurl stands in a program of its own, scc-config-fetch, which is started for each fetch: it brings 30 libraries,
// and most calls of scc-config fetch nothing (decision record 11). The request goes to its standard input, so that no
// header stands in an argument vector; what comes back is one line of JSON and the body.
//
// At most `limit` bytes are taken and `time` is waited, whatever the server says or does not say about its length.
// Redirections are followed to https only, five at most, and the headers go to no other host than the first. The
// proxy variables of the environment hold.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "base/error.hpp"
#include "credential.hpp"

namespace scc::config {

struct HttpRequest {
    std::string url;
    Access access = {};
    std::string etag = {};  // of what is known already; empty: nothing is
    std::size_t limit = 10U << 20U;
    std::chrono::milliseconds time = std::chrono::seconds(30);
};

struct HttpResponse {
    bool not_modified = false;  // what the ETag belongs to is still what there is
    std::string body;
    std::string etag;
};

// Code::prereq for a credential that is missing or refused, Code::not_found for 404, Code::denied for a redirection to
// anything but https, Code::config for a body over the limit, else Code::tool.
Result<HttpResponse> http_get(const HttpRequest& request);

// What the fetching program says about one fetch.
struct HttpOutcome {
    std::int64_t status = 0;
    std::string etag;
    std::string
        cause;  // "", "dns", "connect", "tls", "timeout", "too-large", "redirect", "redirects", "cut-short", "other"
    std::string detail;  // libcurl's words, or where a redirection leads
    std::string body;
};

// The response or the Error that the outcome is.
Result<HttpResponse> response_of(HttpOutcome outcome, const HttpRequest& request);

}  // namespace scc::config
