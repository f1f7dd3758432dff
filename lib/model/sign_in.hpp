// What the last run that could see it knew of a provider's sign-in, in $XDG_STATE_HOME/scc/providers/<id>.json.
//
// The credentials themselves lie in the provider's volume, where only a container reads them. The guard of a session
// says at its end which of them are there and until when they hold; that is noted here, and never a credential, so that
// nobody starts a container just to look. scc-sandbox writes the mark, scc-provider reads it and adds the method.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/time.hpp"

namespace scc::model {

struct SignInMark {
    bool signed_in = false;
    std::optional<time::Seconds> time;     // when this was known
    std::optional<std::string> method;     // of signing in, where scc saw it
    std::optional<time::Seconds> expires;  // of the credential
    bool renews = false;                   // the agent renews it by itself
    std::optional<std::string> fault;      // why what lies in the volume is no sign-in
};

std::string sign_in_mark_path(std::string_view state_dir, std::string_view provider);

// Nothing when there is no mark; Code::config when the file is none.
Result<std::optional<SignInMark>> read_sign_in_mark(const std::string& path);

Result<Done> write_sign_in_mark(const std::string& path, const SignInMark& mark);

}  // namespace scc::model
