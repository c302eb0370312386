#include "file/result_reader.hpp"

#include <gtest/gtest.h>

#include "file/hdf5_handle.hpp"
#include "file/result_file.hpp"
#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;

Configuration test_configuration() {
    return read_configuration(
        "", {"--units=si", "--tc0=3", "--beta=4.1", "--T=0.1:3:5", "--B=0:60:7", "--gamma=0,0.1"});
}

TEST(ResultReader, ARecipeIsTheWholeDeck) {
    const mirage_test::Folder folder;
    const Configuration c = test_configuration();
    create_result_file(folder / "a.h5", c, {1, 1, 1.0, "plain"});
    const Recipe recipe = read_recipe(folder / "a.h5");
    EXPECT_EQ(recipe.configuration, to_deck(c));
    EXPECT_EQ(recipe.instruction_set, "plain");
}

/// A file of an older version lacks some of the quantities of today.
TEST(ResultReader, QuantitiesThatAreNotThereAreLeftOut) {
    const mirage_test::Folder folder;
    create_result_file(folder / "a.h5", test_configuration(), {1, 1, 1.0, "plain"});
    const std::size_t all = read_summary(folder / "a.h5").variables.size();
    {
        const Hdf5Handle file(H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose,
                              "file");
        for (const char* name : {"line_status", "plane_status"})
            checked(H5Ldelete(file, name, H5P_DEFAULT), name);
        for (const char* name : {"units", "Delta0", "tolerance", "beta_units"})
            checked(H5Adelete(file, name), name);
    }
    EXPECT_EQ(read_layout(folder / "a.h5").units, Units::si);
    EXPECT_EQ(read_layout(folder / "a.h5").parameters.front(), (std::pair<std::string, double>{"beta", 4.1}));
    EXPECT_EQ(read_summary(folder / "a.h5").variables.size(), all - 2);
}

TEST(ResultReader, FilesOfOthers) {
    const mirage_test::Folder folder;
    EXPECT_THROW(read_summary(folder / "missing.h5"), InputError);
    EXPECT_THROW(read_summary(folder.write("text.h5", "not HDF5")), InputError);
    EXPECT_THROW(read_summary(folder.write("empty.h5", "")), InputError);
    EXPECT_THROW(read_summary(folder / ""), InputError);
    const std::string other = folder / "other.h5";
    {
        const Hdf5Handle id(H5Fcreate(other.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose,
                            other);
    }
    EXPECT_THROW(read_summary(other), InputError);
    create_result_file(folder / "ours.h5", test_configuration(), {1, 1, 1.0, "plain"});
    const std::string whole = mirage_test::read_file(folder / "ours.h5");
    for (std::size_t size = 0; size < whole.size(); size += whole.size() / 40 + 1) {
        const std::string name = folder.write("cut.h5", whole.substr(0, size));
        try {
            read_summary(name);
        } catch (const InputError&) {
        }
    }
}

}  // namespace
