#include "script.hpp"

#include <unistd.h>

#include <string>

#include "base/file.hpp"
#include "proc/places.hpp"

namespace scc::completion {

Result<int> print_script(std::string_view shell) {
    const auto text = file::read(places::data_dir() + "/completions/scc." + std::string(shell));
    if (!text) return Error{text.error().code, text.error().message, "install scc again"};
    SCC_CHECK(file::write(STDOUT_FILENO, *text, "standard output"));
    return 0;
}

}  // namespace scc::completion
