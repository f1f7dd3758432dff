// The report: one page of HTML that needs nothing else, no network and no file beside it.
//
// It is readable in light and dark, printable, and its tables are sorted by their headings. Whatever an agent or a
// stranger wrote into the log stands in it as text; the page's own policy forbids every connection.
#pragma once

#include <string>

#include "base/error.hpp"
#include "query/ask.hpp"
#include "query/tally.hpp"

namespace scc::audit {

struct Report {
    Tally tally;
    Pass pass;
    std::size_t segments = 0;
    std::string wanted;     // what the report is about, in words; empty: all
    std::string generated;  // a time
};

std::string page_of(const Report& report);

// The parts that do not depend on the log.
extern const char* const page_style;
extern const char* const page_script;

}  // namespace scc::audit
