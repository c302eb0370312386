#include "mirage/result_file.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <ctime>
#include <limits>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "mirage/hdf5_handle.hpp"
#include "mirage/version.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t most_bytes_per_write = std::int64_t{1} << 29;

enum class Kind { number, temperature, field, energy, free_energy };

struct Variable {
    const char* name;
    const char* long_name;
    Kind kind = Kind::number;
    const char* flags = nullptr;  ///< meanings of 0, 1, 2...
};

constexpr std::array<Variable, point_values> point_value_variables{{
    {"order_parameter", "order parameter Delta of the stable state", Kind::energy},
    {"free_energy", "free energy of the stable state relative to the normal state, (Omega_S - Omega_N)/N0",
     Kind::free_energy},
    {"magnetization", "magnetisation relative to the normal state, (M_S - M_N)/N0", Kind::energy},
    {"zero_energy_dos", "density of states at zero energy relative to the normal state"},
}};
constexpr std::array<Variable, point_flags> point_flag_variables{{
    {"phase", "phase of the stable state", Kind::number, "normal gapped gapless"},
    {"status", "how the point was computed", Kind::number, "converged tolerance_not_met failed"},
    {"solution_count", "number of superconducting solutions of the gap equation"},
}};
constexpr std::array<Variable, line_values> line_value_variables{{
    {"B_c2", "thermodynamic critical field", Kind::field},
    {"B_supercooling", "largest field at which the normal state is linearly unstable", Kind::field},
    {"B_superheating", "largest field with a superconducting solution", Kind::field},
    {"B_jump", "first-order transition between two superconducting states", Kind::field},
    {"B_collapse", "field at which the spectral gap of the stable state closes", Kind::field},
}};
constexpr Variable transition_order_variable{"transition_order", "order of the transition at B_c2, 0 where there is none"};
constexpr std::array<Variable, plane_values> plane_variables{{
    {"T_tricritical", "highest tricritical temperature", Kind::temperature},
    {"T_critical_point", "highest end of a jump line", Kind::temperature},
    {"T_upturn", "temperature below which B_c2(T) curves upwards", Kind::temperature},
}};

constexpr Variable dos_variable{"dos", "density of states in units of the normal state"};
constexpr std::array<Variable, 2> mirage_variables{{
    {"mirage_energy", "position of the mirage gap", Kind::energy},
    {"mirage_width", "width of the mirage gap", Kind::energy},
}};

const char* unit_text(Kind kind, Units units) {
    switch (kind) {
        case Kind::temperature:
            return temperature_unit(units);
        case Kind::field:
            return field_unit(units);
        case Kind::energy:
            return energy_unit(units);
        case Kind::free_energy:
            return free_energy_unit(units);
        default:
            return "1";
    }
}

void write_attribute(hid_t object, const std::string& name, hid_t type, const void* data, hsize_t count) {
    const Hdf5Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose, name);
    const Hdf5Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
    checked(H5Awrite(attribute, type, data), name);
}

