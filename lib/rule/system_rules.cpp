#include "rule/system.hpp"

#include <algorithm>

#include "rule/pattern.hpp"
#include "rule/place.hpp"
#include "rule/words.hpp"
#include "shell/bomb.hpp"
#include "shell/names.hpp"

namespace scc::rule {
namespace {

bool has_word(const Words& words, std::string_view pattern) {
    return std::ranges::any_of(words.all.subspan(1), [&](const auto& word) { return matches(pattern, word.text); });
}

bool asks_for_help(const Words& words) {
    return has_word(words, "--help|--longhelp|--version|--usage") ||
           (words.all.size() == 2 && has_word(words, "-h|-V"));
}

// Whether a word names a disk, or is not known.
bool names_device(const Words& words, Place& place) {
    return std::ranges::any_of(words.all.subspan(1), [&](const auto& word) {
        const Where where = where_is(word.text, place);
        if (where == Where::device) place.at = word.span;
        return where == Where::device || where == Where::unknown;
    });
}

bool formats(const Words& words, Place& place) {
    const bool pretends = words.program.starts_with("mkfs.ext") || words.program == "mke2fs";
    if (asks_for_help(words) || (pretends && words.has("-n"))) return false;
    return names_device(words, place);
}

bool partitions(const Words& words, Place& place) {
    if (asks_for_help(words) || has_word(words, "-l|--list|-d|--dump|--no-act|-p|--print|-P|--pretend|-v|--verify")) {
        return false;
    }
    const bool only_shows =
        words.program == "parted" && !has_word(words, "mk.*|rm|resize.*|name|set|toggle|move|rescue");
    return !only_shows && names_device(words, place);
}

bool removes_volume(const Words& words, Place&) { return !asks_for_help(words) && !has_word(words, "-t|--test|-h"); }

bool removes_lvm_volume(const Words& words, Place& place) {
    return has_word(words, "lvremove|vgremove|pvremove") && removes_volume(words, place);
}

bool stops_machine(const Words& words, Place&) {
    if (asks_for_help(words)) return false;
    return words.program != "shutdown" || !has_word(words, "-c|-k|--show");
}

// kill [-SIGNAL | -s SIGNAL | -n NUMBER] PID…: process 1 and "every process" among the last.
bool kills_everything(const Words& words, Place& place) {
    std::span<const shell::Argument> rest = words.all.subspan(1);
    if (!rest.empty() && matches("-s|-n|--signal", rest[0].text))
        rest = rest.subspan(std::min<std::size_t>(2, rest.size()));
    else if (!rest.empty() && rest[0].text.starts_with('-') && rest[0].text != "--") rest = rest.subspan(1);
    return std::ranges::any_of(rest, [&](const shell::Argument& word) {
        if (word.text == "1" || word.text == "-1") place.at = word.span;
        return word.text == "1" || word.text == "-1";
    });
}

bool kills_others(const Words& words, Place&) {
    return words.program == "killall5" || has_word(words, "root|-uroot|--euid=root|--uid=root|--user=root|[.^]?[*]?");
}

// What is mounted over, or taken away from, the system's own directories.
bool mounts_over(const Words& words, Place& place) {
    if (has_word(words, "-a|--all") || has_word(words, "(-o)?(.*,)?remount(,.*)?")) return true;
    if (words.operands.empty()) return false;
    const Where where = where_is(words.operands.back().text, place);
    return where == Where::system || where == Where::root || where == Where::home;
}

bool asks_nothing(const Words& words, Place&) { return !asks_for_help(words); }

bool changes_password(const Words& words, Place&) {
    return !asks_for_help(words) && !has_word(words, "-S|--status|-h|-c|--check");
}

constexpr std::string_view use_image = "work on an image file: mkfs.ext4 ./disk.img";
constexpr std::string_view own_process = "kill the process you started, by its number";
constexpr std::string_view ask_owner = "leave it to whoever runs the machine, and say what you need";
constexpr std::string_view disk = "destroys what is on a disk";
constexpr std::string_view machine = "stops the machine, or takes it away from everybody on it";

constexpr std::string_view format_denies[] = {"mkfs.ext4 /dev/sda1",
                                              "mkfs -t xfs /dev/nvme0n1",
                                              "sudo mke2fs /dev/sdb",
                                              "mkswap /dev/sdc",
                                              "blkdiscard /dev/sda",
                                              "mkfs.vfat -n NAME /dev/sdb1",
                                              "mkfs.ext4 \"$DISK\""};
constexpr std::string_view format_allows[] = {
    "mkfs.ext4 disk.img", "mkfs.ext4 -n /dev/sda1", "mkfs --help", "man mkfs", "mkswap ./swap"};
constexpr std::string_view wipe_denies[] = {"wipefs -a /dev/sda",
                                            "wipefs --all --force /dev/sdb",
                                            "badblocks -w /dev/sda",
                                            "hdparm --security-erase x /dev/sda"};
constexpr std::string_view wipe_allows[] = {"wipefs /dev/sda", "badblocks -n /dev/sda", "hdparm -I /dev/sda"};
constexpr std::string_view partition_denies[] = {"fdisk /dev/sda",
                                                 "parted /dev/sda mklabel gpt",
                                                 "parted -s /dev/sda rm 1",
                                                 "sfdisk --delete /dev/sda",
                                                 "sgdisk -Z /dev/sda",
                                                 "cfdisk /dev/sda"};
constexpr std::string_view partition_allows[] = {"fdisk -l",
                                                 "fdisk -l /dev/sda",
                                                 "parted /dev/sda print",
                                                 "sfdisk --no-act --delete /dev/sda",
                                                 "sgdisk -p /dev/sda"};
constexpr std::string_view volume_denies[] = {
    "lvremove vg/data", "vgremove -f archive", "pvremove /dev/sda", "lvremove --reportformat json vg/data"};
constexpr std::string_view volume_allows[] = {"lvs", "lvremove --test vg/data", "vgdisplay", "lvremove --longhelp"};
constexpr std::string_view lvm_denies[] = {"lvm lvremove vg/data", "lvm vgremove archive"};
constexpr std::string_view lvm_allows[] = {"lvm lvdisplay vg/data", "lvm --test lvremove vg/data"};
constexpr std::string_view pool_denies[] = {"zpool destroy tank",
                                            "zfs destroy -r tank/home",
                                            "cryptsetup luksFormat /dev/sda",
                                            "cryptsetup erase /dev/sda",
                                            "nvme format /dev/nvme0n1",
                                            "dmsetup remove_all",
                                            "btrfs subvolume delete /srv/a"};
constexpr std::string_view pool_allows[] = {
    "zpool status tank", "zfs list", "zfs destroy -n tank/home", "cryptsetup status a", "btrfs subvolume list /"};
constexpr std::string_view raid_denies[] = {"mdadm --zero-superblock /dev/sda", "mdadm --stop /dev/md0"};
constexpr std::string_view raid_allows[] = {"mdadm --detail /dev/md0"};
constexpr std::string_view stop_denies[] = {"reboot", "sudo shutdown -h now", "poweroff -f", "halt", "shutdown"};
constexpr std::string_view stop_allows[] = {"shutdown -c", "shutdown --help", "echo reboot", "last reboot"};
constexpr std::string_view systemctl_denies[] = {
    "systemctl poweroff", "systemctl --force reboot", "loginctl reboot", "systemctl isolate rescue.target"};
constexpr std::string_view systemctl_allows[] = {
    "systemctl status", "systemctl restart app", "systemctl list-units reboot.target"};
constexpr std::string_view init_denies[] = {"init 0", "telinit 6", "init 1"};
constexpr std::string_view init_allows[] = {"init --help", "npm init", "git init"};
constexpr std::string_view service_denies[] = {
    "systemctl stop sshd", "systemctl disable --now firewalld", "systemctl mask auditd.service", "service ssh stop"};
constexpr std::string_view service_allows[] = {"systemctl stop app", "systemctl status sshd", "service nginx stop"};
constexpr std::string_view kill_denies[] = {"kill -9 -1", "kill -9 1", "kill -s KILL 1", "kill -- -1", "sudo kill 1 2"};
constexpr std::string_view kill_allows[] = {
    "kill 1234", "kill -1 1234", "kill -9 %1", "kill -l", "kill -0 $PID", "kill 0"};
constexpr std::string_view killall_denies[] = {
    "killall5 -9", "pkill -9 -u root", "killall -u root", "pkill -KILL .", "pkill -f '.*'"};
constexpr std::string_view killall_allows[] = {"pkill -f 'node server.js'", "killall node", "pkill -u me node"};
constexpr std::string_view bomb_denies[] = {
    ":(){ :|:& };:", "b() { b & b & }; b", "while true; do work & done", "f() { g & }; g() { f; }; f"};
constexpr std::string_view bomb_allows[] = {"echo ':(){ :|:& };:'",
                                            "while true; do work & wait; done",
                                            "for i in 1 2 3; do work & done",
                                            "f() { g; }; g() { f; }; f",
                                            "while read -r x; do work & done <list"};
constexpr std::string_view firewall_denies[] = {"iptables -F", "ip6tables --flush INPUT", "iptables -P INPUT ACCEPT"};
constexpr std::string_view firewall_allows[] = {"iptables -L", "iptables -S INPUT"};
constexpr std::string_view nft_denies[] = {"nft flush ruleset",
                                           "ufw disable",
                                           "ufw --force reset",
                                           "setenforce 0",
                                           "firewall-cmd --panic-on",
                                           "nft delete table x"};
constexpr std::string_view nft_allows[] = {"nft list ruleset", "ufw status", "getenforce"};
constexpr std::string_view user_denies[] = {
    "userdel -r somebody", "deluser somebody", "groupdel staff", "usermod -aG sudo me", "visudo", "chpasswd <list"};
constexpr std::string_view user_allows[] = {"id somebody", "groups", "userdel --help"};
constexpr std::string_view passwd_denies[] = {"passwd root", "passwd -d root", "passwd", "passwd -l root"};
constexpr std::string_view passwd_allows[] = {"passwd -S root", "cat /etc/passwd", "passwd --help"};
constexpr std::string_view cron_denies[] = {"crontab -r", "crontab -u somebody -r", "crontab -ri"};
constexpr std::string_view cron_allows[] = {"crontab -l", "crontab table"};
constexpr std::string_view kernel_denies[] = {
    "sysctl -w kernel.sysrq=1", "sysctl kernel.core_pattern=x", "sysctl -w vm.overcommit_memory=1"};
constexpr std::string_view kernel_allows[] = {"sysctl -a", "sysctl kernel.hostname", "sysctl -n vm.swappiness"};
constexpr std::string_view module_denies[] = {"rmmod ext4", "insmod ./x.ko", "kexec -l vmlinuz", "modprobe -r ext4"};
constexpr std::string_view module_allows[] = {"modprobe --show-depends ext4", "lsmod", "modinfo ext4"};
constexpr std::string_view mount_denies[] = {"umount /", "umount -a", "mount -o remount,rw /", "mount --bind x /etc"};
constexpr std::string_view mount_allows[] = {"mount", "umount ./mnt", "mount /dev/loop0 /mnt/x", "umount /mnt/x"};
constexpr std::string_view swap_denies[] = {"swapoff -a", "swapoff /dev/sda2"};
constexpr std::string_view swap_allows[] = {"swapon --show", "swapoff --help"};
constexpr std::string_view history_denies[] = {"history -c", "history -cw", "history -d 5"};
constexpr std::string_view history_allows[] = {"history", "history 20", "git history -c"};

struct Text {
    std::string_view because;
    std::string_view instead;
    std::span<const std::string_view> denies;
    std::span<const std::string_view> allows;
};

constexpr Rule checked(std::string_view id, std::string_view program, bool (*check)(const Words&, Place&), Text text) {
    return {.id = id,
            .program = program,
            .check = check,
            .because = text.because,
            .instead = text.instead,
            .denies = text.denies,
            .allows = text.allows};
}

constexpr Rule with_word(std::string_view id, std::string_view program, std::string_view word, Text text) {
    return {.id = id,
            .program = program,
            .word = word,
            .check = asks_nothing,
            .because = text.because,
            .instead = text.instead,
            .denies = text.denies,
            .allows = text.allows};
}

constexpr Rule rows[] = {
    checked("system/format",
            "mkfs|mkfs.bfs|mkfs.btrfs|mkfs.cramfs|mkfs.exfat|mkfs.ext2|mkfs.ext3|mkfs.ext4|mkfs.f2fs|mkfs.fat|mkfs.jfs|"
            "mkfs.minix|mkfs.msdos|mkfs.ntfs|mkfs.reiserfs|mkfs.vfat|mkfs.xfs|mke2fs|mkdosfs|mkntfs|mkswap|newfs|"
            "blkdiscard|pvcreate",
            formats,
            {disk, use_image, format_denies, format_allows}),
    {.id = "system/wipe",
     .program = "wipefs|badblocks|hdparm",
     .word = "-[a-zA-Z]*a[a-zA-Z]*|--all|-[a-zA-Z]*w[a-zA-Z]*|--security-erase.*|--trim-sector-ranges.*",
     .check = names_device,
     .because = disk,
     .instead = use_image,
     .denies = wipe_denies,
     .allows = wipe_allows},
    checked("system/partition",
            "fdisk|cfdisk|sfdisk|gdisk|cgdisk|sgdisk|parted",
            partitions,
            {disk, "look first: fdisk -l", partition_denies, partition_allows}),
    checked("system/remove-volume",
            "lvremove|vgremove|pvremove",
            removes_volume,
            {disk, "look first: lvs", volume_denies, volume_allows}),
    checked("system/remove-lvm", "lvm", removes_lvm_volume, {disk, "look first: lvs", lvm_denies, lvm_allows}),
    {.id = "system/destroy-pool",
     .program = "zpool|zfs|cryptsetup|nvme|dmsetup|btrfs",
     .without = "-n|--dry-run|--help",
     .word = "destroy|labelclear|luksFormat|luksErase|erase|format|sanitize|remove_all|wipe_table|delete",
     .because = disk,
     .instead = "look first: zpool status",
     .denies = pool_denies,
     .allows = pool_allows},
    with_word("system/stop-raid",
              "mdadm",
              "--zero-superblock|--stop|-S|--remove",
              {disk, "look first: mdadm --detail /dev/md0", raid_denies, raid_allows}),
    checked("system/shutdown",
            "shutdown|reboot|halt|poweroff|pm-suspend|pm-hibernate",
            stops_machine,
            {machine, ask_owner, stop_denies, stop_allows}),
    {.id = "system/power",
     .program = "systemctl|loginctl",
     .operand =
         "poweroff|reboot|halt|kexec|suspend|hibernate|hybrid-sleep|rescue|emergency|exit|soft-reboot|isolate|default",
     .because = machine,
     .instead = ask_owner,
     .denies = systemctl_denies,
     .allows = systemctl_allows},
    with_word("system/runlevel", "init|telinit", "0|1|6|s|S|q", {machine, ask_owner, init_denies, init_allows}),
    {.id = "system/stop-service",
     .program = "systemctl|service",
     .operand =
         "(ssh|sshd|firewalld|ufw|nftables|iptables|auditd|apparmor|dbus|NetworkManager|systemd-.*)(\\.service)?",
     .word = "stop|disable|mask|kill",
     .because = "stops a service that the machine or its protection depends on",
     .instead = "look first: systemctl status sshd",
     .denies = service_denies,
     .allows = service_allows},
    checked("system/kill-all",
            "kill",
            kills_everything,
            {"kills every process, or the first of all", own_process, kill_denies, kill_allows}),
    checked("system/kill-others",
            "killall5|pkill|killall|skill",
            kills_others,
            {"kills processes that others started", own_process, killall_denies, killall_allows}),
    checked("system/fork-bomb",
            shell::bomb,
            asks_nothing,
            {"starts processes without end", "wait for what you start: work & wait", bomb_denies, bomb_allows}),
    with_word("system/firewall",
              "iptables|ip6tables|ebtables|arptables|iptables-legacy|iptables-nft",
              "-F|--flush|-X|--delete-chain|ACCEPT|-[a-zA-Z]*F",
              {"takes the firewall away", "look first: iptables -L", firewall_denies, firewall_allows}),
    with_word("system/protection",
              "nft|ufw|setenforce|firewall-cmd|aa-teardown|aa-disable",
              "flush|delete|disable|reset|0|Permissive|permissive|--panic-on",
              {"takes the machine's protection away", "look first: nft list ruleset", nft_denies, nft_allows}),
    checked("system/users",
            "userdel|deluser|groupdel|delgroup|usermod|gpasswd|chpasswd|vipw|visudo",
            changes_password,
            {"changes who may use the machine, and for what", ask_owner, user_denies, user_allows}),
    checked(
        "system/password", "passwd", changes_password, {"changes a password", ask_owner, passwd_denies, passwd_allows}),
    with_word("system/crontab",
              "crontab",
              "-[a-zA-Z]*r[a-zA-Z]*",
              {"deletes every scheduled job of a user", "look first: crontab -l", cron_denies, cron_allows}),
    with_word(
        "system/kernel-setting",
        "sysctl",
        "(kernel|vm|fs)\\..*=.*",
        {"changes how the kernel of the whole machine works", "look first: sysctl -a", kernel_denies, kernel_allows}),
    {.id = "system/kernel-module",
     .program = "rmmod|insmod|kexec|modprobe",
     .without = "--show-depends|--resolve-alias|-n|--dry-run|--help|-D|-R",
     .check = asks_nothing,
     .because = "changes the running kernel",
     .instead = "look first: lsmod",
     .denies = module_denies,
     .allows = module_allows},
    checked("system/mount",
            "mount|umount",
            mounts_over,
            {"puts something in place of the system's own directories, or takes them away",
             "mount below the workspace: mkdir -p ./mnt",
             mount_denies,
             mount_allows}),
    checked("system/swap",
            "swapoff",
            asks_nothing,
            {"takes memory away from what runs", "look first: swapon --show", swap_denies, swap_allows}),
    with_word("system/history",
              "history",
              "-[a-z]*[cd][a-z]*",
              {"hides what was done", "leave it; it is what others learn from", history_denies, history_allows}),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family system_family() {
    return {"system", "what destroys disks, stops the machine, or opens it to others", false, {rows}, names};
}

}  // namespace scc::rule
