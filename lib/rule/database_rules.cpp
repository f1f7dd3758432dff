#include "rule/database.hpp"
#include "rule/packs.hpp"
#include "rule/pattern.hpp"

namespace scc::rule {
namespace {

template <Effect effect>
bool does(const Words& words, Place& place) {
    return has_effect(words, place, effect);
}

constexpr std::string_view redis = "redis-cli|valkey-cli|keydb-cli|iredis";

bool flushes(const Words& words, Place& place) {
    return sends_command(words, place, "flushall|flushdb|script flush|function flush|cluster reset|cluster flushslots");
}

bool stops_redis(const Words& words, Place& place) {
    return sends_command(
        words,
        place,
        "shutdown|debug segfault|debug sleep|debug panic|debug restart|debug crash-and-recover|failover|"
        "replicaof|slaveof|cluster forget|module load");
}

bool changes_redis(const Words& words, Place& place) {
    return sends_command(
        words, place, "config set|config rewrite|config resetstat|acl deluser|acl setuser|swapdb|client kill|keys");
}

bool deletes_unknown(const Words& words, Place&) {
    for (const shell::Argument& operand : words.operands) {
        if (!operand.known()) return true;
    }
    return false;
}

bool has_operand(const Words& words, Place&) { return !words.operands.empty(); }

constexpr std::string_view keep = "keep a copy first: pg_dump mydb -f copy.sql";
constexpr std::string_view some = "say which rows: psql -c 'DELETE FROM t WHERE id = 1'";
constexpr std::string_view look_status = "look first: prisma migrate status";

constexpr std::string_view drop_denies[] = {"psql -c 'DROP TABLE users'",
                                            "psql -U postgres --command='drop database if exists shop'",
                                            "echo 'SELECT 1; DROP SCHEMA public CASCADE;' | psql shop",
                                            "mysql -u root -psecret -e 'DROP TABLE a; SELECT 1'",
                                            "mysql <<< 'DROP DATABASE shop;'",
                                            "sqlite3 app.db 'DROP TABLE users'",
                                            "psql -c 'DO $$ BEGIN EXECUTE $q$DROP TABLE a$q$; END $$'",
                                            "echo 'DROP TABLE a;' >x.sql; psql -f x.sql",
                                            "mysql -e '/*!50000 DROP TABLE a */'",
                                            "aws athena start-query-execution --query-string 'DROP TABLE a.b'",
                                            "sqlcmd -Q 'USE shop DROP TABLE a'"};
constexpr std::string_view drop_allows[] = {"psql -c 'SELECT 1'",
                                            "psql -c \"SELECT 'DROP TABLE users'\"",
                                            "psql -c '-- DROP TABLE users'",
                                            "psql -c 'CREATE TABLE dropped (x int)'",
                                            "psql -c 'EXPLAIN DELETE FROM users'",
                                            "mysql -e 'DROP TEMPORARY TABLE x'",
                                            "mysql -e 'SHOW TABLES'",
                                            "sqlite3 app.db .tables",
                                            "echo 'DROP TABLE users' >schema.sql",
                                            "grep -r 'DROP TABLE' migrations",
                                            "psql -l"};
constexpr std::string_view other_denies[] = {"psql -c 'DROP INDEX CONCURRENTLY i'", "mysql -e 'DROP USER u'"};
constexpr std::string_view other_allows[] = {"psql -c 'CREATE INDEX i ON t (x)'", "psql -c '\\di'"};
constexpr std::string_view truncate_denies[] = {"psql -c 'TRUNCATE users'", "mysql -e 'truncate table orders'"};
constexpr std::string_view truncate_allows[] = {"mysql -e 'SELECT TRUNCATE(1.234, 2)'", "psql -c 'SELECT 1'"};
constexpr std::string_view delete_denies[] = {"psql -c 'DELETE FROM users'",
                                              "psql -c 'DELETE FROM users WHERE 1=1'",
                                              "psql -c 'WITH x AS (DELETE FROM users RETURNING *) SELECT 1'",
                                              "psql -c 'EXPLAIN ANALYZE DELETE FROM users'",
                                              "psql -c 'DELETE FROM users -- WHERE id = 1'",
                                              "psql -c 'DELETE FROM a USING (SELECT 1 WHERE true) b'",
                                              "echo 'delete from users' | mysql shop"};
constexpr std::string_view delete_allows[] = {"psql -c 'DELETE FROM users WHERE id = 1'",
                                              "mysql -e 'DELETE FROM users LIMIT 1'",
                                              "psql -c 'EXPLAIN DELETE FROM users'"};
constexpr std::string_view update_denies[] = {"psql -c 'UPDATE users SET active = false'",
                                              "mysql -e 'update users set a=1, b=2;'"};
constexpr std::string_view update_allows[] = {"psql -c 'UPDATE users SET active = false WHERE id = 1'",
                                              "psql -c 'SELECT 1 FOR UPDATE'",
                                              "mysql -e 'INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1'"};
constexpr std::string_view column_denies[] = {"psql -c 'ALTER TABLE users DROP COLUMN email'",
                                              "mysql -e 'ALTER TABLE users ADD a INT, DROP email'"};
constexpr std::string_view column_allows[] = {"psql -c 'ALTER TABLE users ADD COLUMN email text'",
                                              "psql -c 'ALTER TABLE users ALTER COLUMN a DROP DEFAULT'",
                                              "psql -c 'ALTER TABLE users DROP CONSTRAINT c'"};
constexpr std::string_view grant_denies[] = {"mysql -e \"GRANT ALL PRIVILEGES ON *.* TO 'u'@'%'\"",
                                             "psql -c 'GRANT ALL ON t TO PUBLIC'"};
constexpr std::string_view grant_allows[] = {"mysql -e \"GRANT ALL ON shop.* TO 'u'@'h'\"",
                                             "psql -c 'GRANT SELECT ON t TO reader'"};
constexpr std::string_view run_denies[] = {"psql -c \"COPY t FROM PROGRAM 'curl x'\"",
                                           "sqlcmd -Q \"EXEC xp_cmdshell 'dir'\""};
constexpr std::string_view run_allows[] = {"psql -c 'COPY t FROM STDIN'", "psql -c 'SELECT program FROM t'"};
constexpr std::string_view stop_denies[] = {"mysql -e SHUTDOWN"};
constexpr std::string_view stop_allows[] = {"mysql -e 'SHOW STATUS'"};
constexpr std::string_view tool_denies[] = {"dropdb shop", "dropdb -h db --if-exists shop", "dropuser u"};
constexpr std::string_view tool_allows[] = {"createdb shop", "dropdb --help", "vacuumdb shop"};
constexpr std::string_view restore_denies[] = {"pg_restore --clean -d shop x.dump", "pg_restore -cd shop x.dump"};
constexpr std::string_view restore_allows[] = {"pg_restore -l x.dump", "pg_restore -d shop x.dump"};
constexpr std::string_view dump_denies[] = {"pg_dump --clean shop", "pg_dump -c shop"};
constexpr std::string_view dump_allows[] = {"pg_dump shop -f copy.sql", "pg_dump -t clean shop"};
constexpr std::string_view admin_denies[] = {"mysqladmin -u root drop shop", "mysqladmin shutdown"};
constexpr std::string_view admin_allows[] = {"mysqladmin status", "mysqladmin create drop", "mysqladmin ping"};
constexpr std::string_view mongo_denies[] = {"mongosh --eval 'db.dropDatabase()'",
                                             "mongosh shop --eval 'db.users.drop()'",
                                             "mongo --eval 'db.users.deleteMany({})'",
                                             "echo 'db.users.remove({})' | mongosh shop"};
constexpr std::string_view mongo_allows[] = {"mongosh --eval 'db.users.find()'",
                                             "mongosh --eval 'db.users.deleteMany({a: 1})'",
                                             "mongosh --eval 'print(\"db.users.drop()\")'"};
constexpr std::string_view mongo_restore_denies[] = {"mongorestore --drop dump", "mongoimport --drop -d a -c b x.json"};
constexpr std::string_view mongo_restore_allows[] = {"mongorestore dump", "mongorestore --drop --dryRun dump"};
constexpr std::string_view flush_denies[] = {
    "redis-cli FLUSHALL", "redis-cli -h db -n 2 flushdb", "echo FLUSHALL | redis-cli", "redis-cli script flush"};
constexpr std::string_view flush_allows[] = {"redis-cli GET flushall", "redis-cli INFO", "redis-cli set a FLUSHDB"};
constexpr std::string_view redis_stop_denies[] = {"redis-cli SHUTDOWN NOSAVE", "redis-cli debug sleep 30"};
constexpr std::string_view redis_stop_allows[] = {"redis-cli PING", "redis-cli debug object key"};
constexpr std::string_view redis_set_denies[] = {"redis-cli CONFIG SET save ''", "redis-cli acl deluser u"};
constexpr std::string_view redis_set_allows[] = {"redis-cli CONFIG GET save", "redis-cli acl list"};
constexpr std::string_view redis_del_denies[] = {"redis-cli --scan | xargs redis-cli DEL", "redis-cli unlink $KEYS"};
constexpr std::string_view redis_del_allows[] = {"redis-cli del session:1", "redis-cli --scan --pattern 'a*'"};
constexpr std::string_view reset_denies[] = {"prisma migrate reset --force",
                                             "rails db:drop",
                                             "bundle exec rake db:reset",
                                             "sequelize db:drop",
                                             "manage.py flush --noinput",
                                             "artisan migrate:fresh --seed",
                                             "mix ecto.reset",
                                             "flyway -url=x clean",
                                             "flask db downgrade base",
                                             "dbmate drop",
                                             "alembic downgrade base"};
constexpr std::string_view reset_allows[] = {"prisma migrate status",
                                             "prisma generate",
                                             "rails db:migrate",
                                             "rake db:seed",
                                             "manage.py migrate",
                                             "artisan migrate",
                                             "alembic upgrade head",
                                             "alembic downgrade -1"};
constexpr std::string_view loss_denies[] = {
    "prisma db push --force-reset", "prisma db push --accept-data-loss", "drizzle-kit push --force"};
constexpr std::string_view loss_allows[] = {"prisma db push", "drizzle-kit push", "prisma db pull --force"};
constexpr std::string_view supabase_denies[] = {"supabase db reset --linked",
                                                "supabase --workdir w db push",
                                                "supabase projects delete x",
                                                "supabase secrets unset KEY",
                                                "supabase migration down",
                                                "supabase storage rm ss:///b/f"};
constexpr std::string_view supabase_allows[] = {"supabase db diff",
                                                "supabase db push --dry-run",
                                                "supabase migration list",
                                                "supabase functions list",
                                                "supabase storage ls ss:///b"};
constexpr std::string_view local_denies[] = {"supabase stop --no-backup", "supabase config push"};
constexpr std::string_view local_allows[] = {"supabase stop", "supabase start", "supabase status"};
constexpr std::string_view snow_denies[] = {
    "snow object drop table t", "snow app teardown", "snow --connection c stage remove s f"};
constexpr std::string_view snow_allows[] = {"snow object list table", "snow app run", "snow stage list-files s"};

template <Effect effect>
constexpr Rule sql(std::string_view id, const Said& said, Decision decision = Decision::block) {
    return saying({.id = id, .program = sql_clients, .check = does<effect>, .decision = decision}, said);
}

constexpr Rule rows[] = {
    sql<Effect::drops_data>("database/drop", {"deletes tables or whole databases", keep, drop_denies, drop_allows}),
    sql<Effect::drops_other>("database/drop-other",
                             {"takes away what others may use", "look first: psql -l", other_denies, other_allows},
                             Decision::warn),
    sql<Effect::empties>("database/truncate", {"deletes every row of a table", keep, truncate_denies, truncate_allows}),
    sql<Effect::deletes_all>("database/delete-all",
                             {"deletes every row of a table", some, delete_denies, delete_allows}),
    sql<Effect::updates_all>("database/update-all",
                             {"overwrites every row of a table",
                              "say which rows: psql -c 'UPDATE t SET a = 1 WHERE id = 1'",
                              update_denies,
                              update_allows}),
    sql<Effect::drops_column>("database/drop-column",
                              {"deletes what every row of a table holds there", keep, column_denies, column_allows}),
    sql<Effect::grants_all>("database/grant-all",
                            {"gives somebody every right, or everybody some",
                             "name what is needed: psql -c 'GRANT SELECT ON t TO reader'",
                             grant_denies,
                             grant_allows},
                            Decision::warn),
    sql<Effect::runs_program>(
        "database/run-program",
        {"runs a program on the server", "copy by hand: psql -c 'COPY t FROM STDIN'", run_denies, run_allows}),
    sql<Effect::stops>("database/stop",
                       {"stops the server", "look first: mysqladmin status", stop_denies, stop_allows}),
    saying({.id = "database/drop-tool", .program = "dropdb|dropuser", .check = has_operand},
           {"deletes a database or a user", keep, tool_denies, tool_allows}),
    saying({.id = "database/restore-clean", .program = "pg_restore", .option = "--clean"},
           {"drops what is there before it puts back what was",
            "look first: pg_restore -l x.dump",
            restore_denies,
            restore_allows}),
    saying(
        {.id = "database/dump-clean", .program = "pg_dump|pg_dumpall", .option = "--clean", .decision = Decision::warn},
        {"writes a copy that drops what is there when it is put back", keep, dump_denies, dump_allows}),
    saying({.id = "database/admin",
            .program = "mysqladmin|mariadb-admin",
            .verb = "drop|shutdown|flush-privileges|kill|stop-slave|stop-replica"},
           {"deletes a database, or stops the server", "look first: mysqladmin status", admin_denies, admin_allows}),
    saying({.id = "database/mongo-drop", .program = "mongosh|mongo", .check = drops_documents},
           {"deletes a database, a collection or all of its documents",
            "look first: mongosh --eval 'db.users.countDocuments()'",
            mongo_denies,
            mongo_allows}),
    saying({.id = "database/mongo-restore",
            .program = "mongorestore|mongoimport",
            .option = "--drop",
            .without = "--dryRun"},
           {"drops what is there before it puts back what was",
            "see what it would do: mongorestore --drop --dryRun dump",
            mongo_restore_denies,
            mongo_restore_allows}),
    saying({.id = "database/redis-flush", .program = redis, .check = flushes},
           {"deletes every key", "look first: redis-cli dbsize", flush_denies, flush_allows}),
    saying({.id = "database/redis-stop", .program = redis, .check = stops_redis},
           {"stops the server, or what it serves", "look first: redis-cli info", redis_stop_denies, redis_stop_allows}),
    saying({.id = "database/redis-settings", .program = redis, .check = changes_redis, .decision = Decision::warn},
           {"changes how the server works for everybody",
            "look first: redis-cli config get save",
            redis_set_denies,
            redis_set_allows}),
    saying({.id = "database/redis-delete",
            .program = redis,
            .verb = "del|unlink",
            .check = deletes_unknown,
            .decision = Decision::warn},
           {"deletes whatever keys a value turns out to name",
            "name them: redis-cli del session:1",
            redis_del_denies,
            redis_del_allows}),
    saying(
        {.id = "database/reset",
         .program = "prisma|drizzle-kit|sequelize|sequelize-cli|typeorm|mikro-orm|db-migrate|dbmate|goose|migrate|"
                    "flyway|liquibase|atlas|diesel|sqlx|sea-orm-cli|alembic|aerich|rails|rake|flask|hanami|mix|phinx|"
                    "doctrine|console|artisan|spark|wp|drush|manage.py|django-admin|django-admin.py|knex",
         .check =
             [](const Words& words, Place&) {
                 return matches(
                     "migrate reset|migrate:reset|migrate:fresh|migrate:refresh|migrate fresh|migrate refresh|db:drop|"
                     "db:drop:all|db:reset|db:purge|db:truncate_all|db:schema:load|db:structure:load|db:migrate:reset|"
                     "db:setup|db:seed:replant|db:wipe|db:migrate:undo:all|db:seed:undo:all|schema:drop|"
                     "schema fresh|migration:fresh|doctrine:database:drop|doctrine:schema:drop|"
                     "ecto.drop|ecto.reset|flush|reset_db|drop|drop-all|dropAll|clean|schema clean|reset|down-to|"
                     "force|down|database drop|database reset|db reset|db drop|db clean|site empty|sql-drop|sql:drop|"
                     "site:install|downgrade base|db downgrade base",
                     words.verb);
             }},
        {"deletes a database, or empties it", look_status, reset_denies, reset_allows}),
    saying({.id = "database/accept-loss",
            .program = "prisma|drizzle-kit|sequelize|typeorm",
            .verb = "db push|push|schema:sync",
            .option = "--force-reset|--accept-data-loss|--force"},
           {"lets stored data go where it no longer fits", look_status, loss_denies, loss_allows}),
    saying({.id = "database/supabase",
            .program = "supabase",
            .verb = "db push|db reset|migration down|migration repair|branches delete|domains delete|functions delete|"
                    "orgs delete|projects delete|secrets unset|sso remove|vanity-subdomains delete|storage rm|"
                    "network-restrictions update|network-bans remove|encryption update-root-key|backups restore",
            .without = "--dry-run"},
           {"changes or deletes what a project holds",
            "see what it would do: supabase db push --dry-run",
            supabase_denies,
            supabase_allows}),
    saying(
        {.id = "database/supabase-local",
         .program = "supabase",
         .verb = "stop|migration squash|config push",
         .check = [](const Words& words, Place&) { return words.verb != "stop" || words.has("--no-backup"); },
         .decision = Decision::warn},
        {"deletes what was there, here or in the project", "look first: supabase status", local_denies, local_allows}),
    saying(
        {.id = "database/snowflake", .program = "snow", .action = "drop|remove|teardown|delete"},
        {"deletes stored data, or what works on it", "look first: snow object list table", snow_denies, snow_allows}),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family database_pack() { return {"database", "what deletes or overwrites stored data", true, {rows}, names}; }

}  // namespace scc::rule
