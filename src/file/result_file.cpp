#include "file/result_file.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "file/hdf5_handle.hpp"
#include "file/result_reader.hpp"
#include "mirage/numeric/constants.hpp"
#include "mirage/version.hpp"
#include "results/heading.hpp"

namespace mirage {
namespace {

void write_attribute(hid_t object, const std::string& name, hid_t type, const void* data, hsize_t count) {
    const Hdf5Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose, name);
    const Hdf5Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                               H5Aclose, name);
    checked(H5Awrite(attribute, type, data), name);
}

void write_attribute(hid_t object, const std::string& name, const std::string& text) {
    const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose, name);
    checked(H5Tset_size(type, text.size() + 1), name);
    checked(H5Tset_cset(type, H5T_CSET_UTF8), name);
    const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose, name);
    const Hdf5Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                               H5Aclose, name);
    checked(H5Awrite(attribute, type, text.c_str()), name);
}

/// A coordinate: its dataset, and its length.
struct Scale {
    Hdf5Handle dataset;
    hsize_t size;
};

/// The file while it is being described.
struct Description {
    hid_t file;
    Units units;
    std::vector<Scale> scales{};  ///< alpha, gamma, T, B
};

/// Space is set aside at once and left unfilled: every element is written later.
Hdf5Handle create_dataset(const Description& d, const std::string& name, hid_t type,
                          const std::vector<const Scale*>& scales) {
    std::vector<hsize_t> sizes;
    for (const Scale* scale : scales) sizes.push_back(scale->size);
    // a plane of no axes cannot be: alpha and gamma are always there
    const Hdf5Handle space(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose,
                           name);
    const Hdf5Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, name);
    checked(H5Pset_alloc_time(properties, H5D_ALLOC_TIME_EARLY), name);
    checked(H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER), name);
    Hdf5Handle dataset(H5Dcreate2(d.file, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                       H5Dclose, name);
    for (std::size_t i = 0; i < scales.size(); ++i)
        checked(H5DSattach_scale(dataset, scales[i]->dataset, static_cast<unsigned>(i)), name);
    return dataset;
}

/// CF attributes of a flag: values and meanings, and the value of what was not computed where it has one of
/// its own.
void describe_flag(hid_t dataset, const char* meanings, int missing) {
    const auto missing_flag = static_cast<std::int8_t>(missing);
    if (missing < 0) write_attribute(dataset, "_FillValue", H5T_NATIVE_INT8, &missing_flag, 1);
    if (!*meanings) return;
    std::vector<std::int8_t> values;
    while (!meaning(meanings, static_cast<int>(values.size())).empty())
        values.push_back(static_cast<std::int8_t>(values.size()));
    write_attribute(dataset, "flag_values", H5T_NATIVE_INT8, values.data(), values.size());
    write_attribute(dataset, "flag_meanings", meanings);
}

template <class State>
Hdf5Handle create_variable(const Description& d, const Quantity<State>& q,
                           const std::vector<const Scale*>& scales) {
    const bool number = q.storage == Storage::number;
    Hdf5Handle dataset = create_dataset(d, q.name, number ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT8, scales);
    write_attribute(dataset, "long_name", q.long_name);
    write_attribute(dataset, "units", unit_name(q.unit, d.units));
    if (number)
        write_attribute(dataset, "_FillValue", H5T_NATIVE_DOUBLE, &quiet_nan, 1);
    else
        describe_flag(dataset, q.meanings, q.missing);
    return dataset;
}

template <class State, std::size_t n>
void create_variables(const Description& d, const std::array<Quantity<State>, n>& quantities,
                      const std::vector<const Scale*>& scales) {
    for (const Quantity<State>& q : quantities) create_variable(d, q, scales);
}

