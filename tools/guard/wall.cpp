#include "wall.hpp"

#include <arpa/inet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <initializer_list>
#include <string>

#include "base/file.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

constexpr const char* table = "scc";
constexpr std::uint32_t loopback = 1;  // the number of its device in every network namespace

// What a register of a rule is loaded from.
constexpr std::uint32_t source_port = 0;  // bytes into the header of TCP
constexpr std::uint32_t destination_port = 2;

template <class T>
std::string bytes_of(const T& value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::string padded(std::string bytes) {
    bytes.resize(NLMSG_ALIGN(bytes.size()), '\0');
    return bytes;
}

std::string attribute(int type, const std::string& value) {
    nlattr head = {};
    head.nla_len = static_cast<std::uint16_t>(NLA_HDRLEN + value.size());
    head.nla_type = static_cast<std::uint16_t>(type);
    return padded(bytes_of(head) + value);
}

std::string nested(int type, const std::string& value) { return attribute(type | NLA_F_NESTED, value); }
std::string number(int type, std::uint32_t value) { return attribute(type, bytes_of(htonl(value))); }
std::string text(int type, const char* value) { return attribute(type, std::string(value, std::strlen(value) + 1)); }

std::string message(int type, int flags, std::uint32_t sequence, std::uint16_t resource, const std::string& body) {
    const nfgenmsg generic = {NFPROTO_INET, NFNETLINK_V0, htons(resource)};
    nlmsghdr head = {};
    head.nlmsg_len = static_cast<std::uint32_t>(NLMSG_HDRLEN + sizeof generic + body.size());
    head.nlmsg_type = static_cast<std::uint16_t>(type);
    head.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
    head.nlmsg_seq = sequence;
    return bytes_of(head) + bytes_of(generic) + body;
}

std::string expression(const char* name, const std::string& data) {
    return nested(NFTA_LIST_ELEM, text(NFTA_EXPR_NAME, name) + nested(NFTA_EXPR_DATA, data));
}

std::string load_meta(std::uint32_t key) {
    return expression("meta", number(NFTA_META_DREG, NFT_REG_1) + number(NFTA_META_KEY, key));
}

std::string load_tcp(std::uint32_t offset) {
    return expression("payload",
                      number(NFTA_PAYLOAD_DREG, NFT_REG_1) + number(NFTA_PAYLOAD_BASE, NFT_PAYLOAD_TRANSPORT_HEADER) +
                          number(NFTA_PAYLOAD_OFFSET, offset) + number(NFTA_PAYLOAD_LEN, sizeof(std::uint16_t)));
}

template <class T>
std::string is_equal(const T& value) {
    return expression("cmp",
                      number(NFTA_CMP_SREG, NFT_REG_1) + number(NFTA_CMP_OP, NFT_CMP_EQ) +
                          nested(NFTA_CMP_DATA, attribute(NFTA_DATA_VALUE, bytes_of(value))));
}

std::string accept() {
    return expression("immediate",
                      number(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT) +
                          nested(NFTA_IMMEDIATE_DATA, nested(NFTA_DATA_VERDICT, number(NFTA_VERDICT_CODE, NF_ACCEPT))));
}

// Whoever tried learns of it at once.
std::string reject() {
    return expression("reject",
                      number(NFTA_REJECT_TYPE, NFT_REJECT_ICMPX_UNREACH) +
                          attribute(NFTA_REJECT_ICMP_CODE, std::string(1, NFT_REJECT_ICMPX_ADMIN_PROHIBITED)));
}

// A direction: where packets are looked at, by which device and by which port they are let through.
struct Direction {
    const char* chain;
    std::uint32_t hook;
    std::uint32_t device;
    std::uint32_t port;
};

constexpr Direction directions[] = {{"in", NF_INET_LOCAL_IN, NFT_META_IIF, source_port},
                                    {"out", NF_INET_LOCAL_OUT, NFT_META_OIF, destination_port}};

class Batch {
public:
    void add(int kind, int flags, const std::string& body) {
        const int type = (NFNL_SUBSYS_NFTABLES << 8) | kind;
        bytes_ += message(type, flags | NLM_F_CREATE | NLM_F_ACK, ++count_, 0, body);
    }

    std::string whole() const {
        return message(NFNL_MSG_BATCH_BEGIN, 0, 0, NFNL_SUBSYS_NFTABLES, "") + bytes_ +
               message(NFNL_MSG_BATCH_END, 0, count_ + 1, NFNL_SUBSYS_NFTABLES, "");
    }

    std::uint32_t count() const { return count_; }

private:
    std::string bytes_;
    std::uint32_t count_ = 0;
};

void add_chain(Batch& batch, const Direction& at) {
    batch.add(NFT_MSG_NEWCHAIN,
              0,
              text(NFTA_CHAIN_TABLE, table) + text(NFTA_CHAIN_NAME, at.chain) + text(NFTA_CHAIN_TYPE, "filter") +
                  nested(NFTA_CHAIN_HOOK, number(NFTA_HOOK_HOOKNUM, at.hook) + number(NFTA_HOOK_PRIORITY, 0)) +
                  number(NFTA_CHAIN_POLICY, NF_DROP));
}

void add_rule(Batch& batch, const Direction& at, std::initializer_list<std::string> expressions) {
    std::string list;
    for (const std::string& one : expressions) list += one;
    batch.add(NFT_MSG_NEWRULE,
              NLM_F_APPEND,
              text(NFTA_RULE_TABLE, table) + text(NFTA_RULE_CHAIN, at.chain) + nested(NFTA_RULE_EXPRESSIONS, list));
}

Batch rules_for(std::uint16_t port, bool telling) {
    Batch batch;
    batch.add(NFT_MSG_NEWTABLE, 0, text(NFTA_TABLE_NAME, table));
    for (const Direction& at : directions) {
        add_chain(batch, at);
        add_rule(batch, at, {load_meta(at.device), is_equal(loopback), accept()});
        add_rule(batch,
                 at,
                 {load_meta(NFT_META_L4PROTO),
                  is_equal(static_cast<std::uint8_t>(IPPROTO_TCP)),
                  load_tcp(at.port),
                  is_equal(htons(port)),
                  accept()});
    }
    if (telling) add_rule(batch, directions[1], {reject()});
    return batch;
}

Error refused() { return failure(Code::prereq, "close", "the network to all but the proxy"); }

// Each part of the batch is answered by itself.
Result<Done> taken(int socket, std::uint32_t count) {
    for (std::uint32_t answers = 0; answers < count;) {
        alignas(nlmsghdr) char bytes[8192];
        const ssize_t got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0) return refused();
        auto left = static_cast<std::uint32_t>(got);
        for (auto* at = reinterpret_cast<nlmsghdr*>(bytes); NLMSG_OK(at, left); at = NLMSG_NEXT(at, left)) {
            if (at->nlmsg_type != NLMSG_ERROR) continue;
            errno = -static_cast<const nlmsgerr*>(NLMSG_DATA(at))->error;
            if (errno != 0) return refused();
            ++answers;
        }
    }
    return Done{};
}

// The kernel takes all of it or nothing.
Result<Done> give(const Batch& batch) {
    const file::Descriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER));
    if (!socket) return refused();
    const std::string bytes = batch.whole();
    sockaddr_nl kernel = {};
    kernel.nl_family = AF_NETLINK;
    const ssize_t sent =
        ::sendto(socket.number(), bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&kernel), sizeof kernel);
    if (sent != static_cast<ssize_t>(bytes.size())) return refused();
    return taken(socket.number(), batch.count());
}

}  // namespace

Result<Done> close_all_but(std::uint16_t port) {
    if (give(rules_for(port, true))) return Done{};
    return give(rules_for(port, false));
}

}  // namespace scc::guard
