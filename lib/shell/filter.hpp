// What programs write that turn known text into other known text, so that "echo … | base64 -d | sh" can be read.
#pragma once

#include "shell/special.hpp"

namespace scc::shell {

using Text = std::optional<std::string>;

// The texts of the files among the operands, or of the input when there are none.
Text read_files(Words operands, State& state, Stream* input);

Text filter_tr(Words words, State& state, Stream* input);
Text filter_sed(Words words, State& state, Stream* input);
Text filter_rev(Words words, State& state, Stream* input);
Text filter_tac(Words words, State& state, Stream* input);
Text filter_base64(Words words, State& state, Stream* input);
Text filter_xxd(Words words, State& state, Stream* input);
Text filter_head(Words words, State& state, Stream* input);
Text filter_tail(Words words, State& state, Stream* input);
Text filter_cut(Words words, State& state, Stream* input);

}  // namespace scc::shell
