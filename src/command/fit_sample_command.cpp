#include <cstdio>

#include <fmt/format.h>

#include "command/bootstrap.hpp"
#include "command/commands.hpp"
#include "command/fit_teller.hpp"
#include "input/text.hpp"
#include "results/output.hpp"
#include "sample/joint_report_json.hpp"
#include "sample/joint_request.hpp"

namespace mirage {
namespace {

JointReport report_on(const JointRequest& request, const Arguments& arguments,
                      const JointProgress& progress) {
    return joint_report(request.task, request.conductance, request.notes,
                        command_line("fit-sample", arguments), progress);
}

void print(const JointRequest& request, const JointReport& report) {
    for (const std::string& note : request.notes) fmt::print(stderr, "mirage: note: {}\n", printable(note));
    write_text(request.output, request.format == Format::json  ? joint_json(report)
                               : request.format == Format::csv ? joint_csv(report)
                                                               : joint_table(report));
}

int run_fit_sample(const Arguments& arguments) {
    if (!asks_for_bootstrap(arguments)) {
        const JointRequest request = read_joint_request(arguments);
        print(request, report_on(request, arguments, FitTeller()));
        return 0;
    }
    return run_on_all_ranks<JointRequest>(
        [&] { return read_joint_request(arguments); },
        [&](const MpiSession& mpi, const JointRequest& request) {
            JointReport report =
                report_on(request, arguments, mpi.rank == 0 ? JointProgress(FitTeller()) : JointProgress());
            std::size_t width = 0;
            for (const JointParameter& p : report.fit.task) width += p.free;
            report.samples = bootstrap_of_all(request.bootstrap, width, [&](std::size_t i) {
                return joint_bootstrap_sample(report.fit, i);
            });
            if (mpi.rank == 0) print(request, report);
        });
}

}  // namespace

Command fit_sample_command() {
    Command command;
    command.name = "fit-sample";
    command.summary = "material parameters from B_c2(T), T_c(B) and dI/dV curves of one sample together";
    command.usage = "--points BC2.csv [--points TC.csv ...] --spectra CURVES.csv [--free tc0,beta,...]";
    command.description =
        "One set of parameters for everything that was measured on one sample: points and bounds of B_c2(T) "
        "and "
        "T_c(B), read as mirage fit reads them, and dI/dV curves with the gap of the gap equation, read as "
        "mirage "
        "fit-spectrum --self-consistent reads them. Tc0, the couplings, scattering rates, angle and pockets "
        "are "
        "shared; broadening, temperature of the electrons, lock-in amplitude, series resistance, offset and "
        "background are of the curves.\n\n"
        "Chi-squared is the sum of those of points and curves, each in units of its errors. Where a part "
        "states "
        "none, the scatter about its own best fit weighs it. Intervals come from the profile of the sum. "
        "Each "
        "part is fitted alone as well: how much chi-squared rises where both must agree tells whether they "
        "do, "
        "and a fit with a parameter of its own for each part, by how many sigma they are apart in it. Where "
        "they "
        "disagree, no parameter is called determined.\n\n"
        "csv is points and curves with residuals, json everything.";
    command.examples = {
        "mirage fit-sample --points bc2.csv --spectra curves.csv   # K, tesla, mV, meV",
        "mirage fit-sample --points bc2.csv --points tc.csv --spectra curves.csv --free "
        "tc0,beta,gamma,eta,v-ac",
        "mirage fit-sample --points bc2.csv --spectra curves.csv --format json --output sample.json"};
    command.options = joint_options();
    command.run = run_fit_sample;
    return command;
}

}  // namespace mirage
