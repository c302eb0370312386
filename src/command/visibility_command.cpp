#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "input/check_output.hpp"
#include "results/heading.hpp"
#include "results/output.hpp"
#include "results/printing.hpp"
#include "visibility/visibility_quantities.hpp"
#include "visibility/visibility_report.hpp"

namespace mirage {
namespace {

/// 1 and a line on standard error where something was not found.
int exit_status(const std::vector<VisibilityRow>& rows) {
    std::ptrdiff_t points = 0, temperatures = 0;
    for (const VisibilityRow& row : rows) {
        points += std::count_if(row.points.begin(), row.points.end(),
                                [](const VisibilityPoint& p) { return p.status == DipStatus::failed; });
        temperatures += row.fields.failed;
    }
    if (points > 0) fmt::print(stderr, "mirage: {} points were not solved\n", points);
    if (temperatures > 0)
        fmt::print(stderr, "mirage: fields of {} of {} temperatures were not found\n", temperatures,
                   rows.size());
    return points > 0 || temperatures > 0 ? 1 : 0;
}

int run_visibility(const Arguments& arguments) {
    const VisibilityRequest request = visibility_request(arguments);
    const Configuration& c = request.configuration;
    print_notes(c);
    if (!c.output.empty()) check_output("--output", c.output);
    const std::vector<VisibilityRow> rows = visibility_map(grid_of(c), request.instrument, c.threads);
    write_text(c.output, visibility_text(request, rows, command_line("visibility", arguments)));
    return exit_status(rows);
}

}  // namespace

Command visibility_command() {
    Command command;
    command.name = "visibility";
    command.summary = "at which B and T, and through how much broadening, dI/dV shows the mirage gap";
    command.usage = "[--T AXIS] [--B AXIS] [--noise 0.01] [--name value ...] [--format csv|table|json]";
    command.description =
        "The dip that the mirage gap leaves in dI/dV of a tunnel junction with a normal metal, with thermal "
        "smearing, lock-in modulation and Dynes broadening, over temperature and field; where an instrument "
        "of "
        "the given noise sees it, and up to which broadening.\n\n"
        "The depth is that of the minimum below the lower of its two shoulders, in units of the normal "
        "conductance: min(g(V_low), g(V_high)) - g(V_dip). The shoulders are the highest points between the "
        "minimum and half way to the main gap, and beyond the mirage gap. A curve that only falls has depth "
        "0: so "
        "it is without Ising coupling, field or pairs, and where B Delta > beta^2 + B^2, which makes the "
        "mirage "
        "gap a part of the main gap. Half of the states are left inside a clean mirage gap: weak broadening "
        "leaves g = 1/2 there.\n\n"
        "The dip is visible where its depth is above threshold x noise. The largest temperature, lock-in "
        "amplitude and Dynes broadening are those at which it falls to that, the other two as given and the "
        "order "
        "parameter as it is. An amplitude that reaches from the middle of the mirage gap to the main gap "
        "ends it "
        "too. With pockets that tunnel into the same voltages a dip may be theirs.\n\n"
        "B_from and B_to are the edges of the visible fields around the best one at each temperature: table, "
        "json, "
        "and comments of csv; also a statement of the result in words.";
    command.results = column_help(visibility_quantities);
    command.examples = {
        "mirage visibility --beta 7 --gamma 0.1 --noise 0.01 --format table",
        "mirage visibility --beta 7 --T 0.05:0.9:30 --output seen.csv && mirage plot seen.csv",
        "mirage visibility --tc0 3.0 --beta 1.2 --T 0.3 --noise 0.005 --lock-in 0.05   # K, tesla, meV"};
    command.settings = Scope::every;
    command.axes = {"T", "B"};
    command.defaults = {{"T", "10 values from 0.05 to 0.95 Tc0"},
                        {"B", "40 values up to B_c2 at the lowest temperature"}};
    command.options = visibility_options();
    command.options.push_back(format_option({"csv", "table", "json"}, "csv"));
    command.run = run_visibility;
    return command;
}

}  // namespace mirage
