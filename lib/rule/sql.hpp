// What statements of SQL do, as far as their words tell.
//
// A text is cut into statements at each ";" that stands outside quotes, comments and dollar quotes, and a statement
// into words. Its first words say what it does; whether a DELETE or UPDATE is about some rows or all is told by a WHERE
// beside it, not within parentheses. A query that is explained is not run; a text that is executed (DO, EXEC) is read
// in turn. Nothing else of the language is understood, and nothing else is needed.
#pragma once

#include <string_view>
#include <vector>

namespace scc::rule {

enum class Effect {
    drops_data,    // a table, a schema, a database, or the log they are restored from
    drops_other,   // a view, an index, a user
    empties,       // TRUNCATE
    deletes_all,   // DELETE without WHERE, or with one that is always true
    updates_all,   // the same for UPDATE
    drops_column,  // or a partition
    grants_all,    // every right on everything, or to everybody
    runs_program,  // on the server
    stops,         // the server
};

// How a text is written.
struct Dialect {
    bool backslashes = false;  // a backslash in a quoted text escapes what follows, and "#" begins a comment
};

// The effects of every statement in the text, in order.
std::vector<Effect> effects_of(std::string_view text, const Dialect& dialect);

}  // namespace scc::rule
