#include <algorithm>

#include "rule/files.hpp"
#include "rule/place.hpp"
#include "shell/names.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view deleters = "rm|rmdir|unlink|shred|srm|scrub|wipe|truncate|find|gfind|rsync|tar|mv";
constexpr std::string_view writers = ">|>>|tee|cp|mv|install|ln|dd|sed|truncate|shred|find|gfind|rsync";
constexpr std::string_view alterers = "chmod|chown|chgrp|setfacl";

const std::vector<Target>& targets(const Words& words, Place& place) {
    if (!place.targets) place.targets = targets_of(words, place);
    return *place.targets;
}

template <class Condition>
bool any_target(const Words& words, Place& place, Condition condition) {
    const auto& all = targets(words, place);
    const auto found = std::ranges::find_if(all, condition);
    if (found == all.end()) return false;
    place.at = found->span;
    return true;
}

bool removes(const Target& target) { return target.act == Act::remove || target.act == Act::move; }

template <Where where>
bool removes_at(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) {
        return target.where == where && (removes(target) || target.act == Act::empty);
    });
}

bool removes_from_system(const Words& words, Place& place) {
    return removes_at<Where::system>(words, place) || removes_at<Where::device>(words, place);
}

bool removes_from_home(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) {
        const bool home = target.where == Where::home || target.where == Where::home_key;
        return (home && (removes(target) || target.act == Act::empty)) ||
               (target.where == Where::home_file && target.act == Act::remove);
    });
}

bool removes_workspace(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) {
        return target.where == Where::workspace && removes(target) && target.recursive;
    });
}

bool removes_outside(const Words& words, Place& place) {
    return any_target(
        words, place, [](const Target& target) { return target.where == Where::outside && target.act == Act::remove; });
}

bool removes_unknown(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) {
        return target.where == Where::unknown && target.act == Act::remove && target.recursive && target.forced;
    });
}

bool writes_device(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) { return target.where == Where::device; });
}

bool writes(const Target& target) { return target.act == Act::overwrite || target.act == Act::append; }

bool writes_system(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) {
        return (target.where == Where::system || target.where == Where::root) && writes(target);
    });
}

bool writes_git(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) { return target.where == Where::git && writes(target); });
}

bool writes_key(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) {
        return target.where == Where::home_key && target.act == Act::overwrite;
    });
}

bool alters_system(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) {
        return target.act == Act::alter && (target.where == Where::system || target.where == Where::root);
    });
}

bool alters_outside(const Words& words, Place& place) {
    return any_target(words, place, [](const Target& target) {
        const bool elsewhere = target.where == Where::outside || target.where == Where::home ||
                               target.where == Where::home_file || target.where == Where::home_key;
        return target.act == Act::alter && target.recursive && elsewhere;
    });
}

constexpr std::string_view no_copy = "deletes what nobody may have a copy of, outside the workspace";
constexpr std::string_view name_inside = "delete below the workspace, by name: rm -rf ./build";
constexpr std::string_view look_first = "name the directory itself, after looking at it: ls -la ./build";
constexpr std::string_view copy_first = "leave it; work on a copy in the workspace: cp -r /etc/hosts ./hosts";

constexpr std::string_view root_denies[] = {"rm -rf /",
                                            "rm -rf /*",
                                            "rm -rf --no-preserve-root /",
                                            "rm -rf //",
                                            "rm -rf /tmp/..",
                                            "cd / && rm -rf .",
                                            "find / -delete",
                                            "mv /* /tmp/x",
                                            "rsync -a --delete empty/ /"};
constexpr std::string_view root_allows[] = {"rm -rf ./build",
                                            "rm -rf / --help",
                                            "rsync -an --delete empty/ /",
                                            "echo rm -rf /",
                                            "find / -name core",
                                            "find / -name -delete",
                                            "find / -path -exec -o -name rm"};
constexpr std::string_view system_denies[] = {"rm -rf /etc",
                                              "rm /usr/bin/env",
                                              "rm -rf /var/log/*",
                                              "rm -rf /et?",
                                              "rm -rf /home",
                                              "rm -rf /tmp",
                                              "cd /etc; rm -rf apt",
                                              "find /usr -name '*.so' -delete",
                                              "find /var -type f -exec rm {} +",
                                              "shred /etc/shadow",
                                              "mv /etc /tmp/etc"};
constexpr std::string_view system_allows[] = {
    "rm -rf etc", "rm -rf /tmp/x", "rm -rf /var/tmp/x", "find /usr -name '*.so'", "cp -r /etc/apt ./apt"};
