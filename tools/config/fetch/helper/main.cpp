// scc-config-fetch: one fetch over https (http.hpp says for whom and how). It reads a request of one JSON object on
// standard input, writes one line of JSON and then the body, and ends with 0 whatever the fetch came to.
#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace {

using nlohmann::json;
using scc::Done;
using scc::Result;
using Clock = std::chrono::steady_clock;

constexpr int most_redirections = 5;
constexpr const char* system_certificates = "/etc/ssl/certs";

struct Request {
    std::string url;
    std::vector<std::string> headers;  // "Name: value"
    std::string ca_bundle;
    std::string etag;
    std::size_t limit = 0;
    std::chrono::milliseconds time{};
};

struct Outcome {
    long status = 0;
    std::string etag;
    std::string cause;
    std::string detail;
    std::string body;
};

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

Result<Request> read_request() {
    SCC_TRY(const std::string bytes, scc::file::read(STDIN_FILENO, "standard input"));
    SCC_TRY(const json document, scc::wire::parse(bytes, "standard input"));
    scc::wire::Reader in(document, "standard input");
    Request request{.url = in.text("url"), .ca_bundle = in.any_text("ca_bundle"), .etag = in.any_text("etag")};
    request.limit = static_cast<std::size_t>(in.integer("limit", 1, std::int64_t{1} << 40));
    request.time = std::chrono::milliseconds(in.integer("milliseconds", 1, 3'600'000));
    in.for_each("headers", [&](scc::wire::Reader& at) {
        const std::string name = at.text("name");
        request.headers.push_back(name + ": " + at.text("value"));
    });
    return in.finish(std::move(request));
}

// One answer, while it comes.
struct Answer {
    const Request& request;
    Outcome out;
    bool too_large = false;
};

std::size_t take_body(const char* bytes, std::size_t, std::size_t count, void* to) {
    Answer& answer = *static_cast<Answer*>(to);
    answer.too_large = answer.out.body.size() + count > answer.request.limit;
    if (answer.too_large) return 0;
    answer.out.body.append(bytes, count);
    return count;
}

std::size_t take_header(const char* bytes, std::size_t, std::size_t count, void* to) {
    Answer& answer = *static_cast<Answer*>(to);
    const std::string_view line(bytes, count);
    if (line.starts_with("HTTP/")) answer.out.etag.clear();
    if (scc::text::lower(line.substr(0, 5)) == "etag:") answer.out.etag = scc::text::trim(line.substr(5));
    return count;
}

struct Cause {
    CURLcode code;
    const char* name;
};

constexpr Cause causes[] = {
    {CURLE_COULDNT_RESOLVE_HOST, "dns"},
    {CURLE_COULDNT_RESOLVE_PROXY, "dns"},
    {CURLE_COULDNT_CONNECT, "connect"},
    {CURLE_SEND_ERROR, "connect"},
    {CURLE_RECV_ERROR, "cut-short"},
    {CURLE_GOT_NOTHING, "cut-short"},
    {CURLE_PARTIAL_FILE, "cut-short"},
    {CURLE_SSL_CONNECT_ERROR, "tls"},
    {CURLE_PEER_FAILED_VERIFICATION, "tls"},
    {CURLE_SSL_CACERT_BADFILE, "tls"},
    {CURLE_OPERATION_TIMEDOUT, "timeout"},
    {CURLE_FILESIZE_EXCEEDED, "too-large"},
    {CURLE_UNSUPPORTED_PROTOCOL, "redirect"},
};

std::string cause_of(CURLcode code) {
    const auto* const found = std::ranges::find(causes, code, &Cause::code);
    return found == std::end(causes) ? "other" : found->name;
}

