#include "judge.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.hpp"

namespace scc::sandbox {
namespace {

constexpr std::string_view http = "HTTP/1.";

// "403 Forbidden" of an answer over HTTP; empty when it is none.
std::string http_status(const std::string& answer) {
    if (!answer.starts_with(http)) return {};
    const std::string line = text::split(answer, '\r').front();
    const std::size_t blank = line.find(' ');
    return blank == std::string::npos ? "" : line.substr(blank + 1);
}

// Whether a name server says that there is such a name, or that there is none: it has asked those who know.
bool is_resolved(const std::string& answer) {
    const std::string bytes = probe::bytes_of(answer);
    if (bytes.size() < 4) return false;
    const int verdict = static_cast<unsigned char>(bytes[3]) & 0x0F;
    return verdict == 0 || verdict == 3;
}

// Nobody but the proxy's own refusal ends a request to it: an answer of another kind, or none at all, means that it
// went on to look for the host.
bool is_passed_on(const probe::Answer& answer) {
    const std::string status = http_status(answer.answer);
    if (!status.empty()) return status.front() != '4';
    return answer.problem == "no answer" || answer.problem == "closed without an answer";
}

bool is_through(Sign sign, const Facts& facts, const probe::Answer& answer) {
    if (answer.answer.find(facts.token) != std::string::npos) return true;
    switch (sign) {
        case Sign::token: return false;
        case Sign::proxied: return is_passed_on(answer);
        case Sign::names: return is_resolved(answer.answer);
        case Sign::echo: return !answer.answer.empty();
    }
    return true;
}

// How it ended, for people.
std::string ending(const probe::Answer& answer) {
    const std::string status = http_status(answer.answer);
    if (!status.empty()) return status;
    return answer.problem.empty() ? "an answer" : answer.problem;
}

std::string endings(const std::vector<probe::Answer>& answers) {
    std::set<std::string> different;
    for (const probe::Answer& answer : answers) different.insert(ending(answer));
    return text::join({different.begin(), different.end()}, ", ");
}

std::string expectation(const Try& row, const Facts& facts) {
    if (facts.policy == model::NetworkPolicy::open) return "open";
    return row.control && facts.policy == model::NetworkPolicy::web_egress_enforced ? "reached" : "closed";
}

}  // namespace

bool is_left_out(const Try& row, const Facts& facts) { return row.loud && facts.policy == model::NetworkPolicy::open; }

Finding judge(const Try& row,
              const Facts& facts,
              const std::string& mark,
              const std::vector<probe::Answer>& answers,
              const std::vector<std::string>& heard) {
    Finding finding{.tried = std::string(row.name), .expected = expectation(row, facts)};
    if (is_left_out(row, facts)) {
        finding.found = "not tried: strangers would hear it";
        return finding;
    }
    std::vector<probe::Answer> through;
    std::ranges::copy_if(answers, std::back_inserter(through), [&](const probe::Answer& answer) {
        return is_through(row.control ? Sign::token : row.sign, facts, answer);
    });
    const bool noticed =
        std::ranges::any_of(heard, [&](const std::string& said) { return said.find(mark) != std::string::npos; });
    const bool whole = row.control ? through.size() == answers.size() && noticed : !through.empty() || noticed;
    const bool reached = !answers.empty() && whole;
    if (answers.empty()) {
        finding.found = "closed: there is nobody to ask";
    } else if (reached) {
        finding.found = "reached: " + (through.empty() ? "it was heard" : endings(through));
    } else {
        finding.found = "closed: " + endings(answers);
    }
    finding.leak = reached && finding.expected == "closed";
    finding.failed = !reached && finding.expected == "reached";
    return finding;
}

}  // namespace scc::sandbox
