# shellcheck shell=sh
# For `cmd` files: git as nobody in particular, and the repository `app` with one commit on main.
export GIT_AUTHOR_NAME=n GIT_AUTHOR_EMAIL=n@x.test GIT_COMMITTER_NAME=n GIT_COMMITTER_EMAIL=n@x.test
export GIT_AUTHOR_DATE='2026-02-03T04:05:06Z' GIT_COMMITTER_DATE='2026-02-03T04:05:06Z'
git config --global init.defaultBranch main

commit() {
    git -C "$1" add -A && git -C "$1" commit -q --allow-empty -m "$2"
}

git init -q app
echo one >app/file
commit app one
