#include "rule/packs.hpp"
#include "rule/words.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view aws = "aws|awslocal|aws2";

// Only EC2 knows a rehearsal; elsewhere the option is an error, or is read by nobody.
bool is_not_rehearsed(const Words& words, Place&) {
    const bool helps = words.operands.size() == 1 && words.operands[0].text == "help";
    return !helps && (!words.verb.starts_with("ec2 ") || !words.has("--dry-run"));
}

constexpr std::string_view look = "look first: aws sts get-caller-identity";

constexpr std::string_view delete_denies[] = {"aws ec2 terminate-instances --instance-ids i-1",
                                              "aws --profile prod rds delete-db-instance --db-instance-identifier x",
                                              "aws --output json dynamodb delete-table --table-name delete",
                                              "aws kms schedule-key-deletion --key-id x",
                                              "aws s3api delete-bucket --bucket x",
                                              "aws glue batch-delete-table --database-name x --tables-to-delete y",
                                              "aws sqs purge-queue --queue-url x",
                                              "aws cloudformation delete-stack --stack-name x --dry-run",
                                              "aws ec2 terminate-instances --instance-ids i-1 --dry-run --no-dry-run"};
constexpr std::string_view delete_allows[] = {"aws ec2 describe-instances",
                                              "aws ec2 terminate-instances --instance-ids i-1 --dry-run",
                                              "aws iam get-user --user-name delete-me",
                                              "aws s3 ls s3://delete-me",
                                              "aws ec2 create-tags --resources delete-x",
                                              "aws rds delete-db-instance help",
                                              "echo aws ec2 terminate-instances"};
constexpr std::string_view change_denies[] = {"aws elbv2 deregister-targets --target-group-arn x",
                                              "aws ec2 stop-instances --instance-ids i-1",
                                              "aws sns unsubscribe --subscription-arn x",
                                              "aws cloudfront create-invalidation --distribution-id x --paths '/*'"};
constexpr std::string_view change_allows[] = {"aws elbv2 describe-target-health",
                                              "aws ec2 stop-instances --instance-ids i-1 --dry-run",
                                              "aws sns subscribe --topic-arn x"};
constexpr std::string_view s3_denies[] = {
    "aws s3 rb s3://x --force", "aws s3 rm s3://x/y", "aws --profile prod s3 rm --recursive s3://x"};
constexpr std::string_view s3_allows[] = {
    "aws s3 ls", "aws s3 rm s3://x --recursive --dryrun", "aws s3 cp rm s3://x/rb", "aws s3 sync . s3://x"};
constexpr std::string_view sync_denies[] = {"aws s3 sync . s3://x --delete",
                                            "aws s3 sync --delete --dryrun=false . s3://x"};
constexpr std::string_view sync_allows[] = {"aws s3 sync . s3://x", "aws s3 sync . s3://x --delete --dryrun"};
constexpr std::string_view dns_denies[] = {
    R"(aws route53 change-resource-record-sets --hosted-zone-id Z --change-batch '{"Changes":[{"Action":"DELETE"}]}')"};
constexpr std::string_view dns_allows[] = {
    "aws route53 list-hosted-zones",
    R"(aws route53 change-resource-record-sets --hosted-zone-id Z --change-batch '{"Changes":[{"Action":"CREATE"}]}')"};
constexpr std::string_view gcloud_denies[] = {"gcloud projects delete x",
                                              "gcloud --project p sql instances delete db --quiet",
                                              "gcloud alpha storage rm gs://x/y",
                                              "gcloud run services delete web --region r",
                                              "gcloud kms keys versions destroy 1 --key k --keyring r --location l"};
constexpr std::string_view gcloud_allows[] = {"gcloud sql instances describe delete",
                                              "gcloud compute instances list",
                                              "gcloud projects delete --help",
                                              "gcloud config list",
                                              "gcloud storage cp rm gs://x"};
constexpr std::string_view gsutil_denies[] = {"gsutil rm -r gs://x", "gsutil -m rm gs://x/y", "gsutil rb gs://x"};
constexpr std::string_view gsutil_allows[] = {
    "gsutil ls gs://rm", "gsutil cp rm.txt gs://x", "gsutil cors set rb.json gs://x"};
constexpr std::string_view rsync_denies[] = {"gsutil rsync -d gs://a gs://b", "gsutil -m rsync -r -d . gs://b"};
constexpr std::string_view rsync_allows[] = {"gsutil rsync -r . gs://b", "gsutil rsync -n -d . gs://b"};
constexpr std::string_view bq_denies[] = {"bq rm -r -f data", "bq --project_id=p rm data.t"};
constexpr std::string_view bq_allows[] = {"bq ls", "bq show data.rm", "bq query 'SELECT 1'"};
constexpr std::string_view az_denies[] = {"az group delete --name x --yes",
                                          "az --subscription p network dns zone delete -n x -g y",
                                          "az keyvault key purge --name k --vault-name v",
                                          "az storage blob delete-batch -s x",
                                          "az vm delete --name x --what-if"};
