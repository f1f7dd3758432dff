#include "rule/sql.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace scc::rule {
namespace {

using enum Effect;

struct Case {
    std::string_view text;
    std::vector<Effect> effects;
    Dialect dialect = {};
};

const Case cases[] = {
    {"", {}},
    {"SELECT 1", {}},
    {"drop table a", {drops_data}},
    {"DROP TABLE IF EXISTS a; DROP VIEW b", {drops_data, drops_other}},
    {"DROP TEMPORARY TABLE a", {}},
    {"DROP OWNED BY u", {drops_data}},
    {"TRUNCATE a", {empties}},
    {"SELECT TRUNCATE(1.2, 1)", {}},
    {"DELETE FROM a", {deletes_all}},
    {"DELETE FROM a WHERE b = 1", {}},
    {"DELETE FROM a WHERE 1=1", {deletes_all}},
    {"DELETE FROM a WHERE 'x'='x'", {deletes_all}},
    {"DELETE FROM a WHERE b = b", {}},
    {"DELETE FROM a WHERE true", {deletes_all}},
    {"DELETE FROM a LIMIT 1", {}},
    {"DELETE FROM a USING (SELECT 1 WHERE x) b", {deletes_all}},
    {"UPDATE a SET b = 1", {updates_all}},
    {"UPDATE a SET b = (SELECT 1 WHERE x)", {updates_all}},
    {"UPDATE a SET b = 1 WHERE c = 2", {}},
    {"INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET b = 1", {}},
    {"ALTER TABLE a DROP COLUMN b", {drops_column}},
    {"ALTER TABLE a DROP b", {drops_column}},
    {"ALTER TABLE a DROP CONSTRAINT b", {}},
    {"ALTER TABLE a ALTER COLUMN b DROP NOT NULL", {}},
    {"ALTER TABLE a DELETE WHERE b = 1", {}},
    {"GRANT ALL PRIVILEGES ON *.* TO u", {grants_all}},
    {"GRANT ALL ON a.* TO u", {}},
    {"GRANT ALL ON a TO PUBLIC", {grants_all}},
    {"COPY a FROM PROGRAM 'x'", {runs_program}},
    {"COPY a FROM STDIN", {}},
    {"EXEC xp_cmdshell 'dir'", {runs_program}},
    {"EXPLAIN DELETE FROM a", {}},
    {"EXPLAIN ANALYZE DELETE FROM a", {deletes_all}},
    {"EXPLAIN (ANALYZE, BUFFERS) UPDATE a SET b = 1", {updates_all}},
    {"WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x", {deletes_all}},
    {"WITH x AS (SELECT 1) DELETE FROM a", {deletes_all}},
    {"WITH x AS (SELECT 1 WHERE y) SELECT 1", {}},
    {"USE a DROP TABLE b", {drops_data}},
    {"IF EXISTS (SELECT 1) DROP TABLE a", {drops_data}},
    {"SELECT 1\nGO\nDROP TABLE a\nGO\n", {drops_data}},
    {"DO $$ BEGIN EXECUTE 'DROP TABLE a'; END $$", {drops_data}},
    {"DO $x$ BEGIN DELETE FROM a; END $x$", {deletes_all}},

    // Quotes and comments.
    {"SELECT 'DROP TABLE a; DROP TABLE b'", {}},
    {"SELECT 'it''s; DROP TABLE a'", {}},
    {"SELECT \"a;b\"; DROP TABLE c", {drops_data}},
    {"SELECT $$ ; DROP TABLE a $$", {}},
    {"-- DROP TABLE a\nSELECT 1", {}},
    {"/* DROP TABLE a; */ SELECT 1", {}},
    {"/* x */ DROP TABLE a", {drops_data}},
    {"DELETE FROM a -- WHERE b = 1", {deletes_all}},
    {"/*!50000 DROP TABLE a */", {drops_data}},
    {"SELECT 'a\\'; DROP TABLE b; --'", {}, {.backslashes = true}},
    {"SELECT 'a\\'; DROP TABLE b; --'", {drops_data}},
    {"SELECT E'a\\'; DROP TABLE b'", {}},
    {"# DROP TABLE a\nSELECT 1", {}, {.backslashes = true}},
    {"\\echo DROP TABLE a\nSELECT 1", {}},
    {".print DROP TABLE a", {}},
    {"SELECT 'open", {}},
};

TEST(Sql, ReadsWhatStatementsDo) {
    for (const Case& one : cases) EXPECT_EQ(effects_of(one.text, one.dialect), one.effects) << one.text;
}

// What is repeated until it is long takes no more time than its length asks for.
TEST(Sql, ReadsLongTextsAtOnce) {
    for (const std::string_view piece :
         {"(", ";", "'", "$a$", "$", "USE a ", "WITH (", "DROP ", "DO '", "/*", "a\nGO\n", "IF "}) {
        std::string text;
        while (text.size() < 1'000'000) text += piece;
        const auto begin = std::chrono::steady_clock::now();
        static_cast<void>(effects_of(text, {}));
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2)) << piece;
    }
}

}  // namespace
}  // namespace scc::rule
