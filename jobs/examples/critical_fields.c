/* B_c2(T) of monolayer NbSe2 in C99:
   cc -std=c99 critical_fields.c -lmirage-ising && ./a.out */
#include <mirage/mirage.h>
#include <stdio.h>

int main(void) {
    double tc0 = 3.0, beta = 4.1, T[] = {0.5, 1.0, 2.0, 2.9}, B[4], order[4]; /* K, meV, tesla */
    const mirage_input in[] = {{"tc0", &tc0, 1, NULL}, {"beta", &beta, 1, NULL}, {"T", T, 4, NULL}};
    const mirage_output out[] = {{"B_c2", B, 4}, {"order", order, 4}};
    int i;
    if (mirage_fields(4, in, 3, out, 2, NULL) != MIRAGE_OK) {
        fprintf(stderr, "%s\n", mirage_error());
        return 1;
    }
    for (i = 0; i < 4; ++i) printf("%g,%.12g,%g\n", T[i], B[i], order[i]);
    return 0;
}
