#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "check.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t block = 1U << 16U;

// Answers whole lines and keeps what is written back until there is enough of it.
class Batch {
public:
    Batch(int to, const rule::Policy& policy) : to_(to), policy_(policy) {}

    // Takes more input; the last line may be unfinished.
    Result<Done> take(std::string_view bytes) {
        pending_ += bytes;
        std::size_t begin = 0;
        for (std::size_t end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n', begin)) {
            line(std::string_view(pending_).substr(begin, end - begin));
            begin = end + 1;
        }
        pending_.erase(0, begin);
        return out_.size() < block ? Done{} : flush();
    }

    Result<Code> finish() && {
        if (!text::trim(pending_).empty()) line(pending_);
        SCC_CHECK(flush());
        return status_;
    }

    Result<Done> flush() {
        SCC_CHECK(file::write(to_, out_, "standard output"));
        out_.clear();
        return Done{};
    }

private:
    void line(std::string_view bytes) {
        ++number_;
        out_ += answer_to(bytes);
        out_ += '\n';
    }

    std::string answer_to(std::string_view bytes) {
        const std::string name = "line " + std::to_string(number_);
        const auto parsed = wire::parse(bytes, name);
        if (!parsed) return wire::compact(refuse(parsed.error()));
        const auto question = read_question(*parsed, name);
        if (!question) return wire::compact(refuse(question.error()));
        const rule::Verdict verdict = answer(*question, policy_);
        const bool nothing = verdict.rule.empty() && verdict.released.empty();
        return nothing ? nothing_said(verdict.certain) : wire::compact(to_json(verdict));
    }

    // What is answered most often is put together once.
    static const std::string& nothing_said(bool certain) {
        static const std::string answers[] = {wire::compact(to_json({.certain = false})),
                                              wire::compact(to_json({.certain = true}))};
        return answers[certain ? 1 : 0];
    }

    json refuse(const Error& error) {
        if (status_ == Code::ok) status_ = error.code;
        return {{"verdict", "block"},
                {"certain", true},
                {"error", {{"message", error.message}, {"where", error.where}, {"hint", error.hint}}}};
    }

    int to_;
    const rule::Policy& policy_;
    std::string pending_;
    std::string out_;
    std::size_t number_ = 0;
    Code status_ = Code::ok;
};

}  // namespace

Result<Code> answer_all(int from, int to, const rule::Policy& policy) {
    Batch batch(to, policy);
    std::string buffer(block, '\0');
    for (;;) {
        const ssize_t count = ::read(from, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return Error{Code::tool, std::string("cannot read standard input: ") + std::strerror(errno)};
        if (count == 0) return std::move(batch).finish();
        const auto bytes = static_cast<std::size_t>(count);
        SCC_CHECK(batch.take(std::string_view(buffer).substr(0, bytes)));
        if (bytes < block) SCC_CHECK(batch.flush());
    }
}

}  // namespace scc::safety
