#include <cstdio>

#include <fmt/format.h>

#include "command/bootstrap.hpp"
#include "command/commands.hpp"
#include "fit/answer.hpp"
#include "fit/files.hpp"
#include "fit/report_json.hpp"
#include "fit/report_table.hpp"
#include "input/text.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

void print(const FitRequest& request, const FitReport& report) {
    for (const std::string& note : request.notes) fmt::print(stderr, "mirage: note: {}\n", printable(note));
    write_text(request.output, request.format == Format::json  ? fit_json(report)
                               : request.format == Format::csv ? fit_csv(report)
                                                               : fit_table(report));
}

int run_fit(const Arguments& arguments) {
    const auto answered = [&](const FitRequest& request) {
        return answer(request, command_line("fit", arguments));
    };
    if (!asks_for_bootstrap(arguments)) {
        const FitRequest request = read_fit_request(arguments);
        print(request, answered(request));
        return 0;
    }
    return run_on_all_ranks<FitRequest>(
        [&] { return read_fit_request(arguments); },
        [&](const MpiSession& mpi, const FitRequest& request) {
            FitReport report = answered(request);
            const FitResult& result = report.fits[0].result;
            report.samples =
                bootstrap_of_all(request.bootstrap, free_names(result).size(),
                                 [&](std::size_t i) { return bootstrap_sample(request.task, result, i); });
            if (mpi.rank == 0) print(request, report);
        });
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
