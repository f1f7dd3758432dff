// scc-audit-post: one POST. It reads a line of JSON and then the body on standard input, writes a line of JSON, and
// ends with 0 whatever the other side answered. Redirections are not followed: a log goes where it was told to go.
#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace {

using nlohmann::json;
using scc::Result;

constexpr std::size_t longest_input = 64U << 20U;

struct Request {
    std::string url;
    std::vector<std::string> headers;  // "Name: value"
    long milliseconds = 0;
    std::string body;
};

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

Result<Request> read_request() {
    SCC_TRY(const std::string input, scc::file::read(STDIN_FILENO, "standard input", longest_input));
    const std::size_t end = std::min(input.find('\n'), input.size());
    SCC_TRY(const json document, scc::wire::parse(std::string_view(input).substr(0, end), "standard input"));
    scc::wire::Reader in(document, "standard input");
    Request request{.url = in.text("url")};
    request.milliseconds = static_cast<long>(in.integer("milliseconds", 1, 3'600'000));
    in.for_each("headers", [&](scc::wire::Reader& at) {
        const std::string name = at.text("name");
        request.headers.push_back(name + ": " + at.text("value"));
    });
    request.body = input.substr(std::min(end + 1, input.size()));
    return in.finish(std::move(request));
}

std::size_t drop(const char*, std::size_t, std::size_t count, void*) { return count; }

json post(const Request& request) {
    const std::unique_ptr<CURL, Freed> handle(curl_easy_init());
    curl_slist* lines = curl_slist_append(nullptr, "Expect:");
    for (const std::string& header : request.headers) lines = curl_slist_append(lines, header.c_str());
    const std::unique_ptr<curl_slist, Freed> list(lines);
    char words[CURL_ERROR_SIZE] = {};
    curl_easy_setopt(handle.get(), CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle.get(), CURLOPT_USERAGENT, "scc/" SCC_VERSION);
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, request.milliseconds);
    curl_easy_setopt(handle.get(), CURLOPT_POST, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, list.get());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, words);
    const CURLcode code = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    const bool failed = code != CURLE_OK;
    return {{"status", status}, {"detail", failed ? (words[0] != '\0' ? words : curl_easy_strerror(code)) : ""}};
}

}  // namespace

int main() {
    const auto request = read_request();
    if (!request || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return 70;
    const auto answered = scc::file::write(STDOUT_FILENO, scc::wire::compact(post(*request)) + "\n", "standard output");
    curl_global_cleanup();
    return answered ? 0 : 70;
}
