#include <cstdio>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "fit/answer.hpp"
#include "fit/files.hpp"
#include "fit/report_json.hpp"
#include "fit/report_table.hpp"
#include "input/arguments.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "parallel/communicator.hpp"
#include "parallel/instruction_sets.hpp"
#include "propagator/kernel.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

void print(const FitRequest& request, const FitReport& report) {
    for (const std::string& note : request.notes) fmt::print(stderr, "mirage: note: {}\n", printable(note));
    write_text(request.output, request.format == Format::json  ? fit_json(report)
                               : request.format == Format::csv ? fit_csv(report)
                                                               : fit_table(report));
}

/// Bootstrap samples of all ranks on rank 0, in their order.
std::vector<std::vector<double>> bootstrap(const FitRequest& request, const FitResult& result) {
    const std::size_t width = free_names(result).size();
    return drawn_by_all(static_cast<std::size_t>(request.bootstrap), width,
                        communicator_of(MPI_COMM_WORLD, 1),
                        [&](std::size_t i) { return bootstrap_sample(request.task, result, i); });
}

/// With samples for all ranks: every rank reads and fits, which are cheap; rank 0 speaks.
int run_with_bootstrap(const std::vector<std::string>& arguments) {
    const MpiSession mpi;
    FitRequest request;
    std::string error;
    try {
        check_instruction_sets(kernel().instruction_set, communicator_of(MPI_COMM_WORLD, 1));
        request = read_fit_request(arguments);
    } catch (const InputError& refused) {
        error = refused.what();
    }
    error = broadcast(error, MPI_COMM_WORLD);
    if (!error.empty()) {
        if (mpi.rank == 0) fmt::print(stderr, "mirage: {}\n", error);
        return mpi.rank == 0 ? 2 : 0;
    }
    FitReport report = answer(request, command_line("fit", arguments));
    report.samples = bootstrap(request, report.fits[0].result);
    if (mpi.rank == 0) print(request, report);
    return 0;
}

int run_fit(const Arguments& arguments) {
    for (const std::string& word : arguments)
        if (names(word, "--bootstrap")) return run_with_bootstrap(arguments);
    const FitRequest request = read_fit_request(arguments);
    print(request, answer(request, command_line("fit", arguments)));
    return 0;
}

}  // namespace

Command fit_command() {
    Command command;
    command.name = "fit";
    command.summary = "material parameters with intervals from measured B_c2(T)";
    command.usage = "DATA.csv [MORE.csv ...] [--model exact|ising|klb|whh] [--free beta,gamma,...]";
    command.description =
        "Parameters with 95 % intervals from measured B_c2(T): a table with columns T, B and, if known, "
        "sigma_T, "
        "sigma_B, sample. Separators are commas, semicolons, tabs or blanks; a header names the columns and "
        "their "
        "units (K, mK, T, mT, Oe, kOe, G, kG, %, T/Tc and B/Bp with --tc0; K and T where none is told). "
        "2.34(2), "
        "2.34 +- 0.02 and the bound >34 are read; - is standard input. What was taken for what is "
        "printed.\n\n"
        "Distances are perpendicular to the curve in units of the errors. csv is the fitted curve with its "
        "95 % "
        "band, json everything. Intervals come from the profile of chi-squared; a parameter that the data "
        "cannot "
        "tell says so: \"upper bound\" (the data allow every value below), \"lower bound\" (every value "
        "above) "
        "or \"undetermined\".\n\n"
        "Of the exact model every setting of a material that decides B_c2(T) may be free (--free, --bounds, "
        "--share) or given: scattering of every kind, orbital pair breaking (or thickness with diffusion), "
        "the "
        "angle of the field, the triplet channel, share, beta, alpha and gap of a pocket (--free "
        "pocket.NAME.share). A fit without the triplet channel reads beta too large where there is one, near "
        "Tc "
        "by more than the root of 1 + ln(2 beta/Delta0)/ln(Tc0/T_t): free t-triplet to see it. With and "
        "without a term "
        "are two fits, of which the lower AIC is to be preferred.";
    command.examples = {"mirage fit data.csv --free tc0,beta,gamma --compare ising,klb   # K, tesla, meV",
                        "mirage fit data.csv --free tc0,beta,t-triplet",
                        "mirage fit data.csv --pocket G:beta=1 --free tc0,beta,pocket.G.share",
                        "mirage fit data.csv --thickness 4 --theta 5 --free tc0,beta,diffusion"};
    command.options = fit_options();
    command.words = {"DATA.csv", 1000};
    command.run = run_fit;
    return command;
}

}  // namespace mirage