constexpr std::string_view home_denies[] = {"rm -rf ~",
                                            "rm -rf ~/*",
                                            "rm -rf \"$HOME\"",
                                            "rm -rf ~/.ssh",
                                            "rm -rf ~root",
                                            "rm -r ~/Documents",
                                            "rm -rf /home/somebody",
                                            "cd; rm -rf .",
                                            "find ~ -name '*.bak' -delete"};
constexpr std::string_view home_allows[] = {"rm -rf ./home", "rm -rf '.~'", "ls ~", "find ~ -name x", "mv ~/a.txt ."};
constexpr std::string_view workspace_denies[] = {"rm -rf .",
                                                 "rm -rf ./",
                                                 "rm -rf *",
                                                 "rm -rf ./* .*",
                                                 "rm -rf ..",
                                                 "rm -rf \"$PWD\"",
                                                 "rm -rf build/..",
                                                 "find . -delete",
                                                 "find . -type f -delete",
                                                 "find -exec rm -rf {} +",
                                                 "rsync -a --delete /tmp/x/ ./"};
constexpr std::string_view workspace_allows[] = {"rm -rf build",
                                                 "rm -rf ./build/* dist",
                                                 "rm -f *.log",
                                                 "find . -name '*.o' -delete",
                                                 "find . -name node_modules -prune -exec rm -rf {} +",
                                                 "cd build && rm -rf *",
                                                 "rsync -a --delete src/ dst/"};
constexpr std::string_view git_denies[] = {"rm -rf .git",
                                           "rm -rf ./.git/refs",
                                           "rm -f .git/packed-refs",
                                           "rm -rf .g*",
                                           "unlink .git/HEAD",
                                           "truncate -s 0 .git/packed-refs",
                                           "mv .git /tmp/x",
                                           "find .git -delete",
                                           "rm -rf mirror.git/objects",
                                           "find . -name .git -exec rm -rf {} +"};
constexpr std::string_view git_allows[] = {"rm -f .git/index.lock",
                                           "rm -rf .github",
                                           "rm .gitignore",
                                           "rm -rf vendor/lib/.git",
                                           "find vendor -name .git -exec rm -rf {} +",
                                           "rm -f .git/MERGE_MSG"};
constexpr std::string_view outside_denies[] = {"rm -rf ../other",
                                               "rm -rf /srv/data/x",
                                               "rm /opt/tool/x",
                                               "cd ..; rm -rf other",
                                               "tar --remove-files -cf a.tar ../b"};
constexpr std::string_view outside_allows[] = {"rm -rf sub/../build",
                                               "rm -rf /tmp/a/../b",
                                               "rm -rf $TMPDIR/x",
                                               "mv ../other .",
                                               "d=$(mktemp -d) && rm -rf \"$d\""};
constexpr std::string_view unknown_denies[] = {
    "rm -rf \"$DIR\"", "rm -fr $DIR/build", "rm -rf $(locate x)", "cd \"$DIR\" && rm -rf *", "xargs rm -rf <list"};
constexpr std::string_view unknown_allows[] = {
    "rm -r \"$FILE\"", "rm -f $FILE", "rm -rf build/$NAME", "cd \"$DIR\" && rm -rf build", "DIR=out; rm -rf $DIR"};
constexpr std::string_view device_denies[] = {"dd if=/dev/zero of=/dev/sda",
                                              "cat image >/dev/sdb",
                                              "cp image /dev/nvme0n1",
                                              "shred /dev/sda",
                                              "echo x | tee /dev/mem"};
constexpr std::string_view device_allows[] = {
    "dd if=/dev/urandom of=seed bs=1 count=9", "ls >/dev/null", "echo x >/dev/stderr", "dd if=/dev/sda of=image"};
constexpr std::string_view write_denies[] = {"echo x >/etc/hosts",
                                             "cat key >>/etc/sudoers",
                                             "echo b | tee /proc/sysrq-trigger",
                                             "cp tool /usr/bin/tool",
                                             "mv hosts /etc/",
                                             "sed -i s/a/b/ /etc/ssh/sshd_config",
                                             "ln -sf ./sh /bin/sh",
                                             "install -m 755 tool /usr/bin"};
constexpr std::string_view write_allows[] = {"cp /etc/hosts .",
                                             "echo x >out/etc/hosts",
                                             "sed s/a/b/ /etc/hosts",
                                             "install tool /usr/local/bin",
                                             "echo x >/tmp/y",
                                             "tee log.txt"};
