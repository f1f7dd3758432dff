#include "http.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::config {
namespace {

using json = nlohmann::json;

constexpr std::chrono::seconds grace{5};  // for the program to say itself that the time is over

// The URL as messages show it: a query may hold a credential.
std::string shown(const std::string& url) {
    const std::size_t query = url.find('?');
    return text::quoted(query == std::string::npos ? url : url.substr(0, query) + "?***");
}

struct Cause {
    const char* name;
    Code code;
    const char* message;  // behind the URL
    const char* hint;
};

constexpr Cause causes[] = {
    {"dns",
     Code::tool,
     "cannot be reached: its host's name is not known",
     "check the name, the connection and https_proxy"},
    {"connect", Code::tool, "cannot be reached", "check the connection, and https_proxy and no_proxy"},
    {"tls",
     Code::tool,
     "cannot be trusted",
     "name a company's own authority with 'scc-config set images.ca_bundle FILE'"},
    {"timeout", Code::tool, "took too long", "try again; the server or the connection is slow"},
    {"too-large", Code::config, "is too long", "is it the right one?"},
    {"redirect", Code::denied, "leads to something that is not https", "name the place it leads to, if that is right"},
    {"redirects", Code::tool, "is redirected without an end", "look at it with a browser"},
    {"cut-short", Code::tool, "ended before all of it had come", "try again"},
    {"other", Code::tool, "could not be fetched", "try again"},
};

Error failed(const HttpOutcome& outcome, const HttpRequest& request) {
    const auto* const found =
        std::ranges::find(causes, outcome.cause, [](const Cause& at) { return std::string(at.name); });
    const Cause& cause = found == std::end(causes) ? *std::prev(std::end(causes)) : *found;
    std::string detail = outcome.detail;
    if (outcome.cause == "too-large") detail = "more than " + text::size_of(request.limit);
    if (outcome.cause == "timeout") detail = "more than " + std::to_string(request.time.count() / 1000) + " seconds";
    return {cause.code,
            shown(request.url) + " " + cause.message + (detail.empty() ? "" : ": " + text::cut(detail, 300)),
            cause.hint};
}

// What a status other than 200 and 304 means.
Error answered(std::int64_t status, const HttpRequest& request) {
    const std::string number = " (" + std::to_string(status) + ")";
    const std::string& credential = request.access.credential;
    const bool has_credential = !request.access.headers.empty();
    if (status == 401 || status == 403) {
        if (!has_credential) {
            return {Code::prereq,
                    shown(request.url) + " wants a credential" + number,
                    "name one: auth = \"env:NAME\" or \"command:COMMAND\" beside the source, or --auth"};
        }
        const std::string which =
            credential.empty() ? "the headers it was sent" : "the credential of " + text::quoted(credential);
        return {Code::prereq,
                shown(request.url) + " refuses " + which + number,
                "look whether it has expired, and whether it may read that file"};
    }
    if (status == 404 || status == 410) {
        return {Code::not_found,
                "there is nothing at " + shown(request.url) + number,
                has_credential ? "check the path, and whether the credential may read it"
                               : "check the path; some servers answer so where a credential is missing"};
    }
    return {Code::tool, shown(request.url) + " cannot be had now" + number, "try again later"};
}

json request_json(const HttpRequest& request) {
    json headers = json::array();
    for (const Header& header : request.access.headers)
        headers.push_back({{"name", header.name}, {"value", header.value}});
    return {{"url", request.url},
            {"headers", std::move(headers)},
            {"ca_bundle", request.access.ca_bundle},
            {"etag", request.etag},
            {"limit", request.limit},
            {"milliseconds", request.time.count()}};
}

Result<HttpOutcome> read_outcome(std::string bytes) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    SCC_TRY(const json head, wire::parse(std::string_view(bytes).substr(0, end), "scc-config-fetch"));
    wire::Reader in(head, "scc-config-fetch");
    HttpOutcome outcome{.status = in.integer("status", 0, 999),
                        .etag = in.any_text("etag"),
                        .cause = in.any_text("cause"),
                        .detail = in.any_text("detail")};
    outcome.body = bytes.substr(std::min(end + 1, bytes.size()));
    return in.finish(std::move(outcome));
}

}  // namespace

Result<HttpResponse> response_of(HttpOutcome outcome, const HttpRequest& request) {
    if (!outcome.cause.empty()) return failed(outcome, request);
    if (outcome.status == 304 && !request.etag.empty()) return HttpResponse{true, "", request.etag};
    if (outcome.status != 200) return answered(outcome.status, request);
    return HttpResponse{false, std::move(outcome.body), std::move(outcome.etag)};
}

Result<HttpResponse> http_get(const HttpRequest& request) {
    const std::string& bundle = request.access.ca_bundle;
    if (!bundle.empty() && !file::exists(bundle)) {
        return Error{Code::config,
                     "there is no file " + text::quoted(bundle) + " with certificates",
                     "look at images.ca_bundle"};
    }
    SCC_TRY(proc::Outcome ran,
            proc::run({.argv = {places::libexec_dir() + "/scc-config-fetch"},
                       .input = wire::compact(request_json(request)),
                       .timeout = request.time + grace,
                       .output_limit = request.limit + (64U << 10U)}));
    if (ran.status != 0) {
        return Error{Code::internal, "scc-config-fetch ended with status " + std::to_string(ran.status)};
    }
    SCC_TRY(HttpOutcome outcome, read_outcome(std::move(ran.out)));
    return response_of(std::move(outcome), request);
}

}  // namespace scc::config
