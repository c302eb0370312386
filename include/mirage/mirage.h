#ifndef MIRAGE_MIRAGE_H
#define MIRAGE_MIRAGE_H
/* The C interface of mirage: named columns of numbers in, named columns of numbers out.

   Every call computes n rows. An input is a column of n numbers, or one number that holds for all rows, or a
   text that holds for all rows, under the name of a setting of the program (`mirage help point`), with `_` or
   `-`: T, B, beta, gamma, alpha, gamma_magnetic, theta, momentum, tc0, g_factor, tolerance, ... A text is
   what the program takes: momentum = "auto", momentum_direction = "along", pocket = "G:share=0.4,beta=2"
   (once for each pocket), units = "si". With tc0 temperatures are in K, fields in tesla, energies in meV,
   otherwise in units of Tc0 and Delta0. What is not given has the program's default. Values are checked as
   those of the program are.

   An output is a column of n numbers under a name of the program's JSON; the caller asks for those that it
   wants, and what nobody wants is not computed. Flags (phase, status, order) are numbers too. What does not
   exist or was not found is NaN; `status` says which. Columns with several values in each row
   (`solutions.order_parameter`, `T_c`) have a multiple of n numbers, row by row, padded with NaN.

   mirage_description() lists inputs, outputs, units, limits and formulas as JSON.

   Every call may be made from any thread, at any time and beside others. Numbers do not depend on the number
   of threads, which are begun and ended within a call. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MIRAGE_ABI 1 /* changes with the meaning of any declaration below */

#if defined(__GNUC__)
#define MIRAGE_PUBLIC __attribute__((visibility("default")))
#else
#define MIRAGE_PUBLIC
#endif

typedef struct mirage_input {
    const char* name;
    const double* values; /* count numbers, or NULL where there is a text */
    int64_t count;        /* 1 or n */
    const char* text;     /* or NULL */
} mirage_input;

typedef struct mirage_output {
    const char* name;
    double* values;
    int64_t count; /* n, or a multiple of n for several values in each row */
} mirage_output;

/* How a call runs; NULL: on all processors, to its end. */
typedef struct mirage_run {
    int32_t threads;     /* 0: all processors that the process may use */
    const int32_t* stop; /* or NULL: the call ends soon after this is no longer 0, what is missing is NaN */
    int64_t* done;       /* or NULL: number of rows that are finished, for a progress bar */
} mirage_run;

enum mirage_result {
    MIRAGE_OK = 0,
    MIRAGE_STOPPED = 1,
    MIRAGE_BAD_INPUT = 2, /* mirage_error() is the line that the program would print; nothing was computed */
    MIRAGE_FAILED = 3     /* out of memory, no thread; mirage_error() says so */
};

/* The stable state of each row, and all solutions of its gap equation. */
MIRAGE_PUBLIC int mirage_points(int64_t n, const mirage_input* in, int32_t in_count, const mirage_output* out,
                                int32_t out_count, const mirage_run* run);

/* The critical fields of each row; B has no meaning. */
MIRAGE_PUBLIC int mirage_fields(int64_t n, const mirage_input* in, int32_t in_count, const mirage_output* out,
                                int32_t out_count, const mirage_run* run);

/* The fields at which the normal state of each row becomes linearly unstable, largest first:
   `B_supercooling`. Much cheaper than mirage_fields; B_c2 where the transition is of second order. */
MIRAGE_PUBLIC int mirage_second_order_fields(int64_t n, const mirage_input* in, int32_t in_count,
                                             const mirage_output* out, int32_t out_count,
                                             const mirage_run* run);

/* T_c(B) of each row, ascending where there are several; T has no meaning. Rows that differ in B alone are
   computed together. */
MIRAGE_PUBLIC int mirage_critical_temperatures(int64_t n, const mirage_input* in, int32_t in_count,
                                               const mirage_output* out, int32_t out_count,
                                               const mirage_run* run);

/* Tricritical points, ends of jump lines, the upturn and the critical temperature at B = 0 of each row; B has
   no meaning, T is the temperature from which the upturn is looked for. */
MIRAGE_PUBLIC int mirage_special_temperatures(int64_t n, const mirage_input* in, int32_t in_count,
                                              const mirage_output* out, int32_t out_count,
                                              const mirage_run* run);

/* Retarded amplitudes at the input `energy` of each row. Consecutive rows that differ in their energy alone
   share one state. */
MIRAGE_PUBLIC int mirage_spectrum(int64_t n, const mirage_input* in, int32_t in_count,
                                  const mirage_output* out, int32_t out_count, const mirage_run* run);

/* Energies that resolve the spectrum of one state, ascending; NaN behind the last of them. At most 200000. */
MIRAGE_PUBLIC int mirage_energies(int64_t n, const mirage_input* in, int32_t in_count,
                                  const mirage_output* out, int32_t out_count, const mirage_run* run);

/* Bogoliubov quasiparticle energies at the inputs `xi` and `phi` of each row. Rows share states as in
   mirage_spectrum. */
MIRAGE_PUBLIC int mirage_bands(int64_t n, const mirage_input* in, int32_t in_count, const mirage_output* out,
                               int32_t out_count, const mirage_run* run);

/* The current of pairs of the momentum `Q` of each row. */
MIRAGE_PUBLIC int mirage_current(int64_t n, const mirage_input* in, int32_t in_count,
                                 const mirage_output* out, int32_t out_count, const mirage_run* run);

/* The largest current of each row over all momenta. */
MIRAGE_PUBLIC int mirage_depairing_current(int64_t n, const mirage_input* in, int32_t in_count,
                                           const mirage_output* out, int32_t out_count,
                                           const mirage_run* run);

/* The columns of the closed expression `name` (`mirage help formula`) at the inputs of each row. */
MIRAGE_PUBLIC int mirage_formula(const char* name, int64_t n, const mirage_input* in, int32_t in_count,
                                 const mirage_output* out, int32_t out_count, const mirage_run* run);

/* Why the last call of this thread did not return MIRAGE_OK: one line, at most 600 characters; empty if it
   did. It stands until the next call of this thread. */
MIRAGE_PUBLIC const char* mirage_error(void);

/* JSON: version, abi, constants, settings, pockets, calls {name: {inputs, outputs}}, formulas, materials. */
MIRAGE_PUBLIC const char* mirage_description(void);

/* "1.0.0 (8c6e7f19c13c)" */
MIRAGE_PUBLIC const char* mirage_version(void);

/* MIRAGE_ABI of the library, to be compared with that of the header. */
MIRAGE_PUBLIC int mirage_abi(void);

#ifdef __cplusplus
}
#endif
#endif
