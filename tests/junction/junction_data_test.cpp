#include "junction/junction_data.hpp"

#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

/// Rows of one sweep: `front`, the bias from low to high, a conductance.
std::string sweep(const std::string& front, double low, double high, int points = 30) {
    std::string text;
    for (int i = 0; i < points; ++i)
        text +=
            fmt::format("{}{:.6g},{:.6g}\n", front, std::lerp(low, high, i / (points - 1.0)), 1.0 + 0.01 * i);
    return text;
}

JunctionData read(const std::string& file, SpectrumReading options = {}) {
    return read_spectra({file}, options);
}

TEST(JunctionData, FieldsThatStepAreCurves) {
    const Folder folder;
    const JunctionData data =
        read(folder.write("a.csv", "B (T),T (K),V (mV),dI/dV (uS)\n" + sweep("0,0.31,", -1, 1) +
                                       sweep("0.5,0.3,", -1, 1) + sweep("-1,0.305,", -1, 1)));
    ASSERT_EQ(data.curves.size(), 3u);
    EXPECT_DOUBLE_EQ(data.curves[0].T, 0.31);
    EXPECT_DOUBLE_EQ(data.curves[2].B, 1.0) << "by the modulus";
    EXPECT_EQ(data.curves[1].V.size(), 30u);
    EXPECT_EQ(data.conductance, "uS");
    EXPECT_DOUBLE_EQ(data.siemens, 1e-6);
    EXPECT_EQ(data.curves[1].name, "a 0.3 K 0.5 T");
}

TEST(JunctionData, TemperaturesThatStepAreCurvesAndThoseThatDriftAreNot) {
    const Folder folder;
    std::string text = "T (K),V (mV),dI/dV\n";
    for (int curve = 0; curve < 3; ++curve)
        for (int i = 0; i < 40; ++i)  // drifts by 4 % during a sweep, up and down in turn
            text += fmt::format("{:.5g},{:.5g},1\n", 0.5 * (curve + 1) * (1.0 + 0.001 * i),
                                (curve % 2 == 0 ? 1.0 : -1.0) * (i / 19.5 - 1.0));
    const JunctionData data = read(folder.write("a.csv", text));
    ASSERT_EQ(data.curves.size(), 3u);
    EXPECT_NEAR(data.curves[1].T, 1.02, 0.01);
    EXPECT_LT(data.curves[1].V.front(), data.curves[1].V.back()) << "ascending";
}

TEST(JunctionData, UpAndDownSweepsAreOneCurve) {
    const Folder folder;
    const JunctionData data = read(
        folder.write("a.csv", "V (mV),dI/dV\n" + sweep("", -1, 1) + sweep("", 1, -1)), {"", {0.3}, {2.0}});
    ASSERT_EQ(data.curves.size(), 1u);
    EXPECT_EQ(data.curves[0].V.size(), 60u);
}

TEST(JunctionData, NamesOfFilesAndCommentsTellTheState) {
    const Folder folder;
    const std::string a = folder.write("g_300mK_2T.csv", "V (mV),dI/dV\n" + sweep("", -1, 1)),
                      b = folder.write("b.csv",
                                       "# T = 0.4 K\n# B = 3 T\nV (uV),dI/dV\n" + sweep("", -900, 900));
    const JunctionData data = read_spectra({a, b}, {});
    EXPECT_DOUBLE_EQ(data.curves[0].T, 0.3);
    EXPECT_DOUBLE_EQ(data.curves[0].B, 2.0);
    EXPECT_DOUBLE_EQ(data.curves[1].T, 0.4);
    EXPECT_DOUBLE_EQ(data.curves[1].B, 3.0);
    EXPECT_DOUBLE_EQ(data.curves[1].V.back(), 0.9);
}

TEST(JunctionData, WideTablesAndRanges) {
    const Folder folder;
    std::string text = "V (mV),0T,0.5T\n";
    for (int i = 0; i < 41; ++i) text += fmt::format("{:.4g},1,2\n", -2.0 + 0.1 * i);
    SpectrumReading options;
    options.T = {0.3}, options.low = -1.01, options.high = 1.01;
    const JunctionData data = read(folder.write("w.csv", text), options);
    ASSERT_EQ(data.curves.size(), 2u);
    EXPECT_DOUBLE_EQ(data.curves[1].B, 0.5);
    EXPECT_EQ(data.curves[1].V.size(), 21u);
    EXPECT_EQ(data.curves[1].G[0], 2.0);
}

TEST(JunctionData, AFieldThatNothingTellsIsZeroAndSaidToBe) {
    const Folder folder;
    const std::string file = folder.write("a.csv", "V (mV),dI/dV\n" + sweep("", -1, 1));
    const JunctionData data = read(file, {"", {0.3}, {}});
    EXPECT_EQ(data.curves[0].B, 0.0);
    EXPECT_NE(data.notes.back().find("taken as 0"), std::string::npos);
    EXPECT_THROW(read(file), InputError) << "a temperature must be told";
}

TEST(JunctionData, BadFilesAreRefused) {
    const Folder folder;
    const SpectrumReading told{"", {0.3}, {1.0}};
    for (const std::string& text :
         {std::string("V (mV),dI/dV\n1,2\n2,3\n"), "V (mV),dI/dV\n" + sweep("", -1, 1) + "0.5,abc\n",
          "V (mV),dI/dV\n" + sweep("", 1, 1), "V (mV),dI/dV\n" + sweep("", -5e3, 5e3),
          std::string("V (mV),dI/dV\n")})
        EXPECT_THROW(read(folder.write("bad.csv", text), told), InputError) << text.substr(0, 60);
    EXPECT_THROW(read(folder.write("a.csv", "V (mV),dI/dV\n" + sweep("", -1, 1)), {"", {0.3, 0.4}, {}}),
                 InputError);
    for (const std::string error : {"0", "1e-20", "-0.01"}) {
        std::string rows;
        for (int i = 0; i < 30; ++i) rows += fmt::format("{},1,{}\n", 0.1 * i, i == 7 ? error : "0.01");
        const std::string file = folder.write("errors.csv", "V (mV),dI/dV,sigma_G\n" + rows);
        EXPECT_THROW(read(file, told), InputError) << "an error of " << error;
        EXPECT_NO_THROW(read(file, {"", {0.3}, {1.0}, 0.8, 2.9})) << "beyond the range";
    }
    const std::string uS = folder.write("u.csv", "V (mV),dI/dV (uS)\n" + sweep("", -1, 1)),
                      nS = folder.write("n.csv", "V (mV),dI/dV (nS)\n" + sweep("", -1, 1));
    EXPECT_THROW(read_spectra({uS, nS}, told), InputError) << "units that differ";
}

}  // namespace