constexpr std::string_view git_write_denies[] = {
    "echo x >.git/HEAD", "cp a .git/objects/aa", "tee .git/refs/heads/main"};
constexpr std::string_view git_write_allows[] = {
    "echo '*.o' >>.git/info/exclude", "cp hook .git/hooks/pre-commit", "echo x >.gitignore"};
constexpr std::string_view key_denies[] = {
    "echo x >~/.bashrc", "cp id ~/.ssh/id_ed25519", "tee ~/.ssh/authorized_keys", "sed -i /x/d ~/.profile"};
constexpr std::string_view key_allows[] = {
    "echo 'export A=1' >>~/.bashrc", "cp ~/.bashrc .", "echo x >~/.config/tool.toml"};
constexpr std::string_view alter_denies[] = {"chmod -R 777 /",
                                             "chmod 777 /etc/passwd",
                                             "chown -R me /usr",
                                             "chmod --rec 000 /etc",
                                             "cd / && chmod -R 000 \"$PWD\"",
                                             "chmod -R --reference --help /"};
constexpr std::string_view alter_allows[] = {
    "chmod -R u+w .", "chmod 755 script.sh", "chown -R me build", "chmod --help /", "chmod +x /tmp/x"};
constexpr std::string_view alter_out_denies[] = {
    "chmod -R 777 ~", "chown -R me ../other", "find ~ -exec chown root {} +", "chmod -R a+rwx /srv/data"};
constexpr std::string_view alter_out_allows[] = {"chmod 600 ~/.ssh/id", "chmod -R u+w /tmp/x", "chmod -R 755 public"};

constexpr Rule row(std::string_view id,
                   std::string_view program,
                   bool (*check)(const Words&, Place&),
                   std::string_view because,
                   std::string_view instead,
                   std::span<const std::string_view> denies,
                   std::span<const std::string_view> allows) {
    return {.id = id,
            .program = program,
            .check = check,
            .because = because,
            .instead = instead,
            .denies = denies,
            .allows = allows};
}

constexpr Rule rows[] = {
    row("files/delete-root",
        deleters,
        removes_at<Where::root>,
        "deletes every file of the system",
        name_inside,
        root_denies,
        root_allows),
    row("files/delete-system",
        deleters,
        removes_from_system,
        "deletes files that the system needs",
        name_inside,
        system_denies,
        system_allows),
    row("files/delete-home",
        deleters,
        removes_from_home,
        "deletes somebody's own files",
        name_inside,
        home_denies,
        home_allows),
    row("files/delete-workspace",
        deleters,
        removes_workspace,
        "deletes the whole workspace, or what holds it",
        name_inside,
        workspace_denies,
        workspace_allows),
    row("files/delete-git",
        deleters,
        removes_at<Where::git>,
        "deletes the history of the repository",
        "leave it to git: git gc",
        git_denies,
        git_allows),
    row("files/delete-outside", deleters, removes_outside, no_copy, name_inside, outside_denies, outside_allows),
    row("files/delete-unknown",
        deleters,
        removes_unknown,
        "deletes whatever a value turns out to name",
        look_first,
        unknown_denies,
        unknown_allows),
    row("files/write-device",
        writers,
        writes_device,
        "overwrites a disk or the memory",
        "write to a file in the workspace: dd if=/dev/zero of=./image bs=1M count=8",
        device_denies,
        device_allows),
    row("files/write-system",
        writers,
        writes_system,
        "changes a file that the system needs",
        copy_first,
        write_denies,
        write_allows),
    row("files/write-git",
        writers,
        writes_git,
        "overwrites the history of the repository",
        "let git write it: git config --list",
        git_write_denies,
        git_write_allows),
    row("files/write-home",
        writers,
        writes_key,
        "overwrites what logins and shells depend on",
        "add to it: echo 'export A=1' >>~/.bashrc",
        key_denies,
        key_allows),
    row("files/alter-system",
        alterers,
        alters_system,
        "changes the mode or owner of files that the system needs",
        "change what you need in the workspace: chmod u+w ./script.sh",
        alter_denies,
        alter_allows),
    row("files/alter-outside",
        alterers,
        alters_outside,
        "changes the mode or owner of everything in a directory outside the workspace",
        "change what you need in the workspace: chmod u+w ./script.sh",
        alter_out_denies,
        alter_out_allows),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family files_family() {
    return {
        "files", "what deletes, overwrites or alters files outside the workspace, or all of it", false, {rows}, names};
}

}  // namespace scc::rule
