// Secrets that the configuration refers to, on their way into files of an agent's own.
//
// A file of the plan holds no secret and no word on where one is: in the place of a reference stands a variable, which
// the agent puts in by itself and scc-sandbox sets when it starts the container. Equal references share a variable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/provider.hpp"

namespace scc::provider {

class Secrets {
public:
    // The variable that holds what "env:NAME" or "command:WORDS" stands for.
    std::string variable_for(std::string_view reference);

    // A value of a table of secrets (scc-org(5), `env` and `headers`), with "${VARIABLE}" in the place of each
    // reference: of the whole value, or of every "${NAME}" in it.
    std::string with_variables(std::string_view value);

    // All of them, as the plan has them.
    std::vector<model::Variable> variables() const;

private:
    std::vector<std::string> references_;
};

}  // namespace scc::provider
