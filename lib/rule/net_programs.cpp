#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "rule/net.hpp"
#include "rule/place.hpp"

namespace scc::rule {
namespace {

// How a program's operands name hosts.
enum class Names {
    urls,        // each operand is a URL or a host
    first,       // the first operand is the host, the second may be the port
    paths,       // operands with a colon before any slash are "host:path"; others are local
    resolver,    // any use asks a name server for what somebody else chose
    addresses,   // socat: "TCP:host:port"
    subcommand,  // openssl: only some first words talk
    request,     // httpie: [METHOD] URL [ITEM…], ":port" on this machine
    archive,     // tar: the archive may be "host:path"
    tunnel,      // a remote path or host, "user@host:path", and a local one
};

struct Program {
    std::string_view name;
    Names names;
    Order order;
    std::string_view port;  // its usual port; empty: the web's
    std::string_view grammar;
    std::string_view elsewhere;  // options that send the connection where the operands do not say
    std::string_view targets;    // options whose value is a host or URL as well
    std::string_view silent = "--version|--help|-V|-h";  // options after which it only prints
};

constexpr std::string_view curl_grammar =
    "abstract-unix-socket: alt-svc: aws-sigv4: cacert: capath: E,cert: cert-type: ciphers: K,config: connect-timeout: "
    "connect-to: C,continue-at: b,cookie: c,cookie-jar: create-file-mode: crlfile: curves: d,data: data-ascii: "
    "data-binary: data-raw: data-urlencode: delegation: dns-interface: dns-ipv4-addr: dns-ipv6-addr: dns-servers: "
    "doh-url: D,dump-header: egd-file: engine: etag-compare: etag-save: expect100-timeout: F,form: form-string: "
    "ftp-account: ftp-alternative-to-user: ftp-method: P,ftp-port: ftp-ssl-ccc-mode: happy-eyeballs-timeout-ms: "
    "H,header: h,help hostpubmd5: hostpubsha256: hsts: interface: json: keepalive-time: key: key-type: krb: libcurl: "
    "limit-rate: local-port: login-options: mail-auth: mail-from: mail-rcpt: max-filesize: max-redirs: m,max-time: "
    "netrc-file: noproxy: oauth2-bearer: o,output: output-dir: parallel-max: pass: pinnedpubkey: preproxy: proto: "
    "proto-default: proto-redir: x,proxy: proxy-cacert: proxy-capath: proxy-cert: proxy-cert-type: proxy-ciphers: "
    "proxy-crlfile: proxy-header: proxy-key: proxy-key-type: proxy-pass: proxy-pinnedpubkey: proxy-service-name: "
    "proxy-tls13-ciphers: proxy-tlsauthtype: proxy-tlspassword: proxy-tlsuser: U,proxy-user: proxy1.0: pubkey: "
    "Q,quote: "
    "random-file: r,range: rate: e,referer: X,request: request-target: resolve: retry: retry-delay: retry-max-time: "
    "sasl-authzid: service-name: socks4: socks4a: socks5: socks5-gssapi-service: socks5-hostname: Y,speed-limit: "
    "y,speed-time: stderr: t,telnet-option: tftp-blksize: z,time-cond: tls-max: tls13-ciphers: tlsauthtype: "
    "tlspassword: tlsuser: trace: trace-ascii: unix-socket: T,upload-file: url: url-query: u,user: A,user-agent: "
    "w,write-out: V,version";

// Of ping, traceroute and mtr.
constexpr std::string_view ping_grammar = "c: i: I: W: w: s: t: M: m: p: Q: S: l: F: T: f: g: q: z: N: report r n b";

constexpr std::string_view video_grammar =
    "o,output: f,format: P,paths: a,batch-file: u,username: p,password: proxy: cookies: audio-format: config-location: "
    "r,limit-rate: R,retries: playlist-items: sub-lang: merge-output-format: x,extract-audio";

constexpr std::string_view tar_grammar =
    "c,create x,extract t,list r,append u,update z j J v,verbose f,file: C,directory: T,files-from: "
    "b,blocking-factor: force-local rsh-command: I,use-compress-program: to-command: H,format: K,starting-file: "
    "L,tape-length: N,newer: V,label: g,listed-incremental: F,info-script: X,exclude-from: remove-files exclude: p P a "
    "h,dereference";

constexpr std::string_view wget_grammar =
    "e,execute: o,output-file: a,append-output: i,input-file: B,base: config: rejected-log: t,tries: "
    "O,output-document: start-pos: progress: T,timeout: dns-timeout: connect-timeout: read-timeout: w,wait: waitretry: "
    "Q,quota: bind-address: limit-rate: restrict-file-names: prefer-family: user: password: use-askpass: "
    "P,directory-prefix: cut-dirs: http-user: http-password: default-page: header: compression: proxy-user: "
    "proxy-password: referer: U,user-agent: load-cookies: save-cookies: post-data: post-file: method: body-data: "
    "body-file: secure-protocol: certificate: private-key: ca-certificate: ca-directory: ciphers: l,level: A,accept: "
    "R,reject: accept-regex: reject-regex: regex-type: D,domains: exclude-domains: I,include-directories: "
    "X,exclude-directories: V,version h,help";

constexpr std::string_view httpie_grammar = "a,auth: o,output: proxy: s,style: p,print: timeout: verify: cert:";
constexpr std::string_view ssh_grammar = "b: B: c: D: e: E: F: i: I: J: l: L: m: o: O: p: P: Q: R: S: w: W:";
constexpr std::string_view scp_grammar = "c: D: F: i: J: l: o: P: S: X:";
constexpr std::string_view rsync_grammar =
    "e,rsh: rsync-path: f,filter: exclude: exclude-from: include: include-from: files-from: T,temp-dir: "
    "compare-dest: copy-dest: link-dest: B,block-size: M,remote-option: port: password-file: log-file: bwlimit: "
    "timeout: contimeout: sockopts: backup-dir: suffix: chmod: chown: max-size: min-size: out-format: partial-dir: "
    "address: h,human-readable V,version";

constexpr Program programs[] = {
    {"/dev/tcp", Names::first, Order::options_first, "", "", "", ""},
    {"/dev/udp", Names::first, Order::options_first, "", "", "", ""},
    {"aria2c",
     Names::urls,
     Order::mixed,
     "",
     "d,dir: o,out: s,split: x,max-connection-per-server: i,input-file: "
     "v,version h,help? all-proxy: header:",
     "--input-file|--all-proxy",
     ""},
    {"curl",
     Names::urls,
     Order::mixed,
     "",
     curl_grammar,
     "--config|--connect-to|--proxy|--preproxy|--socks.*|--proxy1\\.0|--resolve|--doh-url|--dns-servers|--alt-svc",
     "--url",
     "--version|--help|--manual|-M"},
    {"curlie",
     Names::urls,
     Order::mixed,
     "",
     curl_grammar,
     "--config|--connect-to|--proxy|--preproxy|--socks.*|--resolve",
     "--url",
     "--version|--help"},
    {"autossh", Names::first, Order::options_first, "22", ssh_grammar, "-J|-o|-F|-W|-S", "", "-V"},
    {"axel", Names::urls, Order::mixed, "", "s: n: o,output: H,header: U,user-agent:", "", ""},
    {"delv", Names::resolver, Order::mixed, "53", "", "", "", "-v|-h"},
    {"dig", Names::resolver, Order::mixed, "53", "", "", "", "-v|-h"},
    {"drill", Names::resolver, Order::mixed, "53", "", "", "", "-v|-h"},
    {"elinks", Names::urls, Order::mixed, "", "", "", ""},
    {"ftpget", Names::first, Order::mixed, "21", "u: p: P:", "", ""},
    {"ftpput", Names::first, Order::mixed, "21", "u: p: P:", "", ""},
    {"ftp", Names::first, Order::options_first, "21", "P: s: o: r: T: N:", "", ""},
    {"grpcurl", Names::first, Order::mixed, "", "H: d: proto: import-path: authority: cert: key: cacert:", "", ""},
    {"gtar", Names::archive, Order::mixed, "22", tar_grammar, "", "", "--version|--help|--usage"},
    {"host", Names::resolver, Order::mixed, "53", "", "", "", "-V"},
    {"http", Names::request, Order::mixed, "", httpie_grammar, "--proxy", ""},
    {"https", Names::request, Order::mixed, "", httpie_grammar, "--proxy", ""},
    {"kdig", Names::resolver, Order::mixed, "53", "", "", "", "-V|-h"},
    {"lftp", Names::first, Order::options_first, "21", "c: e: f: u: p:", "-c|-e|-f", "", "--version|--help|-v|-h"},
    {"links", Names::urls, Order::mixed, "", "", "", ""},
    {"lynx", Names::urls, Order::mixed, "", "", "", ""},
    {"mosh", Names::first, Order::options_first, "22", "ssh: p: client: server: predict:", "--ssh", ""},
    {"nc",
     Names::first,
     Order::mixed,
     "0",
     "b: C: e: c: g: G: i: I: M: m: n o: O: p: P: q: s: T: V: w: W: x: X: h",
     "-x",
     "",
     "-h"},
    {"ncat",
     Names::first,
     Order::mixed,
     "0",
     "e,exec: c,sh-exec: p,source-port: s,source: w,wait: proxy: proxy-type: "
     "proxy-auth: i,idle-timeout: d,delay: o,output: x,hex-dump: h,help",
     "--proxy",
     "",
     "--version|--help"},
    {"netcat", Names::first, Order::mixed, "0", "e: c: g: G: i: o: p: q: s: T: w: x: X: h", "-x", "", "-h"},
    {"mtr", Names::first, Order::mixed, "", ping_grammar, "", "", "--version|--help"},
    {"nmap", Names::urls, Order::mixed, "0", "p: s: o: T: i: e: S: g: D: script:", "-i", ""},
    {"nslookup", Names::resolver, Order::mixed, "53", "", "", "", "-version|-v"},
    {"openssl", Names::subcommand, Order::mixed, "", "", "", "", ""},
    {"ping", Names::first, Order::mixed, "", ping_grammar, "", "", "-V|-h"},
    {"ping6", Names::first, Order::mixed, "", ping_grammar, "", "", "-V|-h"},
    {"rlogin", Names::first, Order::options_first, "22", ssh_grammar, "", "", "-V"},
    {"rsh", Names::first, Order::options_first, "22", ssh_grammar, "", "", "-V"},
    {"rsync", Names::paths, Order::mixed, "873", rsync_grammar, "--sockopts", "", "--version|--help"},
    {"scp", Names::paths, Order::mixed, "22", scp_grammar, "-J|-o|-F|-S", ""},
    {"sftp",
     Names::first,
     Order::options_first,
     "22",
     "B: b: c: D: F: i: J: l: o: P: R: S: s: X:",
     "-J|-o|-F|-S|-D",
     ""},
    {"socat", Names::addresses, Order::mixed, "0", "", "", "", "-V|-h"},
    {"slogin", Names::first, Order::options_first, "22", ssh_grammar, "-J|-o|-F|-W", "", "-V"},
    {"ssh", Names::first, Order::options_first, "22", ssh_grammar, "-J|-o|-F|-W|-S", "", "-V|-Q|-G"},
    {"ssh-copy-id", Names::first, Order::mixed, "22", "i: p: o: F: t:", "-o|-F", ""},
    {"ssh-keyscan", Names::urls, Order::mixed, "22", "f: O: p: T: t:", "-f", ""},
    {"sshfs", Names::tunnel, Order::mixed, "22", "o: p: F: C", "-F", ""},
    {"ssl_client", Names::first, Order::mixed, "443", "s: n:", "-s", ""},
    {"tar", Names::archive, Order::mixed, "22", tar_grammar, "", "", "--version|--help|--usage"},
    {"tftp", Names::first, Order::mixed, "69", "b: l: r: m: g p", "", ""},
    {"tracepath", Names::first, Order::mixed, "", ping_grammar, "", "", "-V"},
    {"traceroute", Names::first, Order::mixed, "", ping_grammar, "", "", "-V|--version|--help"},
    {"telnet", Names::first, Order::options_first, "23", "b: e: l: n: S: X:", "", "", "--version|--help"},
    {"w3m", Names::urls, Order::mixed, "", "o: T: I: O:", "", ""},
    {"wget2", Names::urls, Order::mixed, "", wget_grammar, "--input-file|--execute|--config|--base", ""},
    {"whois", Names::resolver, Order::mixed, "43", "", "", ""},
    {"xh", Names::request, Order::mixed, "", httpie_grammar, "--proxy", ""},
    {"xhs", Names::request, Order::mixed, "", httpie_grammar, "--proxy", ""},
    {"websocat", Names::urls, Order::mixed, "", "H: protocol: origin:", "", "", "--version|--help|-V|-h"},
    {"youtube-dl", Names::urls, Order::mixed, "", video_grammar, "--proxy|--batch-file|--config-location", ""},
    {"yt-dlp", Names::urls, Order::mixed, "", video_grammar, "--proxy|--batch-file|--config-location", ""},
    {"wget",
     Names::urls,
     Order::mixed,
     "",
     wget_grammar,
     "--input-file|--execute|--config|--base",
     "",
     "--version|--help"},
};

const Program* program_named(std::string_view name) {
    const auto found = std::ranges::find(programs, name, &Program::name);
    return found == std::end(programs) ? nullptr : &*found;
}

bool is_any_of(std::string_view names, std::string_view name) {
    for (;;) {
        const std::size_t bar = names.find('|');
        const std::string_view one = names.substr(0, bar);
        if (!one.empty() && one == name) return true;
        if (bar == std::string_view::npos) return false;
        names.remove_prefix(bar + 1);
    }
}

bool has_any(const Words& words, std::string_view names) {
    return std::ranges::any_of(words.options, [&](const Option& option) {
        return is_any_of(names, option.name) ||
               (names.find("--socks") != std::string_view::npos && option.name.starts_with("--socks"));
    });
}

class Finder {
public:
    Finder(const Words& words, const Program& program) : words_(words), program_(program) {}