void write_attribute(hid_t object, const std::string& name, const std::string& text) {
    const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose, name);
    checked(H5Tset_size(type, text.size() + 1), name);
    checked(H5Tset_cset(type, H5T_CSET_UTF8), name);
    const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose, name);
    const Hdf5Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
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
Hdf5Handle create_variable(const Description& d, const Variable& variable, hid_t type,
                           const std::vector<const Scale*>& scales) {
    std::vector<hsize_t> sizes;
    for (const Scale* scale : scales) sizes.push_back(scale->size);
    const Hdf5Handle space(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose, variable.name);
    const Hdf5Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, variable.name);
    checked(H5Pset_alloc_time(properties, H5D_ALLOC_TIME_EARLY), variable.name);
    checked(H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER), variable.name);
    Hdf5Handle dataset(H5Dcreate2(d.file, variable.name, type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose,
                       variable.name);
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

Scale create_scale(const Description& d, const char* name, const char* long_name, Kind kind,
                   const std::vector<double>& values) {
    const hsize_t size = values.size();
    const Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, name);
    Hdf5Handle dataset(H5Dcreate2(d.file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose,
                       name);
    checked(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    checked(H5DSset_scale(dataset, name), name);
    write_attribute(dataset, "long_name", long_name);
    write_attribute(dataset, "units", unit_text(kind, d.units));
    return {std::move(dataset), size};
}

constexpr const char* axis_long_names[] = {"Rashba spin-orbit coupling alpha p_F", "scattering rate Gamma", "temperature"};
const char* field_long_name(Units units) {
    return units == Units::si ? "in-plane magnetic field" : "in-plane field (g/2) mu_B B";
}

/// dos and the mirage gap on their part of the grid: an axis of which only a part is chosen gets a coordinate of its own.
void create_spectra(const Description& d, const Configuration& c) {
    const SpectrumPart part = spectrum_part(c);
    if (part.spectra() == 0) return;
    struct PartOfAxis {
        const char* name;
        const char* long_name;
        Kind kind;
        const std::vector<std::int64_t>& chosen;
        const Axis& axis;
    };
    const PartOfAxis axes[4] = {{"alpha_spectrum", axis_long_names[0], Kind::energy, part.alpha, c.alpha},
                                {"gamma_spectrum", axis_long_names[1], Kind::energy, part.gamma, c.gamma},
                                {"T_spectrum", axis_long_names[2], Kind::temperature, part.T, c.T},
                                {"B_spectrum", field_long_name(d.units), Kind::field, part.B, c.B}};
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
    for (const Variable& variable : mirage_variables) create_variable(d, variable, H5T_NATIVE_DOUBLE, scales);
    own.push_back(create_scale(d, "energy", "quasiparticle energy", Kind::energy, c.energy.values));
    scales.push_back(&own.back());
    const Hdf5Handle dos = create_variable(d, dos_variable, H5T_NATIVE_DOUBLE, scales);
    const double eta = reduced_eta(c) * unit_system(c).energy;
    write_attribute(dos, "eta", H5T_NATIVE_DOUBLE, &eta, 1);
}

void write_global_attributes(hid_t file, const Configuration& configuration, const RunInformation& information) {
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
    write_attribute(file, "creation_time", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
}

/// Rows [begin, end) of a dataset as a selection, where the first `outer` dimensions number the rows: as few boxes as a
/// range needs, two for each of them at most.
void select_rows(hid_t space, std::size_t outer, std::int64_t begin, std::int64_t end, const std::string& what) {
    const auto rank = static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space), what));
    std::vector<hsize_t> size(rank);
    checked(H5Sget_simple_extent_dims(space, size.data(), nullptr), what);
    checked(H5Sselect_none(space), what);
    for (auto at = static_cast<hsize_t>(begin); at < static_cast<hsize_t>(end);) {
        // the outermost dimension along which whole slices fit
        const hsize_t left = static_cast<hsize_t>(end) - at;
        std::size_t level = outer - 1;
        hsize_t slice = 1;
        while (level > 0 && at % (slice * size[level]) == 0 && left >= slice * size[level]) slice *= size[level--];
        std::vector<hsize_t> start(rank, 0), count(size);
        hsize_t rest = at / slice;
        for (std::size_t i = level + 1; i-- > 0; rest /= size[i]) start[i] = rest % size[i], count[i] = 1;
        count[level] = std::min(left / slice, size[level] - start[level]);
        checked(H5Sselect_hyperslab(space, H5S_SELECT_OR, start.data(), nullptr, count.data(), nullptr), what);
        at += count[level] * slice;
    }
}

/// Collective: rows [first, first + count) of a dataset from consecutive memory, in pieces of bounded size, the same number
/// of them on all ranks.
template <class T>
void write_rows(hid_t file, hid_t transfer, MPI_Comm comm, const char* name, hid_t type, std::size_t outer,
                std::int64_t first, std::int64_t count, const std::vector<T>& values, std::int64_t per_row) {
    const Hdf5Handle dataset(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose, name);
    const Hdf5Handle file_space(H5Dget_space(dataset), H5Sclose, name);
    const std::int64_t rows_per_piece = std::max<std::int64_t>(1, most_bytes_per_write / (8 * per_row));
    std::int64_t pieces = (count + rows_per_piece - 1) / rows_per_piece;
    MPI_Allreduce(MPI_IN_PLACE, &pieces, 1, MPI_INT64_T, MPI_MAX, comm);
    for (std::int64_t piece = 0; piece < pieces; ++piece) {
        const std::int64_t begin = std::min(count, piece * rows_per_piece), end = std::min(count, begin + rows_per_piece);
        select_rows(file_space, outer, first + begin, first + end, name);
        const auto elements = static_cast<hsize_t>((end - begin) * per_row);
        const Hdf5Handle memory(H5Screate_simple(1, &elements, nullptr), H5Sclose, name);
        if (elements == 0) checked(H5Sselect_none(memory), name);
        checked(H5Dwrite(dataset, type, memory, file_space, transfer, values.data() + begin * per_row), name);
    }
}

