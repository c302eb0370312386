#include <cstdio>

#include <fmt/format.h>

#include "command/bootstrap.hpp"
#include "command/commands.hpp"
#include "command/fit_teller.hpp"
#include "input/text.hpp"
#include "junction/junction_report.hpp"
#include "junction/junction_request.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

JunctionReport report_on(const JunctionRequest& request, const Arguments& arguments,
                         const JunctionProgress& progress) {
    return junction_report(request.task, request.conductance, request.notes,
                           command_line("fit-spectrum", arguments), progress);
}

void print(const JunctionRequest& request, const JunctionReport& report) {
    for (const std::string& note : request.notes) fmt::print(stderr, "mirage: note: {}\n", printable(note));
    write_text(request.output, request.format == Format::json  ? junction_json(report)
                               : request.format == Format::csv ? junction_csv(report)
                                                               : junction_table(report));
}

int run_fit_spectrum(const Arguments& arguments) {
    if (!asks_for_bootstrap(arguments)) {
        const JunctionRequest request = read_junction_request(arguments);
        print(request, report_on(request, arguments, FitTeller()));
        return 0;
    }
    return run_on_all_ranks<JunctionRequest>(
        [&] { return read_junction_request(arguments); },
        [&](const MpiSession& mpi, const JunctionRequest& request) {
            JunctionReport report = report_on(
                request, arguments, mpi.rank == 0 ? JunctionProgress(FitTeller()) : JunctionProgress());
            std::size_t width = 0;
            for (const JunctionParameter& p : request.task.parameters) width += p.free;
            report.samples = bootstrap_of_all(request.bootstrap, width, [&](std::size_t i) {
                return junction_bootstrap_sample(request.task, report.fit, i);
            });
            if (mpi.rank == 0) print(request, report);
        });
}

}  // namespace

Command fit_spectrum_command() {
    Command command;
    command.name = "fit-spectrum";
    command.summary = "gap, couplings and broadening with intervals from measured dI/dV curves";
    command.usage = "CURVES.csv [MORE.csv ...] [--model exact|dynes|maki] [--free beta,eta,...]";
    command.description =
        "Parameters with 95 % intervals from dI/dV curves of a tunnel junction with a normal metal, all "
        "curves "
        "together: a table with columns of the bias (uV, mV, V) and the conductance (uS, nS, G0, any unit of "
        "a "
        "lock-in), perhaps T, B and sigma_G; or a column for each curve, named 0.5T or 1.2K; or a file for "
        "each. "
        "T and B that no column tells are those of the comments or of the file's name, or given by --T and "
        "--B. "
        "What was taken for what is printed. With --units reduced everything is in Tc0, Delta0 and "
        "Delta0/e.\n\n"
        "A curve is b(V) g(V - V_offset), b the normal conductance (--background), g that of the exact "
        "spectrum "
        "with Dynes broadening eta, at the temperature of the electrons, averaged over the lock-in "
        "amplitude, "
        "behind a series resistance. Every curve has a gap of its own, or with --self-consistent that of the "
        "gap equation at its temperature and field. Without stated errors the noise is that of neighbours, "
        "and "
        "the scatter about the fit sets the intervals.\n\n"
        "csv is the curves with fit and residuals, json everything. A parameter that the curves cannot tell "
        "says "
        "so, as in mirage fit: a mirage gap outside the measured window determines no Ising coupling. Where "
        "the "
        "model does not describe the curves, the range of voltages is named that it misses.";
    command.examples = {
        "mirage fit-spectrum curves.csv --free beta,eta,gamma --background linear   # K, tesla, mV",
        "mirage fit-spectrum curves.csv --self-consistent --free tc0,beta,eta,v-ac",
        "mirage fit-spectrum film.csv --model maki",
        "mirage fit-spectrum 0T.txt 2T.txt --T 0.3 --B 0,2 --format json --output fit.json"};
    command.options = junction_options();
    command.words = {"CURVES.csv", 1000};
    command.run = run_fit_spectrum;
    return command;
}

}  // namespace mirage