    Reach find() && {
        if (has_any(words_, program_.silent)) return {};
        if (has_any(words_, program_.elsewhere)) reach_.sure = false;
        if (program_.names == Names::urls) urls();
        if (program_.names == Names::first) first();
        if (program_.names == Names::paths) paths();
        if (program_.names == Names::resolver) reach_.sure = false;
        if (program_.names == Names::addresses) addresses();
        if (program_.names == Names::subcommand) subcommand();
        if (program_.names == Names::request) request();
        if (program_.names == Names::archive) archive();
        if (program_.names == Names::tunnel) tunnel();
        return std::move(reach_);
    }

private:
    void add(std::string_view text, std::optional<std::string> port = std::nullopt) {
        auto host = host_in(text, program_.port);
        if (!host) {
            reach_.sure = false;
            return;
        }
        if (port) host->port = std::move(port);
        reach_.hosts.push_back(std::move(*host));
    }

    void urls() {
        for (const Option& option : words_.options) {
            if (is_any_of(program_.targets, option.name)) add(option.value);
        }
        for (const shell::Argument& operand : words_.operands) {
            if (!operand.text.starts_with("file://")) add(operand.text);
        }
        if (words_.operands.empty() && reach_.hosts.empty()) reach_.sure = false;
    }

    // Waiting for others reaches nobody, unless a program is handed to whoever comes.
    bool only_listens() const {
        const bool listens = words_.has("-l") || words_.has("--listen") || words_.has("-U") || words_.has("--unixsock");
        return listens && !words_.has("-e") && !words_.has("-c") && !words_.has("--exec") && !words_.has("--sh-exec");
    }

