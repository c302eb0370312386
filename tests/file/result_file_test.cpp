// Under mpirun with 1, 2, 3 and 5 ranks: the file's layout, and settings, quantities, what is missing.

#include "file/result_file.hpp"
#include "file/result_writer.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "file/hdf5_handle.hpp"
#include "file/result_reader.hpp"
#include "input/input_error.hpp"
#include "result_rows.hpp"
#include "results/records.hpp"

namespace {

using namespace mirage;

using mirage_test::rank_of;
using mirage_test::read_all;
using mirage_test::SharedFile;
using mirage_test::size_of;
using mirage_test::test_configuration;
using mirage_test::write_collectively;

TEST(ResultFile, LayoutAndAttributes) {
    const SharedFile file;
    const Configuration c = test_configuration();
    const Grid grid = grid_of(c);
    std::vector<std::int64_t> cuts(static_cast<std::size_t>(size_of()) + 1, grid.lines());
    cuts[0] = 0;
    write_collectively(file.name(), c, cuts);
    if (rank_of() != 0) return;
    const FileSummary summary = read_summary(file.name());
    ASSERT_EQ(summary.coordinates.size(), 4u);
    EXPECT_EQ(summary.coordinates[0].values, c.alpha.values);
    EXPECT_EQ(summary.coordinates[2].values, c.T.values);
    EXPECT_EQ(summary.coordinates[2].units, "K");
    EXPECT_EQ(summary.coordinates[3].units, "T");
    for (const VariableSummary& v : summary.variables) {
        EXPECT_NE(v.long_name, "") << v.name;
        const auto total = static_cast<std::int64_t>(v.total);
        EXPECT_EQ(v.axes.size(), total == grid.points() ? 4u : total == grid.lines() ? 3u : 2u) << v.name;
    }
    for (const auto& [name, value] : summary.attributes) {
        EXPECT_NE(value, "") << name;
        if (name == "configuration") {
            EXPECT_EQ(value, to_deck(c)) << "a run can be repeated from its file alone";
        }
    }
    const auto parameter = [&](const char* wanted) {
        for (const auto& [name, value] : summary.parameters)
            if (name == wanted) return value;
        return quiet_nan;
    };
    EXPECT_EQ(parameter("beta"), 4.1);
    EXPECT_EQ(parameter("tc0"), 3.0);
    EXPECT_EQ(parameter("g_factor"), 2.0);
    EXPECT_NEAR(parameter("Delta0"), 0.455997475393602, 1e-14);
    EXPECT_EQ(parameter("tolerance"), c.tolerance);
    const auto plane = read_all<double>(file.name(), "T_tricritical", H5T_NATIVE_DOUBLE, 6);
    EXPECT_TRUE(std::isnan(plane[0]) && std::isnan(plane[5]));
    EXPECT_EQ(read_all<double>(file.name(), "T_upturn", H5T_NATIVE_DOUBLE, 6)[1], 0.5);
    const mirage_test::Outcome dump = mirage_test::shell("h5dump -H " + file.name());
    EXPECT_EQ(dump.status, 0);
    EXPECT_EQ(dump.err, "");
}

/// Every stored quantity of every table is a variable with units, name, and what its flags mean.
TEST(ResultFile, EveryQuantityOfTheTablesIsThere) {
    if (rank_of() != 0) return;
    const mirage_test::Folder folder;
    Configuration c = read_configuration(
        "", {"--beta=1, 2", "--T=0.1,0.2", "--B=1,2,3", "--energy=0:1:5", "--conductance=true"},
        Scope::sweep);
    create_result_file(folder / "a.h5", c, {1, 1, 1.0, "plain"});
    const double size = spectra_size(spectrum_grid(c, grid_of(c)));
    const FileSummary summary = read_summary(folder / "a.h5");
    EXPECT_EQ(summary.axes, 5u);
    std::size_t found = 0;
    const auto expect_described = [&](const auto& quantities, std::size_t dimensions) {
        for (const auto& q : quantities)
            for (const VariableSummary& v : summary.variables)
                if (v.name == q.name) {
                    ++found;
                    EXPECT_EQ(v.long_name, q.long_name);
                    EXPECT_EQ(v.units, unit_name(q.unit, c.units)) << v.name;
                    EXPECT_EQ(v.flag_meanings, q.meanings) << v.name;
                    EXPECT_EQ(v.axes.size(), dimensions) << v.name;
                }
    };
    expect_described(point_quantities, 5);
    expect_described(line_quantities, 4);
    expect_described(plane_quantities, 3);
    expect_described(mirage_quantities, 5);
    expect_described(energy_quantities, 6);
    expect_described(edge_quantities, 5);
    expect_described(conductance_quantities, 6);
    EXPECT_EQ(found, summary.variables.size());
    c.conductance = Conductance::none;
    create_result_file(folder / "b.h5", c, {1, 1, 1.0, "plain"});
    EXPECT_EQ(read_summary(folder / "b.h5").variables.size(), found - 4) << "dI/dV is stored where asked for";
    EXPECT_EQ(size - spectra_size(spectrum_grid(c, grid_of(c))), 12.0 * (5.0 + 3.0) * sizeof(double));
}

std::vector<std::string> attribute_names(hid_t file) {
    std::vector<std::string> names;
    const auto add = [](hid_t, const char* name, const H5A_info_t*, void* to) -> herr_t {
        static_cast<std::vector<std::string>*>(to)->emplace_back(name);
        return 0;
    };
    checked(H5Aiterate2(file, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add, &names), "attributes");
    return names;
}

/// All but the settings and the units of numbers, in that order.
TEST(ResultFile, GlobalAttributesAreThoseOfTheTable) {
    if (rank_of() != 0) return;
    const mirage_test::Folder folder;
    create_result_file(
        folder / "a.h5",
        read_configuration("", {"--units=si", "--tc0=3", "--T=0.1", "--pocket=G:share=0.4,beta=2"}),
        {1, 1, 1.0, "plain"});
    const Hdf5Handle file(H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "file");
    std::vector<std::string> names = attribute_names(file), expected;
    std::erase_if(names, [](const std::string& name) {
        return name.ends_with("_units") ||
               std::any_of(axis_settings().begin(), axis_settings().end(),
                           [&](const Setting* setting) { return setting->variable() == name; });
    });
    for (const FileAttribute& attribute : file_attributes) expected.emplace_back(attribute.name);
    EXPECT_EQ(names, expected);
}

/// The conventions do not know Delta0 and Tc0.
TEST(ResultFile, ConventionsAreClaimedWhereTheyAreKept) {
    if (rank_of() != 0) return;
    const mirage_test::Folder folder;
    for (const char* units : {"si", "reduced"}) {
        const bool si = std::string(units) == "si";
        std::vector<std::string> arguments{std::string("--units=") + units, "--T=0.1"};
        if (si) arguments.emplace_back("--tc0=3");
        create_result_file(folder / "a.h5", read_configuration("", arguments), {1, 1, 1.0, "plain"});
        const Hdf5Handle file(H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
                              "file");
        EXPECT_EQ(H5Aexists(file, "Conventions") > 0, si);
        EXPECT_EQ(H5Aexists(file, "Delta0") > 0, si) << "1 in reduced units";
        EXPECT_GT(H5Aexists(file, "beta_units"), 0);
    }
}

TEST(ResultFile, WhatWasNotComputedIsNoPlausibleNumber) {
    if (rank_of() != 0) return;
    const mirage_test::Folder folder;
    create_result_file(folder / "a.h5", read_configuration("", {"--T=0.1"}), {1, 1, 1.0, "plain"});
    const Hdf5Handle file(H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "file");
    for (const char* name : {"phase", "solution_count"}) {
        const Hdf5Handle dataset(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose, name);
        const Hdf5Handle attribute(H5Aopen(dataset, "_FillValue", H5P_DEFAULT), H5Aclose, name);
        std::int8_t fill = 0;
        checked(H5Aread(attribute, H5T_NATIVE_INT8, &fill), name);
        EXPECT_EQ(fill, -1) << name;
    }
    const PointRecord missing = missing_record<PointRecord>(3, point_quantities);
    for (const double x : missing.number) EXPECT_TRUE(std::isnan(x));
    EXPECT_EQ(missing.flag[place_of(point_quantities, "phase")], -1);
    EXPECT_EQ(missing.flag[place_of(point_quantities, "status")], static_cast<int>(Status::failed));
    EXPECT_EQ(missing_record<LineRecord>(3, line_quantities).flag[place_of(line_quantities, "line_status")],
              static_cast<int>(LineStatus::not_computed));
}

}  // namespace
