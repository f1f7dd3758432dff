// How the words of programs with verbs are read: the verb, the options with their values, the operands.
#include "rule/programs.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace scc::rule {
namespace {

std::string read(std::string_view line) {
    std::vector<shell::Argument> words;
    for (const std::string& word : text::words(line)) words.push_back({word, {}});
    const Commands* commands = commands_of(words[0].text);
    if (commands == nullptr) return "unknown";
    const Words found = read_commands(*commands, words);
    std::string shown = found.verb + " |";
    for (const Option& option : found.options) shown += " " + option.text();
    shown += " |";
    for (const shell::Argument& operand : found.operands) shown += " " + operand.text;
    return shown;
}

struct Case {
    std::string_view line;
    std::string_view read;
};

constexpr Case cases[] = {
    {"kubectl delete pod x", "delete | | pod x"},
    {"kubectl -n delete get pods", "get | --namespace=delete | pods"},
    {"kubectl --context=prod rollout undo deploy/web", "rollout undo | --context=prod | deploy/web"},
    {"kubectl delete -f - --dry-run=client --dry-run=none", "delete | --filename=- |"},
    {"kubectl delete pods -A --all=false", "delete | --all-namespaces | pods"},
    {"kubectl exec web -- rm -rf /", "exec | | web rm -rf /"},
    {"docker --context prod volume rm data", "volume rm | --context=prod | data"},
    {"docker compose -f a.yml down -v", "compose down | --file=a.yml --volumes |"},
    {"docker-compose -p x down -v", "compose down | --project-name=x --volumes |"},
    {"docker run -v a:/b image rm -f c", "run | --volume=a:/b | image rm -f c"},
    {"docker compose run web down -v", "compose run | | web down -v"},
    {"terraform -chdir=prod state rm a.b", "state rm | --chdir=prod | a.b"},
    {"terraform apply -auto-approve -lock=false", "apply | --auto-approve |"},
    {"terraform apply destroy", "apply | | destroy"},
    {"aws --profile p s3 rm s3://x --recursive", "s3 rm | --profile=p --recursive | s3://x"},
    {"aws ec2 terminate-instances --dry-run --no-dry-run", "ec2 terminate-instances | |"},
    {"gcloud alpha --project p storage rm gs://x", "alpha storage rm | --project=p | gs://x"},
    {"gcloud sql instances describe delete", "sql instances describe | | delete"},
    {"az network dns zone delete -n z -g r", "network dns zone delete | --name=z --resource-group=r |"},
    {"az vm list -g delete", "vm list | --resource-group=delete |"},
    {"redis-cli -h db -n 2 FLUSHALL", "flushall | -h=db -n=2 |"},
    {"redis-cli config SET save x", "config set | | save x"},
    {"heroku apps:destroy -a x", "apps:destroy | --app=x |"},
    {"psql -h db -c x shop", " | --host=db --command=x | shop"},
    {"gh -R o/r api -XDELETE repos/o/r", "api | --repo=o/r --method=DELETE | repos/o/r"},
    {"make delete", "unknown"},
};

TEST(Programs, ReadVerbsAmongOptions) {
    for (const Case& one : cases) EXPECT_EQ(read(one.line), one.read) << one.line;
}

TEST(Programs, TellWhatIsDoneFromTheLastWord) {
    for (const auto& [verb, action] : {std::pair{"sql instances delete", "delete"},
                                       std::pair{"apps:destroy", "destroy"},
                                       std::pair{"rm", "rm"},
                                       std::pair{"", ""}}) {
        Words words;
        words.verb = verb;
        EXPECT_EQ(words.action(), action);
    }
}

}  // namespace
}  // namespace scc::rule
