#include "rule/packs.hpp"
#include "rule/pattern.hpp"
#include "rule/place.hpp"
#include "rule/words.hpp"
#include "shell/command.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view terraform = "terraform|tofu|opentofu|terragrunt|tf";

// What a line of a shell does to a machine when it is run on many at once.
constexpr std::string_view harmful =
    "rm|shutdown|reboot|poweroff|halt|init|dd|mkfs|mkfs\\..*|wipefs|shred|fdisk|parted|userdel|deluser|iptables|"
    "killall|"
    "pkill|truncate|apt-get|apt|yum|dnf";

// Whether a module of ansible that runs commands is given one that destroys something.
bool runs_harm(const Words& words, Place& place) {
    const Option* module = words.find("--module-name");
    const std::string_view name = module == nullptr ? "command" : std::string_view(module->value);
    if (matches("reboot|ansible\\.builtin\\.reboot", name)) return true;
    const Option* given = words.find("--args");
    if (given == nullptr) return false;
    if (given->value.find("state=absent") != std::string::npos) return true;
    if (!matches("(ansible\\.(builtin|legacy)\\.)?(shell|command|raw|script|expect)", name)) return false;
    bool found = false;
    const auto walked = shell::each_command(given->value, [&](const shell::Simple& command) {
        const std::string& program = command.words[0].text;
        const bool only_looks =
            matches("apt|apt-get|yum|dnf", program) &&
            (command.words.size() < 2 || !matches("remove|purge|erase|autoremove", command.words[1].text));
        found = matches(harmful, program.substr(program.rfind('/') + 1)) && !only_looks;
        return !found;
    });
    if (found || !walked) place.at = given->span;
    return found || !walked;
}

constexpr std::string_view plan = "look first: terraform plan";
constexpr std::string_view apply_plan = "make a plan, have it looked at, and apply that: terraform plan -out plan.bin";
constexpr std::string_view look_state = "look first: terraform state list";

constexpr std::string_view destroy_denies[] = {"terraform destroy",
                                               "terraform -chdir=prod destroy -auto-approve",
                                               "tofu destroy plan-stack",
                                               "terragrunt run-all destroy",
                                               "cdktf destroy web"};
constexpr std::string_view destroy_allows[] = {"terraform plan",
                                               "terraform apply destroy-plan.bin",
                                               "terraform output destroy",
                                               "terraform destroy -help",
                                               "terraform state show destroy"};
constexpr std::string_view run_denies[] = {"terragrunt run --all destroy", "terragrunt run --all -- destroy"};
constexpr std::string_view run_allows[] = {"terragrunt run --all plan"};
constexpr std::string_view apply_denies[] = {"terraform apply -destroy", "tofu apply --destroy -target=x.y"};
constexpr std::string_view apply_allows[] = {
    "terraform apply plan.bin", "terraform apply", "terraform apply -destroy=false"};
constexpr std::string_view planned_denies[] = {"terraform plan -destroy", "tofu plan -destroy -out x"};
constexpr std::string_view planned_allows[] = {"terraform plan", "terraform plan -out destroy"};
constexpr std::string_view unasked_denies[] = {"terraform apply -auto-approve",
                                               "terraform -chdir=prod apply -var a=b --auto-approve",
                                               "terragrunt run-all apply -auto-approve"};
constexpr std::string_view unasked_allows[] = {"terraform apply", "terraform apply plan.bin", "terraform init"};
constexpr std::string_view state_denies[] = {"terraform state rm aws_instance.web",
                                             "tofu state mv a.b c.d",
                                             "terraform state push local.tfstate",
                                             "terraform -chdir=prod state rm module.web"};
constexpr std::string_view state_allows[] = {
    "terraform state list", "terraform state show rm", "terraform state mv -dry-run a.b c.d", "terraform state pull"};
constexpr std::string_view lock_denies[] = {"terraform force-unlock 0af3", "tofu -chdir=prod force-unlock -force 0af3"};
constexpr std::string_view lock_allows[] = {"terraform plan -lock=false", "terraform force-unlock"};
constexpr std::string_view workspace_denies[] = {"terraform workspace delete old", "tofu workspace delete -force old"};
constexpr std::string_view workspace_allows[] = {"terraform workspace list", "terraform workspace select delete"};
constexpr std::string_view taint_denies[] = {"terraform taint aws_instance.web",
                                             "terraform apply -replace=aws_instance.web"};
constexpr std::string_view taint_allows[] = {"terraform untaint aws_instance.web",
                                             "terraform plan -replace=aws_instance.web"};
