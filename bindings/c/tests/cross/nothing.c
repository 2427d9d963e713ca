/* Does nothing: to be linked, it needs what every program needs of its system. */

int main(void) {
    return 0;
}
