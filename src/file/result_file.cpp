#include "file/result_file.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <ctime>
#include <limits>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "file/hdf5_handle.hpp"
#include "mirage/version.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

const char* unit_text(Quantity kind, Units units) {
    switch (kind) {
        case Quantity::temperature:
            return temperature_unit(units);
        case Quantity::field:
            return field_unit(units);
        case Quantity::energy:
            return energy_unit(units);
        case Quantity::free_energy:
            return free_energy_unit(units);
        default:
            return "1";
    }
}

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
Hdf5Handle create_variable(const Description& d, const ResultVariable& variable, hid_t type,
                           const std::vector<const Scale*>& scales) {
    std::vector<hsize_t> sizes;
    for (const Scale* scale : scales) sizes.push_back(scale->size);
    const Hdf5Handle space(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose,
                           variable.name);
    const Hdf5Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, variable.name);
    checked(H5Pset_alloc_time(properties, H5D_ALLOC_TIME_EARLY), variable.name);
    checked(H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER), variable.name);
    Hdf5Handle dataset(H5Dcreate2(d.file, variable.name, type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                       H5Dclose, variable.name);
    for (std::size_t i = 0; i < scales.size(); ++i)
        checked(H5DSattach_scale(dataset, scales[i]->dataset, static_cast<unsigned>(i)), variable.name);
    write_attribute(dataset, "long_name", variable.long_name);
    write_attribute(dataset, "units", unit_text(variable.kind, d.units));
    if (H5Tget_class(type) == H5T_FLOAT) write_attribute(dataset, "_FillValue", H5T_NATIVE_DOUBLE, &nan, 1);
    if (variable.flags) {
        constexpr std::int8_t values[] = {0, 1, 2};
        write_attribute(dataset, "flag_values", H5T_NATIVE_INT8, values, 3);
        write_attribute(dataset, "flag_meanings", variable.flags);
    }
    return dataset;
}

