#include "usage.hpp"

#include "base/text.hpp"

namespace scc::sandbox {

Result<std::map<std::string, Usage>> usage_of(const Engine& engine, const std::vector<std::string>& containers) {
    std::map<std::string, Usage> usage;
    if (containers.empty()) return usage;
    std::vector<std::string> words = {"stats", "--no-stream", "--format", "{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}"};
    words.insert(words.end(), containers.begin(), containers.end());
    SCC_TRY(const std::string lines, output_of(engine, words));
    for (const std::string& line : text::words(lines, '\n')) {
        const std::vector<std::string> fields = text::split(line, '\t');
        if (fields.size() == 3) usage[fields[0]] = {fields[1], fields[2]};
    }
    return usage;
}

}  // namespace scc::sandbox
