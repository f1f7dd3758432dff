// Git's command line: global options, the verb and its sub-verb, and the options of the verbs that some rule names.
#pragma once

#include <map>
#include <span>
#include <string>

#include "rule/rule.hpp"
#include "rule/words.hpp"

namespace scc::rule {

// Reads the words of a command whose program is git or git-VERB. The verb is empty where git only prints (--version,
// --help) and where it cannot be known.
Words read_git(std::span<const shell::Argument> words);

// The option grammar of a verb ("push", "stash drop"); empty when no rule needs to know its options.
std::string_view git_grammar(std::string_view verb);

// Conditions of rows that patterns cannot express.
bool moves_branch(const Words& words, Place& place);
bool discards_by_checkout(const Words& words, Place& place);
bool discards_by_restore(const Words& words, Place& place);
bool cleans_without_force(const Words& words, Place& place);
bool expires_reflog(const Words& words, Place& place);
bool prunes_at_once(const Words& words, Place& place);
bool pushes_by_configuration(const Words& words, Place& place);
bool fetches_over_branch(const Words& words, Place& place);
bool leases_protected_branch(const Words& words, Place& place);
bool skips_hooks_by_configuration(const Words& words, Place& place);
bool discards_by_switching(const Words& words, Place& place);
bool names_protected_branch(const Words& words, Place& place);
bool configures_expiry(const Words& words, Place& place);
bool rewrites_repository(const Words& words, Place& place);

// What a command that throws something away may lose.
Loss loss_at_commit(const Words& words);
Loss loss_at_paths(const Words& words);
Loss loss_of_changes(const Words& words);
Loss loss_of_all(const Words& words);
Loss loss_by_cleaning(const Words& words);

// Whether git ships the subcommand, so that no alias can stand in its place. Some that few people use are left out.
bool is_git_verb(std::string_view verb);

// The aliases in the answer of `git config --null --get-regexp`, by their names in lower case.
std::map<std::string, std::string> aliases_in(std::string_view answer);

// What touches the work tree, the branches and the remote; and what touches what git keeps, and how.
std::span<const Rule> git_work_rules();
std::span<const Rule> git_store_rules();

}  // namespace scc::rule
