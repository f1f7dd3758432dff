#include <algorithm>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/tool.hpp"
#include "cli/tty.hpp"
#include "setup.hpp"

namespace scc::setup {
namespace {

namespace tty = cli::tty;

constexpr const char* ask_word = "ask";
constexpr const char* proxy_image = "scc-egress-proxy";

std::vector<std::string> passed_on(const cli::Args& args, std::initializer_list<const char*> names) {
    std::vector<std::string> words;
    for (const char* name : names) {
        if (!args.has(name)) continue;
        words.push_back("--" + std::string(name));
        if (const auto value = args.text(name)) words.push_back(*value);
    }
    return words;
}

// One conversation: what the options left open, asked in its order.
class Conversation {
public:
    Conversation(const cli::Args& args, const Current& current)
        : args_(args), current_(current), asking_(tty::can_ask(args)) {}

    Result<Answers> answers() && {
        SCC_CHECK(reset());
        answers_.source_options = passed_on(args_, {"auth", "auth-header", "digest"});
        SCC_CHECK(organisation());
        SCC_CHECK(team());
        SCC_TRY(const std::vector<Provider> all, providers());
        SCC_CHECK(provider(all));
        SCC_CHECK(images_and_sign_in(all));
        return std::move(answers_);
    }

private:
    Result<Done> reset() {
        if (!args_.has("reset")) return Done{};
        answers_.reset = true;
        current_ = {.machine = current_.machine};
        if (args_.has("yes")) return Done{};
        if (!asking_) return Error{Code::usage, "'--reset' asks whether to go on", "answer with --yes"};
        SCC_TRY(const bool agreed,
                tty::confirm("Forget organisation, team and agent? A copy of the settings is kept", false));
        if (!agreed) return Error{Code::interrupted, "cancelled; nothing was changed"};
        return Done{};
    }

    bool is_chosen() const { return current_.organisation || current_.standalone || current_.machine; }

    Result<Done> organisation() {
        if (args_.has("org") && args_.has("standalone")) {
            return Error{Code::usage, "'--org' and '--standalone' exclude each other"};
        }
        answers_.standalone = args_.has("standalone");
        if (const auto given = args_.text("org")) return take_organisation(*given);
        if (answers_.standalone || current_.machine) return Done{};
        if (asking_) return ask_organisation();
        if (is_chosen()) return Done{};
        return Error{Code::usage, "no organisation is chosen", "name it with --org SOURCE, or go on with --standalone"};
    }

    Result<Done> take_organisation(const std::string& source) {
        SCC_TRY(teams_, teams_in(source, answers_.source_options));
        answers_.organisation = source;
        return Done{};
    }

    Result<Done> ask_organisation() {
        std::vector<std::string> lines = {"an organisation", "standalone, without an organisation"};
        if (is_chosen()) {
            lines.insert(lines.begin(), "as it is: " + current_.organisation.value_or("standalone"));
        }
        SCC_TRY(std::size_t chosen, tty::choose("Whose rules apply?", lines));
        if (!is_chosen()) ++chosen;
        answers_.standalone = chosen == 2;
        while (chosen == 1 && !answers_.organisation) {
            SCC_TRY(const std::string source, tty::ask("Its file: a path, https://… or github:owner/repository:path"));
            if (source.empty()) continue;
            const auto taken = take_organisation(source);
            if (!taken) cli::log::error(cli::message_of(taken.error(), "scc-setup").substr(11));
        }
        return Done{};
    }

    Result<Done> team() {
        const bool alone = answers_.standalone || (current_.standalone && !answers_.organisation);
        if (!answers_.organisation && !alone && is_chosen()) {
            SCC_TRY(teams_, teams_here());
        }
        if (const auto given = args_.text("team")) return take_team(*given);
        if (!asking_ || teams_.empty()) return Done{};
        std::vector<std::string> lines = teams_;
        lines.emplace_back("no team");
        const auto now = std::ranges::find(teams_, current_.team.value_or(""));
        const auto fallback = now == teams_.end() ? 0 : static_cast<std::size_t>(now - teams_.begin());
        SCC_TRY(const std::size_t chosen, tty::choose("Which team?", lines, fallback));
        if (chosen < teams_.size() && (answers_.organisation || current_.team != teams_[chosen])) {
            answers_.team = teams_[chosen];
        }
        return Done{};
    }

    Result<Done> take_team(const std::string& name) {
        if (std::ranges::find(teams_, name) == teams_.end()) {
            const std::string there = teams_.empty() ? "" : "there are " + text::join(teams_, ", ");
            return Error{Code::not_found, "there is no team " + text::quoted(name), there};
        }
        answers_.team = name;
        return Done{};
    }

    Result<Done> provider(const std::vector<Provider>& all) {
        std::vector<std::string> ids, lines;
        for (const Provider& one : all) {
            ids.push_back(one.id);
            lines.push_back(one.title + " (" + one.id + ")");
        }
        ids.emplace_back(ask_word);
        lines.emplace_back("ask at each launch");
        const auto at = [&](const std::string& id) {
            return static_cast<std::size_t>(std::ranges::find(ids, id) - ids.begin());
        };
        if (const auto given = args_.text("provider")) {
            if (at(*given) == ids.size()) {
                return Error{Code::not_found,
                             "there is no provider " + text::quoted(*given),
                             "there are " + text::join(ids, ", ")};
            }
            answers_.provider = given;
        } else if (asking_) {
            const std::size_t now = at(current_.provider.value_or(""));
            SCC_TRY(const std::size_t chosen, tty::choose("Which agent?", lines, now == ids.size() ? 0 : now));
            if (ids[chosen] != current_.provider) answers_.provider = ids[chosen];
        }
        return Done{};
    }

    // The answer of --NAME and --no-NAME, else of the person, else no.
    Result<bool> wanted(const std::string& name, const std::string& question) {
        if (args_.has("no-" + name)) return false;
        if (args_.has(name)) return true;
        if (!asking_) return false;
        return tty::confirm(question, true);
    }

    Result<Done> images_and_sign_in(const std::vector<Provider>& all) {
        const std::string id = answers_.provider.value_or(current_.provider.value_or(ask_word));
        const auto one = std::ranges::find(all, id, &Provider::id);
        if (one == all.end()) {
            if (!args_.has("images") && !args_.has("sign-in")) return Done{};
            return Error{Code::usage, "'--images' and '--sign-in' need an agent", "name it with --provider ID"};
        }
        SCC_TRY(const bool images,
                wanted("images", "Build the images of " + one->title + " now, if they are missing?"));
        if (images) answers_.images = {one->image, proxy_image};
        if (one->signed_in && !args_.has("sign-in")) return Done{};
        SCC_TRY(const bool sign_in, wanted("sign-in", "Sign in to " + one->title + " now?"));
        if (sign_in) answers_.sign_in = one->id;
        answers_.sign_in_options = passed_on(args_, {"method", "with", "no-input"});
        return Done{};
    }

    const cli::Args& args_;
    Current current_;
    bool asking_;
    std::vector<std::string> teams_;
    Answers answers_;
};

}  // namespace

Result<Answers> answers_of(const cli::Args& args, const Current& current) {
    return Conversation(args, current).answers();
}

}  // namespace scc::setup