    // ssh without a host only says how it is used.
    void first() {
        if (program_.name.starts_with("nc") || program_.name == "netcat") {
            if (only_listens()) return;
        }
        if (words_.operands.empty()) {
            reach_.sure = program_.name == "ssh";
            return;
        }
        const bool numbered = words_.operands.size() > 1 && program_.port != "22" && program_.port != "";
        std::optional<std::string> port;
        if (numbered || program_.name.starts_with("/dev/")) port = words_.operands.back().text;
        if (const Option* option = words_.find("-p"); option != nullptr && program_.port == "22") port = option->value;
        std::string_view name = words_.operands[0].text;
        if (program_.name == "sftp" && name.find("://") == std::string_view::npos)
            name = name.substr(0, name.find(':'));
        add(name, port);
    }

    void paths() {
        for (const shell::Argument& operand : words_.operands) {
            const std::string_view text = operand.text;
            if (text.find("://") != std::string_view::npos) {
                add(text);
                continue;
            }
            const std::size_t colon = text.find(':');
            if (colon == std::string_view::npos || colon == 0 || colon > text.find('/')) {
                if (text.starts_with(shell::unknown)) reach_.sure = false;
                continue;
            }
            const bool daemon = text.substr(colon).starts_with("::");
            add(text.substr(0, colon), daemon ? "873" : "22");
        }
    }

