#include "rule/packs.hpp"
#include "rule/pattern.hpp"
#include "rule/words.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view kubectl = "kubectl|oc|k|kubecolor|microk8s.kubectl|kubectl.exe";
constexpr std::string_view rehearsal = "--dry-run";

// "pods" in "pods", "pods/x" and "pods.v1.apps"; empty where several kinds or none are named.
std::string_view kind_of(const Words& words) {
    if (words.operands.empty()) return {};
    const std::string_view first = words.operands[0].text;
    return first.find(',') == std::string_view::npos ? first.substr(0, first.find_first_of("/.")) : std::string_view();
}

bool is_namespace(const Words& words, Place&) {
    return matches("ns|namespace|namespaces|project|projects", kind_of(words));
}

bool is_storage(const Words& words, Place&) {
    return matches(
        "pv|pvc|persistentvolume|persistentvolumes|persistentvolumeclaim|persistentvolumeclaims|sc|storageclass|"
        "storageclasses|volumesnapshot|volumesnapshots|volumesnapshotcontents",
        kind_of(words));
}

bool is_cluster_wide(const Words& words, Place&) {
    return matches(
        "crd|crds|customresourcedefinition|customresourcedefinitions|no|node|nodes|apiservice|apiservices|clusterrole|"
        "clusterroles|clusterrolebinding|clusterrolebindings|validatingwebhookconfiguration|"
        "mutatingwebhookconfiguration|priorityclass|ingressclass",
        kind_of(words));
}

// What its owner makes anew.
bool is_replaced(const Words& words, Place&) {
    return matches("po|pod|pods|job|jobs|rs|replicaset|replicasets|ev|event|events|lease|leases", kind_of(words));
}

bool is_kept(const Words& words, Place& place) { return !is_replaced(words, place); }

constexpr std::string_view look = "look first: kubectl get all";
constexpr std::string_view rehearse = "see what it would do: kubectl delete -f app.yaml --dry-run=server";

constexpr std::string_view namespace_denies[] = {"kubectl delete namespace shop",
                                                 "kubectl --context prod delete ns shop",
                                                 "kubectl delete ns/shop --wait=false",
                                                 "oc delete project shop"};
constexpr std::string_view namespace_allows[] = {"kubectl get ns",
                                                 "kubectl delete ns shop --dry-run=client",
                                                 "kubectl create ns shop",
                                                 "kubectl get pods -n delete",
                                                 "kubectl describe ns delete"};
constexpr std::string_view storage_denies[] = {"kubectl delete pvc data-0", "kubectl -n shop delete pv/data"};
constexpr std::string_view storage_allows[] = {"kubectl get pvc", "kubectl delete pvc data-0 --dry-run=server"};
constexpr std::string_view wide_denies[] = {"kubectl delete crd shops.example.com", "kubectl delete node worker-1"};
constexpr std::string_view wide_allows[] = {"kubectl get nodes", "kubectl delete crd x --dry-run=client"};
constexpr std::string_view many_denies[] = {"kubectl delete pods --all",
                                            "kubectl delete all --all -n shop",
                                            "kubectl delete pods -A -l app=x",
                                            "kubectl delete jobs --all-namespaces"};
constexpr std::string_view many_allows[] = {
    "kubectl get pods --all-namespaces", "kubectl delete pods --all --dry-run=client", "kubectl delete --help"};
constexpr std::string_view delete_denies[] = {"kubectl delete deployment web",
                                              "kubectl delete -f app.yaml",
                                              "kubectl delete -k overlays/prod",
                                              "cat app.yaml | kubectl delete -f -",
                                              "kubectl delete -f - --dry-run=none",
                                              "kubectl delete deploy web --dry-run=$MODE",
                                              "kubectl delete -f - --dry-run=client --dry-run=none"};
constexpr std::string_view delete_allows[] = {"kubectl delete -f app.yaml --dry-run=client",
                                              "kubectl delete deploy web --dry-run=server -o yaml",
                                              "kubectl diff -f app.yaml",
                                              "kubectl apply -f delete.yaml",
                                              "kubectl logs -f deploy/web",
                                              "kubectl explain deployment"};
constexpr std::string_view pod_denies[] = {"kubectl delete pod web-0", "kubectl delete job/migrate -n shop"};
constexpr std::string_view pod_allows[] = {"kubectl get pod web-0", "kubectl delete pod web-0 --dry-run=client"};
constexpr std::string_view force_denies[] = {"kubectl delete pod web-0 --force --grace-period=0",
                                             "kubectl replace -f app.yaml --force",
                                             "kubectl apply --force -f app.yaml"};
constexpr std::string_view force_allows[] = {"kubectl apply --force-conflicts --server-side -f app.yaml",
                                             "kubectl replace -f app.yaml",
                                             "kubectl apply -f app.yaml --force --dry-run=client",
                                             "kubectl apply -f app.yaml --force=false"};
