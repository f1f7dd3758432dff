#include "rule/programs.hpp"
#include "shell/names.hpp"

namespace scc::rule {
namespace {

constexpr VerbOptions redis_verbs[] = {{"", "", Order::options_first}};

constexpr VerbOptions gh_verbs[] = {
    {"api", "X,method: f,raw-field: F,field: H,header: input: q,jq: t,template: hostname: p,preview: cache: paginate"},
    {"pr merge",
     "admin auto disable-auto d,delete-branch s,squash m,merge r,rebase b,body: F,body-file: t,subject: "
     "match-head-commit: A,author-email:"},
    {"secret set|variable set", "e,env: o,org: u,user b,body: f,env-file: a,app: v,visibility: r,repos: no-store"},
    {"repo edit", "visibility: d,description: h,homepage: default-branch: accept-visibility-change-consequences"},
    {"issue|issue create|pr create|pr comment|issue comment|release create|issue edit|pr edit|gist create",
     "t,title: b,body: F,body-file: n,notes: notes-file: l,label: a,assignee: m,milestone: p,project: B,base: H,head: "
     "r,reviewer: target: d,draft T,template:"},
};

constexpr VerbOptions npm_verbs[] = {
    {"install|i|ci|add|update|upgrade|up",
     "D,save-dev S,save E,save-exact g,global f,force unsafe-perm registry: F: w"},
    {"publish|npm publish", "tag: access: otp: dry-run registry: provenance n r"},
};

constexpr Commands table[] = {
    // Databases.
    {.program = "psql|pgcli|ysqlsh|vsql|gsql",
     .depth = 0,
     .dashes = Dashes::gnu,
     .options =
         "c,command: f,file: d,dbname: h,host: p,port: U,username: w,no-password W,password v,set: variable: "
         "o,output: L,log-file: P,pset: F,field-separator: R,record-separator: T,table-attr: a,echo-all "
         "b,echo-errors e,echo-queries E,echo-hidden q,quiet s,single-step S,single-line n,no-readline 1,"
         "single-transaction l,list A,no-align H,html t,tuples-only x,expanded X,no-psqlrc z,field-separator-zero "
         "0,record-separator-zero V,version csv help?"},
    {.program = "mysql|mariadb|mycli|mysqlsh",
     .depth = 0,
     .dashes = Dashes::gnu,
     .options = "e,execute: h,host: P,port: u,user: p,password? D,database: S,socket: protocol: default-character-set: "
                "init-command: f,force B,batch N,skip-column-names r,raw s,silent t,table v,verbose V,version A "
                "defaults-file: defaults-extra-file: login-path: ssl-ca: ssl-cert: ssl-key: ssl-mode: delimiter: "
                "prompt: pager? tee: sql js py file: help"},
    {.program = "sqlite3|duckdb|litecli|sqlite",
     .depth = 0,
     .dashes = Dashes::one,
     .options =
         "cmd: init: separator: nullvalue: newline: mmap: c: s: f: readonly batch bail csv column json line list "
         "header noheader version help"},
    {.program = "clickhouse-client|clickhouse|clickhouse-local",
     .depth = 0,
     .dashes = Dashes::gnu,
     .options = "q,query: queries-file: h,host: port: u,user: password: d,database: n,multiquery format: config-file: "
                "help"},
    {.program = "sqlcmd|osql|bcp",
     .depth = 0,
     .options = "Q: q: i: S: U: P: d: E G C b l: t: o: s: w: h: v: H: e I N: help"},
    {.program = "cockroach",
     .depth = 2,
     .nouns = "node|nodelocal|auth-session|cert",
     .options = "e,execute: f,file: url: host: p,port: u,user: d,database: insecure certs-dir: format: echo-sql help"},
    {.program = "snowsql|trino|presto|hive|beeline|impala-shell|spark-sql|vertica|sqlplus|isql|tsql|usql|cqlsh|ksql|"
                "db2|mclientbendsql|athenacli",
     .depth = 0,
     .options = "e,execute: q,query: c,command: f,file: u: n: p: d: k: i: s,server: catalog: schema: user: password: "
                "o,output: a,accountname: w: r: t: H: P: hiveconf: hivevar: help"},
    {.program = "mongosh|mongo|mongod",
     .depth = 0,
     .options =
         "eval: f,file: host: port: u,username: p,password: authenticationDatabase: authenticationMechanism: tls "
         "tlsCAFile: tlsCertificateKeyFile: quiet norc nodb shell apiVersion: h,help"},
    {.program = "mongorestore|mongoimport|mongodump|mongoexport",
     .depth = 0,
     .options = "h,host: port: u,username: p,password: d,db: c,collection: uri: drop dryRun nsInclude: nsExclude: gzip "
                "archive? dir: file: mode: type: o,out: q,query: help"},
    {.program = "redis-cli|valkey-cli|keydb-cli|iredis",
     .depth = 2,
     .nouns = "config|script|function|cluster|debug|acl|module|client|memory|object|xgroup|sentinel|latency",
     .options =
         "h: p: s: a: u: r: i: n: d: D: t: X: x c 2 3 user: pass: askpass sni: cacert: cacertdir: cert: key: tls "
         "insecure raw no-raw quoted-input csv json stat latency scan bigkeys memkeys hotkeys pattern: "
         "quoted-pattern: intrinsic-latency: eval: cluster: pipe rdb: functions-rdb: no-auth-warning "
         "verbose count: help",
     .verbs = redis_verbs,
     .folds = true},
    {.program = "dropdb|dropuser|createdb|createuser|reindexdb|vacuumdb|clusterdb",
     .depth = 0,
     .dashes = Dashes::gnu,
     .options = "h,host: p,port: U,username: w,no-password W,password e,echo f,force i,interactive if-exists "
                "maintenance-db: O,owner: T,template: E,encoding: l,locale: D,tablespace: V,version help?"},
    {.program = "pg_restore|pg_dump|pg_dumpall",
     .depth = 0,
     .dashes = Dashes::gnu,
     .options = "h,host: p,port: U,username: d,dbname: f,file: F,format: j,jobs: t,table: n,schema: N,exclude-schema: "
                "T,exclude-table: c,clean C,create if-exists a,data-only s,schema-only O,no-owner x,no-privileges "
                "l,list L,use-list: 1,single-transaction e,exit-on-error v,verbose w,no-password W,password "
                "Z,compress: E,encoding: S,superuser: I,index: P,function: help?"},
    {.program = "mysqladmin|mariadb-admin",
     .depth = 1,
     .nouns = "none",
     .dashes = Dashes::gnu,
     .options = "f,force h,host: P,port: u,user: p,password? S,socket: protocol: b,no-beep s,silent v,verbose w,wait? "
                "i,sleep: c,count: r,relative t,connect-timeout: help"},

    // What changes the shape of a database.
    {.program = "prisma|drizzle-kit|sequelize|sequelize-cli|typeorm|knex|mikro-orm|node-pg-migrate|db-migrate|keystone|"
                "hasura|dbmate|goose|migrate|atlas|diesel|sqlx|sea-orm-cli|alembic|yoyo|sqitch|evolve|"
                "refinery|aerich|piccolo|flask|skeema|bytebase",
     .depth = 3,
     .options = "schema: config: c,config: f,force force-reset accept-data-loss skip-seed skip-generate env: e,env: "
                "d,dir: url: database: path: source: n: x: to: name: p,project: admin-secret: endpoint: A,app: "
                "configFiles: all y,yes auto-approve dry-run preview-feature h,help"},
    {.program = "rails|rake|hanami|mix|phinx|doctrine|console|artisan|spark|wp|drush|craft|magento",
     .depth = 2,
     .nouns = "db|migrations|site|plugin|user",
     .options =
         "env: e,env: force f,force no-interaction n,no-interaction q,quiet pretend seed path: database: yes y,yes "
         "environment: t: T full-database allow-root url: dry-run h,help"},
    {.program = "manage.py|django-admin|django-admin.py",
     .depth = 1,
     .nouns = "none",
     .options = "settings: pythonpath: database: noinput no-input v,verbosity: plan fake k,keepdb h,help"},

    {.program = "flyway|liquibase", .depth = 1, .nouns = "none", .dashes = Dashes::one, .options = "h,help"},

    // Where code is kept, built and run.
    {.program = "gh|hub",
     .depth = 3,
     .groups = "run|release|search|cache",
     .options = "R,repo: e,env: o,org: u,user: y,yes a,app: cleanup-tag hostname: json: q,jq: t,template: help",
     .verbs = gh_verbs},
    {.program = "glab|tea|bb|gitea|forgejo",
     .depth = 3,
     .groups = "ci|release|run",
     .options = "R,repo: g,group: X,method: f,raw-field: F,field: H,header: s,scope: y,yes hostname: p,page: h,help"},
    {.program = "circleci|travis|buildkite-agent|bk|drone|woodpecker-cli|jenkins-cli|jenkins-cli.jar|gitlab-runner|"
                "gitlab-rails|gitlab-rake|gitlab-ctl|teamcity|concourse|codefresh|semaphore|sem|jfrog|jf|nexus|"
                "sonar-scanner|octopus|spin",
     .depth = 2,
     .groups = "run",
     .options = "token: host: s: auth: http: ssh user: logger: i: noKeyAuth skip-update-check org-id: integration-id: "
                "org: repo: server: u,url: t,token: n,name: all-runners c,config: webSocket debug h,help"},
    {.program = "heroku",
     .depth = 1,
     .nouns = "none",
     .options = "a,app: r,remote: confirm: t,team: s: p: f,force json type: h,help"},
    {.program = "vercel|vc|now",
     .depth = 2,
     .options = "t,token: S,scope: T,team: A,local-config: Q,global-config: cwd: y,yes safe d,debug n: e,env: h,help"},
    {.program = "netlify|ntl",
     .depth = 2,
     .options =
         "auth: filter: context: c,context: scope: s,site: site-id: to: t,to: from: f,force o,offline json debug "
         "d,dir: p,prod h,help"},
    {.program = "fly|flyctl",
     .depth = 3,
     .groups = "scale|ssh|deploy",
     .options =
         "a,app: c,config: t,access-token: o,org: y,yes f,force r,region: verbose debug j,json stage detach h,help"},
    {.program = "railway",
     .depth = 2,
     .options = "s,service: e,environment: p,project: v,volume: volume: function: f,function: y,yes json set: kv k,kv "
                "skip-deploys d,detach h,help"},
    {.program = "wrangler|cf|miniflare|cloudflared|flarectl",
     .depth = 3,
     .options =
         "c,config: e,env: cwd: a,account: binding: namespace-id: zone-id: record-id: preview local remote name: "
         "env-file: f,force y,skip-confirmation v,version database-id: h,help"},
    {.program = "supabase|neonctl|neon|pscale|turso|upstash|xata|convex|appwrite|nhost|edgedb|gel|fauna|tidbcloud|"
                "cockroachcloud|ccloud|mongocli|atlascli|astra|cloudinary|sanity|contentful",
     .depth = 3,
     .groups = "test",
     .options = "workdir: project-ref: db-url: dns-resolver: profile: network-id: experimental debug create-ticket "
                "dry-run linked local no-backup all id: ref: status: version: projectId: project-id: org: "
                "api-key: o,output: f,file: force y,yes r,recursive p,password: context: dataset: space-id: h,help"},
    {.program =
         "firebase|eas|expo|surge|render|modal|kamal|deployctl|shuttle|cargo-shuttle|cargo-lambda|zeabur|genezio|"
         "platform|upsun|porter|divio|cap|pm2|forge|vapor|envoyer|ploi|replit|shopify|"
         "sfdx|sf|stripe|twilio|square|braintree|sentry-cli|launchdarkly|ldcli|split|unleash|flipt|algolia|"
         "meilisearch|typesense|datadog-ci|dogshell|dog|newrelic|pd|pdctl|splunk|grafana-cli|grafana|grafanactl|"
         "promtool|amtool|fastly|akamai|bunny|keycdn|kong|deck|apigeecli|tyk|nats|rpk|pulsar-admin|rabbitmqadmin|"
         "auth0|okta|ory|slack|discord|mailgun|sendgrid|postmark|ngrok|tailscale|"
         "huggingface-cli|hf|wandb|dvc|mlflow|databricks|dbt|snow|airbyte|abctl|prefect|dagster|airflow|"
         "elastic|opensearch-cli|curator_cli|influx|telegraf|kafkactl|kcat|kaf|confluent",
     .depth = 4,
     .groups = "query|test|version",
     .options =
         "P,project: p,project: project: token: t,token: account: f,force y,yes r,recursive d,destination: "
         "a,account: v,verbose endpoint: accept-timeout: api-key: apikey: api-token: api-url: access-token: "
         "base-uri: environment: e,env: workspace: profile: connection: c,connection: s,server: context: "
         "namespace: org: o,output: kong-addr: headers: tls-skip-verify select-tag: u,username: H,host: brokers: "
         "X: accept-license auth: l,live overwrite cascade purge key: stage: n,name: service-id: name: id: "
         "site: organization: server: force dry-run delete h,help"},
    {.program = "rabbitmqctl",
     .depth = 1,
     .nouns = "none",
     .options = "n,node: p,vhost: t,timeout: q,quiet s,silent l,longnames formatter: h,help"},
    {.program = "kafka-topics|kafka-topics.sh|kafka-acls|kafka-acls.sh|kafka-configs|kafka-configs.sh|"
                "kafka-consumer-groups|kafka-consumer-groups.sh|kafka-delete-records|kafka-delete-records.sh",
     .depth = 0,
     .options = "bootstrap-server: zookeeper: topic: group: entity-type: entity-name: add-config: delete-config: "
                "command-config: offset-json-file: operation: to-offset: dry-run execute delete alter list describe "
                "remove reset-offsets create force help"},
    {.program = "etcdctl|zkCli.sh|nodetool|rs|couchbase-cli|cbq|ceph|gluster|drbdadm|pcs|crm",
     .depth = 4,
     .nouns = "osd|pool|auth|volume|member|snapshot|user|role|lease|fs|resource|node",
     .options = "endpoints: cacert: cert: key: user: password: prefix from-key h: p: u: pw: c: cluster: "
                "yes-i-really-really-mean-it yes-i-really-mean-it force help"},

    {.program = "op|doppler|pass|gopass|bw|infisical|chamber|lpass|berglas",
     .depth = 3,
     .groups = "connect",
     .options = "account: vault: session: config: p,project: c,config: e,env: t,token: format: archive y,yes json "
                "no-file plain scope: api-host: h,help"},

    // Where packages come from and go to.
    {.program = "npm|pnpm|yarn|bun|cnpm|tnpm",
     .depth = 2,
     .nouns = "dist-tag|owner|access|token|team|org|profile|config|npm|hook|global|tag|cache|star",
     .options =
         "registry: prefix: C: w,workspace: userconfig: cwd: filter: tag: otp: access: g,global D,save-dev f,force "
         "y,yes s,silent dry-run unsafe-perm dir: h,help",
     .verbs = npm_verbs},
    {.program = "cargo",
     .depth = 1,
     .nouns = "none",
     .options = "manifest-path: p,package: registry: index: token: version: vers: undo n,dry-run a,add: r,remove: "
                "l,list color: config: Z: C: features: F: target: j,jobs: allow-dirty no-verify h,help"},
    {.program =
         "gem|pod|dart|flutter|nuget|dotnet|mvn|mvnw|gradle|gradlew|sbt|lein|composer|cpan|luarocks|opam|"
         "cabal|stack|conda|mamba|anaconda|hatch|flit|poetry|pdm|uv|twine|rye|vsce|ovsx|jsr|"
         "charmcraft|snapcraft|crane|oras|goreleaser|semantic-release|lerna|changeset|release-it|np|clean-publish",
     .depth = 2,
     .nouns = "trunk|nuget|hex|pub|tool|env|self|cache|python|pip",
     .options =
         "h,host: k,key: s,source: v,version: r,repository: u,username: p,password: repository-url: undo p,platform: "
         "C,directory: f,force y,yes dry-run n,name: h,help"},
    {.program = "pip|pip3|pipx|easy_install|uvx",
     .depth = 2,
     .nouns = "cache|config",
     .dashes = Dashes::gnu,
     .options = "y,yes r,requirement: c,constraint: i,index-url: extra-index-url: f,find-links: e,editable: t,target: "
                "trusted-host: break-system-packages no-deps U,upgrade user root: prefix: index: python: spec: dry-run "
                "q,quiet v,verbose proxy: cert: log: h,help"},
    {.program = "apt|apt-get|aptitude|dnf|yum|zypper|microdnf|tdnf|apk|snap|flatpak|brew|port|emerge|xbps-remove|pkg|"
                "pkg_delete|winget|choco|scoop|nix",
     .depth = 1,
     .nouns = "none",
     .dashes = Dashes::gnu,
     .options = "y,yes assume-yes assumeyes q,quiet s,simulate dry-run just-print no-act recon d,download-only "
                "o,option: c,config-file: t,target-release: purge allow-unauthenticated force-yes "
                "allow-remove-essential allow-downgrades no-gpg-checks nogpgcheck allow-untrusted f,force "
                "ignore-dependencies zap cask formula installroot: root: repo: X,repository: p,root: h,help"},
    {.program = "dpkg|rpm|pacman|yay|paru",
     .depth = 0,
     .dashes = Dashes::gnu,
     .options = "r,remove P,purge i,install e,erase U,upgrade F,freshen q,query l,list L,listfiles s,status S,search "
                "R Q T D d c n a,all nodeps noscripts force-all force-remove-essential force-depends print p test "
                "dry-run no-act simulate root: admindir: root: y u h,help"},
};

constexpr auto by_name = shell::index_names<shell::count_names(table)>(table);

}  // namespace

const Commands* service_commands(std::string_view program) { return shell::row_named(table, by_name, program); }

}  // namespace scc::rule
