#include "plan.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/tty.hpp"
#include "model/last_used.hpp"
#include "model/wanted.hpp"
#include "model/workspace.hpp"
#include "proc/places.hpp"
#include "registry.hpp"
#include "volume.hpp"
#include "wire/envelope.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

std::optional<std::string> remembered(const std::string& root) {
    const std::string path = model::last_used_path(places::state_dir(), root);
    const auto id = model::last_used_provider(path);
    if (id) return *id;
    cli::log::warning(id.error().where + ": " + id.error().message + ", ignoring");
    return std::nullopt;
}

bool has_image(const Record& record, const model::Effective& effective) {
    if (effective.images.contains(std::string(record.id))) return true;
    return file::exists(places::data_dir() + "/images/" + std::string(record.image) + "/Dockerfile");
}

Result<std::vector<Candidate>> candidates(const model::Effective& effective) {
    std::vector<Candidate> found;
    for (const Record* record : registry()) {
        if (!record->is_agent) continue;
        SCC_TRY(const Auth auth, auth_of(*record, setup_of(effective, record->id)));
        found.push_back({record, has_image(*record, effective), auth.state});
    }
    return found;
}

// Short enough for a narrow terminal; `scc provider auth` tells more.
std::string_view sign_in_of(const Auth& auth) {
    if (auth.state == "present") return "signed in";
    if (auth.state == "expired") return "sign-in expired";
    return auth.state == "missing" ? "signed out" : "sign-in unknown";
}

Result<std::size_t> ask_at_terminal(const model::Effective& effective,
                                    const std::vector<const Record*>& among,
                                    std::size_t first) {
    std::vector<std::string> lines;
    for (const Record* record : among) {
        SCC_TRY(const Auth auth, auth_of(*record, setup_of(effective, record->id)));
        lines.push_back(std::string(record->title) + " (" + std::string(sign_in_of(auth)) + ")");
    }
    return cli::tty::choose("Which agent?", lines, first);
}

// A conversation is its own agent's.
Result<Done> check_agent(const cli::Args& args, const model::Wanted& wanted) {
    const std::string wish = args.text_or("provider", "");
    if (wish.empty() || !wanted.conversation || wanted.provider == wish) return Done{};
    return Error{Code::usage,
                 "the conversation is one of provider " + text::quoted(wanted.provider.value_or("")) + ", not " +
                     text::quoted(wish),
                 "leave --provider out, or leave --resume out to begin another"};
}

Result<Choice> chosen(const cli::Args& args,
                      const model::Effective& effective,
                      const model::Wanted& wanted,
                      const std::string& root) {
    Circumstances known{.option = args.text("provider"),
                        .resumed = wanted.provider,
                        .preference = effective.provider_preference,
                        .allowed = effective.allowed_providers,
                        .can_ask = cli::tty::can_ask(args)};
    if (!known.option && !known.resumed) {
        known.last_used = remembered(root);
        SCC_TRY(known.candidates, candidates(effective));
    }
    return choose(known, [&](const std::vector<const Record*>& among, std::size_t first) {
        return ask_at_terminal(effective, among, first);
    });
}

Wish wish_of(const cli::Args& args, const model::Wanted& wanted, uid_t uid) {
    Wish wish;
    wish.words = args.command.value_or(std::vector<std::string>());
    wish.conversation = args.has("resume") ? args.text("resume") : std::nullopt;
    if (!wish.conversation) wish.conversation = wanted.conversation;
    wish.resume = args.has("resume") || wish.conversation.has_value();
    wish.name = args.text_or("name", "");
    wish.uid = uid;
    return wish;
}

void take(model::Provider& section, Rendering rendering) {
    std::ranges::move(rendering.env, std::back_inserter(section.env));
    section.files = std::move(rendering.files);
    section.trees = std::move(rendering.trees);
    section.hosts = std::move(rendering.hosts);
    section.unexpressed = std::move(rendering.unexpressed);
}

std::vector<model::KeptCredential> kept_by(const Record& record) {
    std::vector<model::KeptCredential> list;
    for (const Kept& kept : record.sign_in.kept) {
        list.push_back({std::string(record.volume_path) + "/" + std::string(kept.file),
                        std::string(kept.proof),
                        std::string(kept.expires),
                        std::string(kept.renewal)});
    }
    return list;
}

}  // namespace

Result<model::Provider> section_of(const Choice& choice, const Subject& subject, std::vector<model::Variable> secrets) {
    const Record& record = *choice.record;
    const Wish& wish = subject.wish;
    if (wish.resume && !record.capabilities.resume) {
        return Error{Code::usage, "provider " + text::quoted(record.id) + " has no conversation to resume"};
    }
    model::Provider section;
    section.id = record.id;
    section.chosen_because = choice.because;
    const auto image = subject.config.images.find(section.id);
    section.image_is_ours = image == subject.config.images.end();
    section.image = section.image_is_ours ? std::string(record.image) : image->second.value;
    section.argv = record.argv(wish);
    for (const Literal& literal : record.env) {
        section.env.push_back({std::string(literal.name), std::string(literal.value), std::nullopt});
    }
    std::ranges::move(secrets, std::back_inserter(section.env));
    if (!record.volume.empty()) section.volume = {volume_of(record), std::string(record.volume_path)};
    if (record.render != nullptr) {
        SCC_TRY(Rendering rendering, record.render(subject));
        take(section, std::move(rendering));
    }
    section.auth_state = subject.auth.state;
    section.auth_mechanism = subject.auth.mechanism;
    section.kept = kept_by(record);
    section.session.resume = wish.resume;
    section.session.id = wish.conversation;
    if (!wish.resume && record.capabilities.session_id) section.session.id = "@session@";
    return section;
}

Result<json> plan(const cli::Args& args, const json& input) {
    SCC_TRY(const model::Workspace workspace, wire::read_section(input, "workspace", model::read_workspace));
    SCC_TRY(const model::Effective effective, wire::read_section(input, "config", model::read_effective));
    SCC_TRY(const model::Wanted wanted, model::wanted_in(input));
    SCC_CHECK(check_agent(args, wanted));
    SCC_CHECK(check_setups(effective));
    SCC_TRY(const Choice choice, chosen(args, effective, wanted, workspace.root));
    const model::ProviderSetup& setup = setup_of(effective, choice.record->id);
    SCC_TRY(const Auth auth, auth_of(*choice.record, setup));
    const Wish wish = wish_of(args, wanted, workspace.uid);
    SCC_TRY(const model::Provider section,
            section_of(choice, {workspace, effective, wish, auth}, secrets_of(*choice.record, setup, is_set)));
    return wire::with_section(input, "provider", to_json(section));
}

}  // namespace scc::provider