Hdf5Handle open_together(const std::string& name, MPI_Comm comm) {
    const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, name);
    checked(H5Pset_fapl_mpio(access, comm, MPI_INFO_NULL), name);
    return {H5Fopen(name.c_str(), H5F_ACC_RDWR, access), H5Fclose, name};
}

Hdf5Handle collective_transfer() {
    Hdf5Handle transfer(H5Pcreate(H5P_DATASET_XFER), H5Pclose, "transfer");
    checked(H5Pset_dxpl_mpio(transfer, H5FD_MPIO_COLLECTIVE), "transfer");
    // every rank's share is long and in one piece: nothing is gained by collecting it on other ranks first
    checked(H5Pset_dxpl_mpio_collective_opt(transfer, H5FD_MPIO_INDIVIDUAL_IO), "transfer");
    return transfer;
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
        d.scales.push_back(create_scale(d, "alpha", axis_long_names[0], Kind::energy, c.alpha.values));
        d.scales.push_back(create_scale(d, "gamma", axis_long_names[1], Kind::energy, c.gamma.values));
        d.scales.push_back(create_scale(d, "T", axis_long_names[2], Kind::temperature, c.T.values));
        d.scales.push_back(create_scale(d, "B", field_long_name(c.units), Kind::field, c.B.values));
        const std::vector<const Scale*> plane{&d.scales[0], &d.scales[1]}, line{plane[0], plane[1], &d.scales[2]},
            point{plane[0], plane[1], line[2], &d.scales[3]};
        for (const Variable& v : point_value_variables) create_variable(d, v, H5T_NATIVE_DOUBLE, point);
        for (const Variable& v : point_flag_variables) create_variable(d, v, H5T_NATIVE_INT8, point);
        for (const Variable& v : line_value_variables) create_variable(d, v, H5T_NATIVE_DOUBLE, line);
        create_variable(d, transition_order_variable, H5T_NATIVE_INT8, line);
        for (const Variable& v : plane_variables) create_variable(d, v, H5T_NATIVE_DOUBLE, plane);
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
            checked(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, planes[i].data()), variable);
        }
        const Hdf5Handle attribute(H5Aopen(file, "wall_time", H5P_DEFAULT), H5Aclose, name);
        checked(H5Awrite(attribute, H5T_NATIVE_DOUBLE, &wall_time), name);
    }
    file.close(name);
}

ResultWriter::ResultWriter(const std::string& name, const Grid& grid, MPI_Comm comm)
    : name_(name), grid_(grid), comm_(comm), file_(open_together(name, comm)), transfer_(collective_transfer()) {}

void ResultWriter::write(const ResultBlock& block) {
    const auto rows = [&](const char* variable, hid_t type, const auto& values, std::int64_t per_line) {
        write_rows(file_, transfer_, comm_, variable, type, 3, block.first_line, block.lines, values, per_line);
    };
    for (std::size_t i = 0; i < point_values; ++i)
        rows(point_value_variables[i].name, H5T_NATIVE_DOUBLE, block.point_value[i], grid_.B);
    for (std::size_t i = 0; i < point_flags; ++i)
        rows(point_flag_variables[i].name, H5T_NATIVE_INT8, block.point_flag[i], grid_.B);
    for (std::size_t i = 0; i < line_values; ++i)
        rows(line_value_variables[i].name, H5T_NATIVE_DOUBLE, block.line_value[i], 1);
    rows(transition_order_variable.name, H5T_NATIVE_INT8, block.transition_order, 1);
}

void ResultWriter::close() { file_.close(name_); }

double spectra_size(const SpectrumPart& part) {
    return static_cast<double>(part.spectra()) * 8.0 * (static_cast<double>(part.energies) + 2.0);
}

SpectrumWriter::SpectrumWriter(const std::string& name, const SpectrumPart& part, MPI_Comm comm)
    : name_(name), part_(part), comm_(comm), file_(open_together(name, comm)), transfer_(collective_transfer()) {}

void SpectrumWriter::write(const SpectrumBlock& block) {
    const auto rows = [&](const char* variable, const std::vector<double>& values, std::int64_t per_row) {
        write_rows(file_, transfer_, comm_, variable, H5T_NATIVE_DOUBLE, 4, block.first, block.count, values, per_row);
    };
    rows(dos_variable.name, block.dos, part_.energies);
    rows(mirage_variables[0].name, block.mirage_energy, 1);
    rows(mirage_variables[1].name, block.mirage_width, 1);
}

void SpectrumWriter::close() { file_.close(name_); }

}  // namespace mirage
