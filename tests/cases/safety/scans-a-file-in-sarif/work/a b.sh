x=é
git push -f
for i in 1 2; do
	git push -f
done
