/* The C interface for .C() of R: n numbers of every input stand one after the other in `values`, results in
   `found`. R CMD SHLIB mirage_r.c */
#include <dlfcn.h>
#include <mirage/mirage.h>
#include <stdio.h>
#include <stdlib.h>

typedef int function(int64_t, const mirage_input*, int32_t, const mirage_output*, int32_t, const mirage_run*);

/* `call`: "mirage_fields", ... of the library that was loaded; result: as mirage.h has it, -1 for an unknown
 * call */
void mirage_r(char** call, int* n, int* in_count, char** in_names, double* values, int* out_count,
              char** out_names, double* found, int* result) {
    function* f = (function*)dlsym(RTLD_DEFAULT, *call);
    mirage_input* in = calloc((size_t)*in_count + 1, sizeof *in);
    mirage_output* out = calloc((size_t)*out_count + 1, sizeof *out);
    int i;
    *result = -1;
    if (f && in && out) {
        for (i = 0; i < *in_count; ++i)
            in[i] = (mirage_input){in_names[i], values + (size_t)i * (size_t)*n, *n, NULL};
        for (i = 0; i < *out_count; ++i)
            out[i] = (mirage_output){out_names[i], found + (size_t)i * (size_t)*n, *n};
        *result = f(*n, in, *in_count, out, *out_count, NULL);
        if (*result != MIRAGE_OK) fprintf(stderr, "%s\n", mirage_error());
    }
    free(in);
    free(out);
}