constexpr std::string_view az_allows[] = {"az vm list",
                                          "az group show --name delete",
                                          "az vm delete --help",
                                          "az deployment group what-if -g x",
                                          "az storage blob list -c delete"};
constexpr std::string_view az_stop_denies[] = {"az vm deallocate -n x -g y", "az webapp stop -n x -g y"};
constexpr std::string_view az_stop_allows[] = {"az vm start -n x -g y", "az webapp show -n stop -g y"};
constexpr std::string_view other_denies[] = {"doctl compute droplet delete web --force",
                                             "hcloud server delete web",
                                             "linode-cli linodes delete 1",
                                             "ibmcloud resource service-instance-delete x",
                                             "oci compute instance terminate --instance-id x",
                                             "openstack server delete web"};
constexpr std::string_view other_allows[] = {"doctl compute droplet list",
                                             "hcloud server describe delete",
                                             "oci compute instance list",
                                             "openstack server show x"};
constexpr std::string_view copy_denies[] = {"rclone purge remote:x",
                                            "rclone sync . remote:x",
                                            "rclone --config c delete remote:x --dry-run=false",
                                            "rclone move a: b:"};
constexpr std::string_view copy_allows[] = {
    "rclone sync . remote:x --dry-run", "rclone ls remote:purge", "rclone copy . remote:x", "rclone sync -n a: b:"};
constexpr std::string_view bucket_denies[] = {"s3cmd del s3://x/y",
                                              "s5cmd rm 's3://x/*'",
                                              "mc rb --force m/x",
                                              "mc admin user remove m u",
                                              "azcopy remove https://a.example/c --recursive",
                                              "b2 bucket delete x"};
constexpr std::string_view bucket_allows[] = {"s3cmd ls s3://x", "mc ls m/rm", "mc admin user list m", "azcopy list x"};
constexpr std::string_view mirror_denies[] = {"mc mirror --remove a/x b/x",
                                              "s3cmd sync --delete-removed . s3://x",
                                              "azcopy sync . https://a.example/c --delete-destination=true"};
constexpr std::string_view mirror_allows[] = {"mc mirror a/x b/x",
                                              "azcopy sync . https://a.example/c --delete-destination=false",
                                              "s3cmd sync --delete-removed --dry-run . s3://x"};
constexpr std::string_view backup_denies[] = {"restic forget --keep-last 1 --prune",
                                              "restic -r repo key remove 1",
                                              "borg delete repo::old",
                                              "borg prune --keep-last 1 repo",
                                              "borg break-lock repo"};
constexpr std::string_view backup_allows[] = {"restic backup src",
                                              "restic snapshots",
                                              "restic forget --keep-last 1 --dry-run",
                                              "borg list repo",
                                              "borg create repo::delete src",
                                              "borg prune -n --keep-last 1 repo"};
constexpr std::string_view unlock_denies[] = {"restic unlock --remove-all", "restic cache --cleanup"};
constexpr std::string_view unlock_allows[] = {"restic unlock", "restic cache"};

constexpr std::string_view query_denies[] = {"aws athena start-query-execution --query-string file://q.sql",
                                             "aws athena start-query-execution --cli-input-json=file://q.json"};
constexpr std::string_view query_allows[] = {"aws athena start-query-execution --query-string 'SELECT 1'",
                                             "aws athena get-query-execution --query-execution-id x"};

