// The floor: a static program that does nothing.
int main() { return 0; }
