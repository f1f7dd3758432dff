#include "parting.hpp"

#include "resume.hpp"

namespace scc::sandbox {
namespace {

constexpr time::Seconds long_enough = 10;
constexpr int interrupted = 130;
constexpr int terminated = 143;

}  // namespace

std::string change_of_policy(const Session& session, const model::Wanted& wanted) {
    if (!wanted.session || wanted.policy_digest == session.policy_digest) return "";
    return "the policy has changed since session " + short_id(*wanted.session) +
           ": scc config explain shows what holds now";
}

bool failed_at_start(int status, time::Seconds lasted) {
    return status != 0 && status != interrupted && status != terminated && lasted < long_enough;
}

std::string failure_at_start(const Session& session) {
    return session.provider + " ended with status " + std::to_string(session.status.value_or(0)) +
           " as soon as it was started";
}

std::string way_out(const Session& session, const model::Provider& provider, bool has_terminal) {
    const std::string logs = has_terminal ? "" : "scc logs " + session.container + " shows what it wrote; ";
    if (!provider.image_is_ours) return logs + "see whether it works in " + provider.image;
    return logs + "scc image build --no-cache " + provider.image + " makes its image anew";
}

std::string way_to_resume(const Session& session) {
    return is_resumable(session) ? "to continue from here: scc start --resume=" + short_id(session.id) : "";
}

}  // namespace scc::sandbox
