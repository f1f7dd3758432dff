#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "rule/database.hpp"
#include "rule/pattern.hpp"
#include "shell/script_tokens.hpp"
#include "shell/state.hpp"
#include "shell/wrapper.hpp"

namespace scc::rule {
namespace {

// Where a client's SQL stands.
struct Client {
    std::string_view program;     // several with "|"
    std::string_view verb;        // empty: any
    std::string_view options;     // those whose value is SQL, separated by "|"
    bool operands = false;        // operands may be SQL
    bool backslashes = false;     // the dialect escapes with them
    std::string_view files = {};  // options whose value is a file of SQL
    bool line = false;            // the words are the statement
};

constexpr Client clients[] = {
    {.program = "psql|pgcli|ysqlsh|vsql|gsql", .options = "--command", .files = "--file"},
    {.program = "mysql|mariadb|mycli|mysqlsh", .options = "--execute|--init-command", .backslashes = true},
    {.program = "sqlite3|duckdb|litecli|sqlite", .options = "--cmd|-c|-s", .operands = true, .files = "--init|-f"},
    {.program = "clickhouse-client|clickhouse|clickhouse-local",
     .options = "--query",
     .backslashes = true,
     .files = "--queries-file"},
    {.program = "sqlcmd|osql", .options = "-Q|-q", .files = "-i"},
    {.program = "cockroach", .verb = "sql", .options = "--execute", .files = "--file"},
    {.program = "snowsql|trino|presto|hive|beeline|impala-shell|spark-sql|vertica|sqlplus|isql|tsql|usql|cqlsh|db2|"
                "mclient|bendsql|athenacli",
     .options = "--execute|--query|--command|-w|-d",
     .operands = true,
     .backslashes = true,
     .files = "--file"},
    {.program = "snow", .verb = "sql", .operands = true, .backslashes = true},
    {.program = "bq", .verb = "query|mk", .operands = true, .backslashes = true},
    {.program = "supabase", .verb = "db shell|db execute|db query", .operands = true},
    {.program = "wrangler|turso|pscale|neonctl|neon|hasura", .operands = true},
    {.program = "heroku", .verb = "pg:psql|psql", .operands = true},
    {.program = "prisma|manage.py|django-admin|rails", .verb = "db execute|dbshell|dbconsole|db"},
    {.program = "gcloud|aws|awslocal|aws2",
     .options = "--sql|--query-string|--statement|--cli-input-json",
     .operands = true,
     .backslashes = true},
    // What is typed where a client may be waiting: tmux send-keys 'DROP TABLE x'.
    {.program = "DROP|TRUNCATE|DELETE|UPDATE|ALTER|GRANT|drop|delete|update|alter|grant", .line = true},
};

// The rules are about the same programs.
static_assert(std::ranges::all_of(clients, [](const Client& client) {
    return sql_clients.find(client.program) != std::string_view::npos;
}));

const Client* client_of(const Words& words) {
    const auto found = std::ranges::find_if(
        clients, [&](const Client& client) { return shell::lists(client.program, words.program); });
    if (found == std::end(clients)) return nullptr;
    return found->verb.empty() || shell::lists(found->verb, words.verb) ? &*found : nullptr;
}

// A statement in the text of a request: {"QueryString": "DROP …"}.
std::string_view requested(std::string_view text) {
    const std::size_t key = text.find("\"QueryString\"");
    const std::size_t colon = key == std::string_view::npos ? key : text.find(':', key);
    const std::size_t quote = colon == std::string_view::npos ? colon : text.find('"', colon);
    return quote == std::string_view::npos ? text : text.substr(quote + 1);
}

template <class Each>
void each_text(const Words& words, const Place& place, const Client& client, Each each) {
    for (const Option& option : words.options) {
        if (shell::lists(client.options, option.name)) each(requested(option.value));
        const bool file = shell::lists(client.files, option.name) && place.files != nullptr;
        if (const std::string* text = file ? place.files->find(option.value) : nullptr) each(*text);
    }
    if (client.operands) {
        for (const shell::Argument& operand : words.operands) each(operand.text);
    }
    if (client.line) {
        std::string line;
        for (const shell::Argument& word : words.all) line += word.text + " ";
        each(line);
    } else if (place.input) {
        each(*place.input);
    }
}

// The last part of "db.users.drop".
std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

bool is_mark(const std::vector<shell::Token>& tokens, std::size_t at, std::string_view mark) {
    return at < tokens.size() && tokens[at].kind == shell::Token::Kind::mark && tokens[at].text == mark;
}

bool drops(std::string_view code) {
    const auto tokens = shell::tokens_of(code, shell::Language::javascript);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != shell::Token::Kind::name) continue;
        const std::string_view name = last_part(tokens[i].text);
        const bool called = is_mark(tokens, i + 1, "(");
        if (matches("dropDatabase|dropCollection|dropIndexes|dropAllUsers.*|dropUser|dropRole|shutdownServer", name))
            return true;
        if (called && matches("drop|dropIndex|dropSearchIndex", name)) return true;
        if (!called || !matches("deleteMany|remove|findAndDelete", name)) continue;
        if (is_mark(tokens, i + 2, ")") || (is_mark(tokens, i + 2, "{") && is_mark(tokens, i + 3, "}"))) return true;
    }
    return false;
}

}  // namespace

bool has_effect(const Words& words, Place& place, Effect effect) {
    if (!place.effects) {
        std::vector<Effect>& all = place.effects.emplace();
        if (const Client* client = client_of(words)) {
            each_text(words, place, *client, [&](std::string_view text) {
                const auto more = effects_of(text, {client->backslashes});
                all.insert(all.end(), more.begin(), more.end());
            });
        }
    }
    return std::ranges::find(*place.effects, effect) != place.effects->end();
}

bool drops_documents(const Words& words, Place& place) {
    for (const Option& option : words.options) {
        if (option.name == "--eval" && drops(option.value)) return true;
        const std::string* text =
            option.name == "--file" && place.files != nullptr ? place.files->find(option.value) : nullptr;
        if (text != nullptr && drops(*text)) return true;
    }
    return place.input && drops(*place.input);
}

bool sends_command(const Words& words, Place& place, std::string_view pattern) {
    if (matches(pattern, words.verb)) return true;
    std::string_view rest = place.input.value_or("");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::vector<std::string> line = text::words(text::lower(rest.substr(0, std::min<std::size_t>(end, 200))));
        if (!line.empty() && matches(pattern, line[0])) return true;
        if (line.size() > 1 && matches(pattern, line[0] + " " + line[1])) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

}  // namespace scc::rule
