// What a session tells about the sign-in of its provider: the guard's word on what lies in the volume becomes the mark
// that scc-provider reads (model/sign_in.hpp), so that nobody starts a container just to look.
#pragma once

#include <string_view>

#include "base/error.hpp"
#include "model/provider.hpp"
#include "session.hpp"

namespace scc::sandbox {

// Code::prereq when the plan says that its agent is not signed in.
Result<Done> check_signed_in(const model::Provider& provider);

// Notes what the guard's lines tell. That there is no sign-in is noted only where one was known: an agent may be signed
// in by other means than its volume.
void note_sign_in(const Session& session, std::string_view lines);

}  // namespace scc::sandbox
