git status
git commit -m "git push -f"