Scale create_scale(const Description& d, const std::string& name, const std::string& long_name, UnitKind unit,
                   const std::vector<double>& values) {
    const hsize_t size = values.size();
    const Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, name);
    Hdf5Handle dataset(
        H5Dcreate2(d.file, name.c_str(), H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Dclose, name);
    checked(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    checked(H5DSset_scale(dataset, name.c_str()), name);
    write_attribute(dataset, "long_name", long_name);
    write_attribute(dataset, "units", unit_name(unit, d.units));
    return {std::move(dataset), size};
}

/// The chosen values of an axis.
std::vector<double> values_at(const GridAxis& axis, const std::vector<std::int64_t>& chosen) {
    std::vector<double> values;
    for (const std::int64_t i : chosen) values.push_back(axis.values[static_cast<std::size_t>(i)]);
    return values;
}

/// Variables over energy, with their broadening.
template <class State, std::size_t n>
void create_curves(const Description& d, const std::array<Quantity<State>, n>& quantities,
                   const std::vector<const Scale*>& scales, const Configuration& c) {
    for (const Quantity<State>& q : quantities) {
        const Hdf5Handle dataset = create_variable(d, q, scales);
        if (!c.eta && d.units == Units::si && c.tc0.values.size() > 1)
            continue;  // 0.01 Delta0: another one for each Tc0
        const double eta = c.eta ? *c.eta : reduced_eta(c, unit_system(c)) * unit_system(c).energy;
        write_attribute(dataset, "eta", H5T_NATIVE_DOUBLE, &eta, 1);
    }
}

/// dos, dI/dV and the mirage gap on their part of the grid: an axis of which only a part is chosen gets a
/// coordinate of its own.
void create_spectra(const Description& d, const Configuration& c, const Grid& grid) {
    const SpectrumGrid part = spectrum_grid(c, grid);
    if (part.spectra() == 0) return;
    std::vector<Scale> own;
    own.reserve(grid.axes.size() + 1);
    std::vector<const Scale*> scales;
    for (std::size_t i = 0; i < grid.axes.size(); ++i) {
        const GridAxis& axis = grid.axes[i];
        const Setting& s = *axis.setting;
        if (part.chosen[i].size() < axis.values.size())
            own.push_back(create_scale(d, s.variable() + spectrum_suffix, s.long_name, s.unit,
                                       values_at(axis, part.chosen[i])));
        scales.push_back(part.chosen[i].size() < axis.values.size() ? &own.back() : &d.scales[i]);
    }
    const bool conductance = part.conductance == Conductance::stored;
    create_variables(d, mirage_quantities, scales);
    if (conductance) create_variables(d, edge_quantities, scales);
    own.push_back(create_scale(d, "energy", "quasiparticle energy", UnitKind::energy, c.energy.values));
    scales.push_back(&own.back());
    create_curves(d, energy_quantities, scales, c);
    if (conductance) create_curves(d, conductance_quantities, scales, c);
}

/// A number and its unit: `beta` and `beta_units`.
void write_number(hid_t file, const std::string& name, double value, const char* unit) {
    write_attribute(file, name, H5T_NATIVE_DOUBLE, &value, 1);
    write_attribute(file, name + "_units", unit);
}

/// The settings that are no axes; Tc0, the g-factor and Delta0 only where they matter.
void write_fixed_settings(hid_t file, const Grid& grid, const Configuration& c) {
    write_attribute(file, "units", name_of(grid.units));
    for (const Setting* setting : axis_settings()) {
        const bool is_axis = std::any_of(grid.axes.begin(), grid.axes.end(),
                                         [&](const GridAxis& axis) { return axis.setting == setting; });
        const bool of_units =
            setting->value == &PointSettings::tc0 || setting->value == &PointSettings::g_factor;
        if (is_axis || (of_units && grid.units == Units::reduced)) continue;
        if (std::isnan(grid.fixed.*(setting->value))) continue;  // not given
        write_number(file, setting->variable(), grid.fixed.*(setting->value),
                     unit_name(setting->unit, grid.units));
    }
    if (!c.pockets.empty()) write_attribute(file, "pockets", pockets_text(c.pockets));
    if (grid.units == Units::si && c.tc0.values.size() == 1)
        write_number(file, "Delta0", si_units(c.tc0.values.front(), 2.0).energy, "meV");
    write_number(file, "tolerance", c.tolerance, unit_name(UnitKind::gap, grid.units));
}

/// In words, of all points: the state that they hold.
const char* momentum_text(const Configuration& c) {
    if (pair_momentum(c) == PairMomentum::best)
        return "best: the momentum of the lowest free energy at every point, one plane wave; a standing wave "
               "has the same line of second order and may lie lower below it";
    const bool given = c.momentum.values.size() > 1 || (asks_for_momentum(c) && c.momentum.values[0] > 0.0);
    return given ? "given: the setting momentum, one plane wave" : "zero: the uniform state";
}

void write_global_attributes(hid_t file, const Configuration& configuration,
                             const RunInformation& information) {
    // Delta0 and Tc0 are no units that the conventions know
    if (configuration.units == Units::si) write_attribute(file, "Conventions", "CF-1.8");
    write_attribute(file, "title", "Phase diagram of an Ising superconductor");
    write_attribute(file, "format_version", format_version);
    write_attribute(file, "program_version", version);
    write_attribute(file, "git_commit", git_commit);
    write_attribute(file, "configuration", to_deck(configuration));
    write_attribute(file, "pair_momentum", momentum_text(configuration));
    write_attribute(file, "ranks", H5T_NATIVE_INT, &information.ranks, 1);
    write_attribute(file, "threads", H5T_NATIVE_INT, &information.threads, 1);
    write_attribute(file, "wall_time", H5T_NATIVE_DOUBLE, &information.wall_time, 1);
    write_attribute(file, "instruction_set", std::string(information.instruction_set));
    write_attribute(file, "creation_time",
                    fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
}

}  // namespace

double grid_size(std::int64_t points, std::int64_t lines) {
    return static_cast<double>(points) * bytes_per_row(point_quantities) +
           static_cast<double>(lines) * bytes_per_row(line_quantities);
}

double spectra_size(const SpectrumGrid& part) {
    return static_cast<double>(part.spectra()) *
           (static_cast<double>(part.energies * part.curves()) * bytes_per_row(energy_quantities) +
            bytes_per_row(mirage_quantities) +
            (part.conductance == Conductance::stored ? bytes_per_row(edge_quantities) : 0.0));
}

void create_result_file(const std::string& name, const Configuration& c, const RunInformation& information) {
    const Hdf5Handle properties(H5Pcreate(H5P_FILE_CREATE), H5Pclose, name);
    checked(H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), name);
    checked(H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), name);
    Hdf5Handle file(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, properties, H5P_DEFAULT), H5Fclose, name);
    {
        const Grid grid = grid_of(c);
        Description d{file, c.units};
        for (const GridAxis& axis : grid.axes)
            d.scales.push_back(create_scale(d, axis.setting->variable(), axis.setting->long_name,
                                            axis.setting->unit, axis.values));
        std::vector<const Scale*> point;
        for (const Scale& scale : d.scales) point.push_back(&scale);
        create_variables(d, point_quantities, point);
        create_variables(d, line_quantities, {point.begin(), point.end() - 1});
        create_variables(d, plane_quantities, {point.begin(), point.end() - 2});
        create_spectra(d, c, grid);
        write_fixed_settings(file, grid, c);
        write_global_attributes(file, c, information);
    }
    file.close(name);
}

void finish_result_file(const std::string& name, const RowBlock& planes, double wall_time) {
    Hdf5Handle file(H5Fopen(name.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, name);
    {
        for_each_stored(plane_quantities, [&](const Quantity<PlaneState>& q, std::size_t at) {
            const Hdf5Handle dataset(H5Dopen2(file, q.name, H5P_DEFAULT), H5Dclose, q.name);
            const bool number = q.storage == Storage::number;
            const void* values =
                number ? static_cast<const void*>(planes.numbers[at].data()) : planes.flags[at].data();
            checked(H5Dwrite(dataset, number ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT8, H5S_ALL, H5S_ALL,
                             H5P_DEFAULT, values),
                    q.name);
        });
        const Hdf5Handle attribute(H5Aopen(file, "wall_time", H5P_DEFAULT), H5Aclose, name);
        checked(H5Awrite(attribute, H5T_NATIVE_DOUBLE, &wall_time), name);
    }
    file.close(name);
}

}  // namespace mirage
