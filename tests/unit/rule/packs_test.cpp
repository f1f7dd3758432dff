// Ordinary work with every pack on: what people and agents do all day must go through without a word.
#include <gtest/gtest.h>

#include "rule/judge.hpp"

namespace scc::rule {
namespace {

Policy with_every_pack() {
    Policy policy;
    policy.network = Network::open;
    for (const Family& family : families()) {
        if (family.pack) policy.packs.emplace_back(family.name);
    }
    return policy;
}

constexpr std::string_view ordinary[] = {
    "docker build -t app . && docker run --rm -p 8080:80 app",
    "docker compose up -d db && docker compose logs -f --tail 20 db",
    "docker compose exec -T db psql -U app -c 'SELECT count(*) FROM users'",
    "docker run --rm -v \"$PWD\":/src -w /src node:20 npm test",
    "docker exec -it web sh -c 'ls /app && cat /app/config.yml'",
    "docker compose exec web rm -rf tmp/cache",
    "docker inspect -f '{{.State.Status}}' web",
    "docker image ls --format '{{.Repository}}'",
    "docker compose down",
    "docker pull postgres:16",
    "kubectl get pods -n prod -o wide",
    "kubectl apply -f deploy.yaml",
    "kubectl -n prod logs -f deploy/web --since=1h",
    "kubectl exec -it web-0 -- date",
    "kubectl describe node worker-1",
    "kubectl port-forward svc/db 5432:5432",
    "kubectl rollout restart deploy/web",
    "kubectl config use-context staging",
    "kubectl diff -k overlays/prod",
    "helm upgrade --install web ./chart -f values.yaml",
    "helm template ./chart | kubectl apply --dry-run=client -f -",
    "helm repo add x https://charts.example.com",
    "terraform init && terraform fmt -check && terraform validate",
    "terraform plan -out plan.bin",
    "terraform show -json plan.bin | jq .",
    "terraform workspace select dev",
    "pulumi preview --stack dev",
    "cdk synth && cdk diff",
    "ansible-playbook -i staging site.yml --check",
    "ansible all -m ping -i hosts",
    "vagrant up && vagrant ssh -c 'uname -a'",
    "aws s3 ls s3://bucket && aws sts get-caller-identity",
    "aws s3 cp build s3://bucket --recursive",
    "aws logs tail /aws/lambda/x --since 1h",
    "aws ec2 describe-instances --filters Name=tag:delete,Values=yes",
    "gcloud config set project x",
    "gcloud run deploy web --image x",
    "gcloud compute instances list --filter='name:delete'",
    "az account show && az group list -o table",
    "rclone copy src remote:dst --progress",
    "restic backup src && restic snapshots",
    "psql -h localhost -d shop -c '\\dt'",
    "psql shop -f migrations/001.sql",
    "psql -c \"UPDATE users SET name = 'drop table' WHERE id = 1\"",
    "mysql -u root shop < dump.sql",
    "sqlite3 app.db '.schema users'",
    "sqlite3 app.db 'SELECT * FROM deletions'",
    "redis-cli -n 1 GET session:1",
    "mongosh --quiet --eval 'db.users.find({}).limit(1)'",
    "createdb shop_test && pg_dump shop >copy.sql",
    "npx prisma migrate dev --name add_users",
    "npx prisma generate && npx prisma db push",
    "bundle exec rails db:migrate RAILS_ENV=test",
    "python manage.py migrate && python manage.py test",
    "php artisan migrate --seed",
    "alembic revision --autogenerate -m 'drop table'",
    "npm ci && npm run build && npm test -- --watch=false",
    "npm install --save-dev eslint",
    "npm run delete-old",
    "npx -y create-vite@latest app --template react",
    "npx eslint --fix src && npx tsc --noEmit",
    "yarn add left-pad && yarn test && yarn dlx tsx script.ts",
    "pnpm -r exec tsc && pnpm dlx degit a/b",
    "pip install -r requirements.txt && pip list --outdated",
    "pip uninstall -y left-pad",
    "python -m pytest -q && python -m venv .venv",
    "uv sync && uv run pytest && poetry run mypy src",
    "cargo build --release && cargo test && cargo package --list",
    "go build ./... && go test ./...",
    "apt-get update && apt-get install -y jq",
    "brew install jq && brew list",
    "gem install bundler && bundle install",
    "gh pr create -t 'Delete the repo page' -b 'kubectl delete ns x'",
    "gh pr view 1 --json state && gh run watch 1",
    "gh api repos/o/r/pulls --method GET",
    "gh issue list -l delete && gh repo clone o/r",
    "glab mr create --fill",
    "vercel deploy --prebuilt && vercel ls",
    "netlify deploy --prod",
    "fly deploy && fly logs && fly status",
    "heroku logs --tail -a x && heroku ps",
    "wrangler dev && wrangler deploy",
    "firebase deploy --only hosting",
    "stripe listen --forward-to localhost:3000",
    "kafka-topics --bootstrap-server localhost:9092 --list",
    "curl -s https://api.example.com/v1/users | jq .",
    "curl -X POST -H 'Content-Type: application/json' -d '{\"name\":\"x\"}' http://localhost:3000/api/users",
    "curl -X DELETE http://localhost:8080/api/users/1",
    "cat package.json README.md .gitignore && head -5 .env.example",
    "grep -rn 'API_KEY' src && rg -n secret lib",
    "cp .env.example .env && echo 'PORT=3000' >>.env",
    "ls -la ~/.ssh && ssh-keygen -t ed25519 -f /tmp/key -N ''",
    "cat ~/.ssh/id_ed25519.pub ~/.ssh/config",
    "source .env && npm start",
    "docker run --env-file .env app",
    "openssl req -x509 -newkey rsa:2048 -nodes -keyout /tmp/k -out /tmp/c -days 1 -subj /CN=x",
    "env NODE_ENV=test npm test && printenv PATH",
    "vault status && op --version",
    "systemctl status nginx && journalctl -u nginx -n 20",
    "nginx -t && nginx -s reload",
    "dig example.com +short",
    "split -l 1000 big.csv part_ && now=$(date)",
    "make test && ./gradlew build && mvn -q test",
    "echo 'DROP TABLE users; kubectl delete ns x; terraform destroy' >notes.txt",
    "git commit -m 'kubectl delete, terraform destroy, DROP TABLE'",
};

TEST(Packs, LeaveOrdinaryWorkAlone) {
    const Policy policy = with_every_pack();
    Facts facts;
    for (const std::string_view line : ordinary) {
        const Verdict verdict = judge_line(line, policy, facts);
        EXPECT_EQ(verdict.decision, Decision::allow) << line << ": " << verdict.rule;
    }
}

// The same list tells nothing when it is not asked: a pack that is off says nothing about its own examples.
TEST(Packs, SayNothingUntilTheyAreOn) {
    Policy policy;
    policy.network = Network::open;
    Facts facts;
    for (const Family& family : families()) {
        if (!family.pack) continue;
        for (const Rule& row : family.rows()) {
            for (const std::string_view line : row.denies) {
                EXPECT_FALSE(judge_line(line, policy, facts).rule.starts_with(family.name)) << line;
            }
        }
    }
}

}  // namespace
}  // namespace scc::rule