constexpr std::string_view prune_denies[] = {"kubectl apply -f . --prune --all", "kubectl apply --prune -l app=x -f ."};
constexpr std::string_view prune_allows[] = {"kubectl apply -f .", "kubectl apply -f . --prune --dry-run=server"};
constexpr std::string_view drain_denies[] = {"kubectl drain worker-1 --ignore-daemonsets", "oc adm drain worker-1"};
constexpr std::string_view drain_allows[] = {"kubectl drain worker-1 --dry-run=client", "kubectl uncordon worker-1"};
constexpr std::string_view evict_denies[] = {"kubectl taint nodes worker-1 k=v:NoExecute"};
constexpr std::string_view evict_allows[] = {"kubectl taint nodes worker-1 k=v:PreferNoSchedule",
                                             "kubectl taint nodes worker-1 k:NoExecute- --dry-run=client"};
constexpr std::string_view cordon_denies[] = {"kubectl cordon worker-1"};
constexpr std::string_view cordon_allows[] = {"kubectl uncordon worker-1", "kubectl cordon worker-1 --dry-run=client"};
constexpr std::string_view zero_denies[] = {"kubectl scale deploy/web --replicas=0",
                                            "kubectl scale --replicas 0 -n shop sts/db"};
constexpr std::string_view zero_allows[] = {"kubectl scale deploy/web --replicas=3",
                                            "kubectl scale deploy/web --replicas=0 --dry-run=client"};
constexpr std::string_view undo_denies[] = {"kubectl rollout undo deploy/web", "kubectl -n shop rollout undo ds/log"};
constexpr std::string_view undo_allows[] = {"kubectl rollout status deploy/web",
                                            "kubectl rollout history deploy/web",
                                            "kubectl rollout undo deploy/web --dry-run=server"};
constexpr std::string_view node_denies[] = {"kubectl debug node/worker-1 -it --image=busybox",
                                            "oc debug node/worker-1"};
constexpr std::string_view node_allows[] = {"kubectl debug pod/web-0 -it --image=busybox", "kubectl get node/worker-1"};
constexpr std::string_view helm_denies[] = {"helm uninstall web",
                                            "helm -n shop delete web",
                                            "helm --kube-context prod uninstall web --keep-history",
                                            "helm uninstall web --dry-run=none"};
constexpr std::string_view helm_allows[] = {"helm uninstall web --dry-run", "helm list", "helm history web"};
constexpr std::string_view rollback_denies[] = {"helm rollback web 3", "helm -n shop rollback web"};
constexpr std::string_view rollback_allows[] = {"helm rollback web 3 --dry-run", "helm status web"};
constexpr std::string_view upgrade_denies[] = {"helm upgrade web ./chart --force",
                                               "helm upgrade --reset-values web ./chart"};
constexpr std::string_view upgrade_allows[] = {
    "helm upgrade web ./chart", "helm upgrade --install web ./chart --force --dry-run", "helm template web ./chart"};
constexpr std::string_view cluster_denies[] = {"eksctl delete cluster --name prod",
                                               "kops delete cluster prod --yes",
                                               "kubeadm reset -f",
                                               "talosctl reset --nodes 10.0.0.2",
                                               "helmfile -e prod destroy"};
constexpr std::string_view cluster_allows[] = {
    "eksctl get cluster", "kops get cluster", "kubeadm config view", "helmfile diff", "kustomize build overlays/prod"};
constexpr std::string_view local_denies[] = {"kind delete cluster", "minikube -p dev delete", "k3d cluster delete dev"};
constexpr std::string_view local_allows[] = {"kind get clusters", "minikube status", "k3d cluster list"};
constexpr std::string_view app_denies[] = {"argocd app delete web",
                                           "flux uninstall",
                                           "velero backup delete nightly --confirm",
                                           "velero delete backup nightly",
                                           "istioctl uninstall --purge"};
constexpr std::string_view app_allows[] = {
    "argocd app get web", "flux get all", "velero backup describe nightly", "istioctl analyze", "velero restore get"};

constexpr Rule kubectl_row(Rule row) {
    row.program = kubectl;
    row.without = rehearsal;
    return row;
}