// A bundle of one's own is trusted beside the system's certificates; one named by the environment instead of them, as
// curl itself has it.
void trust(CURL* handle, const Request& request) {
    const auto file = scc::env::get("SSL_CERT_FILE");
    const auto directory = scc::env::get("SSL_CERT_DIR");
    const auto older = scc::env::get("CURL_CA_BUNDLE");
    if (older) curl_easy_setopt(handle, CURLOPT_CAINFO, older->c_str());
    if (file) curl_easy_setopt(handle, CURLOPT_CAINFO, file->c_str());
    if (directory) curl_easy_setopt(handle, CURLOPT_CAPATH, directory->c_str());
    if (request.ca_bundle.empty()) return;
    curl_easy_setopt(handle, CURLOPT_CAINFO, request.ca_bundle.c_str());
    if (!directory) curl_easy_setopt(handle, CURLOPT_CAPATH, system_certificates);
}

void prepare(CURL* handle, Answer& answer, std::chrono::milliseconds left) {
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "scc/" SCC_VERSION);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(left.count(), 1)));
    curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(answer.request.limit));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &answer);
    trust(handle, answer.request);
}

struct Step {
    Outcome out;
    std::string next;  // where a redirection leads; empty: this was the last step
};

// One request. `own` says whether it goes to the host that the headers are for.
Step step(const std::string& url, const Request& request, bool own, std::chrono::milliseconds left) {
    const std::unique_ptr<CURL, Freed> handle(curl_easy_init());
    Answer answer{request, {}, false};
    prepare(handle.get(), answer, left);
    curl_slist* lines = nullptr;
    if (own) {
        for (const std::string& header : request.headers) lines = curl_slist_append(lines, header.c_str());
    }
    if (!request.etag.empty()) lines = curl_slist_append(lines, ("If-None-Match: " + request.etag).c_str());
    const std::unique_ptr<curl_slist, Freed> list(lines);
    char words[CURL_ERROR_SIZE] = {};
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, lines);
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, words);
    const CURLcode code = curl_easy_perform(handle.get());
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.out.status);
    const char* next = nullptr;
    curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &next);
    const bool redirected = answer.out.status >= 301 && answer.out.status <= 308 && next != nullptr;
    if (redirected) return {std::move(answer.out), next};
    if (answer.too_large) answer.out.cause = "too-large";
    else if (code != CURLE_OK) answer.out.cause = cause_of(code);
    if (!answer.out.cause.empty()) answer.out.detail = words[0] != '\0' ? words : curl_easy_strerror(code);
    return {std::move(answer.out), ""};
}

// "https://host:port", for telling whether two URLs lead to one server.
std::string origin_of(const std::string& url) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parts(curl_url(), curl_url_cleanup);
    if (curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return "";
    std::string origin;
    for (const CURLUPart part : {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT}) {
        char* text = nullptr;
        if (curl_url_get(parts.get(), part, &text, CURLU_DEFAULT_PORT) == CURLUE_OK) origin += std::string(text) + " ";
        curl_free(text);
    }
    return scc::text::lower(origin);
}

// Where a redirection leads, for a message: without what its query may hold.
std::string without_query(const std::string& url) { return url.substr(0, url.find_first_of("?#")); }

Outcome fetch(const Request& request) {
    const auto end = Clock::now() + request.time;
    const std::string origin = origin_of(request.url);
    std::string url = request.url;
    bool own = true;
    for (int taken = 0; taken <= most_redirections; ++taken) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
        Step done = step(url, request, own, left);
        if (done.next.empty()) return std::move(done.out);
        if (!scc::text::lower(done.next).starts_with("https://"))
            return {.cause = "redirect", .detail = without_query(done.next)};
        url = std::move(done.next);
        own = own && origin_of(url) == origin;  // headers that were left out once stay out
    }
    return {.cause = "redirects", .detail = without_query(url)};
}

Result<Done> answer(const Outcome& outcome) {
    const json head = {
        {"status", outcome.status}, {"etag", outcome.etag}, {"cause", outcome.cause}, {"detail", outcome.detail}};
    SCC_CHECK(scc::file::write(STDOUT_FILENO, scc::wire::compact(head) + "\n", "standard output"));
    return scc::file::write(STDOUT_FILENO, outcome.cause.empty() ? outcome.body : "", "standard output");
}

}  // namespace

int main() {
    const auto request = read_request();
    if (!request || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return 70;
    const auto answered = answer(fetch(*request));
    curl_global_cleanup();
    return answered ? 0 : 70;
}
