// `mirage verify` through the command line.

#include <gtest/gtest.h>

#include "file/hdf5_handle.hpp"
#include "program.hpp"
#include "sweep_cases.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;

void make(const std::string& arguments) {
    const Outcome run = mirage("sweep " + arguments);
    ASSERT_EQ(run.status, 0) << run.err;
}

void expect_same(const std::string& file, const std::string& counts) {
    const Outcome run = mirage("verify " + file + " --points 1000");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.err, "");
    EXPECT_NE(run.out.find(counts), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("\nequal bit for bit\n"), std::string::npos) << run.out;
}

/// Adds to the first value of a variable.
void change(const std::string& file, const char* variable, double by) {
    using namespace ::mirage;
    const Hdf5Handle id(H5Fopen(file.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, file);
    const Hdf5Handle data(H5Dopen2(id, variable, H5P_DEFAULT), H5Dclose, file);
    const Hdf5Handle space(H5Dget_space(data), H5Sclose, file);
    std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    checked(H5Dread(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), file);
    values[0] += by;
    checked(H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), file);
}

TEST(VerifyCommand, WhatASweepWritesComesOutAgain) {
    const Folder folder;
    make(folder.write("a.cfg",
                      std::string(mirage_test::small_deck) + "[spectrum]\nenergy = -4:4:33\nT = 0.1\n") +
         " --output " + folder / "a.h5");
    expect_same(folder / "a.h5", "112 points, 16 lines, 4 planes, 28 spectra");
}

TEST(VerifyCommand, MaterialsAndMomenta) {
    const Folder folder;
    make("--T 0.3,0.6 --B 0.5,1 --beta 7 --gamma-magnetic 0.02 --pocket G:share=0.3,beta=0.5 --output " +
         folder / "a.h5");
    expect_same(folder / "a.h5", "4 points, 2 lines, 1 plane");
    make("--T 0.6 --B 0.5 --beta 7 --gamma 0.1 --gamma-magnetic 0,0.02 --theta 5 --output " +
         folder / "b.h5");
    expect_same(folder / "b.h5", "2 points, 2 lines, 2 planes");
    make("--T 0.05 --B 4.5 --beta 7 --alpha 1 --momentum 0.5 --energy=-2:2:21 --output " + folder / "c.h5");
    expect_same(folder / "c.h5", "1 point, 1 line, 1 plane, 1 spectrum");
}

TEST(VerifyCommand, AnotherNumberIsFound) {
    const Folder folder;
    const std::string file = folder / "a.h5";
    make("--T 0.1,0.5 --B 0.5,1 --beta 7 --output " + file);
    change(file, "order_parameter", 1e-12);
    const Outcome below = mirage("verify " + file);
    EXPECT_EQ(below.status, 0) << below.out;
    EXPECT_NE(below.out.find("\n1 of them not bit for bit"), std::string::npos) << below.out;
    EXPECT_EQ(mirage("verify " + file + " --tolerance 0").status, 1);
    change(file, "order_parameter", 1e-6);
    const Outcome above = mirage("verify " + file);
    EXPECT_EQ(above.status, 1) << above.out;
    EXPECT_NE(above.out.find("\norder_parameter at T = 0.1, B = 0.5,"), std::string::npos) << above.out;
    EXPECT_EQ(mirage("verify " + file + " --tolerance 1e-3").status, 0);
    change(file, "phase", 1.0);
    const Outcome flag = mirage("verify " + file + " --tolerance 1e-3");
    EXPECT_EQ(flag.status, 1) << flag.out;
    EXPECT_NE(flag.out.find("\nphase at "), std::string::npos) << flag.out;
}

TEST(VerifyCommand, TheSeedDecidesWhichPoints) {
    const Folder folder;
    const std::string file = folder / "a.h5";
    make("--T 0.1:0.9:9 --B 0:3:20 --beta 7 --output " + file);
    const std::string first = mirage("verify " + file + " --points 5").out;
    EXPECT_EQ(first.rfind(file + ": 5 points, 2 lines, 1 plane: ", 0), 0u) << first;
    change(file, "free_energy", 1.0);  // point 0, which is not among them
    EXPECT_EQ(mirage("verify " + file + " --points 5 --seed 3").status, 0);
    EXPECT_EQ(mirage("verify " + file + " --points 180").status, 1);
}

TEST(VerifyCommand, WhatIsNoResultIsOneLine) {
    const Folder folder;
    const std::string text = folder.write("a.h5", "no result");
    for (const std::string& words :
         {std::string(), text, text + " b", folder / "none.h5", text + " --points 0", text + " --points 1.5",
          text + " --seed -1", text + " --tolerance x"}) {
        const Outcome run = mirage("verify " + words);
        EXPECT_EQ(run.status, 2) << words;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
        EXPECT_EQ(run.out, "") << words;
    }
}

}  // namespace