constexpr Rule rows[] = {
    saying(kubectl_row({.id = "kubernetes/delete-namespace", .verb = "delete", .check = is_namespace}),
           {"deletes a namespace and everything in it", look, namespace_denies, namespace_allows}),
    saying(kubectl_row({.id = "kubernetes/delete-storage", .verb = "delete", .check = is_storage}),
           {"deletes stored data, or what leads to it", "look first: kubectl get pvc", storage_denies, storage_allows}),
    saying(kubectl_row({.id = "kubernetes/delete-cluster-wide", .verb = "delete", .check = is_cluster_wide}),
           {"deletes what the whole cluster depends on", "look first: kubectl get crd", wide_denies, wide_allows}),
    saying(kubectl_row({.id = "kubernetes/delete-many", .verb = "delete", .option = "--all|--all-namespaces"}),
           {"deletes whatever there is of a kind", look, many_denies, many_allows}),
    saying(kubectl_row({.id = "kubernetes/force", .verb = "delete|replace|apply", .option = "--force"}),
           {"removes objects at once, without letting them end",
            "leave --force out: kubectl apply -f app.yaml",
            force_denies,
            force_allows}),
    saying(kubectl_row({.id = "kubernetes/delete", .verb = "delete", .check = is_kept}),
           {"deletes objects from a cluster", rehearse, delete_denies, delete_allows}),
    saying(kubectl_row(
               {.id = "kubernetes/delete-pod", .verb = "delete", .check = is_replaced, .decision = Decision::warn}),
           {"ends what runs, and leaves it to its owner to start it again",
            "restart what owns it: kubectl rollout restart deploy/web",
            pod_denies,
            pod_allows}),
    saying(kubectl_row({.id = "kubernetes/prune", .verb = "apply", .option = "--prune"}),
           {"deletes whatever the files no longer name",
            "see what it would do: kubectl diff -f app.yaml",
            prune_denies,
            prune_allows}),
    saying(kubectl_row({.id = "kubernetes/drain", .verb = "drain|adm drain"}),
           {"throws everything off a node", "look first: kubectl get pods -o wide", drain_denies, drain_allows}),
    saying(kubectl_row({.id = "kubernetes/evict", .verb = "taint|adm taint", .operand = ".*:NoExecute-?"}),
           {"throws everything off a node that does not tolerate it",
            "look first: kubectl describe node worker-1",
            evict_denies,
            evict_allows}),
    saying(kubectl_row({.id = "kubernetes/cordon", .verb = "cordon|adm cordon", .decision = Decision::warn}),
           {"keeps a node from taking work", "look first: kubectl get nodes", cordon_denies, cordon_allows}),
    saying(kubectl_row({.id = "kubernetes/scale-to-zero", .verb = "scale", .option = "--replicas=0"}),
           {"stops every copy of what runs",
            "leave one running: kubectl scale deploy/web --replicas=1",
            zero_denies,
            zero_allows}),
    saying(kubectl_row({.id = "kubernetes/rollout-undo", .verb = "rollout undo", .decision = Decision::warn}),
           {"puts an earlier version into service",
            "look first: kubectl rollout history deploy/web",
            undo_denies,
            undo_allows}),
    saying({.id = "kubernetes/debug-node", .program = kubectl, .verb = "debug", .operand = "nodes?/.*|no/.*"},
           {"opens a root shell on a node", "look first: kubectl describe node worker-1", node_denies, node_allows}),
    saying({.id = "kubernetes/helm-uninstall",
            .program = "helm|helm3",
            .verb = "uninstall|delete|del|un",
            .without = rehearsal},
           {"removes a release and what belongs to it",
            "see what it would do: helm uninstall web --dry-run",
            helm_denies,
            helm_allows}),
    saying({.id = "kubernetes/helm-rollback", .program = "helm|helm3", .verb = "rollback", .without = rehearsal},
           {"puts an earlier version into service", "look first: helm history web", rollback_denies, rollback_allows}),
    saying({.id = "kubernetes/helm-force",
            .program = "helm|helm3",
            .verb = "upgrade",
            .option = "--force|--reset-values",
            .without = rehearsal},
           {"deletes and remakes objects, or forgets their settings",
            "leave it out: helm upgrade web ./chart",
            upgrade_denies,
            upgrade_allows}),
    saying({.id = "kubernetes/delete-cluster",
            .program = "eksctl|kops|kubeadm|talosctl|clusterctl|vcluster|rke|k0s|helmfile|skaffold|kapp|werf|devspace|"
                       "garden|rancher|kubie",
            .action = "delete|destroy|reset|remove|rm|uninstall|purge|dismiss|wipe",
            .without = rehearsal},
           {"takes down a cluster, or what was put into it",
            "look first: kubectl get nodes",
            cluster_denies,
            cluster_allows}),
    saying(
        {.id = "kubernetes/delete-local-cluster",
         .program = "kind|minikube|k3d|tilt",
         .action = "delete|down|purge",
         .decision = Decision::warn},
        {"deletes a cluster of this machine and what is in it", "stop it: minikube stop", local_denies, local_allows}),
    saying({.id = "kubernetes/delete-application",
            .program = "argocd|argo|flux|istioctl|linkerd|velero|cilium|tkn|kn|fluxctl",
            .action = "delete|uninstall|destroy|remove|rm|purge|reset|terminate",
            .without = rehearsal},
           {"removes an application, a backup or what a cluster is run by",
            "look first: argocd app get web",
            app_denies,
            app_allows}),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family kubernetes_pack() { return {"kubernetes", "what deletes or stops what runs in a cluster", true, {rows}, names}; }

}  // namespace scc::rule
