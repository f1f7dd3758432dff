#include "rule/packs.hpp"
#include "rule/pattern.hpp"
#include "rule/place.hpp"
#include "rule/request.hpp"
#include "rule/words.hpp"

namespace scc::rule {
namespace {

// Settings of the tool itself, and what is made anew by itself.
bool is_shared(const Words& words, Place&) {
    return !matches("alias .*|extension .*|ext .*|cache .*|config .*|label .*|gpg-key .*", words.verb);
}

bool asks_graphql(const Words& words, Place&) {
    for (const Option& option : words.options) {
        if (matches("(?is).*mutation\\b.*(delete|destroy|remove|archive)[a-z]*\\s*\\(.*", option.value)) return true;
    }
    return false;
}

bool updates_names(const Words& words, Place& place) {
    if (words.has("-l")) return true;
    const std::string_view input = place.input.value_or("");
    return matches("(?is).*\\b(update\\s+)?del(ete)?\\b.*", input);
}

bool disables_backend(const Words& words, Place& place) {
    for (const shell::Argument& word : words.all) {
        if (word.text.find("haproxy") == std::string::npos) continue;
        return place.input && matches("(?is)\\s*(disable|shutdown|del|clear|set)\\b.*", *place.input);
    }
    return false;
}

constexpr std::string_view look = "look first: gh repo view";

constexpr std::string_view request_denies[] = {
    "curl -X DELETE https://api.example.com/v1/users/1",
    "curl https://api.example.com/v1/users/1 --request=DELETE",
    "curl -XDELETE localhost:9200/my-index",
    "http DELETE :9200/my-index",
    "wget --method=DELETE https://api.example.com/x",
    "curl -X POST http://search.local:9200/i/_delete_by_query",
    "curl -X POST https://ci.example.com/job/x/doDelete",
    "curl https://api.example.com/graphql -d '{\"query\":\"mutation { deleteEntity(id: 1) }\"}'"};
constexpr std::string_view request_allows[] = {"curl https://api.example.com/v1/users",
                                               "curl -X GET https://api.example.com/v1/deleted",
                                               "curl -X DELETE http://localhost:3000/api/todos/1",
                                               "curl -X POST https://api.example.com/v1/users -d name=delete",
                                               "http GET :9200/_cat/indices",
                                               "curl -X POST http://localhost:9200/i/_search -d '{}'",
                                               "echo curl -X DELETE https://api.example.com/x"};
constexpr std::string_view gh_denies[] = {"gh repo delete o/r --yes",
                                          "gh -R o/r secret delete KEY",
                                          "gh release delete v1",
                                          "gh repo deploy-key delete 1",
                                          "glab variable delete KEY",
                                          "glab repo delete g/r"};
constexpr std::string_view gh_allows[] = {"gh repo view delete",
                                          "gh secret list",
                                          "gh issue create -t 'repo delete' -b x",
                                          "gh alias delete co",
                                          "gh pr comment 1 -b 'gh repo delete'",
                                          "glab mr list"};
constexpr std::string_view archive_denies[] = {"gh repo archive o/r", "gh repo rename new", "glab repo archive g/r"};
constexpr std::string_view archive_allows[] = {"gh repo unarchive o/r", "gh repo clone archive", "gh repo list"};
constexpr std::string_view visible_denies[] = {"gh repo edit --visibility public",
                                               "gh repo edit o/r --visibility=private"};
constexpr std::string_view visible_allows[] = {"gh repo edit --description 'visibility'", "gh repo view"};
constexpr std::string_view api_denies[] = {
    "gh api -X DELETE repos/o/r", "gh api repos/o/r --method=DELETE", "glab api -XDELETE projects/1"};
constexpr std::string_view api_allows[] = {"gh api repos/o/r", "gh api -X GET repos/o/r/delete", "glab api projects/1"};
constexpr std::string_view graphql_denies[] = {
    "gh api graphql -f query='mutation { deleteRef(input: {refId: 1}) { id } }'"};
constexpr std::string_view graphql_allows[] = {"gh api graphql -f query='query { viewer { login } }'"};
constexpr std::string_view merge_denies[] = {"gh pr merge 1 --admin --squash"};
constexpr std::string_view merge_allows[] = {"gh pr merge 1 --squash", "gh pr view 1"};
constexpr std::string_view run_denies[] = {"gh run cancel 1", "gh workflow disable ci.yml", "gh run delete 1"};
constexpr std::string_view run_allows[] = {"gh run list", "gh workflow view disable", "gh run watch 1"};
constexpr std::string_view heroku_denies[] = {"heroku apps:destroy -a x --confirm x",
                                              "heroku pg:reset DATABASE -a x",
                                              "heroku config:unset KEY",
                                              "heroku ps:kill web.1",
                                              "heroku access:remove u@example.com"};
constexpr std::string_view heroku_allows[] = {
    "heroku apps", "heroku config:get KEY", "heroku pg:info", "heroku logs -a destroy"};
constexpr std::string_view heroku_change_denies[] = {
    "heroku maintenance:on", "heroku ps:restart", "heroku apps:rename y"};
constexpr std::string_view heroku_change_allows[] = {"heroku maintenance:off", "heroku ps", "heroku releases"};
constexpr std::string_view remove_denies[] = {"vercel rm site --yes",
                                              "netlify sites:delete --force",
                                              "fly apps destroy web",
                                              "flyctl secrets unset KEY",
                                              "railway environment delete production --yes",
                                              "wrangler --env prod d1 delete db",
                                              "wrangler kv:namespace delete --namespace-id=x",
                                              "firebase firestore:delete --all-collections",
                                              "stripe customers delete cus_1",
                                              "kamal app remove",
                                              "nats stream purge ORDERS",
                                              "ldcli flags archive f --project p",
                                              "fastly --token t service delete --service-id x",
                                              "circleci context remove-secret o c KEY"};
constexpr std::string_view remove_allows[] = {"vercel env ls",
                                              "netlify sites:list",
                                              "fly apps list",
                                              "fly apps create destroy",
                                              "railway status",
                                              "wrangler kv key get --namespace-id=x rm",
                                              "firebase deploy --only hosting",
                                              "stripe customers list",
                                              "kamal help remove",
                                              "nats stream info purge",
                                              "split -l 100 delete",
                                              "vercel deploy"};
constexpr std::string_view stop_denies[] = {
    "modal app stop web --yes", "railway down --yes", "deck reset", "deck gateway sync kong.yaml", "wrangler rollback"};
constexpr std::string_view stop_allows[] = {
    "modal app list", "railway up", "deck diff", "deck gateway dump", "wrangler tail"};
constexpr std::string_view little_denies[] = {
    "fly scale count 0", "netlify env:clone --to x", "fastly service version activate --version 5"};
constexpr std::string_view little_allows[] = {
    "fly scale show", "fly status", "netlify env:list", "fastly service version list"};
constexpr std::string_view queue_denies[] = {
    "kafka-topics --bootstrap-server b:9092 --delete --topic orders",
    "kafka-consumer-groups.sh --bootstrap-server b:9092 --reset-offsets --group g --execute",
    "kafka-configs --bootstrap-server b:9092 --alter --delete-config retention.ms --entity-type topics",
    "kafka-acls --remove --topic payments"};
constexpr std::string_view queue_allows[] = {"kafka-topics --bootstrap-server b:9092 --list",
                                             "kafka-topics --describe --topic delete",
                                             "kafka-consumer-groups --describe --group remove",
                                             "kafka-consumer-groups --reset-offsets --group g --dry-run"};
constexpr std::string_view records_denies[] = {
    "kafka-delete-records --bootstrap-server b:9092 --offset-json-file o.json"};
constexpr std::string_view records_allows[] = {"kafka-delete-records --help"};
constexpr std::string_view rabbit_denies[] = {"rabbitmqctl delete_vhost /prod",
                                              "rabbitmqctl -n r@h force_reset",
                                              "rabbitmqctl clear_permissions -p / u",
                                              "rabbitmqctl purge_queue jobs"};
constexpr std::string_view rabbit_allows[] = {
    "rabbitmqctl list_queues", "rabbitmqctl status", "rabbitmqctl list_users"};
constexpr std::string_view ci_denies[] = {"jenkins-cli delete-job web",
                                          "gitlab-runner unregister --all-runners",
                                          "gitlab-rake gitlab:backup:restore",
                                          "jenkins-cli.jar -s http://ci.local/ delete-node a"};
constexpr std::string_view ci_allows[] = {
    "jenkins-cli list-jobs", "gitlab-runner list", "gitlab-rake gitlab:check", "jenkins-cli build delete-job"};
constexpr std::string_view rails_denies[] = {"gitlab-rails runner 'Project.destroy_all'"};
constexpr std::string_view rails_allows[] = {"gitlab-rails runner 'puts Project.count'"};
constexpr std::string_view names_denies[] = {"echo 'update delete example.com A' | nsupdate", "nsupdate -l"};
constexpr std::string_view names_allows[] = {"dig example.com", "echo 'server ns1' | nsupdate"};
constexpr std::string_view zone_denies[] = {"dig axfr example.com @ns1.example.com", "dig IXFR=1 example.com"};
constexpr std::string_view zone_allows[] = {"dig example.com MX", "dig +trace example.com"};
constexpr std::string_view balancer_denies[] = {"echo 'disable server web/1' | socat stdio /run/haproxy.sock"};
constexpr std::string_view balancer_allows[] = {"echo 'show stat' | socat stdio /run/haproxy.sock"};

constexpr std::string_view services =
    "vercel|vc|now|netlify|ntl|fly|flyctl|railway|wrangler|cf|cloudflared|flarectl|neonctl|neon|pscale|turso|upstash|"
    "xata|convex|appwrite|nhost|edgedb|gel|fauna|tidbcloud|cockroachcloud|ccloud|mongocli|atlascli|astra|cloudinary|"
    "sanity|contentful|firebase|eas|expo|surge|render|modal|kamal|deployctl|shuttle|cargo-shuttle|cargo-lambda|zeabur|"
    "genezio|platform|upsun|porter|divio|forge|vapor|envoyer|ploi|replit|shopify|sfdx|sf|stripe|twilio|square|"
    "braintree|sentry-cli|launchdarkly|ldcli|split|unleash|flipt|algolia|meilisearch|typesense|datadog-ci|dogshell|dog|"
    "newrelic|pd|pdctl|splunk|grafana-cli|grafana|grafanactl|amtool|fastly|akamai|bunny|keycdn|kong|apigeecli|tyk|nats|"
    "rpk|pulsar-admin|rabbitmqadmin|auth0|okta|ory|slack|mailgun|sendgrid|postmark|ngrok|huggingface-cli|hf|wandb|"
    "mlflow|databricks|airbyte|abctl|prefect|dagster|airflow|elastic|opensearch-cli|curator_cli|influx|kafkactl|kaf|"
    "confluent|circleci|travis|buildkite-agent|bk|drone|woodpecker-cli|codefresh|sem|jfrog|jf|hasura";

constexpr Rule rows[] = {
    saying(
        {.id = "platform/request-delete", .program = "curl|wget|wget2|http|https|xh|xhs", .check = deletes_by_request},
        {"deletes something that others may use",
         "look first, with GET, and ask whoever runs it",
         request_denies,
         request_allows}),
    saying({.id = "platform/delete",
            .program = "gh|hub|glab|tea|bb|gitea|forgejo",
            .action = "delete|remove|rm|destroy|transfer",
            .check = is_shared},
           {"deletes something that others may use", look, gh_denies, gh_allows}),
    saying({.id = "platform/repository",
            .program = "gh|hub|glab",
            .verb = "repo archive|repo rename|repo transfer|project archive"},
           {"takes a repository away from where others know it", look, archive_denies, archive_allows}),
    saying(
        {.id = "platform/visibility", .program = "gh|glab", .verb = "repo edit|repo update", .option = "--visibility"},
        {"changes who can read a repository", look, visible_denies, visible_allows}),
    saying(
        {.id = "platform/api-delete", .program = "gh|glab", .verb = "api", .option = "--method=(DELETE|delete|Delete)"},
        {"deletes something that others may use", "look first: gh api repos/o/r", api_denies, api_allows}),
    saying({.id = "platform/api-mutation", .program = "gh|glab", .verb = "api", .check = asks_graphql},
           {"deletes something that others may use", "look first: gh api repos/o/r", graphql_denies, graphql_allows}),
    saying({.id = "platform/merge-past-checks",
            .program = "gh",
            .verb = "pr merge",
            .option = "--admin",
            .decision = Decision::warn},
           {"merges what the checks have not let through",
            "let it merge when it may: gh pr merge 1 --auto --squash",
            merge_denies,
            merge_allows}),
    saying({.id = "platform/runs",
            .program = "gh|glab",
            .verb = "run cancel|run delete|workflow disable|ci cancel|ci delete|pipeline delete|schedule delete",
            .decision = Decision::warn},
           {"stops what others wait for", "look first: gh run list", run_denies, run_allows}),
    saying({.id = "platform/heroku",
            .program = "heroku",
            .action = "destroy|delete|remove|reset|unset|rm|clear|revoke|kill|stop|unfollow"},
           {"deletes or stops what is in service", "look first: heroku apps", heroku_denies, heroku_allows}),
    saying(
        {.id = "platform/heroku-change",
         .program = "heroku",
         .verb = "maintenance:on|ps:restart|restart|dyno:restart|apps:rename|apps:leave|apps:transfer|addons:detach|"
                 "features:disable|clients:rotate|clients:update|access:update|rollback|releases:rollback|pg:promote|"
                 "pg:copy",
         .decision = Decision::warn},
        {"takes something out of service for a while",
         "look first: heroku ps",
         heroku_change_denies,
         heroku_change_allows}),
    saying({.id = "platform/remove",
            .program = services,
            .action = "delete|destroy|remove|rm|unset|purge|drop|del|archive|kill|clear|clean|uninstall|remove-secret|"
                      "revoke|detach|wipe|erase|roll|reboot|bulk-delete",
            .without = "--dry-run"},
           {"deletes something that is in service, or that others may use",
            "look first: vercel list",
            remove_denies,
            remove_allows}),
    saying({.id = "platform/take-down",
            .program = "modal|railway|deck|wrangler|firebase|pulsar-admin|airflow|cf",
            .verb = "app stop|container stop|down|reset|gateway reset|sync|gateway sync|rollback|deployments rollback|"
                    "versions rollback|hosting:disable|db reset|db clean",
            .without = "--dry-run"},
           {"takes down what is in service, or replaces all of it",
            "look first: railway status",
            stop_denies,
            stop_allows}),
    saying({.id = "platform/change-service",
            .program = "fly|flyctl|netlify|ntl|fastly|modal",
            .verb = "scale count|env:clone|service version activate|service-version activate|secret create",
            .check =
                [](const Words& words, Place&) {
                    if (words.verb == "scale count") return !words.operands.empty() && words.operands[0].text == "0";
                    if (words.verb == "env:clone") return words.has("--to");
                    return words.verb != "secret create" || words.has("--force") || words.has("--overwrite");
                },
            .decision = Decision::warn},
           {"changes what is in service", "look first: fly status", little_denies, little_allows}),
    saying({.id = "platform/queue-delete",
            .program = "kafka-topics|kafka-topics.sh|kafka-acls|kafka-acls.sh|kafka-configs|kafka-configs.sh|"
                       "kafka-consumer-groups|kafka-consumer-groups.sh",
            .option = "--delete|--delete-config|--remove|--reset-offsets",
            .without = "--dry-run"},
           {"deletes messages, or what says where their readers are",
            "look first: kafka-topics --list",
            queue_denies,
            queue_allows}),
    saying({.id = "platform/queue-records",
            .program = "kafka-delete-records|kafka-delete-records.sh",
            .option = "--offset-json-file"},
           {"deletes messages", "look first: kafka-topics --list", records_denies, records_allows}),
    saying({.id = "platform/rabbit",
            .program = "rabbitmqctl",
            .verb = "delete_user|delete_vhost|delete_queue|clear_permissions|clear_topic_permissions|clear_policy|"
                    "clear_parameter|reset|force_reset|forget_cluster_node|purge_queue|stop|stop_app|shutdown|rename_"
                    "cluster_node"},
           {"deletes queues or who may use them, or stops the server",
            "look first: rabbitmqctl list_queues",
            rabbit_denies,
            rabbit_allows}),
    saying(
        {.id = "platform/build-server",
         .program = "jenkins-cli|jenkins-cli.jar|gitlab-runner|gitlab-rake|gitlab-ctl",
         .action = "delete-.*|disable-.*|unregister|restore|cleanse|uninstall|wipe|quiet-down|safe-shutdown|shutdown|"
                   "restart"},
        {"deletes jobs or who runs them, or stops the server", "look first: gitlab-runner list", ci_denies, ci_allows}),
    saying({.id = "platform/console",
            .program = "gitlab-rails",
            .word = "(?is).*(destroy|delete|truncate|drop)(_all|_by)?\\b.*"},
           {"deletes what the server keeps", "look first: gitlab-rake gitlab:check", rails_denies, rails_allows}),
    saying({.id = "platform/names", .program = "nsupdate", .check = updates_names},
           {"deletes names that others look up", "leave it to whoever keeps the zone", names_denies, names_allows}),
    saying({.id = "platform/zone-transfer",
            .program = "dig|kdig|drill|host",
            .word = "(?i:axfr|ixfr(=.*)?)",
            .decision = Decision::warn},
           {"asks for every name of a zone", "ask for one name, not for the zone", zone_denies, zone_allows}),
    saying({.id = "platform/load-balancer", .program = "socat|nc|ncat", .check = disables_backend},
           {"takes servers out of service",
            "ask it first, on the same socket, with 'show stat'",
            balancer_denies,
            balancer_allows}),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family platform_pack() {
    return {"platform",
            "what deletes repositories, sites, queues and other things that services keep",
            true,
            {rows},
            names};
}

}  // namespace scc::rule