constexpr Rule rows[] = {
    saying({.id = "cloud/aws-delete",
            .program = aws,
            .action = "delete-.*|batch-delete-.*|terminate-.*|purge-.*|schedule-key-deletion|empty-.*|forget-.*",
            .check = is_not_rehearsed},
           {"deletes something in the cloud", look, delete_denies, delete_allows}),
    saying(
        {.id = "cloud/aws-change",
         .program = aws,
         .action = "deregister-.*|disable-.*|detach-.*|disassociate-.*|remove-.*|revoke-.*|stop-.*|reboot-.*|reset-.*|"
                   "cancel-.*|unsubscribe|release-.*|create-invalidation",
         .check = is_not_rehearsed,
         .decision = Decision::warn},
        {"takes something out of service in the cloud", look, change_denies, change_allows}),
    saying({.id = "cloud/aws-bucket", .program = aws, .verb = "s3 rb|s3 rm", .without = "--dryrun"},
           {"deletes stored objects",
            "see what it would do: aws s3 rm s3://x --recursive --dryrun",
            s3_denies,
            s3_allows}),
    saying(
        {.id = "cloud/aws-bucket-sync", .program = aws, .verb = "s3 sync", .option = "--delete", .without = "--dryrun"},
        {"deletes stored objects that are not here",
         "see what it would do: aws s3 sync . s3://x --delete --dryrun",
         sync_denies,
         sync_allows}),
    saying({.id = "cloud/aws-dns",
            .program = aws,
            .verb = "route53 change-resource-record-sets",
            .option = "--change-batch=.*DELETE.*"},
           {"deletes names that others look up", "look first: aws route53 list-hosted-zones", dns_denies, dns_allows}),
    saying({.id = "cloud/aws-query-file",
            .program = aws,
            .verb = "athena start-query-execution|redshift-data execute-statement|rds-data execute-statement",
            .option = "(--query-string|--cli-input-json|--cli-input-yaml|--sql)=(?i:fileb?)://.*",
            .decision = Decision::warn},
           {"runs a query that nobody sees",
            "write it out: aws athena start-query-execution --query-string 'SELECT 1'",
            query_denies,
            query_allows}),
    saying({.id = "cloud/gcloud-delete",
            .program = "gcloud",
            .action = "delete|destroy|purge|rm|undeploy|remove|terminate|abandon"},
           {"deletes something in the cloud", "look first: gcloud projects list", gcloud_denies, gcloud_allows}),
    saying({.id = "cloud/gsutil-remove", .program = "gsutil", .verb = "rm|rb"},
           {"deletes stored objects", "look first: gsutil ls gs://x", gsutil_denies, gsutil_allows}),
    saying({.id = "cloud/gsutil-rsync", .program = "gsutil", .verb = "rsync", .option = "-d", .without = "-n"},
           {"deletes stored objects that are not here",
            "see what it would do: gsutil rsync -n -d . gs://x",
            rsync_denies,
            rsync_allows}),
    saying({.id = "cloud/bq-remove", .program = "bq", .verb = "rm"},
           {"deletes stored data", "look first: bq ls", bq_denies, bq_allows}),
    saying({.id = "cloud/az-delete", .program = "az", .action = "delete|purge|delete-batch|untag|remove|destroy"},
           {"deletes something in the cloud", "look first: az resource list", az_denies, az_allows}),
    saying({.id = "cloud/az-stop",
            .program = "az",
            .action = "deallocate|stop|restart|power-off|revoke|disable",
            .decision = Decision::warn},
           {"takes something out of service in the cloud",
            "look first: az resource list",
            az_stop_denies,
            az_stop_allows}),
    saying(
        {.id = "cloud/delete",
         .program = "doctl|linode-cli|linode|hcloud|oci|ibmcloud|scw|exo|vultr-cli|vultr|civo|upctl|openstack|packet|"
                    "metal|yc|aliyun|tccli|ovhcloud|nova|cinder|neutron|glance|clever|scalingo|koyeb|northflank|"
                    "dokku|caprover|qovery",
         .action = "delete|destroy|terminate|remove|rm|purge|drop|wipe|rebuild|.*-delete|.*-remove|.*-rm|.*-destroy|"
                   "apps-destroy|bulk-delete",
         .without = "--dry-run"},
        {"deletes something in the cloud", "look first: hcloud server list", other_denies, other_allows}),
    saying({.id = "cloud/rclone",
            .program = "rclone",
            .verb = "delete|deletefile|purge|rmdir|rmdirs|cleanup|dedupe|sync|move|moveto|bisync",
            .without = "--dry-run|--interactive"},
           {"deletes what is there and not here, or takes it from where it was",
            "see what it would do: rclone sync . remote:x --dry-run",
            copy_denies,
            copy_allows}),
    saying({.id = "cloud/buckets",
            .program = "s3cmd|s5cmd|s4cmd|azcopy|b2|swift|rados|mc|mcli",
            .action = "del|rm|rb|delete|remove|delete-bucket|delete-file-version|rmpool|purge|unset|disable|detach",
            .without = "--dry-run"},
           {"deletes stored objects, or who may use them", "look first: mc ls m/x", bucket_denies, bucket_allows}),
    saying(
        {.id = "cloud/mirror",
         .program = "s3cmd|s5cmd|azcopy|mc|mcli",
         .verb = "sync|mirror",
         .option = "--remove|--delete|--delete-removed|--delete-destination=(true|True|\\x00)",
         .without = "--dry-run|--fake"},
        {"deletes stored objects that are not here", "leave it out: mc mirror a/x b/x", mirror_denies, mirror_allows}),
    saying({.id = "cloud/backup",
            .program = "restic|rustic|borg|borgmatic|duplicity|kopia|bup|tarsnap|wal-g|pgbackrest|barman",
            .action = "forget|prune|delete|rdelete|repo-delete|compact|recreate|break-lock|remove|passwd|expire|"
                      "stanza-delete|remove-older-than|remove-all-but-n-full|rewrite|undelete|rm|wipe",
            .without = "--dry-run"},
           {"deletes what lost work is recovered from", "look first: restic snapshots", backup_denies, backup_allows}),
    saying({.id = "cloud/backup-lock",
            .program = "restic|rustic",
            .verb = "unlock|cache",
            .option = "--remove-all|--cleanup"},
           {"takes away locks that somebody may hold",
            "only those that are stale: restic unlock",
            unlock_denies,
            unlock_allows}),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family cloud_pack() {
    return {"cloud", "what deletes machines, storage and backups in the cloud", true, {rows}, names};
}

}  // namespace scc::rule
