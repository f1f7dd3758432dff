#include "choice.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "preference.hpp"
#include "registry.hpp"

namespace scc::provider {
namespace {

using Records = std::vector<const Record*>;

class Chooser {
public:
    Chooser(const Circumstances& known, const Ask& ask) : known_(known), ask_(ask) {}

    Result<Choice> choose() const {
        if (known_.option) return demanded(*known_.option, "--provider");
        if (known_.resumed) return demanded(*known_.resumed, "the resumed session");
        const bool asks = known_.preference && known_.preference->value == ask_word;
        if (asks && viable().size() > 1) return asked(viable());
        if (asks && viable().empty() && possible().size() > 1) return asked(possible());
        if (const Record* last = last_used()) return Choice{last, "last used in this workspace"};
        if (known_.preference && !asks) return demanded(known_.preference->value, preference_text());
        if (viable().size() == 1) return Choice{viable().front(), "the only viable provider"};
        if (possible().size() == 1) return Choice{possible().front(), "the only allowed provider"};
        if (possible().empty()) return nothing_allowed();
        return asked(viable().empty() ? possible() : viable());
    }

private:
    bool is_allowed(std::string_view id) const {
        return !known_.allowed || std::ranges::find(known_.allowed->value, id) != known_.allowed->value.end();
    }

    Error forbidden(std::string message) const {
        const std::string names = text::join(known_.allowed->value, ", ");
        return {Code::denied,
                std::move(message),
                known_.allowed->origin.from + " allows " + (names.empty() ? "none" : names),
                known_.allowed->origin.because};
    }

    Error nothing_allowed() const {
        if (known_.allowed) return forbidden("no agent is allowed");
        return {Code::prereq, "no agent is installed", "install scc again"};
    }

    Result<Choice> demanded(std::string_view id, std::string because) const {
        auto record = named(id);
        if (!record) return known_.option ? record.error() : misnamed(record.error());
        if (!is_allowed(id)) return forbidden("provider " + text::quoted(id) + " is not allowed");
        return Choice{*record, std::move(because)};
    }

    // The name does not come from the command line but from a document.
    Error misnamed(Error error) const {
        error.code = Code::config;
        error.where = known_.resumed ? "plan:/data/wanted/provider" : known_.preference->origin.because;
        return error;
    }

    std::string preference_text() const {
        const std::string& because = known_.preference->origin.because;
        return "the preference" + (because.empty() ? "" : " (" + because + ")");
    }

    const Record* last_used() const {
        const Record* record = known_.last_used ? find(*known_.last_used) : nullptr;
        return record != nullptr && record->is_agent && is_allowed(record->id) ? record : nullptr;
    }

    // Allowed and with an image, signed in or not.
    Records possible() const {
        Records records;
        for (const Candidate& candidate : known_.candidates) {
            if (is_allowed(candidate.record->id) && candidate.has_image) records.push_back(candidate.record);
        }
        return records;
    }

    Records viable() const {
        Records records;
        for (const Candidate& candidate : known_.candidates) {
            const bool signed_in = candidate.auth_state == "present" || candidate.auth_state == "none-needed";
            if (signed_in && is_allowed(candidate.record->id) && candidate.has_image)
                records.push_back(candidate.record);
        }
        return records;
    }

    Result<Choice> asked(const Records& among) const {
        if (!known_.can_ask) return cannot_ask(among);
        const auto last = std::ranges::find(among, last_used());
        const std::size_t first = last == among.end() ? 0 : static_cast<std::size_t>(last - among.begin());
        SCC_TRY(const std::size_t chosen, ask_(among, first));
        return Choice{among.at(chosen), "asked"};
    }

    static Error cannot_ask(const Records& among) {
        std::vector<std::string> names;
        for (const Record* record : among) names.emplace_back(record->id);
        const std::string& first = names.front();
        return {Code::prereq,
                "no provider is chosen among " + text::join(names, ", "),
                "name it: --provider " + first + "; or for every launch: scc provider set " + first};
    }

    const Circumstances& known_;
    const Ask& ask_;
};

}  // namespace

Result<Choice> choose(const Circumstances& circumstances, const Ask& ask) {
    return Chooser(circumstances, ask).choose();
}

}  // namespace scc::provider
