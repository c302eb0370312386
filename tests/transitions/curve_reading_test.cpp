#include "transitions/curve_reading.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

std::string rows(const char* format) {
    std::string text;
    for (int i = 0; i < 20; ++i) text += fmt::format(fmt::runtime(format), 1.0 + 0.1 * i, -0.5 * i) + "\n";
    return text;
}

TEST(CurveReading, UnitsSignAndRows) {
    const Folder folder;
    const auto read =
        read_curves(folder.write("R.dat", "T (mK)\tH (Oe)\tR (kOhm)\n" + rows("{}\t-20000\t{}")));
    ASSERT_EQ(read.curves.size(), 1u);
    const MeasuredCurve& c = read.curves[0];
    EXPECT_EQ(c.line, 2u);
    EXPECT_EQ(c.swept, Measurand::temperature);
    EXPECT_DOUBLE_EQ(c.fixed, 2.0) << "the modulus of the field";
    EXPECT_DOUBLE_EQ(c.x[10], 2e-3);
    EXPECT_DOUBLE_EQ(c.y[10], 5000.0) << "its sign is turned";
    EXPECT_EQ(c.unit, "Ohm");
    EXPECT_NE(read.notes.back().find("sign is turned"), std::string::npos);
}

TEST(CurveReading, TheFixedValueIsThatOfTheNearestSource) {
    const Folder folder;
    const std::string text = "T (K),R (Ohm)\n" + rows("{},{}");
    CurveOptions options;
    EXPECT_EQ(read_curves(folder.write("3T.dat", text)).curves[0].fixed, 3.0);
    EXPECT_EQ(read_curves(folder.write("R.dat", "# B = 4 T\n" + text)).curves[0].fixed, 4.0);
    EXPECT_THROW(read_curves(folder.write("3T.dat", "# B = 4 T\n" + text)), InputError);
    EXPECT_THROW(read_curves(folder.write("R.dat", text)), InputError);
    options.B = 5.0;
    EXPECT_EQ(read_curves(folder.write("3T.dat", "# B = 4 T\n" + text), options).curves[0].fixed, 5.0);
    const auto wide = read_curves(folder.write("3T.dat", "T (K),R at 6 T\n" + rows("{},{}")), options);
    EXPECT_EQ(wide.curves[0].fixed, 6.0) << "the name of the column before the option";
}

TEST(CurveReading, RefusesNumbersThatCannotBe) {
    const Folder folder;
    for (const char* row : {"-1,5", "1,x", "1,>5", "500,1"})
        EXPECT_THROW(
            read_curves(folder.write("3T.dat", "T,R (Ohm)\n1,2\n" + std::string(row) + "\n" + rows("{},{}"))),
            InputError)
            << row;
}

}  // namespace