constexpr std::string_view atmos_denies[] = {"atmos terraform destroy vpc -s prod",
                                             "atmos tofu deploy vpc -s prod",
                                             "atmos terraform clean --force",
                                             "atmos terraform state rm vpc x.y -s prod",
                                             "atmos helmfile destroy app -s prod"};
constexpr std::string_view atmos_allows[] = {"atmos terraform plan deploy -s prod",
                                             "atmos terraform apply destroy -s prod",
                                             "atmos workflow terraform-destroy",
                                             "atmos describe stacks"};
constexpr std::string_view atmos_apply_denies[] = {"atmos terraform apply vpc -auto-approve",
                                                   "atmos terraform plan -destroy vpc"};
constexpr std::string_view atmos_apply_allows[] = {"atmos terraform apply vpc -s prod", "atmos terraform plan vpc"};
constexpr std::string_view pulumi_denies[] = {"pulumi destroy",
                                              "pulumi --cwd prod stack rm old",
                                              "pulumi state delete urn:x",
                                              "pulumi cancel",
                                              "pulumi destroy preview-stack"};
constexpr std::string_view pulumi_allows[] = {"pulumi preview",
                                              "pulumi stack ls",
                                              "pulumi stack select rm",
                                              "pulumi up",
                                              "pulumi destroy --preview-only",
                                              "pulumi logs"};
constexpr std::string_view pulumi_yes_denies[] = {"pulumi up --yes", "pulumi --cwd prod up -y", "pulumi refresh -y"};
constexpr std::string_view pulumi_yes_allows[] = {"pulumi up", "pulumi preview --diff", "pulumi stack init dev -y"};
constexpr std::string_view stack_denies[] = {"cdk destroy Web",
                                             "sam delete --stack-name web --no-prompts",
                                             "serverless remove --stage prod",
                                             "eb terminate prod --force",
                                             "copilot app delete"};
constexpr std::string_view stack_allows[] = {
    "cdk diff", "cdk synth", "sam build", "serverless info --stage remove", "eb status", "sls deploy list"};
constexpr std::string_view machine_denies[] = {"vagrant destroy -f",
                                               "virsh undefine web --remove-all-storage",
                                               "virsh --connect qemu:///system destroy web",
                                               "VBoxManage unregistervm web --delete",
                                               "vboxmanage closemedium disk web.vdi --delete"};
constexpr std::string_view machine_allows[] = {
    "vagrant up", "vagrant status", "virsh list --all", "VBoxManage list vms"};
constexpr std::string_view store_denies[] = {"consul kv delete -recurse app/",
                                             "nomad job stop -purge web",
                                             "nomad system gc",
                                             "etcdctl del --prefix /app",
                                             "ceph osd pool delete a a --yes-i-really-really-mean-it",
                                             "gluster volume delete v0"};
constexpr std::string_view store_allows[] = {
    "consul kv get app/x", "nomad job status web", "etcdctl get /app", "ceph status", "gluster volume info"};
constexpr std::string_view ansible_denies[] = {"ansible all -m shell -a 'rm -rf /var/data'",
                                               "ansible web -b -m command -a 'shutdown -h now'",
                                               "ansible all -a reboot",
                                               "ansible all -m file -a 'path=/srv/x state=absent'",
                                               "ansible all -m shell -a 'cd /tmp && sudo rm -r x'"};
constexpr std::string_view ansible_allows[] = {"ansible all -m ping",
                                               "ansible all -m shell -a 'echo rm -rf x'",
                                               "ansible all --check -m shell -a 'rm -rf /var/data'",
                                               "ansible all -a uptime",
                                               "ansible all -m debug -a var=rm"};
constexpr std::string_view vars_denies[] = {"ansible-playbook site.yml -e state=absent",
                                            "ansible-playbook -e 'action=destroy' site.yml"};
constexpr std::string_view vars_allows[] = {"ansible-playbook site.yml -e version=1.2",
                                            "ansible-playbook --check -e state=absent site.yml"};
constexpr std::string_view playbook_denies[] = {"ansible-playbook -i production site.yml",
                                                "ansible-playbook --diff -i inventories/prod site.yml"};
constexpr std::string_view playbook_allows[] = {"ansible-playbook -i staging site.yml",
                                                "ansible-playbook --check -i production site.yml",
                                                "ansible-playbook --limit web1 -i production site.yml",
                                                "ansible-playbook --list-tasks site.yml"};
constexpr std::string_view vault_file_denies[] = {
    "ansible-galaxy collection remove x", "knife node delete web -y", "puppet node purge web"};