    void addresses() {
        for (const shell::Argument& operand : words_.operands) {
            const std::string_view text = operand.text;
            const std::size_t colon = text.find(':');
            if (colon == std::string_view::npos) continue;
            const std::string scheme = text::lower(text.substr(0, colon));
            static constexpr std::string_view local[] = {
                "create", "exec", "fd", "file", "gopen", "open", "pipe", "pty", "shell", "stdio", "system"};
            if (std::ranges::find(local, scheme) != std::end(local) || scheme.starts_with("unix") ||
                scheme.starts_with("abstract") || scheme.find("listen") != std::string::npos) {
                continue;
            }
            add(text.substr(colon + 1, text.find(',') - colon - 1));
        }
    }

    void request() {
        std::span<const shell::Argument> operands = words_.operands;
        const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
        if (!operands.empty() && std::ranges::all_of(operands[0].text, is_upper)) operands = operands.subspan(1);
        if (operands.empty()) {
            reach_.sure = false;
        } else if (!operands[0].text.starts_with(':')) {
            add(operands[0].text);
        }
    }

    // "tar cf FILE" has its letters without a dash, and their values after them in their order.
    void archive() {
        if (words_.has("--force-local")) return;
        for (const Option& option : words_.options) {
            if (option.name == "--file") remote(option.value);
        }
        const std::string_view bundle = words_.all.size() > 1 ? std::string_view(words_.all[1].text) : "";
        const std::size_t file = bundle.starts_with('-') ? std::string_view::npos : bundle.find('f');
        if (file == std::string_view::npos) return;
        const auto before = std::ranges::count_if(bundle.substr(0, file), [](char letter) {
            return std::string_view("bCgHIKLNTVX").find(letter) != std::string_view::npos;
        });
        const std::size_t at = 2 + static_cast<std::size_t>(before);
        if (at < words_.all.size()) remote(words_.all[at].text);
    }

