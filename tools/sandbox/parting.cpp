#include "parting.hpp"

#include "resume.hpp"

namespace scc::sandbox {

std::string change_of_policy(const Session& session, const model::Wanted& wanted) {
    if (!wanted.session || wanted.policy_digest == session.policy_digest) return "";
    return "the policy has changed since session " + short_id(*wanted.session) +
           ": scc config explain shows what holds now";
}

std::string way_to_resume(const Session& session) {
    return is_resumable(session) ? "to continue from here: scc start --resume=" + short_id(session.id) : "";
}

}  // namespace scc::sandbox