constexpr std::string_view vault_file_allows[] = {
    "knife node list", "puppet agent --test", "ansible-galaxy collection list"};
constexpr std::string_view service_denies[] = {"systemctl stop nginx",
                                               "systemctl -H web stop postgresql.service",
                                               "service haproxy stop",
                                               "systemctl disable docker"};
constexpr std::string_view service_allows[] = {
    "systemctl status nginx", "service nginx status", "systemctl restart nginx", "systemctl stop my-dev.service"};
constexpr std::string_view proxy_denies[] = {"nginx -s stop", "nginx -s quit", "apachectl stop", "haproxy -st 12"};
constexpr std::string_view proxy_allows[] = {
    "nginx -t", "nginx -s reload", "haproxy -c -f h.cfg", "apachectl configtest"};

constexpr Rule rows[] = {
    saying({.id = "infrastructure/destroy",
            .program = "terraform|tofu|opentofu|terragrunt|tf|cdktf",
            .verb = "destroy|run-all destroy|stack destroy"},
           {"destroys everything that is described there", plan, destroy_denies, destroy_allows}),
    saying({.id = "infrastructure/run-destroy", .program = terraform, .verb = "run", .operand = "destroy"},
           {"destroys everything that is described there", plan, run_denies, run_allows}),
    saying({.id = "infrastructure/apply-destroy",
            .program = terraform,
            .verb = "apply|run-all apply",
            .option = "--destroy"},
           {"destroys everything that is described there", plan, apply_denies, apply_allows}),
    saying({.id = "infrastructure/plan-destroy",
            .program = terraform,
            .verb = "plan",
            .option = "--destroy",
            .decision = Decision::warn},
           {"plans to destroy everything that is described there", plan, planned_denies, planned_allows}),
    saying({.id = "infrastructure/apply-unasked",
            .program = "terraform|tofu|opentofu|terragrunt|tf|cdktf",
            .verb = "apply|run-all apply|stack apply|deploy",
            .option = "--auto-approve"},
           {"changes what is in service before anybody has seen how", apply_plan, unasked_denies, unasked_allows}),
    saying({.id = "infrastructure/state",
            .program = terraform,
            .verb = "state rm|state mv|state push|state replace-provider",
            .without = "--dry-run"},
           {"changes what is known about things that exist", look_state, state_denies, state_allows}),
    saying({.id = "infrastructure/unlock", .program = terraform, .verb = "force-unlock", .operand = ".+"},
           {"takes away a lock that somebody may hold",
            "wait for it: terraform plan -lock-timeout=5m",
            lock_denies,
            lock_allows}),
    saying({.id = "infrastructure/workspace", .program = terraform, .verb = "workspace delete", .operand = ".+"},
           {"deletes what is known about things that exist",
            "look first: terraform workspace list",
            workspace_denies,
            workspace_allows}),
    saying({.id = "infrastructure/taint",
            .program = terraform,
            .verb = "taint|apply",
            .check = [](const Words& words, Place&) { return words.verb == "taint" || words.has("--replace"); },
            .decision = Decision::warn},
           {"has something destroyed and made anew",
            "see what it would do: terraform plan -replace=aws_instance.web",
            taint_denies,
            taint_allows}),
    saying({.id = "infrastructure/atmos",
            .program = "atmos",
            .action = "destroy|clean|deploy|force-unlock|taint|rm|mv|delete",
            .without = "--dry-run"},
           {"destroys or changes what is in service",
            "look first: atmos terraform plan vpc -s prod",
            atmos_denies,
            atmos_allows}),
    saying({.id = "infrastructure/atmos-apply",
            .program = "atmos",
            .action = "apply|plan",
            .option = "--auto-approve|--destroy"},
           {"destroys or changes what is in service",
            "look first: atmos terraform plan vpc -s prod",
            atmos_apply_denies,
            atmos_apply_allows}),
    saying({.id = "infrastructure/pulumi-destroy",
            .program = "pulumi",
            .verb = "destroy|down|dn|cancel|stack rm|state delete|state unprotect|state rename|state edit",
            .without = "--preview-only"},
           {"destroys what a stack describes, or what is known about it",
            "look first: pulumi preview",
            pulumi_denies,
            pulumi_allows}),
    saying({.id = "infrastructure/pulumi-unasked",
            .program = "pulumi",
            .verb = "up|update|refresh|import",
            .option = "--yes|--skip-preview",
            .without = "--preview-only"},
           {"changes what is in service before anybody has seen how",
            "look first: pulumi preview",
            pulumi_yes_denies,
            pulumi_yes_allows}),
    saying({.id = "infrastructure/remove-stack",
            .program = "cdk|sam|serverless|sls|copilot|amplify|eb|chalice|zappa|up|sst|nitric|architect|arc|begin|apex|"
                       "stackery|ecs-cli",
            .action = "destroy|delete|remove|rm|terminate|undeploy|down",
            .without = "--dry-run"},
           {"removes an application and what it runs on", "look first: cdk diff", stack_denies, stack_allows}),
    saying(
        {.id = "infrastructure/destroy-machine",
         .program = "vagrant|virsh|vboxmanage|VBoxManage|prlctl|qm|pct|govc",
         .verb = "destroy|undefine|vol-delete|vol-wipe|pool-delete|pool-destroy|net-destroy|net-undefine|"
                 "snapshot-delete|snapshot delete|box remove|unregistervm|closemedium|delete|vm.destroy|datastore.rm|"
                 "object.destroy|snapshot.remove|pool.destroy"},
        {"destroys a machine or its disk", "look first: virsh list --all", machine_denies, machine_allows}),
    saying({.id = "infrastructure/delete-state",
            .program = "consul|nomad|boundary|waypoint|etcdctl|zkCli.sh|ceph|gluster|drbdadm|nodetool|couchbase-cli",
            .action = "delete|del|deleteall|destroy|purge|deregister|remove-peer|force-leave|leave|gc|stop|rm|remove|"
                      "bucket-delete|bucket-flush|decommission|assassinate|clearsnapshot"},
           {"deletes what a cluster is run by", "look first: consul kv get app/x", store_denies, store_allows}),
    saying({.id = "infrastructure/ansible-command",
            .program = "ansible",
            .without = "--check|--list-hosts|--syntax-check",
            .check = runs_harm},
           {"destroys something on many machines at once",
            "see what it would do: ansible all --check -m ping",
            ansible_denies,
            ansible_allows}),
    saying({.id = "infrastructure/ansible-variables",
            .program = "ansible|ansible-playbook",
            .option = "--extra-vars=(.*[\\s\"'{])?(state|action|mode|operation)[\"']?\\s*[=:]\\s*[\"']?"
                      "(destroy|destroyed|delete|deleted|absent|terminate|terminated|purge|wipe).*",
            .without = "--check|--list-hosts|--syntax-check|--list-tasks|--list-tags"},
           {"tells the machines to take something away",
            "see what it would do: ansible-playbook --check site.yml",
            vars_denies,
            vars_allows}),
    saying({.id = "infrastructure/playbook-production",
            .program = "ansible-playbook",
            .option = "--inventory=(.*[^a-z])?(prod|production|live)([^a-z].*)?",
            .without = "--check|--limit|--list-hosts|--syntax-check|--list-tasks|--list-tags",
            .decision = Decision::warn},
           {"changes every machine that is in service",
            "see what it would do: ansible-playbook --check site.yml",
            playbook_denies,
            playbook_allows}),
    saying({.id = "infrastructure/remove-node",
            .program = "ansible-galaxy|chef|knife|puppet|salt-key",
            .action = "delete|remove|purge|destroy|deactivate"},
           {"forgets a machine, or what it is made from",
            "look first: knife node list",
            vault_file_denies,
            vault_file_allows}),
    saying(
        {.id = "infrastructure/stop-service",
         .program = "systemctl|service|rc-service",
         .operand = "(nginx|apache2?|httpd|haproxy|traefik|caddy|envoy|varnish|mysqld?|mariadb|postgres(ql)?(@.*|-.*)?|"
                    "mongod|redis(-server)?|memcached|elasticsearch|opensearch|rabbitmq-server|kafka|zookeeper|"
                    "docker|containerd|podman|kubelet|k3s|etcd|consul|vault|nomad|grafana-server|prometheus|cron|crond)"
                    "(\\.service|\\.socket)?",
         .word = "stop|disable|mask|kill"},
        {"stops a service that others use", "look first: systemctl status nginx", service_denies, service_allows}),
    saying({.id = "infrastructure/stop-proxy",
            .program = "nginx|apachectl|apache2ctl|haproxy|caddy|openresty",
            .word = "stop|quit|graceful-stop|-sf|-st"},
           {"stops what leads to other services",
            "let it read its settings anew: nginx -s reload",
            proxy_denies,
            proxy_allows}),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family infrastructure_pack() {
    return {"infrastructure", "what destroys machines and services that are described in code", true, {rows}, names};
}

}  // namespace scc::rule
