// Programs that delete, overwrite or alter files, and which files those are.
//
// A row of the table says how a program's words look and what it does to which of them. The rules ask for what is done
// to what kind of place (rule/target.hpp), not which program does it.
#pragma once

#include <span>
#include <vector>

#include "rule/rule.hpp"
#include "rule/target.hpp"
#include "rule/words.hpp"

namespace scc::rule {

// Whether the program is one of the table; redirections that write are ">" and ">>".
bool is_file_program(std::string_view program);

// Reads the words of such a command.
Words read_files(std::span<const shell::Argument> words);

// What the command does to files; empty when it does nothing, or only says what it would do.
std::vector<Target> targets_of(const Words& words, Place& place);

Family files_family();

}  // namespace scc::rule
