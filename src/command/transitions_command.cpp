#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "results/heading.hpp"
#include "transitions/point_text.hpp"
#include "transitions/transition_request.hpp"

namespace mirage {
namespace {

/// The curves of all files.
std::vector<MeasuredCurve> read_files(const TransitionRequest& request, std::vector<std::string>& notes) {
    std::vector<MeasuredCurve> all;
    for (const std::string& file : request.files) {
        MeasuredCurves read = read_curves(file, request.reading);
        notes.insert(notes.end(), read.notes.begin(), read.notes.end());
        std::move(read.curves.begin(), read.curves.end(), std::back_inserter(all));
    }
    return all;
}

int run_transitions(const Arguments& arguments) {
    const TransitionRequest request = transition_request(arguments);
    std::vector<std::string> notes;
    const std::vector<MeasuredCurve> curves = read_files(request, notes);
    TransitionPoints found = points_of(curves, request.options);
    notes.insert(notes.end(), found.notes.begin(), found.notes.end());
    found.notes = notes;
    for (const std::string& note : notes) fmt::print(stderr, "mirage: note: {}\n", printable(note));
    if (found.points.empty())
        throw InputError(fmt::format("no transition in {}: see the notes", counted(curves.size(), "curve")));
    const std::string command = command_line("transitions", arguments);
    write_text(request.output, request.printed == Printed::curves
                                   ? curves_text(found, curves, command)
                                   : text_of(found, curves, command, request.options.error, request.format));
    return 0;
}

}  // namespace

Command transitions_command() {
    Command command;
    command.name = "transitions";
    command.summary = "T_c and B_c2 with errors from measured R(T) and R(B)";
    command.usage = "DATA.dat [MORE.dat ...] [--criterion 50|10,50,90|onset|zero|slope|all]";
    command.description =
        "Points of B_c2(T) from measured resistances, in the form that mirage fit reads. Files have columns "
        "T or B and "
        "R (or a lock-in voltage): one curve each, many under each other, or one column for each field (R at "
        "2 T). The "
        "fixed field or temperature is that of a column, of the name of a column, of a comment (B = 2 T), of "
        "the name "
        "of the file (R_T_2T.dat, 1.5K.csv) or of --field and --temperature; what was taken for what is "
        "printed. "
        "Instrument files with [Data] are known.\n\n"
        "The normal resistance is a straight line through what lies above the transition, a constant where "
        "its slope "
        "is "
        "within three standard deviations of zero; an offset below the transition is taken as zero. A "
        "percentage is "
        "that of "
        "the normal resistance there, at the outermost crossing. onset: the resistance has fallen by 2 % (or "
        "by three "
        "times the noise); zero: it is above zero by as much; slope: the straight line through 30 and 70 % "
        "reaches "
        "R_n.\n\n"
        "The error is a quarter of the width between 10 and 90 %, the error by noise and spacing, and half "
        "the "
        "difference of the sweeps, in quadrature. A curve that is normal at all temperatures or "
        "superconducts at all "
        "fields is a bound, <8 or >9; one that shows neither is left out with a note.";
    command.results =
        "T, B, sigma_T, sigma_B, sample (several channels, directions or criteria), criterion, width_T, "
        "width_B "
        "(between 10 and 90 %), R_n, sweep (up, down, mean).";
    command.examples = {
        "mirage transitions R_T_*.dat --output points.csv && mirage fit points.csv   # K, tesla",
        "mirage transitions sweeps.dat --criterion all --format table",
        "mirage transitions up-and-down.csv --field 2 --sweeps both"};
    command.options = transition_options();
    command.options.push_back(format_option({"csv", "table", "json"}, "csv"));
    command.options.push_back({"output", "FILE", "file to write"});
    command.words = {"DATA.dat", 1000};
    command.run = run_transitions;
    return command;
}

}  // namespace mirage
