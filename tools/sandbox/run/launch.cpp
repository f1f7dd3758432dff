#include "launch.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "engine/names.hpp"
#include "engine/terminal.hpp"
#include "plan/mounts.hpp"
#include "plan/protection.hpp"
#include "proc/places.hpp"
#include "session/sign_in.hpp"
#include "staging.hpp"
#include "wire/envelope.hpp"
#include "workspace.hpp"
#include "worktrees.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

constexpr std::size_t once_digits = 8;
constexpr std::string_view agent_image = "image";  // the placeholder

// What the plan mounts already is left out: an engine refuses two mounts at one place.
std::vector<std::string> protection_words(const Launch& launch, const std::vector<Mount>& mounts) {
    std::vector<std::string> words;
    for (const Mount& mount : mounts) {
        if (std::ranges::count(launch.sandbox.mounts, mount.target, &Mount::target) > 0) continue;
        words.emplace_back("--mount");
        words.push_back(mount_word(mount));
    }
    return words;
}

std::vector<std::string> joined_words(const Traits& traits) {
    if (!traits.run_takes_networks) return {};
    return {"--network", outside_network(traits)};
}

Fill fill_for(const Launch& launch) {
    const Traits& traits = launch.engine.traits();
    Fill fill;
    fill.texts = {
        {"engine", launch.engine.program},
        {"session", launch.session.id},
        {"session-dir", launch.directory},
        {"once", launch.session.id.substr(0, once_digits)},
        {"owner", owner()},
        {"version", SCC_VERSION},
        {"outside", outside_network(traits)},
    };
    fill.words = {
        {"run", traits.run},
        {"users", launch.engine.users},
        {"remove", traits.remove},
        {"isolated", traits.isolated},
        {"resolver", traits.resolver},
        {"joined", joined_words(traits)},
        {"guard", {}},
        {"terminal", terminal_words()},
        {"size", size_words()},
    };
    return fill;
}

Session session_for(const Launch& launch, const std::string& id) {
    const Sections& sections = launch.sections;
    Session session;
    session.id = id;
    session.name = launch.sandbox.title;
    session.workspace = sections.workspace.root;
    session.entry = sections.workspace.entry;
    session.branch = sections.workspace.branch;
    if (sections.workspace.worktree) session.worktree = sections.workspace.worktree->name;
    if (sections.config.team) session.team = sections.config.team->value;
    session.provider = sections.provider.id;
    session.once = launch.sandbox.once;
    session.engine = launch.engine.program;
    session.network = model::name_of(sections.net.policy);
    session.continues = launch.wanted.session;
    session.policy_digest = sections.config.policy_digest;
    session.started = time::now();
    return session;
}

// The guard is static: it runs in whatever image there is, and as process 1 it judges what is executed there.
Result<Done> bring_guard(Launch& launch, const std::string& image) {
    const std::string guard = path::join(places::libexec_dir(), "scc-guard");
    if (!file::exists(guard)) {
        return Error{Code::prereq,
                     "image " + text::quoted(image) + " has no guard, and there is none at " + text::quoted(guard),
                     "install scc again, or build the image FROM one that 'scc image list' shows"};
    }
    launch.fill.words["guard"] = {"--mount", mount_word({"bind", guard, guard_program, false})};
    cli::log::info("image " + text::quoted(image) + " is not made from scc-base: the guard is mounted into it");
    return Done{};
}

// An image folder has a plain name; anything else is a reference the organisation chose.
bool is_reference(const std::string& name) { return name.find_first_of(":/@") != std::string::npos; }

bool is_brought(const Launch& launch, const std::string& placeholder) {
    const bool ours = placeholder != agent_image || launch.sections.provider.image_is_ours;
    return !ours || is_reference(launch.sandbox.images.at(placeholder));
}

}  // namespace

Result<Launch> prepare(const cli::Args& args, const json& plan) {
    Launch launch;
    SCC_TRY(launch.sections, read_sections(plan));
    SCC_TRY(launch.sandbox, wire::read_section(plan, "sandbox", read_sandbox));
    SCC_TRY(launch.wanted, model::wanted_in(plan));
    SCC_CHECK(check_workspace(args, launch.sections, launch.sandbox.once));
    SCC_CHECK(check_signed_in(launch.sections.provider));
    SCC_TRY(launch.engine, detect());
    SCC_TRY(const std::string id, new_session_id());
    launch.session = session_for(launch, id);
    launch.directory = directory_of(id);
    launch.fill = fill_for(launch);
    launch.session.container = launch.fill.text(launch.sandbox.name);
    if (launch.sections.provider.session.id) {
        launch.session.conversation = launch.fill.text(*launch.sections.provider.session.id);
    }
    const auto self = supervisor_of(::getpid());
    if (!self) return Error{Code::prereq, "cannot read /proc/self/stat", "mount /proc"};
    launch.session.supervisor = *self;
    return launch;
}

Result<Images> Images::look_for(const Launch& launch) {
    Images images;
    std::vector<std::string> names;
    for (const auto& [placeholder, name] : launch.sandbox.images) {
        if (is_brought(launch, placeholder)) continue;
        images.placeholders_.push_back(placeholder);
        names.push_back(name);
    }
    SCC_TRY(images.look_, sandbox::look_for(launch.engine, names, options_from(launch.sections.config)));
    return images;
}

Result<Done> Images::prepare(Launch& launch) {
    for (const auto& [placeholder, name] : launch.sandbox.images) {
        launch.fill.texts[placeholder] = name;
        if (!is_brought(launch, placeholder)) continue;
        SCC_TRY(const bool guarded, ensure_reference(launch.engine, name, cli::log::info));
        if (placeholder == agent_image && !guarded) SCC_CHECK(bring_guard(launch, name));
    }
    SCC_TRY(const auto references, ensure_images(launch.engine, std::move(look_), cli::log::info));
    for (std::size_t i = 0; i < references.size(); ++i) launch.fill.texts[placeholders_[i]] = references[i];
    return Done{};
}

Result<Done> protect(Launch& launch) {
    SCC_CHECK(ensure_hooks(launch.sections.workspace));
    std::vector<Mount> mounts = protections(launch.sections.workspace, launch.sections.config);
    SCC_TRY(const std::vector<Mount> copies, copy_worktrees(launch.sections.workspace, launch.directory));
    mounts.insert(mounts.end(), copies.begin(), copies.end());
    launch.fill.words["protected"] = protection_words(launch, mounts);
    return Done{};
}

const Operation& agent_of(const Sandbox& sandbox) {
    return *std::ranges::find(sandbox.operations, How::agent, &Operation::how);
}

}  // namespace scc::sandbox
