#include <chrono>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "export/sink.hpp"
#include "proc/credential.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::audit {
namespace {

constexpr std::chrono::milliseconds longest{30'000};
constexpr std::chrono::milliseconds grace{5'000};
constexpr int first_good = 200;
constexpr int first_not_good = 300;

// The address as messages show it: a query may hold a credential.
std::string shown_address(const std::string& url) { return text::quoted(url.substr(0, url.find('?'))); }

class Collector final : public Sink {
public:
    Collector(std::string url, std::string token) : url_(std::move(url)), token_(std::move(token)) {}

    Result<Done> take(const Batch& batch, Encoding encoding, std::uint64_t&) override {
        json headers = {{{"name", "Content-Type"}, {"value", media_type_of(encoding)}},
                        {{"name", "Idempotency-Key"}, {"value", batch.name}}};
        if (!token_.empty()) headers.push_back({{"name", "Authorization"}, {"value", "Bearer " + token_}});
        const json request = {{"url", url_}, {"headers", headers}, {"milliseconds", longest.count()}};
        SCC_TRY(const proc::Outcome ran,
                proc::run({.argv = {places::libexec_dir() + "/scc-audit-post"},
                           .input = wire::compact(request) + "\n" + encoded(batch.records, encoding, true),
                           .timeout = longest + grace}));
        if (ran.status != 0) {
            return Error{Code::internal, "scc-audit-post ended with status " + std::to_string(ran.status)};
        }
        return outcome(ran.out);
    }

private:
    Result<Done> outcome(const std::string& answer) const {
        SCC_TRY(const json document, wire::parse(answer, "scc-audit-post"));
        wire::Reader in(document, "scc-audit-post");
        const std::int64_t status = in.integer("status", 0, 999);
        const std::string detail = in.any_text("detail");
        if (auto error = in.faults()) return std::move(*error);
        if (!detail.empty()) {
            return Error{Code::tool,
                         shown_address(url_) + " cannot be reached: " + text::cut(detail, 300),
                         "run the same command again: it goes on with this batch"};
        }
        if (status >= first_good && status < first_not_good) return Done{};
        return Error{status == 401 || status == 403 ? Code::prereq : Code::tool,
                     shown_address(url_) + " did not take the batch (" + std::to_string(status) + ")",
                     status == 401 || status == 403 ? "look at --auth"
                                                    : "run the same command again: it goes on with this batch"};
    }

    std::string url_;
    std::string token_;
};

}  // namespace

Result<std::unique_ptr<Sink>> http_sink(const Destination& destination) {
    std::string token;
    if (!destination.auth.empty()) {
        SCC_TRY(token, credential::value_of(destination.auth));
    }
    return std::unique_ptr<Sink>(std::make_unique<Collector>(destination.to, std::move(token)));
}

}  // namespace scc::audit
