# For the scripts beside it: plans with an enforced network. Their proxy's configuration is the one scc-net compiles.
# shellcheck shell=sh disable=SC2034
proxy_image=${SCC_TEST_PROXY_IMAGE:-scc-egress-proxy}

# enforce HOST…: from here on, plans reach these hosts and no others.
enforce() {
    hosts=$(printf '%s\n' "$@" | jq -R '{host: ., port: null, from: "org", because: "the test"}' | jq -sc .)
    change=".data.config.network_policy.value = \"web-egress-enforced\" | del(.data.net)
        | .data.config.destinations = $hosts"
    net=$(plan true | scc-net plan | jq -c .data.net) || exit 1
    change=".data.net = $net | .data.net.proxy.image = \"$proxy_image\""
}
