#include "rule/programs.hpp"
#include "shell/names.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view container_run =
    "d,detach i,interactive t,tty rm privileged e,env: env-file: v,volume: mount: w,workdir: u,user: name: p,publish: "
    "P,publish-all network: net: h,hostname: l,label: label-file: m,memory: memory-swap: c,cpu-shares: cpus: "
    "cpuset-cpus: a,attach: entrypoint: restart: link: add-host: cap-add: cap-drop: device: security-opt: pid: ipc: "
    "uts: userns: cgroupns: cgroup-parent: cidfile: dns: expose: gpus: group-add: health-cmd: init ip: log-driver: "
    "log-opt: mac-address: oom-kill-disable platform: pull: q,quiet read-only runtime: shm-size: sig-proxy "
    "stop-signal: stop-timeout: storage-opt: sysctl: tmpfs: ulimit: volume-driver: volumes-from: isolation: "
    "domainname: annotation: pod: arch: systemd: secret: replace";
constexpr std::string_view compose_file =
    "f,file: p,project-name: profile: env-file: project-directory: ansi: progress: parallel: dry-run compatibility "
    "verbose all-resources H,host: c,context: log-level: D,debug";
constexpr std::string_view prune = "f,force a,all volumes filter: keep-storage: max-used-space: external";

constexpr VerbOptions docker_verbs[] = {
    {"run|create|container run|container create", container_run, Order::options_first},
    {"exec|container exec",
     "d,detach e,env: env-file: i,interactive t,tty u,user: w,workdir: privileged detach-keys:",
     Order::options_first},
    {"rm|container rm|container remove|pod rm|secret rm|config rm",
     "f,force v,volumes l,link a,all depend i,ignore t,time: cidfile: filter:"},
    {"rmi|image rm|image remove", "f,force no-prune a,all i,ignore platform:"},
    {"system prune|volume prune|image prune|container prune|network prune|builder prune|buildx prune|pod prune", prune},
    {"kill|stop|restart|container kill|container stop", "s,signal: t,time: a,all i,ignore cidfile: filter:"},
    {"ps|container ls|container list|images", "a,all q,quiet f,filter: format: n,last: l,latest no-trunc s,size"},
    {"logs|container logs", "f,follow n,tail: since: until: t,timestamps details"},
    {"compose down", "v,volumes t,timeout: rmi: remove-orphans dry-run f,file: p,project-name: profile: env-file:"},
    {"compose rm", "f,force s,stop v,volumes dry-run"},
    {"compose exec|compose run",
     "d,detach e,env: i,interactive T,no-TTY u,user: w,workdir: rm name: v,volume: p,publish: l,label: entrypoint: "
     "service-ports index: privileged no-deps build quiet-pull use-aliases",
     Order::options_first},
    {"compose logs", "f,follow n,tail: since: until: t,timestamps no-color no-log-prefix index:"},
    {"compose up", "d,detach build t,timeout: scale: V,renew-anon-volumes force-recreate no-deps remove-orphans wait"},
    {"compose", compose_file},
    {"swarm leave|node rm|volume rm|volume remove|network rm", "f,force a,all t,time:"},
    {"system reset", "f,force"},
    {"build|buildx build|image build",
     "f,file: t,tag: build-arg: target: platform: o,output: q,quiet no-cache pull push load secret: ssh: label: "
     "network: "
     "cache-from: cache-to: progress: iidfile: add-host: cpuset-cpus: m,memory: c,cpu-shares:"},
};

constexpr VerbOptions kubectl_verbs[] = {
    {"logs|attach",
     "f,follow p,previous c,container: l,selector: since: since-time: tail: timestamps prefix all-containers"},
    {"exec|run|debug|cp|port-forward",
     "c,container: i,stdin t,tty q,quiet image: env: f,filename: l,labels: command rm restart: port: it target: "
     "overrides: dry-run o,output: pod-running-timeout: retries: address: attach"},
    {"get|describe|top|explain|wait|events",
     "o,output: l,selector: A,all-namespaces w,watch f,filename: k,kustomize: R,recursive show-labels sort-by: "
     "field-selector: for: timeout: L,label-columns: raw: template: no-headers containers"},
    {"patch", "p,patch: patch-file: type: f,filename: k,kustomize: dry-run o,output: subresource: R,recursive local"},
    {"",
     "f,filename: k,kustomize: R,recursive l,selector: A,all-namespaces all field-selector: force grace-period: now "
     "dry-run cascade? wait timeout: ignore-not-found o,output: i,interactive raw: replicas: current-replicas: "
     "resource-version: prune force-conflicts server-side overwrite local to-revision: delete-emptydir-data "
     "delete-local-data ignore-daemonsets disable-eviction pod-selector: from-literal: from-file: image: "
     "resource: verb: role: clusterrole: serviceaccount: user: group: applyset: field-manager: validate? save-config"},
};

