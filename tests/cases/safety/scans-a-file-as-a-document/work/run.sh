echo "