Scale create_scale(const Description& d, const char* name, const char* long_name, Quantity kind,
                   const std::vector<double>& values) {
    const hsize_t size = values.size();
    const Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, name);
    Hdf5Handle dataset(
        H5Dcreate2(d.file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose,
        name);
    checked(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    checked(H5DSset_scale(dataset, name), name);
    write_attribute(dataset, "long_name", long_name);
    write_attribute(dataset, "units", unit_text(kind, d.units));
    return {std::move(dataset), size};
}

constexpr const char* axis_long_names[] = {"Rashba spin-orbit coupling alpha p_F", "scattering rate Gamma",
                                           "temperature"};
const char* field_long_name(Units units) {
    return units == Units::si ? "in-plane magnetic field" : "in-plane field (g/2) mu_B B";
}

/// dos and the mirage gap on their part of the grid: an axis of which only a part is chosen gets a coordinate
/// of its own.
void create_spectra(const Description& d, const Configuration& c) {
    const SpectrumGrid part = spectrum_grid(c);
    if (part.spectra() == 0) return;
    struct PartOfAxis {
        const char* name;
        const char* long_name;
        Quantity kind;
        const std::vector<std::int64_t>& chosen;
        const Axis& axis;
    };
    const PartOfAxis axes[4] = {{"alpha_spectrum", axis_long_names[0], Quantity::energy, part.alpha, c.alpha},
                                {"gamma_spectrum", axis_long_names[1], Quantity::energy, part.gamma, c.gamma},
                                {"T_spectrum", axis_long_names[2], Quantity::temperature, part.T, c.T},
                                {"B_spectrum", field_long_name(d.units), Quantity::field, part.B, c.B}};
    std::vector<Scale> own;
    own.reserve(5);
    std::vector<const Scale*> scales;
    for (std::size_t i = 0; i < 4; ++i) {
        const PartOfAxis& a = axes[i];
        if (a.chosen.size() == a.axis.values.size()) {
            scales.push_back(&d.scales[i]);
            continue;
        }
        std::vector<double> values;
        for (const std::int64_t k : a.chosen) values.push_back(a.axis.values[static_cast<std::size_t>(k)]);
        own.push_back(create_scale(d, a.name, a.long_name, a.kind, values));
        scales.push_back(&own.back());
    }
    for (const ResultVariable& variable : mirage_variables)
        create_variable(d, variable, H5T_NATIVE_DOUBLE, scales);
    own.push_back(create_scale(d, "energy", "quasiparticle energy", Quantity::energy, c.energy.values));
    scales.push_back(&own.back());
    const Hdf5Handle dos = create_variable(d, dos_variable, H5T_NATIVE_DOUBLE, scales);
    const double eta = reduced_eta(c) * unit_system(c).energy;
    write_attribute(dos, "eta", H5T_NATIVE_DOUBLE, &eta, 1);
}

void write_global_attributes(hid_t file, const Configuration& configuration,
                             const RunInformation& information) {
    write_attribute(file, "Conventions", "CF-1.8");
    write_attribute(file, "title", "Phase diagram of an Ising superconductor");
    write_attribute(file, "format_version", format_version);
    write_attribute(file, "program_version", version);
    write_attribute(file, "git_commit", git_commit);
    write_attribute(file, "configuration", to_deck(configuration));
    write_attribute(file, "ranks", H5T_NATIVE_INT, &information.ranks, 1);
    write_attribute(file, "threads", H5T_NATIVE_INT, &information.threads, 1);
    write_attribute(file, "wall_time", H5T_NATIVE_DOUBLE, &information.wall_time, 1);
    write_attribute(file, "instruction_set", information.instruction_set);
    write_attribute(file, "creation_time",
                    fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
}

}  // namespace

double file_size(const Grid& grid) {
    constexpr auto per_point = static_cast<double>(8 * point_values + point_flags),
                   per_line = static_cast<double>(8 * line_values + 1);
    return static_cast<double>(grid.points()) * per_point + static_cast<double>(grid.lines()) * per_line;
}

void create_result_file(const std::string& name, const Configuration& c, const RunInformation& information) {
    const Hdf5Handle properties(H5Pcreate(H5P_FILE_CREATE), H5Pclose, name);
    checked(H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), name);
    checked(H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), name);
    Hdf5Handle file(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, properties, H5P_DEFAULT), H5Fclose, name);
    {
        Description d{file, c.units};
        d.scales.push_back(create_scale(d, "alpha", axis_long_names[0], Quantity::energy, c.alpha.values));
        d.scales.push_back(create_scale(d, "gamma", axis_long_names[1], Quantity::energy, c.gamma.values));
        d.scales.push_back(create_scale(d, "T", axis_long_names[2], Quantity::temperature, c.T.values));
        d.scales.push_back(create_scale(d, "B", field_long_name(c.units), Quantity::field, c.B.values));
        const std::vector<const Scale*> plane{&d.scales[0], &d.scales[1]},
            line{plane[0], plane[1], &d.scales[2]}, point{plane[0], plane[1], line[2], &d.scales[3]};
        for (const ResultVariable& v : point_value_variables) create_variable(d, v, H5T_NATIVE_DOUBLE, point);
        for (const ResultVariable& v : point_flag_variables) create_variable(d, v, H5T_NATIVE_INT8, point);
        for (const ResultVariable& v : line_value_variables) create_variable(d, v, H5T_NATIVE_DOUBLE, line);
        create_variable(d, transition_order_variable, H5T_NATIVE_INT8, line);
        for (const ResultVariable& v : plane_variables) create_variable(d, v, H5T_NATIVE_DOUBLE, plane);
        create_spectra(d, c);
        write_global_attributes(file, c, information);
    }
    file.close(name);
}

void finish_result_file(const std::string& name, const PlaneValues& planes, double wall_time) {
    Hdf5Handle file(H5Fopen(name.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, name);
    {
        for (std::size_t i = 0; i < plane_values; ++i) {
            const char* variable = plane_variables[i].name;
            const Hdf5Handle dataset(H5Dopen2(file, variable, H5P_DEFAULT), H5Dclose, variable);
            checked(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, planes[i].data()),
                    variable);
        }
        const Hdf5Handle attribute(H5Aopen(file, "wall_time", H5P_DEFAULT), H5Aclose, name);
        checked(H5Awrite(attribute, H5T_NATIVE_DOUBLE, &wall_time), name);
    }
    file.close(name);
}

double spectra_size(const SpectrumGrid& part) {
    return static_cast<double>(part.spectra()) * 8.0 * (static_cast<double>(part.energies) + 2.0);
}

}  // namespace mirage
