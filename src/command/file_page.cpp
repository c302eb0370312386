#include "command/file_page.hpp"

#include <array>

#include <fmt/format.h>

#include "file/result_file.hpp"
#include "file/result_reader.hpp"
#include "input/settings.hpp"
#include "results/quantities.hpp"

namespace mirage {
namespace {

std::string with_unit(const std::string& text, UnitKind unit) {
    const std::string kind = kind_name(unit);
    return kind.empty() ? text : fmt::format("{} [{}]", text, kind);
}

/// "; -1 not computed, 0 normal, 1 gapped"
std::string flag_text(const char* meanings, int missing) {
    std::vector<std::string> words;
    if (missing < 0) words.push_back(fmt::format("{} not computed", missing));
    for (int i = 0; !meaning(meanings, i).empty(); ++i)
        words.push_back(fmt::format("{} {}", i, meaning(meanings, i)));
    return words.empty() ? "" : fmt::format("; {}", fmt::join(words, ", "));
}

template <class State, std::size_t n>
void add_quantities(PageSection& section, const std::array<Quantity<State>, n>& quantities) {
    for (const Quantity<State>& q : quantities)
        section.keys.emplace_back(q.name,
                                  with_unit(q.long_name, q.unit) +
                                      (q.storage == Storage::flag ? flag_text(q.meanings, q.missing) : ""));
}

template <class State, std::size_t n>
PageSection variables(const std::string& title, const std::array<Quantity<State>, n>& quantities) {
    PageSection section{title};
    add_quantities(section, quantities);
    return section;
}

/// Those of every file first.
PageSection coordinates() {
    PageSection section{"COORDINATES"}, optional;
    for (const Setting* s : axis_settings()) {
        const bool always = s->role == GridRole::always;
        (always ? section : optional)
            .keys.emplace_back(s->variable(), with_unit(s->long_name, s->unit) +
                                                  (always ? "" : "; where it has several values"));
    }
    section.keys.emplace_back("energy", "quasiparticle energy [energy]; where there are spectra");
    section.keys.emplace_back(std::string("NAME") + spectrum_suffix,
                              "the values of the axis NAME that have spectra, where these are not all");
    section.keys.insert(section.keys.end(), optional.keys.begin(), optional.keys.end());
    return section;
}

PageSection spectra() {
    PageSection section{"SPECTRA"};
    for (const Quantity<RetardedAmplitudes>& q : energy_quantities)
        section.keys.emplace_back(
            q.name, std::string(q.long_name) +
                        ", on all axes and energy; its attribute eta is the Dynes broadening [energy]");
    add_quantities(section, mirage_quantities);
    constexpr const char* where = "; where the deck has conductance = true";
    for (const Quantity<double>& q : conductance_quantities)
        section.keys.emplace_back(q.name, fmt::format("{}, axes and attribute as dos{}", q.long_name, where));
    for (const Quantity<SpectralEdges>& q : edge_quantities)
        section.keys.emplace_back(q.name, with_unit(q.long_name, q.unit) + where);
    return section;
}

PageSection attributes() {
    PageSection section{"GLOBAL ATTRIBUTES"};
    for (const FileAttribute& attribute : file_attributes)
        section.keys.emplace_back(attribute.name, attribute.what);
    return section;
}

}  // namespace

std::vector<PageSection> file_sections() {
    return {coordinates(),
            variables("VARIABLES OF POINTS, ON ALL AXES", point_quantities),
            variables("VARIABLES OF LINES, ON ALL AXES BUT B", line_quantities),
            variables("VARIABLES OF MATERIALS, ON ALL AXES BUT T AND B", plane_quantities),
            spectra(),
            attributes()};
}

std::string file_description() {
    return "What mirage sweep writes: one HDF5 file that NetCDF-4 programs read, with named dimensions, "
           "units and long_name. The axes are alpha, gamma, T and B, B fastest; in front of them every "
           "other setting of the material that has several values. A setting that has one value is a "
           "global attribute, its unit that of the name with _units.\n"
           "With units = reduced energies and B are in Delta0 and T in Tc0; with units = si energies are in "
           "meV, B in tesla and T in kelvin: the attribute units of each variable has it. Numbers are "
           "doubles; flags are bytes with flag_values and flag_meanings.\n"
           "What was not computed is NaN: a point that failed has no phase (-1) and status 2. A field or "
           "temperature that is NaN does not exist where line_status and plane_status are converged, and "
           "was not found where they are not.";
}

const std::vector<std::string>& file_examples() {
    static const std::vector<std::string> examples{
        "mirage show run.h5", "mirage show run.h5 --variable B_c2 --format csv", "mirage verify run.h5",
        "mirage sweep --from run.h5 --output again.h5",
        "python3 -c \"import xarray; print(xarray.open_dataset('run.h5').B_c2)\""};
    return examples;
}

}  // namespace mirage