constexpr VerbOptions helm_verbs[] = {
    {"",
     "dry-run f,values: set: set-string: set-file: set-json: version: force reset-values reuse-values i,install wait "
     "timeout: keep-history description: cleanup-on-fail history-max: no-hooks atomic repo: o,output: a,all revision: "
     "ignore-not-found cascade:"},
};

constexpr std::string_view terraform_options =
    "chdir: auto-approve destroy lock lock-timeout: state: out: var: var-file: target: replace: refresh input "
    "parallelism: force dry-run compact-warnings json no-color refresh-only state-out: backup: allow-missing "
    "terragrunt-working-dir: terragrunt-config: terragrunt-non-interactive working-dir: config: all non-interactive "
    "raw upgrade reconfigure migrate-state backend backend-config: h,help";

constexpr VerbOptions gsutil_verbs[] = {{"", "r R a f d n I x: c C e p P L: s: j: J Z z: v"}};

constexpr Commands table[] = {
    // Containers.
    {.program = "docker|podman|finch|docker.io|podman-remote",
     .depth = 3,
     .nouns = "builder|buildx|compose|config|container|context|image|machine|manifest|network|node|plugin|pod|"
              "secret|service|stack|swarm|system|trust|volume|kube|generate|checkpoint|scout|model",
     .options = "H,host: c,context: config: l,log-level: D,debug tls tlscacert: tlscert: tlskey: tlsverify "
                "url: connection: identity: remote root: runroot: storage-driver: help",
     .verbs = docker_verbs},
    {.program = "nerdctl",
     .depth = 3,
     .nouns = "builder|compose|container|image|namespace|network|system|volume",
     .options = "n,namespace: a,address: H,host: snapshotter: cgroup-manager: data-root: debug help",
     .verbs = docker_verbs},
    {.program = "docker-compose|podman-compose",
     .depth = 2,
     .nouns = "compose",
     .options = compose_file,
     .verbs = docker_verbs,
     .begins = "compose"},
    {.program = "ctr|crictl|buildah|skopeo|lxc|incus",
     .depth = 3,
     .options =
         "n,namespace: a,address: r,runtime-endpoint: i,image-endpoint: c,config: project: f,force a,all h,help"},
    {.program = "docker-machine|minikube|kind|k3d|colima|limactl|lima|multipass|orb|orbctl",
     .depth = 2,
     .options = "p,profile: n,name: s,storage-path: all purge f,force h,help"},

    // Kubernetes.
    {.program = "kubectl|oc|k|kubecolor|microk8s.kubectl|kubectl.exe|kubie",
     .depth = 2,
     .nouns = "rollout|config|auth|set|certificate|alpha|plugin|adm|policy|project|krew|argo",
     .options = "n,namespace: context: cluster: user: kubeconfig: s,server: token: as: as-group: as-uid: "
                "certificate-authority: client-certificate: client-key: insecure-skip-tls-verify request-timeout: v: "
                "cache-dir: tls-server-name: match-server-version password: username: profile: profile-output: h,help",
     .verbs = kubectl_verbs},
    {.program = "helm|helm3",
     .depth = 2,
     .nouns = "repo|plugin|dependency|dep|get|show|search|registry|diff|secrets|inspect",
     .options = "n,namespace: kube-context: kubeconfig: kube-apiserver: kube-token: kube-as-user: kube-as-group: "
                "registry-config: repository-config: repository-cache: burst-limit: qps: debug h,help",
     .verbs = helm_verbs},
    {.program = "helmfile|kustomize|skaffold|tilt|kops|eksctl|kubeadm|werf|kapp|k0s|rke|rancher|kubens|kubectx|"
                "talosctl|clusterctl|vcluster|devspace|garden",
     .depth = 3,
     .options = "f,file: e,environment: n,namespace: a,app: l,selector: p,profile: region: name: state: state-dir: "
                "kube-context: kubeconfig: context: nodes: y,yes dry-run h,help"},
    {.program = "argocd|argo|flux|istioctl|linkerd|velero|cilium|kubeseal|tkn|kn|fluxctl",
     .depth = 3,
     .groups = "restore",
     .options =
         "n,namespace: context: kube-context: kubeconfig: server: auth-token: s,silent y,yes cascade all confirm "
         "l,selector: selector: name: dry-run kubecontext: grpc-web insecure plaintext config: h,help"},

    // Clouds.
    {.program = "aws|awslocal|aws2",
     .depth = 2,
     .nouns = any_word,
     .dashes = Dashes::gnu,
     .options =
         "profile: region: output: endpoint-url: ca-bundle: cli-connect-timeout: cli-read-timeout: color: query: "
         "cli-binary-format: debug no-verify-ssl no-paginate no-sign-request no-cli-pager dry-run dryrun "
         "recursive force quiet delete cli-input-json: cli-input-yaml: query-string: change-batch: secret-id: "
         "name: names: with-decryption statement: sql: help"},
    {.program = "gcloud",
     .depth = 6,
     .groups = "run|deploy|builds",
     .dashes = Dashes::gnu,
     .options = "project: account: configuration: format: verbosity: impersonate-service-account: flags-file: "
                "billing-project: access-token-file: trace-token: region: zone: location: q,quiet dry-run "
                "validate-only log-http filter: h,help"},
    {.program = "gsutil", .depth = 1, .nouns = "none", .options = "m q D o: h: u: i: help", .verbs = gsutil_verbs},
    {.program = "bq",
     .depth = 1,
     .nouns = "none",
     .dashes = Dashes::one,
     .options =
         "project_id: dataset_id: location: format: bigqueryrc: credential_file: service_account: q,quiet f,force "
         "r,recursive d t m use_legacy_sql dry_run n: max_rows: headless help"},
    {.program = "az",
     .depth = 8,
     .nouns = any_word,
     .dashes = Dashes::gnu,
     .options = "subscription: o,output: query: debug only-show-errors verbose n,name: g,resource-group: y,yes no-wait "
                "dryrun dry-run what-if h,help"},
    {.program = "doctl|linode-cli|linode|hcloud|oci|ibmcloud|scw|exo|vultr-cli|vultr|civo|upctl|openstack|packet|metal|"
                "yc|aliyun|tccli|ovhcloud|nova|cinder|neutron|glance|clever|scalingo|koyeb|northflank|"
                "dokku|caprover|qovery",
     .depth = 6,
     .groups = "deploy",
     .options = "t,access-token: u,api-url: c,config: context: o,output: trace verbose profile: region: config-file: "
                "query: auth: endpoint: poll-interval: p,project: zone: os-cloud: os-project-name: cloud-id: "
                "folder-id: token: f,force r,recursive dry-run a,app: app: h,help"},
    {.program = "rclone",
     .depth = 1,
     .nouns = "none",
     .options = "config: transfers: checkers: bwlimit: filter: include: exclude: filter-from: include-from: "
                "exclude-from: files-from: log-file: log-level: max-age: min-age: max-size: min-size: retries: "
                "n,dry-run i,interactive v,verbose P,progress q,quiet max-delete: backup-dir: suffix: dedupe-mode: "
                "timeout: tpslimit: u,update c,checksum delete-after delete-before delete-during delete-excluded "
                "h,help"},
    {.program = "s3cmd|s5cmd|s4cmd|azcopy|b2|rados|swift",
     .depth = 2,
     .nouns = "bucket|file|container|jobs",
     .options = "c,config: region: host: access_key: secret_key: credentials-file: endpoint-url: profile: r,recursive "
                "f,force n,dry-run dry-run delete-removed delete-destination: delete include: exclude: p,pool: "
                "h,help"},
    {.program = "mc|mcli",
     .depth = 4,
     .nouns = "admin|ilm|tag|version|policy|user|bucket|group|service|alias|event|replicate|retention|quota|anonymous|"
              "svcacct|accesskey|rule|encrypt|batch|config",
     .options = "C,config-dir: q,quiet no-color json j,json debug insecure r,recursive force dangerous I,incomplete "
                "remove overwrite fake dry-run older-than: newer-than: versions h,help"},
    {.program = "restic|borg|borgmatic|duplicity|kopia|bup|rustic|tarsnap|wal-g|pgbackrest|barman|xtrabackup",
     .depth = 2,
     .nouns = "key|repo|snapshot|policy|cache|config|backup|repository|maintenance",
     .options =
         "r,repo: repository-file: p,password-file: password-command: o,option: H,host: tag: path: "
         "keep-last: keep-hourly: keep-daily: keep-weekly: keep-monthly: keep-yearly: keep-within: keep-tag: "
         "max-unused: n,dry-run prune unsafe-allow-remove-all remove-all cache-only cleanup stats a,glob-archives: "
         "P,prefix: e,exclude: s rsh: remote-path: stanza: config: q,quiet v,verbose h,help"},

    // Infrastructure.
    {.program = "terraform|tofu|opentofu|terragrunt|tf|cdktf",
     .depth = 3,
     .nouns = "state|workspace|providers|metadata|run-all|stack",
     .dashes = Dashes::one,
     .options = terraform_options},
    {.program = "atmos",
     .depth = 3,
     .nouns = "terraform|tofu|opentofu|tf|helmfile|hf|state|workspace|packer",
     .dashes = Dashes::one,
     .options = "base-path: logs-level: logs-file: config: config-path: s,stack: redirect-stderr: auto-approve destroy "
                "everything force affected all dry-run f,file: h,help"},
    {.program = "pulumi",
     .depth = 2,
     .nouns = "stack|state|config|plugin|org|policy|schema|console|env|package|template|deployment|esc",
     .options =
         "C,cwd: color: v,verbose? d,debug e,emoji logflow logtostderr memprofilerate: non-interactive profiling: "
         "tracing: s,stack: y,yes f,force preview-only skip-preview t,target: r,refresh m,message: remove "
         "preserve-config all diff j,json h,help"},
    {.program = "cdk|sam|serverless|sls|copilot|amplify|eb|chalice|zappa|up|sst|nitric|architect|arc|begin|"
                "apex|stackery|ecs-cli",
     .depth = 3,
     .options = "a,app: c,context: profile: region: stage: s,stage: stack-name: config-file: f,force no-prompts all "
                "n,name: e,env: require-approval: y,yes dry-run h,help"},
    {.program = "ansible|ansible-playbook|ansible-pull|ansible-console",
     .depth = 0,
     .dashes = Dashes::gnu,
     .options =
         "m,module-name: a,args: i,inventory: inventory-file: l,limit: e,extra-vars: u,user: b,become "
         "become-user: become-method: K,ask-become-pass k,ask-pass f,forks: C,check D,diff t,tags: skip-tags: "
         "list-hosts list-tasks list-tags syntax-check step start-at-task: M,module-path: private-key: key-file: "
         "vault-id: vault-password-file: J,ask-vault-password c,connection: T,timeout: v,verbose o,one-line "
         "P,poll: B,background: playbook-dir: task-timeout: flush-cache force-handlers h,help"},
    {.program = "ansible-vault|ansible-galaxy|chef|knife|puppet|salt-key|berks|kitchen",
     .depth = 3,
     .options = "vault-id: vault-password-file: output: c,config: y,yes h,help"},
    {.program = "vagrant|packer|virsh|vboxmanage|VBoxManage|prlctl|qm|pct|govc|nix-env|guix",
     .depth = 2,
     .nouns = "box|snapshot|plugin|cloud|snapshot|vm|host|datastore|pool|object",
     .options = "f,force g,graceful delete connect: c: no-color machine-readable h,help"},
    {.program = "consul|nomad|vault|boundary|waypoint|bao|openbao",
     .depth = 4,
     .nouns =
         "kv|acl|token|policy|config|operator|raft|raft-peer|autopilot|secrets|auth|lease|namespace|plugin|metadata|"
         "job|node|var|volume|system|server|alloc|snapshot|intention|peering|services|transit|pki|ssh|audit|"
         "role|role-set|groups|hosts|scopes|users|quota|sentinel|transform|approle|identity|deployment|eval",
     .dashes = Dashes::one,
     .options = "address: namespace: ca-cert: client-cert: client-key: tls-server-name: http-addr: token: datacenter: "
                "region: field: format: mount: versions: version: purge recurse cas: yes force prefix tls-skip-verify "
                "id: accessor self h,help"},
};

constexpr auto by_name = shell::index_names<shell::count_names(table)>(table);

}  // namespace

const Commands* commands_of(std::string_view program) {
    const Commands* found = shell::row_named(table, by_name, program);
    return found != nullptr ? found : service_commands(program);
}

}  // namespace scc::rule
