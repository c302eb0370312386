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

/// The file while it is being described.
struct Description {
    hid_t file;
    Units units;
    std::vector<Hdf5Handle> scales;  ///< alpha, gamma, T, B
    std::vector<hsize_t> sizes;
};

/// Space is set aside at once and left unfilled: every element is written later.
Hdf5Handle create_variable(const Description& d, const Variable& variable, hid_t type, std::size_t rank) {
    const Hdf5Handle space(H5Screate_simple(static_cast<int>(rank), d.sizes.data(), nullptr), H5Sclose, variable.name);
    const Hdf5Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, variable.name);
    checked(H5Pset_alloc_time(properties, H5D_ALLOC_TIME_EARLY), variable.name);
    checked(H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER), variable.name);
    Hdf5Handle dataset(H5Dcreate2(d.file, variable.name, type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose,
                       variable.name);
    for (std::size_t i = 0; i < rank; ++i)
        checked(H5DSattach_scale(dataset, d.scales[i], static_cast<unsigned>(i)), variable.name);
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

void create_scale(Description& d, const char* name, const char* long_name, Kind kind, const std::vector<double>& values) {
    const hsize_t size = values.size();
    const Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, name);
    Hdf5Handle dataset(H5Dcreate2(d.file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose,
                       name);
    checked(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    checked(H5DSset_scale(dataset, name), name);
    write_attribute(dataset, "long_name", long_name);
    write_attribute(dataset, "units", unit_text(kind, d.units));
    d.scales.push_back(std::move(dataset));
    d.sizes.push_back(size);
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

/// Lines [begin, end) of the file as a selection: one box per (alpha, gamma) that they touch.
void select_lines(hid_t space, const Grid& grid, std::int64_t begin, std::int64_t end, const std::string& what) {
    checked(H5Sselect_none(space), what);
    for (std::int64_t line = begin; line < end;) {
        const std::int64_t plane = line / grid.T;
        const std::int64_t stop = std::min(end, (plane + 1) * grid.T);
        const auto u = [](std::int64_t i) { return static_cast<hsize_t>(i); };
        const hsize_t start[4] = {u(plane / grid.gamma), u(plane % grid.gamma), u(line % grid.T), 0};
        const hsize_t count[4] = {1, 1, u(stop - line), u(grid.B)};
        checked(H5Sselect_hyperslab(space, H5S_SELECT_OR, start, nullptr, count, nullptr), what);
        line = stop;
    }
}

struct Writer {
    hid_t file, transfer;
    const Grid& grid;
    const ResultBlock& block;
    std::int64_t lines_per_piece;
    std::int64_t pieces;  ///< the same on all ranks: collective calls

    /// `per_line` elements on every line: the number of B values, or 1.
    template <class T>
    void write(const char* name, hid_t type, const std::vector<T>& values, std::int64_t per_line) const {
        const Hdf5Handle dataset(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose, name);
        const Hdf5Handle file_space(H5Dget_space(dataset), H5Sclose, name);
        for (std::int64_t piece = 0; piece < pieces; ++piece) {
            const std::int64_t begin = std::min(block.lines, piece * lines_per_piece);
            const std::int64_t end = std::min(block.lines, begin + lines_per_piece);
            select_lines(file_space, grid, block.first_line + begin, block.first_line + end, name);
            const auto count = static_cast<hsize_t>((end - begin) * per_line);
            const Hdf5Handle memory(H5Screate_simple(1, &count, nullptr), H5Sclose, name);
            if (count == 0) checked(H5Sselect_none(memory), name);
            checked(H5Dwrite(dataset, type, memory, file_space, transfer, values.data() + begin * per_line), name);
        }
    }
};

}  // namespace

double file_size(const Grid& grid) {
    constexpr auto per_point = static_cast<double>(8 * point_values + point_flags),
                   per_line = static_cast<double>(8 * line_values + 1);
    return static_cast<double>(grid.points()) * per_point + static_cast<double>(grid.lines()) * per_line;
}

void create_result_file(const std::string& name, const Configuration& c, const RunInformation& information,
                        const PlaneValues& planes) {
    const Hdf5Handle properties(H5Pcreate(H5P_FILE_CREATE), H5Pclose, name);
    checked(H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), name);
    checked(H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), name);
    Hdf5Handle file(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, properties, H5P_DEFAULT), H5Fclose, name);
    {
        Description d{file, c.units, {}, {}};
        create_scale(d, "alpha", "Rashba spin-orbit coupling alpha p_F", Kind::energy, c.alpha.values);
        create_scale(d, "gamma", "scattering rate Gamma", Kind::energy, c.gamma.values);
        create_scale(d, "T", "temperature", Kind::temperature, c.T.values);
        create_scale(d, "B", c.units == Units::si ? "in-plane magnetic field" : "in-plane field (g/2) mu_B B", Kind::field,
                     c.B.values);
        for (const Variable& v : point_value_variables) create_variable(d, v, H5T_NATIVE_DOUBLE, 4);
        for (const Variable& v : point_flag_variables) create_variable(d, v, H5T_NATIVE_INT8, 4);
        for (const Variable& v : line_value_variables) create_variable(d, v, H5T_NATIVE_DOUBLE, 3);
        create_variable(d, transition_order_variable, H5T_NATIVE_INT8, 3);
        for (std::size_t i = 0; i < plane_values; ++i) {
            const Hdf5Handle dataset = create_variable(d, plane_variables[i], H5T_NATIVE_DOUBLE, 2);
            checked(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, planes[i].data()),
                    plane_variables[i].name);
        }
        write_global_attributes(file, c, information);
    }
    file.close(name);
}

void write_result_block(const std::string& name, const Grid& grid, const ResultBlock& block, MPI_Comm comm) {
    const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, name);
    checked(H5Pset_fapl_mpio(access, comm, MPI_INFO_NULL), name);
    Hdf5Handle file(H5Fopen(name.c_str(), H5F_ACC_RDWR, access), H5Fclose, name);
    const Hdf5Handle transfer(H5Pcreate(H5P_DATASET_XFER), H5Pclose, name);
    checked(H5Pset_dxpl_mpio(transfer, H5FD_MPIO_COLLECTIVE), name);

    const std::int64_t lines_per_piece = std::max<std::int64_t>(1, most_bytes_per_write / (8 * grid.B));
    std::int64_t pieces = (block.lines + lines_per_piece - 1) / lines_per_piece;
    MPI_Allreduce(MPI_IN_PLACE, &pieces, 1, MPI_INT64_T, MPI_MAX, comm);
    const Writer writer{file, transfer, grid, block, lines_per_piece, pieces};
    for (std::size_t i = 0; i < point_values; ++i)
        writer.write(point_value_variables[i].name, H5T_NATIVE_DOUBLE, block.point_value[i], grid.B);
    for (std::size_t i = 0; i < point_flags; ++i)
        writer.write(point_flag_variables[i].name, H5T_NATIVE_INT8, block.point_flag[i], grid.B);
    for (std::size_t i = 0; i < line_values; ++i)
        writer.write(line_value_variables[i].name, H5T_NATIVE_DOUBLE, block.line_value[i], 1);
    writer.write(transition_order_variable.name, H5T_NATIVE_INT8, block.transition_order, 1);
    file.close(name);
}

}  // namespace mirage
