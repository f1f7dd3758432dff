// Answers to questions that come again: each is worked out once and kept by its text.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace scc {

template <class Answer>
class Remembered {
public:
    // The answer to `question`, which `work_out` gives when it is not known. It stays until the next question.
    template <class WorkOut>
    const Answer& of(std::string_view question, WorkOut work_out) {
        const auto found = answers_.find(question);
        if (found != answers_.end()) return found->second;
        if (answers_.size() >= most) answers_.clear();
        return answers_.emplace(question, work_out(question)).first->second;
    }

private:
    static constexpr std::size_t most = 4096;  // the questions are other people's; all are forgotten at once

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, Answer, Hash, std::equal_to<>> answers_;
};

}  // namespace scc
