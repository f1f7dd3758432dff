#include "rule/secret_files.hpp"

#include <gtest/gtest.h>

namespace scc::rule {
namespace {

TEST(SecretFiles, AreKnownByNameAndPlace) {
    for (const auto path : {".env",
                            "src/.env",
                            ".env.production",
                            "production.env",
                            ".env*",
                            "~/.ssh/id_rsa",
                            "~/.ssh/work",
                            "~/.ssh",
                            "id_ed25519",
                            "id_ed25519.backup",
                            "~/.aws/credentials",
                            "/home/x/.aws/credentials",
                            "~/.aws/cred*",
                            "~/.aws/sso/cache/a.json",
                            "~/.netrc",
                            ".npmrc",
                            "~/.kube/config",
                            "~/.docker/config.json",
                            "/etc/shadow",
                            "~/.gnupg",
                            "~/.gnupg/private-keys-v1.d/x.key",
                            "/proc/1/environ",
                            "/run/secrets/token",
                            "secrets/prod.key",
                            "private.pem",
                            "store.p12",
                            "config/master.key"}) {
        EXPECT_TRUE(is_secret(path)) << path;
    }
}

TEST(SecretFiles, LeaveOutWhatIsPublicOrAnExample) {
    for (const auto path : {"",
                            ".",
                            "/",
                            "*",
                            ".env.example",
                            ".env.sample",
                            ".env.test",
                            ".envrc",
                            "env",
                            "environment.ts",
                            "~/.ssh/config",
                            "~/.ssh/known_hosts",
                            "~/.ssh/id_rsa.pub",
                            "~/.ssh/id_rsa.pub.backup",
                            "~/.ssh/authorized_keys",
                            "~/.aws/config",
                            "kube/config",
                            "config.json",
                            "certs/ca.pem",
                            "server.crt",
                            "fullchain.pem",
                            "tests/fixtures/server.key",
                            "public.key",
                            "keyboard.ts",
                            "~/.gnupg/gpg.conf",
                            "/proc/1/status",
                            "docs/credentials.md",
                            "cat .env"}) {
        EXPECT_FALSE(is_secret(path)) << path;
    }
}

}  // namespace
}  // namespace scc::rule
