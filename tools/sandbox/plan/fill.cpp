#include "fill.hpp"

namespace scc::sandbox {

std::string Fill::text(std::string_view word) const {
    std::string filled;
    while (!word.empty()) {
        const std::size_t begin = word.find('@');
        const std::size_t end = begin == std::string_view::npos ? begin : word.find('@', begin + 1);
        if (end == std::string_view::npos) break;
        const auto found = texts.find(word.substr(begin + 1, end - begin - 1));
        filled += word.substr(0, found == texts.end() ? end : begin);
        if (found != texts.end()) filled += found->second;
        word.remove_prefix(found == texts.end() ? end : end + 1);
    }
    return filled + std::string(word);
}

std::vector<std::string> Fill::argv(const std::vector<std::string>& words_with_placeholders) const {
    std::vector<std::string> filled;
    for (const std::string& word : words_with_placeholders) {
        const bool enclosed = word.size() > 2 && word.front() == '@' && word.back() == '@';
        const auto found = enclosed ? words.find(word.substr(1, word.size() - 2)) : words.end();
        if (found == words.end()) {
            filled.push_back(text(word));
        } else {
            filled.insert(filled.end(), found->second.begin(), found->second.end());
        }
    }
    return filled;
}

}  // namespace scc::sandbox