    void remote(std::string_view path) {
        const std::size_t colon = path.find(':');
        if (colon != std::string_view::npos && colon > 0 && colon < path.find('/')) add(path.substr(0, colon));
    }

    void tunnel() {
        if (words_.operands.empty()) {
            reach_.sure = false;
            return;
        }
        const std::string_view text = words_.operands[0].text;
        add(text.substr(0, text.find(':')));
    }

    void subcommand() {
        const std::string_view verb = words_.all.size() > 1 ? std::string_view(words_.all[1].text) : "";
        if (verb != "s_client" && verb != "s_time") return;
        reach_.sure = false;
        for (std::size_t i = 2; i + 1 < words_.all.size(); ++i) {
            if (words_.all[i].text != "-connect" && words_.all[i].text != "-host") continue;
            add(words_.all[i + 1].text);
            reach_.sure = true;
        }
    }

    const Words& words_;
    const Program& program_;
    Reach reach_;
};

}  // namespace

bool is_network_program(std::string_view program) { return program_named(program) != nullptr; }

Words read_network(std::span<const shell::Argument> all) {
    Words words{.program = path::basename(all[0].text), .all = all};
    if (all[0].text.starts_with("/dev/")) words.program = all[0].text;
    const Program* program = program_named(words.program);
    if (program != nullptr) read_options(all.subspan(1), {program->grammar}, program->order, words);
    return words;
}

bool reaches_out(const Words& words, Place& place) {
    if (place.policy.network == Network::open) return false;
    const Program* program = program_named(words.program);
    if (program == nullptr) return false;
    const Reach reach = Finder(words, *program).find();
    if (!reach.sure) return true;
    static const std::vector<std::string> none;
    const bool closed = place.policy.network == Network::locked_down_web;
    return std::ranges::any_of(reach.hosts, [&](const Host& host) {
        return !is_destination(host, closed ? none : place.policy.destinations);
    });
}

}  // namespace scc::rule
