// What clients of databases are told to do.
#pragma once

#include "rule/place.hpp"
#include "rule/sql.hpp"
#include "rule/words.hpp"

namespace scc::rule {

// The programs whose words or input are SQL, separated by "|".
inline constexpr std::string_view sql_clients =
    "psql|pgcli|ysqlsh|vsql|gsql|mysql|mariadb|mycli|mysqlsh|sqlite3|duckdb|litecli|sqlite|clickhouse-client|"
    "clickhouse|"
    "clickhouse-local|sqlcmd|osql|cockroach|snowsql|trino|presto|hive|beeline|impala-shell|spark-sql|vertica|sqlplus|"
    "isql|tsql|usql|cqlsh|db2|mclient|bendsql|athenacli|snow|bq|supabase|wrangler|turso|pscale|neonctl|neon|hasura|"
    "heroku|prisma|manage.py|django-admin|rails|gcloud|aws|awslocal|aws2|DROP|TRUNCATE|DELETE|UPDATE|ALTER|GRANT|drop|"
    "delete|update|alter|grant";

// Whether a statement in the words of a client, in its input or in a file the line wrote has the effect.
bool has_effect(const Words& words, Place& place, Effect effect);

// Whether what a MongoDB shell is told deletes a database, a collection, or every document of one.
bool drops_documents(const Words& words, Place& place);

// Whether one of the commands a Redis client is given matches: "flushall", "config set".
bool sends_command(const Words& words, Place& place, std::string_view pattern);

}  // namespace scc::rule
